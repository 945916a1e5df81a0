"""The fields that staff added, behind those of the program; and blocks one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from ui.forms.form import Form
from ui.widgets import Block


class OwnFields(Block):
    """Editors of own fields; they come once the vault has been asked for them, and as they are added."""

    def __init__(self, *forms: Form) -> None:
        super().__init__(_("Fields of this office"))
        self._forms = forms
        self.hide()
        forms[0].lookup.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show those that are there and were not before."""
        for form in self._forms:
            fresh = form.own_left()
            if fresh:
                self.body.addWidget(form.panel(*fresh))
                form.show_again(fresh)
                self.show()


def stacked(*blocks: QWidget) -> QWidget:
    """Blocks one below the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(20)
    for block in blocks:
        layout.addWidget(block)
    return holder
