"""Writes both requirements files from pyproject.toml: `python3 packaging/lock.py` (needs uv).

Every version is fixed and hashed, for all systems and Python 3.11 on; no address of an index is written.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

import environment

HEAD = "# From pyproject.toml by packaging/lock.py; not edited by hand.\n"
OPTIONS = (
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
)


def lock(name: str, *more: str) -> None:
    """Resolves pyproject.toml into the file `name`, keeping what an existing file says unless `--upgrade`."""
    uv = shutil.which("uv") or environment.stop("packaging/lock.py needs uv: python3 -m pip install uv")
    target = environment.ROOT / name
    command = [
        uv,
        "pip",
        "compile",
        *OPTIONS,
        *more,
        "--annotation-style",
        "line",
        "pyproject.toml",
        "-o",
        name,
        "-q",
    ]
    subprocess.run([*command, *sys.argv[1:]], cwd=environment.ROOT, check=True)
    target.write_text(HEAD + target.read_text("utf-8").removeprefix(HEAD), "utf-8")


if __name__ == "__main__":
    lock("requirements.txt")
    lock("requirements-dev.txt", "--extra", "dev", "-c", "requirements.txt")
