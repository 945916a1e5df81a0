"""The numbers beside the rows of the navigation, and the saved filters among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.i18n import _
from ui.frame.desk import Desk
from ui.frame.filters import count_filter, icon_of, read_filters
from ui.frame.page import FILTER, PAGE_OF, Page
from ui.frame.sidebar import Sidebar
from ui.worker import Job, Priority

if TYPE_CHECKING:
    from app.ports import Vault
    from app.services.filters import SavedFilter


class Counting(QObject):
    """Counts on the worker's thread what each row of the navigation leads to, and shows it there."""

    def __init__(self, desk: Desk, side: Sidebar, types: Mapping[str, type[Page]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._side, self._types = desk, side, types
        self._filters: dict[str, SavedFilter] = {}
        self._counting: dict[str, Job] = {}

    def count(self) -> None:
        """Ask for every number, and for the saved filters."""
        types = {p.key: p.counts for p in self._types.values() if p.counts}
        if types:
            self._desk.ask(lambda vault: _counts(vault, types), self._show_counts, owner=self)
        for page in self._types.values():
            if page.below:
                call = partial(_number, page=page)
                self._count_later(page.key, call, partial(self._show_number, page.key))
        if "cases" in self._types:
            on = self._desk.clock.now().date()
            self._desk.ask(lambda vault: read_filters(vault, on), self._show_filters, owner=self)

    def _show_number(self, key: str, number: int) -> None:
        self._side.rows[key].set_count(f"{number:,}" if number else "")

    def _show_filters(self, filters: Sequence[SavedFilter]) -> None:
        """Each is counted by a question of its own: nobody waits for all of them."""
        self._filters = {f.key: f for f in filters}
        self._side.show_filters(
            [(f.key, _(f.name) if f.brought else f.name, icon_of(f.key, f.type)) for f in filters]
        )
        for one in filters:
            call = partial(count_filter, query=one.query())
            self._count_later(FILTER + one.key, call, partial(self._show_count, one.key))

    def page_of(self, key: str) -> str | None:
        """The page whose list a saved filter narrows; None for a fresh one."""
        kept = self._filters.get(key)
        return PAGE_OF[kept.type] if kept is not None else None

    def _count_later(self, key: str, call: Callable[[Vault], int], then: Callable[[int], object]) -> None:
        """Count behind everything somebody waits for; of several such questions only the newest is asked."""
        earlier = self._counting.get(key)
        if earlier is not None:
            earlier.cancel()
        self._counting[key] = self._desk.ask(call, then, owner=self, priority=Priority.COUNTING)

    def _show_count(self, key: str, number: int) -> None:
        nav = self._side.filters.get(key)
        if nav is not None:
            nav.set_count(f"{number:,}", gold=key == "urgent" and number > 0)

    def _show_counts(self, counts: dict[str, int]) -> None:
        for key, number in counts.items():
            self._side.rows[key].set_count(f"{number:,}")


def _counts(vault: Vault, types: dict[str, str]) -> dict[str, int]:
    from app.ports import ListQuery  # late: nothing of the records is needed to paint the first window

    with vault.read() as reader:
        return {key: reader.count(ListQuery(kind)) for key, kind in types.items()}


def _number(vault: Vault, page: type[Page]) -> int:
    with vault.read() as reader:
        return page.number(reader)
