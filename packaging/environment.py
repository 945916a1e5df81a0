"""Makes `.venv/` in the checkout: an isolated Python, the locked requirements, the system libraries of Qt.

Used by run.py, test.py and build.py; needs nothing but a Python of its own. Packages come from wherever this
machine's pip is set up to look.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")

# What Qt loads and Debian and Ubuntu do not always have; the window cannot say it itself, as it aborts.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# What only the tests run: a Secret Service on a bus of its own for quick unlock; strace for the campaigns of
# power cuts and failing disks; a screen and an input method for typing Korean.
TEST_PROGRAMS = {
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "strace": "strace",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
    "ibus-daemon": "ibus",
    "/usr/libexec/ibus-engine-hangul": "ibus-hangul",
}
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}  # since Debian 13 and Ubuntu 24.04


def stop(line: str) -> NoReturn:
    """Ends with one line on stderr and status 1."""
    sys.stderr.write(line + "\n")
    raise SystemExit(1)


def say(line: str) -> None:
    """One line about the set-up, on stderr so that a command's own output stays clean."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def require_python() -> None:
    """Goes on under a Python that is new enough, else ends with one line."""
    if sys.version_info[:2] >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(found, [found, *sys.argv])
    have = "{}.{}".format(*sys.version_info[:2])
    stop(
        f"Casebook needs Python 3.11 or newer; this is {have}. Install one and run the same command with it."
    )


def venv_python() -> Path:
    """The interpreter inside `.venv/`."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def ready(requirements: str, building: bool = False, testing: bool = False) -> Path:
    """Brings `.venv/` to the state of a requirements file and answers with its interpreter.

    Does nothing but compare one digest when that has been done before.
    """
    _system(building, testing)
    python = venv_python()
    if not _works(python):
        say("Making .venv ...")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    wanted = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
    stamp = VENV / f".{requirements}.sha256"
    if not stamp.exists() or stamp.read_text("ascii") != wanted:
        say(f"Installing {requirements} (once; some hundred megabytes) ...")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # The lock names every package: resolving again would only trip over releases newer than it.
        exact = ["--require-hashes", "--no-deps", "-r", str(ROOT / requirements)]
        check = [str(python), "-m", "pip", "check", "--disable-pip-version-check"]
        if subprocess.call([*pip, *exact]) or subprocess.call(check, stdout=subprocess.DEVNULL):
            stop("The packages could not be installed: see the lines of pip above.")
        stamp.write_text(wanted, "ascii")
    return python


def go_over(requirements: str = "requirements.txt") -> None:
    """Goes on with this program under the Python of `.venv/`, made ready, unless it runs there already."""
    require_python()
    if Path(sys.prefix) != VENV:
        start(ready(requirements), sys.argv)


def start(python: Path, arguments: Sequence[str]) -> NoReturn:
    """Hands this process over to `python`; Windows cannot, so there it waits and passes the status on."""
    command = [str(python), *arguments]
    if os.name == "nt":
        raise SystemExit(subprocess.call(command))
    os.execv(command[0], command)


def _works(python: Path) -> bool:
    return (
        python.exists() and subprocess.call([str(python), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0
    )


def _system(building: bool, testing: bool = False) -> None:
    """Installs what Debian and Ubuntu lack, or ends with the one line that does."""
    missing = missing_packages(building, testing)
    if not missing:
        return
    if not shutil.which("apt-get"):
        stop(
            "This machine lacks "
            + ", ".join(sorted(missing.values()))
            + ": install them, then run this again."
        )
    names = [_apt_name(name) for name in missing]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    line = "sudo apt-get update && sudo " + " ".join(install)
    root = [] if _is_root() else ["sudo", "-n"]
    if root and subprocess.call([*root, "true"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
        stop(f"Some system packages are missing. Run this once, then this command again:\n{line}")
    say("Installing system packages: " + " ".join(names))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], [*install[:1], "-qq", *install[1:]]):
        if subprocess.call([*root, *command], env=quiet, stdout=subprocess.DEVNULL):
            stop(f"System packages could not be installed. Run this once, then this command again:\n{line}")


def missing_packages(building: bool = False, testing: bool = False) -> dict[str, str]:
    """Debian package to the thing it brings, for what this machine lacks; empty off Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    missing = {package: library for library, package in QT_LIBRARIES.items() if not _loads(library)}
    version = "{}.{}".format(*sys.version_info[:2])
    if not _has_venv() and not _works(venv_python()):
        missing[f"python{version}-venv"] = "Python's venv and ensurepip modules"
    if testing:
        missing |= {package: name for name, package in TEST_PROGRAMS.items() if not shutil.which(name)}
    if building:
        if not shutil.which("objdump"):
            missing["binutils"] = "objdump"
        if not _shared_python(version):
            missing[f"libpython{version}"] = f"libpython{version}.so"
    return missing


def _has_venv() -> bool:
    try:
        import ensurepip
        import venv
    except ImportError:
        return False
    return bool(ensurepip and venv)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _shared_python(version: str) -> bool:
    import sysconfig

    if not sys.executable.startswith("/usr/bin/"):
        return True  # not Debian's own: its package would not fit, and the builder says what it misses
    names = (f"libpython{version}.so.1.0", str(sysconfig.get_config_var("INSTSONAME") or ""))
    return any(name and _loads(name) for name in names)


def _apt_name(package: str) -> str:
    renamed = RENAMED.get(package)
    if renamed is None:
        return package
    known = subprocess.run(["apt-cache", "show", renamed], capture_output=True, check=False).returncode == 0
    return renamed if known else package


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
