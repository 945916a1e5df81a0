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

    environment.go_over()
    measure_all(quick="--quick" in sys.argv[1:])


def measure_all(quick: bool) -> None:
    """All rows, one table."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import backup
    import brief
    import evidence
    import start
    import vault
    from measure import table

    rows = start.rows() + brief.rows() + evidence.rows()
    for size in (1_000,) if quick else (1_000, 10_000):
        rows += vault.rows(size) + backup.rows(size)
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    print(f"\n{machine}; medians in milliseconds\n\n{table(rows)}")


if __name__ == "__main__":
    main()
