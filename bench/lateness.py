"""How late the event loop of the window is while somebody works in many cases: `lateness.py [CASES]`."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TICK = 5
"""Milliseconds between two beats; a beat that comes later than that is late by the rest."""
TURNS = 40
EVENTS = 8
SAVED = 2000
"""Cases saved through the services, with their history; the others are copies (`vault.multiply`)."""
PASSPHRASE = "six random words are better than one"


def main() -> None:
    """Goes over into `.venv/` first, as bench/run.py does."""
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    import environment

    environment.go_over()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)


def measure(size: int) -> None:
    """Makes a vault of so many cases and works in it, alone and beside a long job."""
    import db.making
    import db.opening
    import vault as made
    from main import Vaults
    from ui.application import make_application
    from ui.collecting import Collector
    from ui.pages import PAGES
    from ui.settings import Settings
    from ui.theme import fonts, theme
    from ui.window import Window

    app = make_application()
    fonts.load_all()
    theme().change(dark=False, scale=1.0)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "vault"
        vault, _ = db.making.create(place, PASSPHRASE)
        saved = min(size, SAVED)
        for first in range(0, saved, 500):
            with vault.write() as work:
                ids = made.fill(work, range(first, min(first + 500, saved)))
                for one in ids[: TURNS * 3]:
                    _furnish(work, one)
                if not first:
                    _report(work, ids)
                work.commit()
        made.multiply(vault, size // saved - 1)
        vault.close()
        window = Window(Vaults(), PAGES, settings=Settings(), keep=False)
        Collector(app, window.rests)
        window.resize(1440, 900)
        window.show()
        window.open_with(lambda: db.opening.open_vault(place, PASSPHRASE), print)
        Beat(window).all(size)
        window.close()


class Beat:
    """Works in the window and notes at each beat how late it was.

    And how late without what its thread waited for a processor (Linux), how long it was itself at work since
    the beat before: what other programs on the machine change less, and hardly.
    """

    def __init__(self, window: Any) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.window = window
        self._last = (0.0, 0.0, 0.0)
        self.late: list[tuple[float, float, float]] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._beat)

    def _begin(self) -> None:
        self.late, self._last = [], _clocks()
        self._timer.start()

    def _beat(self) -> None:
        now = _clocks()
        passed, waited, worked = ((b - a) * 1000 for a, b in zip(self._last, now, strict=True))
        late = max(0.0, passed - TICK)
        self.late.append((late, max(0.0, late - waited), worked))
        self._last = now

    @staticmethod
    def run(seconds: float) -> None:
        """Let the window work, in the event loop it has in the program."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def settle(self, jobs: int) -> None:
        """Until no more than so many jobs wait."""
        self.run(0.2)
        while self.window.frame is None or self.window.bridge.waiting > jobs:
            self.run(0.2)

    def all(self, size: int) -> None:
        """Each kind of work, alone and beside a job."""
        self.settle(0)
        self.window.frame.go("cases")
        self.settle(0)
        print(f"{size:,} cases, milliseconds, 95 in 100 under and worst:")
        print("late; not counting what it waited for a processor; at work itself")
        for beside in (False, True):
            job = self.window.frame.desk.ask_long(_endless) if beside else None
            more = " beside a long job" if beside else ""
            for what in (self.typing, self.scrolling, self.switching, self.saving, self.sorting):
                self.settle(beside)
                self.tell(what, more)
            self.page.list.show_table(True)
            self.page.list.table.selectAll()
            self.settle(beside)
            self.tell(self.sorting, f" a table with every row selected{more}")
            self.page.list.batches.end()
            self.page.list.show_table(False)
            self._go_to_events(beside)
            self.tell(self.stepping, more)
            self.window.frame.go("cases")
            self.settle(beside)
            if job is not None:
                job.cancel()

    def tell(self, what: Callable[[int], None], more: str) -> None:
        """Measure one kind of work, with the hands on the keys."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self._begin()
        for turn in range(TURNS):
            QTest.keyClick(self.window, Qt.Key.Key_Shift)
            what(turn)
            self.run(0.06)
        self._timer.stop()
        print(f"{what.__name__}{more}: {'; '.join(map(_said, zip(*self.late, strict=True)))}", flush=True)

    @property
    def page(self) -> Any:
        """The cases."""
        return self.window.frame.current

    def typing(self, _turn: int) -> None:
        """A letter into a field."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.page.record.person.editors["occupation"].control, "a")

    def scrolling(self, turn: int) -> None:
        """Anywhere in the list."""
        bar = self.page.list.view.verticalScrollBar()
        bar.setValue(bar.maximum() * ((turn * 7919) % TURNS) // TURNS)

    def switching(self, _turn: int) -> None:
        """The next file."""
        self.page.step(1)

    def _go_to_events(self, beside: bool) -> None:
        """Each event was made once: what is measured is the next, not the page."""
        self.window.frame.go("events")
        self.settle(beside)
        for turn in (0, 1):
            self.stepping(turn)
            self.settle(beside)

    def stepping(self, turn: int) -> None:
        """The next event with its claims, back and forth."""
        self.page.step(1 if turn // (EVENTS - 1) % 2 == 0 else -1)

    def saving(self, turn: int) -> None:
        """A letter, and Ctrl+S."""
        self.typing(turn)
        self.page.save_now()

    def sorting(self, turn: int) -> None:
        """The list in another order."""
        self.page.list.narrow.set_order("code" if turn % 2 else "changed")


def _furnish(work: Any, case: Any) -> None:
    """What the file on a person holds beside the form: a line each on the page."""
    from app.records import new
    from app.values import Text, uncertain

    for year in range(2018, 2022):
        when = uncertain(f"{year}-03")
        work.save(new("step", case=case, kind="arrest", position=year, date=when, authority="mss"))
        work.save(new("act", case=case, type="torture", date=when, account=Text(_words(year), "en")))
        work.save(new("sighting", case=case, date=when, note=Text(_words(year), "en")))
    for permission in ("hold", "count", "un", "government"):
        work.save(new("consent", case=case, permission=permission, answer="given", date=uncertain("2024-05")))
    for what in ("Call the mother", "Ask for the file"):
        work.save(new("task", case=case, what=Text(what, "en"), due=uncertain("2026-12-01")))
        work.save(new("contact", case=case, by=Text("This office", "en"), what=Text(what, "en")))


def _report(work: Any, cases: Sequence[Any]) -> None:
    """Events as one is in October 2023: a dozen claims, an answer of each state, twenty cases linked."""
    from app.records import new
    from app.values import Text, uncertain

    for number in range(1, EVENTS + 1):
        date = uncertain(f"2023-10-{number:02}")
        title = Text(f"A return on 2023-10-{number:02}", "en")
        event = new("event", code=f"2023-10-{number:02}", title=title, kind="forced_return", date=date)
        work.save(event.with_values(returning_state="CN"))
        for place in range(12):
            words, who = Text(_words(2023), "en"), Text(f"Group {place}", "en")
            claim = new("claim", event=event.id, date=date, claimant=who, wording=words)
            figure = claim.with_values(measure="handed_over", low=100 + place * 40)
            work.save(figure if place < 10 else claim.with_values(stance="denies"))
        for case in cases[number * 20 : number * 20 + 20]:
            work.save(new("link", case=case, event=event.id, certainty="probable"))


def _words(year: int) -> str:
    """A few lines."""
    return f"In {year} two neighbours said that a bus took them back in the evening. " * 4


def _clocks() -> tuple[float, float, float]:
    """Seconds: the time, what this thread waited for a processor (0 where nobody says), what it worked."""
    told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    waited = int(told.read_text().split()[1]) / 1e9 if told.exists() else 0.0
    return time.perf_counter(), waited, time.thread_time()


def _said(times: Sequence[float]) -> str:
    found = sorted(times)
    return f"{found[int(len(found) * 0.95)]:.0f}, {found[-1]:.0f}"


def _endless(vault: Any) -> Any:
    """A job of slices that reads the whole vault again and again."""
    from app.ports import ListQuery
    from app.services.counts import figures
    from ui.worker import Progress

    while True:
        for _step in figures(vault, ListQuery("case")):
            yield Progress(0)


if __name__ == "__main__":
    main()
