"""Records in words, a line each: made once, filled again for the next file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.widgets import Certainty, Chip, ElidedLink, IconButton, Label, Look, Sign, column, row
from ui.widgets.buttons import RING
from ui.widgets.layouts import let_go
from ui.widgets.tabbing import step_out
from ui.widgets.tips import set_tip

SPARE = 12
"""Lines that are kept, hidden, for a file that has more of them."""


@dataclass(frozen=True)
class Said:
    """One record as its line says it. `certainty` is a code and its word, `sign` an icon and its role.

    `opens` leads elsewhere; without it the title opens the form. `press` makes a button of the sign: what it
    does in words, and does.
    """

    title: str
    dim: str = ""
    text: str = ""
    certainty: tuple[str, str] | None = None
    chip: tuple[str, Look] | None = None
    sign: tuple[str, str] | None = None
    opens: Callable[[], object] | None = field(default=None, compare=False)
    press: tuple[str, Callable[[], object]] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Told:
    """What stands in a line; what its pencil opens, and is called."""

    said: Said
    edit: Callable[[], object] = field(compare=False)
    edit_name: str


class RecordLine(QWidget):
    """Sign, title, chip and pencil; below them what is dim, how sure, and a text. Parts that a record has not
    are hidden, and made when the first has them: most lists never do."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.told: Told | None = None
        self.title = ElidedLink("", self._open)
        self.pencil = IconButton("pencil", "", self._edit)
        self.dim = Label("", "note", wrap=True)
        self._head = row(self.title, self.pencil, spacing=6)
        self._head.setStretch(0, 1)
        self._second = row(self.dim, spacing=6)
        self._second.setStretch(0, 1)
        self._second.setContentsMargins(RING, 0, 0, 0)
        self._lines = column(self._head, self._second, spacing=0)
        self._signs = column(spacing=0)
        self._chip: Chip | None = None
        self._certainty: Certainty | None = None
        self._text: Label | None = None
        self._sign: Sign | None = None
        self._beside = column()
        self._button: IconButton | None = None
        outer = row(column(self._signs, None), self._lines, spacing=8)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def show_record(self, told: Told) -> None:
        """Show one record; what stands there already stays."""
        before, self.told = self.told, told
        said = told.said
        name = said.press[0] if said.press else ""
        if before == told and (before.said.press[0] if before.said.press else "") == name:
            return
        self.title.show_text(said.title)
        self.pencil.setAccessibleName(told.edit_name)
        set_tip(self.pencil, told.edit_name)
        self.dim.setText(said.dim)
        self.dim.setVisible(bool(said.dim or said.certainty))
        self._show_chip(said)
        self._show_certainty(said)
        self._show_text(said)
        self._show_sign(said, name)

    def forget(self) -> None:
        """Hide it; no word of the record stays."""
        self.hide()
        if self.told is not None:
            self.show_record(Told(Said(""), edit=lambda: None, edit_name=""))
            self.told = None

    def _show_chip(self, said: Said) -> None:
        if said.chip is not None and self._chip is None:
            self._chip = Chip(*said.chip)
            self._head.insertWidget(1, self._chip)
        if self._chip is not None:
            self._chip.show_status(*(said.chip or ("", Look(""))))
            self._chip.setVisible(said.chip is not None)

    def _show_certainty(self, said: Said) -> None:
        if said.certainty is not None and self._certainty is None:
            self._certainty = Certainty(*said.certainty)
            self._second.addWidget(self._certainty)
        if self._certainty is not None:
            self._certainty.show_certainty(*(said.certainty or ("", "")))
            self._certainty.setVisible(said.certainty is not None)

    def _show_text(self, said: Said) -> None:
        if said.text and self._text is None:
            self._text = Label("", "second", wrap=True, selectable=True)
            self._text.setContentsMargins(RING, 0, 0, 0)
            self._lines.addWidget(self._text)
        if self._text is not None:
            self._text.setText(said.text)
            self._text.setVisible(bool(said.text))

    def _show_sign(self, said: Said, name: str) -> None:
        icon, role = said.sign or (self._icon, "gold_text")
        pressed = said.press is not None
        if pressed and self._button is None:
            self._button = IconButton(icon, name, self._press)
            self._signs.addWidget(self._button)
        elif not pressed and self._sign is None:
            self._sign = Sign(icon, role)
            self._beside.addWidget(self._sign)
            self._signs.addLayout(self._beside)
        if self._button is not None:
            self._button.set_icon(icon)
            self._button.setAccessibleName(name)
            set_tip(self._button, name)
            self._button.setVisible(pressed)
        if self._sign is not None:
            self._sign.set_icon(icon, role)
            self._sign.setVisible(not pressed)
        self._beside.setContentsMargins(0, 0 if pressed else 5, 0, 0)  # they count where the sign is hidden

    def _open(self) -> None:
        if self.told is not None:
            (self.told.said.opens or self.told.edit)()

    def _edit(self) -> None:
        if self.told is not None:
            self.told.edit()

    def _press(self) -> None:
        if self.told is not None and self.told.said.press is not None:
            self.told.said.press[1]()


class RecordLines(QVBoxLayout):
    """The lines of a list, in its order; what else stands in the layout comes after them.

    A line goes with its record. One whose record is gone shows the next that comes: filling a line costs a
    tenth of making one, and somebody who goes through the files waits for it. Not the line that holds the
    focus: Enter would act on another record than the one it was on.
    """

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setSpacing(10)
        self._icon = icon
        self._lines: list[RecordLine] = []
        self._of: dict[UUID, RecordLine] = {}

    def show_records(self, told: Mapping[UUID, Told]) -> None:
        """Show these records."""
        known, self._of = self._of, {}
        kept = {one: known[one] for one in told if one in known}
        taken = set(kept.values())
        free = [line for line in self._lines if line not in taken]
        self._let_go_of_focus(free)
        for one, words in told.items():
            line = kept.get(one) or (free.pop(0) if free else RecordLine(self._icon))
            line.show_record(words)
            self._of[one] = line
        for line in free[SPARE:]:
            self.removeWidget(line)
            let_go(line)
        before, self._lines = self._lines, [*self._of.values(), *free[:SPARE]]
        if self._lines != before:
            for place, line in enumerate(self._lines):
                self.insertWidget(place, line)
        for line in self._of.values():
            line.show()
        for line in free[:SPARE]:
            line.forget()

    def _let_go_of_focus(self, free: list[RecordLine]) -> None:
        focused = QApplication.focusWidget()
        step_out(*free)
        for line in [line for line in free if focused is not None and line.isAncestorOf(focused)]:
            free.remove(line)
            self.removeWidget(line)
            let_go(line)

    def line_of(self, record: UUID) -> RecordLine:
        """The line of a record that is shown."""
        return self._of[record]
