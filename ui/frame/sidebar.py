"""The navigation at the left: pages with counts, who is working, lock; an icon rail when it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from ui import icons
from ui.frame.navrows import FootRow, NavRow
from ui.shortcuts import TABLE, shown
from ui.theme import theme
from ui.widgets import Label, row
from ui.widgets.layouts import clear
from ui.widgets.painted import draw_text
from ui.widgets.tips import plain_tip

WIDE, RAIL = 224, 56
URGENT = "urgent"
"""The key of the filter that the rail shows too."""
Leads = Sequence[tuple[str, str, str]]
"""Pages as key, title, icon."""


class Avatar(QWidget):
    """The initials of who is working, in a circle."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(_("Working now: {name}").format(name=name))
        words = name.split()
        latin = len(words) > 1 and all(w.isascii() for w in words)
        self._text = "".join(w[0] for w in words[:2]).upper() if latin else name[:2]

    def sizeHint(self) -> QSize:
        """A circle of 28 pixels."""
        return QSize(theme().px(28), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring and one or two letters."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(theme().color("sidebar_dim"))
            p.setBrush(theme().color("sidebar_selected"))
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            p.drawEllipse(box)
            draw_text(
                p,
                box,
                self._text,
                "key",
                role="sidebar_gold",
                align=Qt.AlignmentFlag.AlignHCenter,
                elide=False,
            )


class Sidebar(QWidget):
    """The dark column; `picked` tells the key of a page, `filtered` that of a saved filter, `built` that of
    one to be changed ("" for a fresh one), `lock` that somebody wants to lock."""

    picked = Signal(str)
    filtered = Signal(str)
    built = Signal(str)
    lock = Signal()

    def __init__(
        self,
        pages: Leads,
        *,
        sample: bool,
        staff: str,
        below: Leads = (),
    ) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Navigation"))
        self.rows: dict[str, NavRow] = {}
        self._wide_only: list[QWidget] = []
        layout = self._rows = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 14)
        layout.setSpacing(0)
        layout.addWidget(self._wordmark())
        layout.addSpacing(10)
        if sample:
            marked = self._tag(_("SAMPLE"), sample_words(), _("invented people"))
            self._wide_only.append(marked)
            layout.addWidget(marked)
            layout.addSpacing(10)
        words = _("TRAVEL VAULT")
        self._travel, self.is_travel = self._tag(words, words, ""), False
        self._travel.setContentsMargins(0, 0, 0, 10)
        layout.addWidget(self._travel)
        layout.addWidget(self._ways(pages, below), 1)
        self.safe = FootRow(_("Security"), "database-backup")
        self.safe.clicked.connect(lambda _checked=False: self.picked.emit("security"))
        self.rows["security"] = self.safe
        layout.addWidget(self._foot(staff))
        self.set_rail(False)

    def _ways(self, pages: Leads, below: Leads) -> QScrollArea:
        """Pages and saved filters; where they are more than the window is high, they scroll."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, (key, title, icon) in enumerate(pages, start=1):
            layout.addWidget(self._nav(key, title, icon, shown(f"page{number}")))
        self._filters = self._filter_section()
        layout.addWidget(self._filters)
        layout.addSpacing(14)
        for number, (key, title, icon) in enumerate(below, start=len(pages) + 1):
            keys = shown(f"page{number}") if f"page{number}" in TABLE else ""
            layout.addWidget(self._nav(key, title, icon, keys))
        layout.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _wordmark(self) -> QWidget:
        holder = QWidget()
        self._mark = _Mark()
        line = row(self._mark, None)
        line.setContentsMargins(12, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def show_travel(self, travel: bool) -> None:
        """Mark the vault as one for the road, beside which there is another at home."""
        self.is_travel = travel
        self._travel.setVisible(travel and not self._rail)

    def _tag(self, text: str, name: str, beside: str) -> QWidget:
        tag = QLabel(text)
        tag.setObjectName("sample")
        tag.setTextFormat(Qt.TextFormat.PlainText)
        tag.setAccessibleName(name)
        words = Label(beside, "dim")
        self._wide_only.append(words)
        holder = QWidget()
        line = row(tag, words, None)
        line.setContentsMargins(12, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def _nav(self, key: str, title: str, icon: str, keys: str = "") -> NavRow:
        nav = NavRow(title, icon, keys)
        nav.clicked.connect(lambda _checked=False: self.picked.emit(key))
        self.rows[key] = nav
        return nav

    def _foot(self, staff: str) -> QWidget:
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        name = QLabel(staff)
        name.setObjectName("staff")
        name.setTextFormat(Qt.TextFormat.PlainText)
        lock = _SideButton("lock", _("Lock"), shown("lock"), self.lock.emit)
        self._wide_only += [name, lock]
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(6, 0, 6, 0)
        layout.setSpacing(12)
        layout.addWidget(rule)
        layout.addWidget(self.safe)
        layout.addLayout(row(Avatar(staff), name, None, lock))
        return holder

    def _filter_section(self) -> QWidget:
        section = QWidget()
        self._filter_rows = QVBoxLayout(section)
        self._filter_rows.setContentsMargins(0, 16, 0, 0)
        self._filter_rows.setSpacing(0)
        self.filters: dict[str, NavRow] = {}
        self._filter_head: QWidget | None = None
        section.hide()
        return section

    def show_filters(self, filters: Sequence[tuple[str, str, str]]) -> None:
        """The saved filters as key, name, icon; made anew only where they changed."""
        held = [(key, nav.title) for key, nav in self.filters.items()]
        if held == [(key, name) for key, name, _icon in filters]:
            return
        clear(self._filter_rows)
        head = Label(_("Saved filters"), "dim")
        fresh = _SideButton("plus", _("New filter"), shown("conditions"), lambda: self.built.emit(""))
        line = row(head, None, fresh)
        line.setContentsMargins(12, 0, 0, 2)
        self._filter_head = QWidget()
        self._filter_head.setLayout(line)
        self._filter_rows.addWidget(self._filter_head)
        self.filters = {}
        for key, name, icon in filters:
            nav = NavRow(name, icon, high=32)
            nav.setCheckable(False)
            nav.clicked.connect(lambda _checked=False, key=key: self.filtered.emit(key))
            change = QAction(_("Change the filter…"), nav)
            change.triggered.connect(lambda _checked=False, key=key: self.built.emit(key))
            nav.addAction(change)
            nav.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self.filters[key] = nav
            self._filter_rows.addWidget(nav)
        self._fit_filters()

    def _fit_filters(self) -> None:
        """On the rail only what is urgent has room, with its number."""
        self._filters.setVisible(bool(self.filters))
        if self._filter_head is not None:
            self._filter_head.setVisible(not self._rail)
        for key, nav in self.filters.items():
            nav.rail = self._rail
            nav.setVisible(not self._rail or key == URGENT)

    def set_rail(self, rail: bool) -> None:
        """Narrow to icons, or show names and counts."""
        self._rail = rail
        self._fit_filters()
        self.show_travel(self.is_travel)
        self.setFixedWidth(theme().px(RAIL if rail else WIDE))
        lift = theme().px(8) if rail else 8
        self._rows.setContentsMargins(lift, 12, lift, 14)
        for widget in self._wide_only:
            widget.setVisible(not rail)
        for nav in self.rows.values():
            nav.rail = rail
            nav.update()
        self._mark.set_short(rail)

    def show_page(self, key: str) -> None:
        """Mark the page that is shown; none where it does not stand here."""
        for name, nav in self.rows.items():
            nav.setAutoExclusive(False)
            nav.setChecked(name == key)
            nav.setAutoExclusive(True)


def sample_words() -> str:
    """How a sample vault is marked: in the language in use, and in the word that documents carry too."""
    word = _("SAMPLE")
    return word if word == "SAMPLE" else f"{word} SAMPLE"


class _Mark(QWidget):
    """The wordmark: a gold rule and the name in serif."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Casebook")
        self._short = False

    def set_short(self, short: bool) -> None:
        """One letter on the rail."""
        self._short = short
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the name."""
        return QSize(theme().px(28 if self._short else 150), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rule and name."""
        with QPainter(self) as p:
            left = 0.0
            p.fillRect(QRectF(left, 5, 3, self.height() - 10), theme().color("sidebar_gold"))
            box = QRectF(left + 12, 0, self.width() - 12, self.height())
            text = "C" if self._short else "Casebook"
            draw_text(
                p, box, text, "figure", role="sidebar_text" if theme().dark else "primary_text", elide=False
            )


class _SideButton(QPushButton):
    """A sign to press: the lock at the foot, the plus of the filters."""

    def __init__(self, icon: str, name: str, keys: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self._icon = icon
        self.setFlat(True)
        self.setAutoDefault(True)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name} ({keys})"))
        self.setFixedSize(28, 28)
        self.clicked.connect(lambda _checked=False: clicked())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon, and a ring when it has the focus."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            icons.draw(p, self._icon, "sidebar_text", QRectF(6, 6, 16, 16))
            if self.hasFocus():
                p.setPen(theme().color("focus"))
                p.drawRoundedRect(QRectF(1, 1, 26, 26), 6, 6)
