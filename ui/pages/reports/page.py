"""The reports page: a brief, an anonymised summary, what went out, and counts."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import N_, _
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.pages.reports.brief import BriefView
from ui.pages.reports.counts import CountsView
from ui.pages.reports.ledger import LedgerView
from ui.pages.reports.summary import SummaryView
from ui.widgets import Hairline, Segmented, column, row

BRIEF, SUMMARY, RELEASES, COUNTS = "brief", "summary", "releases", "counts"


class Reports(Page):
    """What goes out and what went out."""

    key, title, icon = "reports", N_("Reports"), "file-text"
    counts = "release"
    kinds = frozenset(
        {"event", "claim", "status", "contact", "request", "case", "person", "link", "consent", "release"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.brief = BriefView(desk)
        self.summary = SummaryView(desk)
        self.releases = LedgerView(desk)
        self.counts_of_cases = CountsView(desk)
        self.parts: dict[str, QWidget] = {
            BRIEF: self.brief,
            SUMMARY: self.summary,
            RELEASES: self.releases,
            COUNTS: self.counts_of_cases,
        }
        self.tabs = Segmented(
            _("Reports"),
            [(_("Brief"), BRIEF), (_("Summary"), SUMMARY), (_("Releases"), RELEASES), (_("Counts"), COUNTS)],
            BRIEF,
        )
        self.tabs.chosen.connect(lambda part: self._show(str(part)))
        self.stack = QStackedWidget()
        for part in (self.brief, self.summary, self.releases, self.counts_of_cases):
            self.stack.addWidget(part)
            part.told.connect(self._tell)
        self._stale = set(self.parts)
        head = row(self.tabs, None)
        head.setContentsMargins(26, 8, 26, 8)
        layout = column(head, Hairline(), self.stack, spacing=0)
        layout.setStretchFactor(self.stack, 1)
        self.setLayout(layout)

    @property
    def part(self) -> str:
        """Which of the four is shown."""
        return str(self.tabs.current())

    def _show(self, part: str) -> None:
        self.tabs.set_current(part)
        self.stack.setCurrentWidget(self.parts[part])
        self._load(part)
        self._tell()

    def _tell(self) -> None:
        parts: dict[str, BriefView | SummaryView | LedgerView | CountsView] = {
            BRIEF: self.brief,
            SUMMARY: self.summary,
            RELEASES: self.releases,
            COUNTS: self.counts_of_cases,
        }
        self.set_status(parts[self.part].status)

    def _load(self, part: str) -> None:
        if part not in self._stale:
            return
        self._stale.discard(part)
        if part == BRIEF:
            self.brief.refresh()
        elif part == SUMMARY:
            self.summary.look()
        elif part == COUNTS:
            self.counts_of_cases.refresh()
        else:
            self.releases.refresh()

    def refresh(self, changed: frozenset[str]) -> None:
        """What is shown loads again; the others when they are shown."""
        self._stale |= {RELEASES} if changed == {"release"} else set(self.parts)
        self._load(self.part)

    def open_record(self, record: UUID | str) -> None:
        """`brief`, `summary`, `releases`, `counts`, or `brief/CODE,CODE` for a brief on these events."""
        part, _slash, codes = str(record).partition("/")
        if part not in self.parts:
            return
        if codes:
            self._stale.discard(BRIEF)
            self.brief.choose(tuple(codes.split(",")))
        self._show(part)

    def save_now(self) -> None:
        """Ctrl+S: the document becomes a file."""
        if self.part == BRIEF:
            self.brief.gate.button.click()
        elif self.part == SUMMARY:
            self.summary.buttons["pdf"].click()

    def current_record(self) -> UUID | str | None:
        """The part shown, a brief with its events."""
        codes = ",".join(self.brief.form.chosen_events)
        return f"{BRIEF}/{codes}" if self.part == BRIEF and codes else self.part

    def views(self) -> dict[str, Callable[[], object]]:
        """The other parts."""
        return {part: lambda part=part: self._show(part) for part in (SUMMARY, RELEASES, COUNTS)}  # type: ignore[misc]  # bound as it is now
