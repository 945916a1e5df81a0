"""What a page is divided into: hairlines, panels, headings, blocks."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.labels import Label
from ui.widgets.layouts import drop, row
from ui.widgets.polish import repolish
from ui.widgets.tabbing import PART


class Hairline(QFrame):
    """A rule between blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hairline")
        self.setFixedHeight(1)


class Panel(QFrame):
    """A box that acts or refuses: tint, box, red, amber, green, blue."""

    def __init__(self, kind: str = "tint", *, margins: tuple[int, int, int, int] = (16, 12, 16, 12)) -> None:
        super().__init__()
        self.setProperty("panel", kind)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(6)

    def set_kind(self, kind: str) -> None:
        """Change what it says by its ground."""
        self.setProperty("panel", kind)
        repolish(self)


class Heading(QWidget):
    """The head of a block: hairline above, heading left, a note or a control right."""

    def __init__(self, text: str, note: str | QWidget = "", *, rule: bool = True) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(10)
        if rule:
            layout.addWidget(Hairline())
        self.title = Label(text, "heading")
        line = row(self.title, None)
        self.note = Label(note, "dim") if isinstance(note, str) else None
        line.addWidget(self.note if self.note is not None else note)  # type: ignore[arg-type]
        layout.addLayout(line)

    def set_note(self, text: str) -> None:
        """Change the note at the right."""
        if self.note is not None:
            self.note.setText(text)


class Block(QWidget):
    """A heading and what stands under it."""

    def __init__(self, title: str, note: str | QWidget = "", *, rule: bool = True, spacing: int = 4) -> None:
        super().__init__()
        self.setProperty(PART, True)
        self.heading = Heading(title, note, rule=rule)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(spacing)
        self.body.addWidget(self.heading)

    def clear(self) -> None:
        """Take away everything under the heading."""
        while self.body.count() > 1:
            drop(self.body, 1)
