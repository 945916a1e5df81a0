"""Buttons of every kind, and commands for menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import icons
from ui.theme import theme
from ui.widgets.polish import repolish
from ui.widgets.tips import plain_tip

RING = 5
"""Pixels before the letters of a link, for the ring of the focus: what stands below begins there too."""


def _plain(text: str) -> str:
    """The text of a button in which no & is a key."""
    return text.replace("&", "&&")


class Button(QPushButton):
    """A button of a kind: primary (one a page), secondary, link, quiet, danger, refused, row.

    Its text is plain text, which may be somebody's name: an ampersand in it is no key.
    """

    ROLES: ClassVar[dict[str, str]] = {
        "primary": "primary_text",
        "link": "link",
        "danger": "red_ink",
        "refused": "dim",
        "quiet": "text2",
        "onbar": "sidebar_gold",
    }

    _icon = ""
    """On the class, as the slot is: a change of the look also comes to a button that Python has forgotten and
    Qt has not deleted yet."""

    def __init__(
        self,
        text: str,
        clicked: Callable[[], object] | None = None,
        *,
        kind: str = "secondary",
        icon: str = "",
        tip: str = "",
    ) -> None:
        super().__init__(_plain(text))
        self.setProperty("kind", kind)
        self._icon = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if tip:
            self.setToolTip(plain_tip(tip))
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())
        theme().changed.connect(self._dress)
        self._dress()

    def setText(self, text: str) -> None:
        """Show it as it is."""
        first = bool(text) and not self.text()
        super().setText(_plain(text))
        if first:
            self._dress()  # an icon stands apart from words

    def text(self) -> str:
        """What is shown."""
        return super().text().replace("&&", "&")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the focus, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def set_kind(self, kind: str) -> None:
        """Change the kind (an export that is refused, then not)."""
        if self.property("kind") == kind:
            return  # dressing anew lays out everything around it
        self.setProperty("kind", kind)
        repolish(self)
        self._dress()

    def set_icon(self, name: str) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon = name
        self._dress()

    @Slot()
    def _dress(self) -> None:
        if self._icon:
            role = "dim" if not self.isEnabled() else self.ROLES.get(str(self.property("kind")), "head")
            gap = 4 if self.text() else 0
            self.setIcon(icons.icon(self._icon, role, gap=gap))
            self.setIconSize(QSize(theme().px(16) + gap, theme().px(16)))
        elif not self.icon().isNull():
            self.setIcon(QIcon())


class IconButton(Button):
    """A button that shows an icon alone; `name` is what a screen reader and the tooltip say."""

    def __init__(
        self, icon: str, name: str, clicked: Callable[[], object] | None = None, *, tip: str = ""
    ) -> None:
        super().__init__("", clicked, kind="quiet", icon=icon, tip=tip or name)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square that follows the text size."""
        return QSize(theme().px(32), theme().px(30))


def action(text: str, run: Callable[[], object], parent: QObject, *, icon: str = "") -> QAction:
    """A command for menus."""
    made = QAction(text, parent)
    if icon:
        made.setIcon(icons.icon(icon))
    made.triggered.connect(lambda _checked=False: run())
    return made
