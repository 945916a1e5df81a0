"""The rows of the security page: a sign, what it is, how it stands, what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets import Hairline, Label, Sign, column, row
from ui.widgets.flow import Flow

LOOKS = {"good": "green_ink", "warn": "amber_ink", "bad": "red_ink", "plain": "text2"}


class Fact(QWidget):
    """A row: sign, title, a line of explanation, controls that go below where there is no room.

    `state` colours the sign: good, warn, bad, plain; the words always say the same.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        words: str = "",
        *controls: QWidget,
        state: str = "plain",
        rule: bool = True,
    ) -> None:
        super().__init__()
        self.sign = Sign(icon, LOOKS[state], size=18)
        self.title = Label(title, "row-title", wrap=True)
        self.words = Label(words, "dim", wrap=True)
        if not words:
            self.words.hide()  # never shown from here: without a parent yet it would be a window of its own
        texts = column(self.title, self.words, spacing=2)
        self.more: QVBoxLayout = texts
        line = row(column(2, self.sign, None), texts, spacing=12)
        line.setStretch(1, 1)
        if controls:
            line.addLayout(beside(*controls))
        made = column(line, spacing=10)
        made.setContentsMargins(0, 8, 0, 0)
        if rule:
            made.addWidget(Hairline())
        self.setLayout(made)

    def say(self, words: str) -> None:
        """Change how it stands."""
        self.words.setText(words)
        self.words.setVisible(bool(words))


def beside(*controls: QWidget) -> QLayout:
    """Controls at the right of a row, on its first line."""
    line = row(*controls, spacing=14)
    line.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return column(line, None)


def flowing(*controls: QWidget) -> QWidget:
    """Buttons side by side that go on in the next line where there is no more room."""
    holder = QWidget()
    flow = Flow(holder, gap=theme().px(8))
    for control in controls:
        flow.addWidget(control)
    return holder
