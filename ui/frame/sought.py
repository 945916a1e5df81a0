"""The way to what waits as a draft, also where it stands open nowhere: a part closed with a wrong field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.records import TYPES
from ui.frame.desk import Desk

if TYPE_CHECKING:
    from app.ports import Vault

PAGES = {"case": "cases", "event": "events"}


class Sought(QObject):
    """Leads where the foot of the window asks."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def seek(self, key: str) -> None:
        """To the field, by whoever has it open; of a part that nobody has, to the record it is part of."""
        self._desk.led = False
        self._desk.sought.emit(key)
        if not self._desk.led:
            self._desk.ask(partial(whose, key=key), self._go, owner=self)

    def _go(self, found: tuple[str, UUID] | None) -> None:
        if found is not None:
            self._desk.navigate(*found)


def whose(vault: Vault, key: str) -> tuple[str, UUID] | None:
    """The page and the record of which a part with this key of a draft is; None where nothing shows it."""
    kind, _colon, digits = key.partition(":")
    if kind not in TYPES:
        return None
    with vault.read() as reader:
        part = reader.many(kind, [UUID(hex=digits)]).get(UUID(hex=digits))
        if part is None:
            return None
        for owner, page in PAGES.items():
            if owner in TYPES[kind].by_key and (found := part.ref(owner)) is not None:
                return page, found
        cases = reader.where("case", "person", [i for key in ("person", "other") if (i := part.ref(key))])
        return ("cases", cases[0].id) if cases else None
