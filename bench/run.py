"""Prints how Casebook compares with the bare libraries: `python3 bench/run.py [--quick]`, set-up included."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Goes over into `.venv/` first; then measures group by group, so that a long run shows where it is."""
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    import environment

    environment.require_python()
    if Path(sys.prefix) != environment.VENV:
        python = environment.ready("requirements.txt")
        environment.start(python, [str(Path(__file__)), *sys.argv[1:]])
    measure_all(quick="--quick" in sys.argv[1:])


def measure_all(quick: bool) -> None:
    """All rows, one table."""
    import start
    from measure import Row, table

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sizes = (1_000,) if quick else (1_000, 10_000)
    groups = [start.rows]
    rows: list[Row] = []
    for group in groups:
        print(f"measuring {group.__module__} ...", file=sys.stderr, flush=True)
        rows += group()
    print(
        f"\n{platform.python_implementation()} {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} cores; medians; {sizes} cases\n"
    )
    print(table(rows))


if __name__ == "__main__":
    main()
