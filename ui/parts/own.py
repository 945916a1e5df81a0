"""The fields that staff added, behind those of the program; and blocks one below the other."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.distressing import texts_of
from app.i18n import _
from ui.forms.form import Form
from ui.widgets import Block, Fold


class OwnFields(Block):
    """Editors of own fields; they come once the vault has been asked for them, and as they are added."""

    def __init__(self, *forms: Form) -> None:
        super().__init__(_("Fields of this office"))
        self._forms = forms
        self.folds: list[Fold] = []
        self._shown: tuple[Hashable, bool] = (None, False)
        self.hide()
        forms[0].lookup.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show those that are there and were not before."""
        for form in self._forms:
            fresh = form.own_left()
            told = texts_of("", form.lookup.own_fields(form.type.key))
            short, long = [k for k in fresh if k not in told], [k for k in fresh if k in told]
            if short:
                self.body.addWidget(form.panel(*short))
            if long:
                self.folds.append(Fold(form.panel(*long)))
                self.folds[-1].show_of(*self._shown)
                self.body.addWidget(self.folds[-1])
            if fresh:
                form.show_again(fresh)
                self.show()

    def show_of(self, record: Hashable, *, folded: bool) -> None:
        """Another record, or the same with another mark: long texts of a marked one wait."""
        self._shown = (record, folded)
        for fold in self.folds:
            fold.show_of(record, folded)


def stacked(*blocks: QWidget) -> QWidget:
    """Blocks one below the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(20)
    for block in blocks:
        layout.addWidget(block)
    return holder
