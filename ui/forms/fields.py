"""A combo box of fields: a few letters and Enter choose one, and what stands in it is always one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from app.i18n import _
from app.names import fold
from ui.forms.choices import TermCombo


class FieldCombo(TermCombo):
    """Chooses one of `fields` (path and name); of two with one name the first is meant. `chosen(path)`."""

    chosen = Signal(str)

    def __init__(self, fields: Mapping[str, str], path: str) -> None:
        super().__init__(_("Field"))
        self._names = dict(fields)
        self._paths = {fold(name): one for one, name in reversed(list(fields.items()))}
        self.path = path
        self.setProperty("look", "")
        self.setMinimumContentsLength(12)
        for one, name in fields.items():
            self.addItem(name, one)
        self._stand()
        self.editTextChanged.connect(self._typed)
        self.line.returnPressed.connect(self._take_first)
        self.line.editingFinished.connect(self._left)

    def take(self) -> None:
        """Put the cursor into it, ready to be typed over."""
        self.line.setFocus()
        self.line.selectAll()

    def _stand(self) -> None:
        self.setEditText(self._names[self.path])
        self.line.setCursorPosition(0)

    def _typed(self, text: str) -> None:
        path = self._paths.get(fold(text))
        if path is not None and path != self.path:
            self.path = path
            self.chosen.emit(path)

    def _take_first(self) -> None:
        """Enter chooses the first of those offered."""
        if fold(self.currentText()) not in self._paths and (near := self.near()):
            self.setEditText(near[0])

    def _left(self) -> None:
        """A half-typed name that only one field has becomes that field; of another the one before stands."""
        if fold(self.currentText()) in self._paths or self.line.hasFocus():
            return
        if only := self.only():
            self.setEditText(only)
        else:
            self._stand()
