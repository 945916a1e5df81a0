"""The pages of a document as the reader will see them: pixels made in the child, shown one at a time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.i18n import _
from ui.theme import theme
from ui.widgets import Button, Elided, IconButton, IconWord, Label, Look, Painted, Panel, column, row

Pixels = tuple[int, int, bytes]
DPI = 110
ZOOMS = (0.0, 0.6, 0.8, 1.0, 1.25, 1.5)
"""0 fits the page into the pane."""


class Sheet(Painted):
    """One page with its shadow."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.zoom = 0.0
        self._room = QSize(400, 560)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_room(self, room: QSize) -> None:
        """How large the pane is."""
        self._room = room
        self._fit()

    def show_image(self, image: QImage | None) -> None:
        """Show another page."""
        self.image = image
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """The page at its zoom, and room for the shadow."""
        if self.image is None:
            return QSize(320, 440)
        if self.zoom:
            scale = self.zoom * 96 / DPI
        else:
            room = self._room
            scale = min((room.width() - 40) / self.image.width(), (room.height() - 32) / self.image.height())
        scale = max(scale, 0.15)
        return QSize(round(self.image.width() * scale) + 16, round(self.image.height() * scale) + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, then page."""
        box = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            shade = theme().color("sidebar")
            shade.setAlphaF(0.012)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(shade)
            for n in range(8):
                p.drawRoundedRect(box.adjusted(-n, -n + 2, n, n + 2), n, n)
            if self.image is None:
                p.fillRect(box, theme().color("page"))
                return
            size = QSize(round(box.width() * self.devicePixelRatioF()), 0)
            fine = self.image.scaledToWidth(size.width(), Qt.TransformationMode.SmoothTransformation)
            p.drawImage(box, fine)


class Preview(QWidget):
    """The pane in the middle: page x of y, zoom, and the page; PageUp and PageDown turn it."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[QImage] = []
        self.at = 0
        self.where = Elided("", "medium")
        self.where.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.back = IconButton("chevron-left", _("Previous page"), lambda: self.turn(-1))
        self.forth = IconButton("chevron-right", _("Next page"), lambda: self.turn(1))
        self.seen = IconWord(_("As the reader sees it"), Look("eye", "blue"))
        self.less = IconButton("zoom-out", _("Smaller page"), lambda: self._zoom(-1))
        self.more = IconButton("zoom-in", _("Larger page"), lambda: self._zoom(1))
        self.scale = Label("", "note")
        self._narrow = False
        self.sheet = Sheet()
        self.pane = _Pane(self)
        self.bar = row(
            self.where, self.back, self.forth, None, self.seen, None, self.less, self.more, self.scale
        )
        self.bar.setContentsMargins(18, 8, 18, 4)
        self.said = Panel("amber")
        self.said_text = Label("", "second", wrap=True, selectable=True)
        self.said.body.addWidget(self.said_text)
        self.said.hide()
        self.lack = Label("", "second", wrap=True)
        self.enter = Button(_("Enter it"), kind="link")
        self.nudge = QWidget()
        lack = row(self.lack, self.enter, spacing=8)
        lack.setStretchFactor(self.lack, 1)
        self.nudge.setLayout(lack)
        self.nudge.setContentsMargins(18, 0, 18, 0)
        self.nudge.hide()
        lines = column(self.bar, self.said, self.nudge, self.pane, spacing=4)
        lines.setStretchFactor(self.pane, 1)
        self.setLayout(lines)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Preview"))
        self.say(_("No page yet"))

    def set_narrow(self, narrow: bool) -> None:
        """Leave out of the bar what is only said: the buttons need the room."""
        self._narrow = narrow
        self.seen.setVisible(not narrow)
        self.scale.setVisible(not narrow and bool(self.pages))

    def say(self, text: str) -> None:
        """Show words in place of the number of the page."""
        self.where.setText(text)
        self.where.setAccessibleName(text)

    def warn(self, text: str) -> None:
        """Show findings above the page; "" takes them away."""
        self.said_text.setText(text)
        self.said.setAccessibleName(text)
        self.said.setVisible(bool(text))

    def say_lack(self, text: str) -> None:
        """Say quietly what the page lacks and can be entered; "" takes it away."""
        self.lack.setText(text)
        self.nudge.setVisible(bool(text))

    def show_pages(self, pages: tuple[Pixels, ...]) -> None:
        """Show another document, on the page where the last one was open."""
        self.pages = [
            QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
            for width, height, data in pages
        ]
        self.at = min(self.at, max(len(self.pages) - 1, 0))
        self._show()

    def clear(self, text: str) -> None:
        """Show no page, and why."""
        self.pages, self.at = [], 0
        self._show()
        self.say(text)

    def turn(self, by: int) -> None:
        """Show another page."""
        self.at = max(0, min(len(self.pages) - 1, self.at + by))
        self._show()

    def _zoom(self, by: int) -> None:
        at = ZOOMS.index(self.sheet.zoom) if self.sheet.zoom in ZOOMS else 0
        self.sheet.zoom = ZOOMS[max(0, min(len(ZOOMS) - 1, at + by))]
        self._show()

    def _show(self) -> None:
        n = len(self.pages)
        self.sheet.show_image(self.pages[self.at] if n else None)
        if n:
            self.say(_("Page {n} of {of}").format(n=self.at + 1, of=n))
        self.sheet.setAccessibleName(self.where.text())
        self.back.setEnabled(self.at > 0)
        self.forth.setEnabled(self.at < n - 1)
        for control in (self.back, self.forth, self.less, self.more, self.sheet):
            control.setVisible(bool(n))
        zoom = self.sheet.zoom
        self.scale.setText(f"{round(zoom * 100)} %" if zoom else _("whole page"))
        self.scale.setVisible(bool(n) and not self._narrow)


class _Pane(QScrollArea):
    """The desk under the page."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self.setWidget(preview.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page fits the pane again."""
        super().resizeEvent(event)
        self._preview.sheet.set_room(self.viewport().size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageDown and PageUp turn the page where it is shown whole."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        by = turns.get(Qt.Key(event.key()))
        if by is not None and not self.verticalScrollBar().isVisible():
            self._preview.turn(by)
            return
        super().keyPressEvent(event)
