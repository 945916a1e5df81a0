"""The navy cover of the start page. Nothing on it says what the vault is about."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _
from ui import icons
from ui.theme import theme
from ui.widgets import column

WIDTH = 560
LEFT = 72


class Cover(QWidget):
    """Wordmark, motto, and that it works without a network."""

    def __init__(self, version: str) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.mark = _label("Casebook", "wordmark")
        self.motto = _label(
            _("Records kept on this computer,\nopened only by the people who keep them."), "motto"
        )
        self.motto.setWordWrap(True)
        self._top = column(self.mark, 6, self.motto)
        network = _label(_("Works without a network. Nothing here leaves this computer by itself."), "")
        network.setWordWrap(True)
        foot = column(network, spacing=8)
        if version:
            foot.addWidget(_label(_("Version {version}").format(version=version), ""))
        foot.setContentsMargins(26, 0, 12, 0)
        layout = column(self._top, None, foot, spacing=0)
        self._top.setContentsMargins(30, 0, 0, 0)
        layout.setContentsMargins(LEFT, 0, 0, 40)
        self.setLayout(layout)
        self._network = network

    def set_top(self, top: int) -> None:
        """Put the wordmark so that it stands on one baseline with the title of the form."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(LEFT, top, 0, 40)
            layout.activate()
            self.update()  # the rule is painted beside the words, which would move alone

    def paintEvent(self, event: QPaintEvent) -> None:
        """The gold rule and the little drive."""
        super().paintEvent(event)
        top = self.mark.geometry().top() + 4
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            rule = QRectF(LEFT, top, 5, self.motto.geometry().bottom() - top)
            p.fillRect(rule, theme().color("sidebar_gold"))
            size = theme().px(16)
            first = self._network.geometry()
            icons.draw(p, "hard-drive", "sidebar_dim", QRectF(LEFT, first.top() + 1, size, size))


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label
