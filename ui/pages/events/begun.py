"""What somebody began and never saved, kept as drafts: go on with it, or give it up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.distressing import distressing, texts_of
from app.i18n import _
from app.records import TYPES
from app.records.record import Record
from ui.widgets import Button, Label, Panel, column, row
from ui.widgets.layouts import clear


class BegunBlock(QWidget):
    """One amber line for each draft; nothing where there is none."""

    def __init__(self, resume: Callable[[Record], object], discard: Callable[[Record], object]) -> None:
        super().__init__()
        self._resume, self._discard = resume, discard
        self._lines: QVBoxLayout = column(spacing=6)
        self.setLayout(self._lines)
        self.hide()

    def show_drafts(self, drafts: tuple[Record, ...], language: str) -> None:
        """Show other drafts."""
        clear(self._lines)
        for draft in drafts:
            self._lines.addWidget(self._line(draft, language))
        self.setVisible(bool(drafts))

    def _line(self, draft: Record, language: str) -> Panel:
        kind = _(TYPES[draft.type].label)
        words = _("{kind}, begun and not saved: {title}").format(kind=kind, title=title_of(draft, language))
        panel = Panel("amber", margins=(14, 6, 10, 6))
        go_on = Button(_("Go on"), lambda: self._resume(draft))
        give_up = Button(_("Give it up"), lambda: self._discard(draft), kind="quiet")
        line = row(Label(words, "medium", wrap=True), go_on, give_up)
        line.setStretch(0, 1)
        panel.body.addLayout(line)
        panel.setAccessibleName(words)
        return panel


def title_of(draft: Record, language: str) -> str:
    """What of a draft tells it from others."""
    keys = (*TYPES[draft.type].title, "wording", "text", "what")
    if distressing(draft):
        keys = tuple(key for key in keys if key not in texts_of(draft.type))
    texts = [draft.phrase(key).in_language(language) or draft.text(key) for key in keys]
    return next((t for t in texts if t), _("no words yet"))
