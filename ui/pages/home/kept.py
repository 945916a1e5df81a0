"""What keeps the vault safe, on Home: last backup, recovery sheet, what waits, and the way there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.safety import Safety
from ui.frame.desk import Desk
from ui.keeping import Row, rows
from ui.widgets import Block, Button, Label, Sign, row


class KeptSafe(Block):
    """A row for each thing, good or waiting; what waits links to where it is done."""

    def __init__(self, desk: Desk, found: Safety) -> None:
        link = Button(_("Security"), lambda: desk.navigate("security"), kind="link")
        super().__init__(_("Kept safe"), link, spacing=8)
        for one in rows(found):
            self.body.addWidget(_line(desk, one))


def _line(desk: Desk, one: Row) -> QWidget:
    role = {"good": "green_ink", "warn": "amber_ink", "bad": "red_ink"}.get(one.state, "text2")
    sign = Sign("circle-check" if one.state == "good" else "circle-alert", role)
    words = Label(one.words, "body", wrap=True)
    right: QWidget = Label(one.when, "dim")
    if one.act:
        right = Button(one.act, lambda: desk.navigate("security"), kind="link")
        right.setAccessibleName(f"{one.words}: {one.act}")
    line = row(sign, words, right)
    line.setStretch(1, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder
