"""Proves the checkout: `python3 packaging/test.py [--quick | --long] [what pytest takes]`, set-up included.

Without arguments: format, lint, types, contracts between the rooms, every test with coverage, and the built
program. --quick leaves out the slow tests and the build; --long adds the tests that run for many minutes.
With arguments for pytest only the tests run, those that are named.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import environment

# The least share of lines and branches, in per cent, that the tests of all rooms together must run.
THRESHOLDS = {"app": 97, "db": 97, "reports": 96, "ui": 88}
ROOMS = tuple(THRESHOLDS)


def main() -> None:
    """Sets up, runs every check to its end and exits 1 when one of them failed."""
    environment.require_python()
    import sys

    words = sys.argv[1:]
    quick, long = "--quick" in words, "--long" in words
    words = [word for word in words if word not in ("--quick", "--long")]
    building = not (quick or words)
    python = environment.ready("requirements-dev.txt", building=building, testing=True)
    if words:
        raise SystemExit(_pytest(python, words, long=True, coverage=False))
    checks = Checks()
    with ThreadPoolExecutor(1) as beside:  # each of the two keeps one processor busy
        build = [str(python), "packaging/build.py", "--smoke"]
        built = beside.submit(checks.run, "built program", build) if building else None
        for name, *command in _static(python):
            checks.run(name, command)
        if built:
            built.result()
    _compile(python)
    checks.note("tests", _pytest(python, ["-m", "not slow"] if quick else [], long=long, coverage=True) == 0)
    checks.coverage(python, strict=not quick)
    checks.close()


def _static(python: Path) -> list[list[str]]:
    """The checks that run nothing of Casebook: a name and its command each."""
    bin_ = python.parent
    mypy = [str(python), "-m", "mypy"]
    return [
        ["format", str(bin_ / "ruff"), "format", "--check", "."],
        ["lint", str(bin_ / "ruff"), "check", "."],
        ["types", *mypy],
        *[[f"types of {name}", *mypy, *_sources(name)] for name in ("packaging", "bench") if _sources(name)],
        ["contracts", str(bin_ / "lint-imports"), "--no-cache"],
    ]


def _compile(python: Path) -> None:
    """Compiles once what hundreds of processes of the tests load: each would compile it for itself."""
    command = [str(python), "-m", "compileall", "-q", *ROOMS, "main.py", "tests"]
    subprocess.run(command, cwd=environment.ROOT, check=True)


def _sources(folder: str) -> list[str]:
    return [
        str(path.relative_to(environment.ROOT)) for path in sorted((environment.ROOT / folder).glob("*.py"))
    ]


def _pytest(python: Path, words: list[str], *, long: bool, coverage: bool) -> int:
    """Runs pytest with its own output; the status it ends with."""
    command = [str(python), "-m", "pytest", *words]
    if coverage:
        command += [
            "-n",
            "2",
            "--durations=12",
            "--durations-min=3",
            *[f"--cov={name}" for name in (*ROOMS, "main")],
            "--cov-report=",
        ]
    if long:
        command += ["--long"]
    return subprocess.call(command, cwd=environment.ROOT, env=_surroundings())


def _surroundings() -> dict[str, str]:
    """The environment of the checks: no screen; silent about children that may not write coverage."""
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore:Data file"}
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", **quiet}


class Checks:
    """What was checked, how it went, and the few lines at the end that say so."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.failed = False

    def note(self, name: str, good: bool, more: str = "") -> None:
        """Keeps the outcome of one check."""
        self.failed = self.failed or not good
        self.lines.append(f"{'ok    ' if good else 'FAILED'}  {name}{': ' + more if more else ''}")

    def run(self, name: str, command: list[str]) -> None:
        """Runs one command; its output is shown only when it fails."""
        begun = time.monotonic()
        done = subprocess.run(
            command, cwd=environment.ROOT, env=_surroundings(), text=True, capture_output=True, check=False
        )
        self.note(name, done.returncode == 0, f"{time.monotonic() - begun:.1f} s")
        print(self.lines[-1], flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)

    def coverage(self, python: Path, strict: bool) -> None:
        """Compares the share of lines and branches that ran in each room with what it has to be."""
        report = environment.ROOT / ".coverage.json"
        command = [str(python), "-m", "coverage", "json", "--quiet", "-o", str(report)]
        if subprocess.call(command, cwd=environment.ROOT, env=_surroundings()) != 0:
            self.note("coverage", False, "no data")
            return
        files = json.loads(report.read_text("utf-8"))["files"]
        report.unlink()
        for room, least in THRESHOLDS.items():
            share = _share([files[name]["summary"] for name in files if Path(name).parts[0] == room])
            self.note(
                f"coverage of {room}", share >= least or not strict, f"{share:.1f} % (at least {least} %)"
            )

    def close(self) -> None:
        """Prints the summary and ends."""
        print("\n".join(["", *self.lines]), flush=True)
        raise SystemExit(1 if self.failed else 0)


def _share(summaries: list[dict[str, int]]) -> float:
    """Lines and branches that ran, in per cent of all there are; 100 where there are none."""
    total = sum(one["num_statements"] + one.get("num_branches", 0) for one in summaries)
    ran = sum(one["covered_lines"] + one.get("covered_branches", 0) for one in summaries)
    return 100.0 * ran / total if total else 100.0


if __name__ == "__main__":
    main()
