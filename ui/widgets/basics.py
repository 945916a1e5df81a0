"""Labels, headings, buttons, rows and columns, in the looks of the one style sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.shortcuts import enters
from ui.theme import theme
from ui.widgets.tabbing import PART, move_focus
from ui.widgets.tips import plain_tip

Box = TypeVar("Box", bound=QBoxLayout)


class Label(QLabel):
    """Plain text in a style of the type scale (`ui.theme.scale.STYLES`)."""

    def __init__(
        self, text: str = "", look: str = "body", *, wrap: bool = False, selectable: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("look", look)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_look(self, look: str) -> None:
        """Change the style."""
        self.setProperty("look", look)
        repolish(self)


class Elided(Label):
    """One line that ends in an ellipsis where there is no room; the tooltip has it whole."""

    def __init__(self, text: str = "", look: str = "body") -> None:
        super().__init__(text, look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text as far as it goes."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        cut = shown != self.text()
        self.setToolTip(plain_tip(self.text()) if cut else "")
        if not cut:
            super().paintEvent(event)
            return
        with QPainter(self) as p:
            p.setPen(self.palette().color(self.foregroundRole()))
            p.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed property; what was not styled yet will see it then."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


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


class CheckBox(QCheckBox):
    """A check box drawn like the pictures; a text that has no room ends in an ellipsis."""

    def sizeHint(self) -> QSize:
        """The box drawn by hand takes more room than the style's."""
        hint = super().sizeHint()
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(hint.width(), text + theme().px(16) + 22), hint.height())

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(theme().px(60), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Text by the style, the box by hand."""
        size = theme().px(16)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        room = contents.width() + 1
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        if option.text != self.text():
            self.setToolTip(plain_tip(self.text()))
        box = QRectF(4.5, (self.height() - size) / 2, size, size)
        with QPainter(self) as p:
            self.style().drawControl(QStyle.ControlElement.CE_CheckBox, option, p, self)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.fillRect(box.adjusted(-2, -2, 2, 2), theme().color("page"))
            on = self.checkState() != Qt.CheckState.Unchecked
            p.setPen(QPen(theme().color("primary" if on else "line2"), 1.4))
            p.setBrush(theme().color("primary" if on else "field"))
            p.drawRoundedRect(box, 4, 4)
            if on:
                mark = "check" if self.checkState() == Qt.CheckState.Checked else "minus"
                icons.draw(p, mark, "primary_text", box.adjusted(2, 2, -2, -2))


class Choice(QComboBox):
    """A combo box with the chevron of the pictures; `name` for screen readers."""

    def __init__(self, name: str, items: Sequence[tuple[str, object]] = (), *, quiet: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own leaves the rows of the sheet out
        if quiet:
            self.setProperty("look", "quiet")
        for text, data in items:
            self.addItem(text, data)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's combo box with our chevron."""
        super().paintEvent(event)
        if self.property("look") == "quiet" and not (self.hasFocus() or self.underMouse()):
            return
        size = theme().px(14)
        with QPainter(self) as p:
            box = QRectF(self.width() - size - 9, (self.height() - size) / 2, size, size)
            icons.draw(p, "chevron-down", "text2", box)


class _Segment(QPushButton):
    """One of them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter ends what it stands in."""
        if enters(event):
            event.ignore()
            return
        super().keyPressEvent(event)


class Segmented(QFrame):
    """A choice of two to five, all visible; `chosen` tells the data of the one picked."""

    chosen = Signal(object)

    def __init__(self, name: str, items: Sequence[tuple[str, object]], current: object = None) -> None:
        super().__init__()
        self.setProperty("panel", "segmented")
        self.setAccessibleName(name)
        self._data: list[object] = [data for _text, data in items]
        if current is not None and current not in self._data:
            current = self._data[0]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for number, (text, data) in enumerate(items):
            button = _Segment(text)
            button.setCheckable(True)
            button.setChecked(data == current)
            button.setAutoDefault(True)  # Enter picks it, as the space bar does
            button.setAccessibleName(f"{name}: {text}")
            self._group.addButton(button, number)
            layout.addWidget(button, 1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._data[number]))

    def current(self) -> object:
        """The data of the one that is picked, None where none is."""
        number = self._group.checkedId()
        return self._data[number] if number >= 0 else None

    def set_current(self, data: object) -> None:
        """Pick one without telling."""
        if data in self._data:
            self._group.button(self._data.index(data)).setChecked(True)

    def buttons(self) -> list[QPushButton]:
        """The buttons in order."""
        return [b for b in self._group.buttons() if isinstance(b, QPushButton)]


