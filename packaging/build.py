"""Makes the one-folder program in dist/casebook: `python3 packaging/build.py [--smoke]`, set-up included.

--smoke then runs it as staff would get it, with nothing of this checkout or its Python in reach.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment

FOLDER = environment.ROOT / "dist" / "casebook"


def build(python: Path) -> None:
    """Runs PyInstaller; its lines are shown only when it fails."""
    work = environment.ROOT / "build"
    options = [
        "--noconfirm",
        "--log-level",
        "WARN",
        "--workpath",
        str(work),
        "--distpath",
        str(FOLDER.parent),
    ]
    command = [
        str(python),
        "-m",
        "PyInstaller",
        *options,
        str(environment.ROOT / "packaging" / "casebook.spec"),
    ]
    done = subprocess.run(command, cwd=environment.ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        environment.stop(done.stdout + done.stderr + "The program could not be built.")


def program() -> Path:
    """The built executable."""
    return FOLDER / ("casebook.exe" if os.name == "nt" else "casebook")


def smoke() -> None:
    """What staff would do, with the built program, in a bare environment: see every page, make documents."""
    with tempfile.TemporaryDirectory() as home:
        words = Path(home, "words")
        words.write_text("a passphrase for the trial", "utf-8")
        vault = ["vault", "--passphrase-file", str(words)]
        _use(home, "sample", *vault)
        for language in ("en", "ko"):
            _use(home, "--smoke", *vault, "--language", language)
        _use(home, "brief", *vault, "--event", "2023-10-09", "--language", "ko", "-o", "brief.pdf")
        for name in ("summary.pdf", "summary.xlsx"):
            _use(home, "summary", *vault, "-o", name)
        _use(home, "check", *vault)


def _use(home: str, *words: str) -> None:
    """Runs the built program in `home`; ends with its output when it fails."""
    bare = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    bare |= {"HOME": home, "USERPROFILE": home, "TMPDIR": home, "TEMP": home}
    bare |= {"QT_QPA_PLATFORM": "offscreen", "PATH": os.defpath}
    command = [str(program()), *words]
    done = subprocess.run(
        command, cwd=home, env=bare, text=True, capture_output=True, timeout=300, check=False
    )
    if done.returncode:
        environment.stop(f"{done.stdout}{done.stderr}The built program failed: {' '.join(words)}")


def size() -> float:
    """What the folder takes, in megabytes."""
    return sum(path.lstat().st_size for path in FOLDER.rglob("*")) / 1e6


def main() -> None:
    """Builds, and with --smoke runs what was built."""
    environment.require_python()
    if not (environment.ROOT / "main.py").exists():
        environment.stop("There is no main.py to build from.")
    begun = time.monotonic()
    build(environment.ready("requirements-dev.txt", building=True))
    print(f"dist/casebook: {size():.0f} MB, built in {time.monotonic() - begun:.0f} s", flush=True)
    if "--smoke" in sys.argv[1:]:
        smoke()
        print("the built program painted every page and made its documents", flush=True)


if __name__ == "__main__":
    main()
