"""The parts of a long form: what is asked every time under its heading, the rest folded behind one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets import Button, column, row


@dataclass(frozen=True)
class Part:
    """Some fields of a form, by key, under a heading (a msgid, "" for none); `folded` where seldom asked."""

    title: str
    keys: tuple[str, ...]
    folded: bool = False


class More(QWidget):
    """Fields behind their heading: a press, Enter or Space shows them."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.toggle = Button(title, self._turn, kind="link", icon="chevron-right")
        self.toggle.setAutoDefault(False)
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 6)
        self.setLayout(column(row(self.toggle, None), self.content, spacing=4))
        self.open(False)

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return not self.content.isHidden()

    def open(self, on: bool = True) -> None:
        """Show its fields, or the heading alone."""
        self.content.setVisible(on)
        self.toggle.set_icon("chevron-down" if on else "chevron-right")
        state = _("shown") if on else _("folded")
        self.toggle.setAccessibleName(f"{self._title}, {state}")

    def _turn(self) -> None:
        self.open(not self.is_open)
