"""The manual in the window: contents, search, one section at a time; F1 opens it where it helps."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.i18n import N_, _
from app.manual import Paragraph, Section, manual
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.shortcuts import shown
from ui.theme import theme
from ui.widgets import EmptyState, Label, Scroller, SearchField, column, row
from ui.widgets.layouts import clear

CONTENTS = 300
WIDEST = 760


class Manual(Page):
    """Read offline, in the language of the window. Alt+Left leads back to where one was."""

    key, title, icon = "manual", N_("Manual"), "file-text"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        try:
            self.sections = manual(desk.language)
        except OSError:
            self.sections = ()
        self.search = SearchField(_("Search the manual"), _("Search the manual"), shown("filter"))
        self.search.textChanged.connect(self._searched)
        self.search.returnPressed.connect(self._next)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setWordWrap(True)
        self.contents.setSpacing(3)
        self.contents.currentItemChanged.connect(self._picked)
        self.search.left.connect(lambda: self.contents.setFocus())
        self.none = Label(_("Nothing found."), "dim")
        self.none.hide()
        self.pane = Scroller((40, 28, 56, 40), 12)
        self.pane.setAccessibleName(_("Section"))
        self.pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll what is read
        left = QWidget()
        left.setObjectName("listpane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = column(Label(_(self.title), "list-title"), self.search, self.contents, self.none, spacing=12)
        inside.setContentsMargins(20, 20, 12, 12)
        left.setLayout(inside)
        self.left = left
        both = row(left, self.pane, spacing=0)
        both.setStretch(1, 1)
        self.setLayout(column(both, spacing=0))
        self._fit()
        theme().changed.connect(self._fit)
        self._at = 0
        self.hits: list[QWidget] = []
        self._fill("")

    def _fit(self) -> None:
        self.left.setFixedWidth(theme().px(CONTENTS))

    def refresh(self, _changed: frozenset[str]) -> None:
        """Nothing of the vault is read."""
        if self.contents.currentItem() is None and self.contents.count():
            self.contents.setCurrentRow(0)
        if not self.sections:
            clear(self.pane.body)
            words = _("The manual was not found beside the program.")
            self.pane.body.addWidget(EmptyState("file-text", words, []))

    def open_record(self, record: UUID | str) -> None:
        """Show a section by its anchor."""
        self.search.clear()
        for place, section in enumerate(self.sections):
            if section.anchor == record:
                self.contents.setCurrentRow(place)

    def current_record(self) -> UUID | str | None:
        """The anchor of the section that is shown."""
        section = self.section()
        return section.anchor if section else None

    def section(self) -> Section | None:
        """The section that is shown."""
        item = self.contents.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return next((s for s in self.sections if s.anchor == found), None)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def step(self, by: int) -> None:
        """The next or previous section."""
        if self.contents.count():
            last = self.contents.count() - 1
            self.contents.setCurrentRow(min(max(0, self.contents.currentRow() + by), last))

    def _fill(self, words: str) -> None:
        self.contents.clear()
        for section in self.sections:
            if not words or section.holds(words):
                item = QListWidgetItem(section.title)
                item.setData(Qt.ItemDataRole.UserRole, section.anchor)
                self.contents.addItem(item)
        self.none.setVisible(not self.contents.count())

    def _searched(self, text: str) -> None:
        kept = self.current_record()
        self._fill(text.strip())
        anchors = [self.contents.item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.contents.count())]
        if anchors:
            self.contents.setCurrentRow(anchors.index(kept) if kept in anchors else 0)

    def _picked(self, *_items: object) -> None:
        section = self.section()
        if section is None:
            return
        clear(self.pane.body)
        self._at = 0
        words = self.search.text().strip()
        self.pane.body.addWidget(Label(section.title, "title", wrap=True, selectable=True))
        self.hits = []
        for paragraph in section.paragraphs:
            hit = bool(words) and words.casefold() in paragraph.text.casefold()
            widget = _paragraph(paragraph, hit)
            self.pane.body.addWidget(widget)
            if hit:
                self.hits.append(widget)
        self.pane.body.addStretch(1)
        self.pane.verticalScrollBar().setValue(0)
        if self.hits:
            QTimer.singleShot(0, self.pane, self._show_hit)
        self.set_status(section.title)

    def _show_hit(self) -> None:
        if self.hits:
            self.pane.ensureWidgetVisible(self.hits[self._at % len(self.hits)], 0, 80)

    def _next(self) -> None:
        """Enter in the search field: the next place, then the next section."""
        self._at += 1
        if self._at >= len(self.hits):
            self.step(1)
        else:
            self._show_hit()


def _paragraph(paragraph: Paragraph, hit: bool) -> QWidget:
    """A paragraph; one in which the words that are looked for stand is set in bold."""
    text = Label(paragraph.text, "strong" if hit else "body", wrap=True, selectable=True)
    text.setMaximumWidth(theme().px(WIDEST))
    if paragraph.kind != "item":
        return text
    line = row(column(Label("•", "dim"), None), text, None, spacing=8)
    line.setStretch(1, 100)  # all the room up to its widest
    holder = QWidget()
    holder.setLayout(line)
    return holder
