"""The list of many cases: orders, conditions, a page, finding, one change to many: `lists.py [CASES]`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 11, 29)
CHANGED = 1000


def main() -> None:
    """Goes over into `.venv/` first, as bench/run.py does."""
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    import environment

    environment.go_over()
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)


def measure(size: int) -> None:
    """Makes a vault of so many cases and prints a line a question, in milliseconds."""
    import db.making
    import vault as made

    with tempfile.TemporaryDirectory() as folder:
        vault, _ = db.making.create(Path(folder) / "vault", "six random words are better than one")
        for first in range(0, size, 500):
            with vault.write() as work:
                made.fill(work, range(first, min(first + 500, size)))
                work.commit()
        try:
            print(f"{size:,} cases; median of 3, milliseconds")
            _reading(vault)
            _changing(vault)
        finally:
            vault.close()


def _reading(vault: Any) -> None:
    from app.ports import Condition, ListQuery
    from app.services.counts import figures
    from app.services.files import case_rows
    from app.values import uncertain
    from ui.frame.finding import find

    def ask(call: Callable[[Any], object]) -> Callable[[], object]:
        def asked() -> object:
            with vault.read() as reader:
                return call(reader)

        return asked

    for sort in ("changed", "code", "status", "person", "person.birth"):
        query = ListQuery("case", sort=sort)
        _tell(f"whole list by {sort}", ask(lambda reader, q=query: reader.numbers(q)))  # type: ignore[misc]  # bound as it is now
    for condition in (
        Condition("status", "is", "unknown"),
        Condition("person.birth", "before", uncertain("1970")),
        Condition("minor", "is", "yes"),
        Condition("person.names", "contains", "영희 9"),
    ):
        query = ListQuery("case", conditions=(condition,))
        _tell(f"count {condition.path} {condition.op}", ask(lambda reader, q=query: reader.count(q)))  # type: ignore[misc]  # bound as it is now
    numbers = ask(lambda reader: reader.numbers(ListQuery("case", sort="code")).tolist())()
    assert isinstance(numbers, list)
    _tell("a page of 200 rows", ask(lambda reader: case_rows(reader, numbers[-200:], ON)))
    _tell_slices("counts by year, place, sex, age", _slices(figures(vault, ListQuery("case")))[0])
    print("finding, longest slice:", round(_slices(find(vault, "영희 9", "ko", ON))[0][-1], 1))


def _changing(vault: Any) -> None:
    from app.ports import ListQuery
    from app.services.batch import Wanted, change, preview, turn

    with vault.read() as reader:
        numbers = reader.numbers(ListQuery("case", sort="code")).tolist()[:CHANGED]
    wanted = Wanted("status", "set", "released")
    times, found = _slices(preview(vault, numbers, wanted))
    _tell_slices(f"preview of {len(numbers):,}", times)
    times, outcome = _slices(change(vault, found.lines, wanted, lambda: False))
    _tell_slices(f"change of {len(outcome.turned):,}", times)
    times, _back = _slices(turn(vault, [one.back for one in outcome.turned], lambda: False))
    _tell_slices("the same taken back", times)


def _slices(steps: Generator[Any, None, Any]) -> tuple[list[float], Any]:
    """How long each slice took, sorted, and what came of the work."""
    times: list[float] = []
    while True:
        begun = time.perf_counter()
        try:
            next(steps)
        except StopIteration as end:
            return sorted(times), end.value
        times.append((time.perf_counter() - begun) * 1000)


def _tell_slices(what: str, times: Sequence[float]) -> None:
    share = times[int(len(times) * 0.95)] if times else 0.0
    print(f"{what}: {sum(times) / 1000:.1f} s; slice median {statistics.median(times):.0f}, p95 {share:.0f}")


def _tell(what: str, call: Callable[[], object]) -> None:
    times = []
    for _turn in range(3):
        begun = time.perf_counter()
        call()
        times.append((time.perf_counter() - begun) * 1000)
    print(f"{what}: {statistics.median(times):.0f}")


if __name__ == "__main__":
    main()