class Hairline(QFrame):
    """A rule between blocks."""

    def __init__(self, *, strong: bool = False) -> None:
        super().__init__()
        self.setObjectName("hairline2" if strong else "hairline")
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


class Scroller(QScrollArea):
    """A page that scrolls downwards; put things into `body`."""

    def __init__(self, margins: tuple[int, int, int, int] = (36, 24, 36, 24), spacing: int = 16) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)
        self.setWidget(inside)

    def hold_still(self) -> None:
        """Paint nothing of what is put in now before it is laid out: half a layout would flash up."""
        self.viewport().setUpdatesEnabled(False)
        QTimer.singleShot(0, self, lambda: self.viewport().setUpdatesEnabled(True))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order of the layouts: parts of a page are made when their data comes."""
        if not move_focus(self, forward):
            return super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)
        return True


def reveal(widget: QWidget, part: Callable[[], QRect] | None = None) -> None:
    """Scroll the page that a widget was just put on, once it is laid out, so far that it is seen.

    Of one that may be higher than the page a `part` is shown: where it is then, in pixels of the widget.
    """

    def scroll() -> None:
        page: QWidget | None = widget
        while page is not None and not isinstance(page, Scroller):
            page = page.parentWidget()
        if page is not None:
            for inner in widget.findChildren(QWidget):
                inner.ensurePolished()  # what is styled only when it is painted would grow after that
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            if part is None:
                page.ensureWidgetVisible(widget, 0, 12)
            else:
                top = page.verticalScrollBar().value() + widget.mapTo(page.viewport(), QPoint(0, 0)).y()
                for y in (part().top(), part().bottom()):
                    page.ensureVisible(0, top + y, 0, 24)

    QTimer.singleShot(0, widget, scroll)


def let_go(widget: QWidget) -> None:
    """Take a widget away, and delete it once nothing of it runs any more.

    It keeps its parent until then. `setParent(None)` would hand it to Python while Qt still means to delete
    it, and the process could end in Shiboken's `releaseWrapper` (one in five of a journey of the tests).
    """
    widget.hide()
    widget.deleteLater()


def drop(layout: QLayout, index: int = 0) -> None:
    """Remove one item of a layout and delete what it holds."""
    item = layout.takeAt(index)
    if item is None:
        return
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        let_go(widget)
    elif inner is not None:
        while inner.count():
            drop(inner)
        inner.deleteLater()


def clear(layout: QLayout) -> None:
    """Empty a layout."""
    while layout.count():
        drop(layout)


def row(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Things side by side; None is a stretch, a number a gap in pixels."""
    return _fill(QHBoxLayout(), items, spacing)


def column(*items: QWidget | QLayout | int | None, spacing: int = 4) -> QVBoxLayout:
    """Things one below the other; None is a stretch, a number a gap in pixels."""
    return _fill(QVBoxLayout(), items, spacing)


def _fill(box: Box, items: Sequence[QWidget | QLayout | int | None], spacing: int) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return box


def action(text: str, run: Callable[[], object], parent: QObject, *, icon: str = "") -> QAction:
    """A command for menus."""
    made = QAction(text, parent)
    if icon:
        made.setIcon(icons.icon(icon))
    made.triggered.connect(lambda _checked=False: run())
    return made
