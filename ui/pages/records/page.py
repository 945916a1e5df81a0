"""A page of one kind of record: the list, the form, and what refers to the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import NotFound
from app.i18n import _
from app.ports import ListQuery
from app.records import TYPES
from app.records.record import Record, new
from app.services.saving import Saved, delete_standing
from ui.forms import Form, Keeper, Lookup, lookup_of, undo_of
from ui.forms.undo import part_of
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.history import HistoryBlock
from ui.lists import ListAndRecord, ListPane, RowState
from ui.pages.records.copied import copies_of
from ui.theme import theme
from ui.widgets import EmptyState, IconButton, Label, Scroller, column, row
from ui.widgets.layouts import clear
from ui.widgets.painted import draw_text

if TYPE_CHECKING:
    from app.ports import Reader, Vault

TWO_FROM = 1120


class RecordsPage(Page):
    """Subclass it for one type: say what a row shows, what is read beside a record, what is shown of it."""

    record_type: ClassVar[str] = ""
    new_words: ClassVar[str] = ""
    new_title: ClassVar[str] = ""
    """What stands above a record that is being made, where the button's words do not say it."""
    deleted_words: ClassVar[str] = ""
    form_keys: ClassVar[tuple[str, ...]] = ()
    copied: ClassVar[bool] = False
    """Whether its rows may be copied as cells."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lookup: Lookup = lookup_of(desk)
        self._shown: UUID | None = None
        self._fresh: Record | None = None
        self._edit_next = False
        self.list = ListPane(
            desk,
            _(self.title),
            self.query,
            self.load_rows,
            self.paint_row,
            self.say_row,
            lambda item: item.id,
            new=(_(self.new_words), self.start_new),
        )
        self._copies = copies_of(desk, self.lookup, self.record_type, self)
        if self.copied:
            self.list.offer_copies(self.copy_rows)
            self.list.selection.changed.connect(lambda _n: self._counted())
        self.form = Form(TYPES[self.record_type], self.lookup, keys=self.form_keys)
        self.keeper = Keeper(self.form, desk)
        self.right = QStackedWidget()
        self.right.addWidget(self.empty())
        self.right.addWidget(self._record_pane())
        self.shell = ListAndRecord(desk, self.list, self.right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shell)
        self.list.picked.connect(self._pick)
        for meant in (self.list.view.clicked, self.list.view.activated):
            meant.connect(lambda _row: self.shell.show_record())
        self.list.counted.connect(self._counted)
        self.keeper.saved.connect(self._saved)
        desk.came_back.connect(self._came_back)

    # what a kind of record decides

    def query(self, text: str) -> ListQuery:
        """The list for the text of the filter."""
        return ListQuery(self.record_type, text=text)

    def load_rows(self, reader: Reader, numbers: Sequence[int]) -> list[Record]:
        """Rows of the list, on the worker's thread."""
        return reader.page(self.record_type, numbers)

    def name_of(self, record: Record) -> str:
        """What a record is called in the language of the window."""
        return record.phrase("name").in_language(self.desk.language) or record.text("key")

    def row_words(self, record: Record) -> tuple[str, str, str]:
        """A row: what stands first, second, and at the right."""
        raise NotImplementedError

    def read_beside(self, reader: Reader, record: Record) -> Any:
        """What is shown beside the form, read on the worker's thread."""
        raise NotImplementedError

    def show_beside(self, record: Record, beside: Any) -> None:
        """Show it: fill `self.head`, `self.side` (right of the form) and `self.beside` (below)."""
        raise NotImplementedError

    def empty(self) -> EmptyState:
        """What stands there while there is no record."""
        raise NotImplementedError

    def begun(self) -> Record:
        """A record as it begins."""
        return new(self.record_type)

    # building

    def _record_pane(self) -> QWidget:
        scroller = Scroller((36, 22, 36, 28), 14)
        self.head = column(spacing=4)
        self.beside = column(spacing=20)
        self.more = IconButton("trash-2", _("Move to the trash"), self.remove)
        top = row(self.head, 16, self.more)
        top.setStretch(0, 1)
        top.setAlignment(self.more, Qt.AlignmentFlag.AlignTop)
        scroller.body.addLayout(top)
        self.side = column(spacing=12)
        self.two = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.two.setContentsMargins(0, 0, 0, 0)
        self.two.setSpacing(44)
        self.two.addWidget(self.form, 1, Qt.AlignmentFlag.AlignTop)
        self.two.addLayout(self.side)
        scroller.body.addLayout(self.two)
        scroller.body.addLayout(self.beside)
        self.history = HistoryBlock(self.desk)
        scroller.body.addWidget(self.history)
        scroller.body.addStretch(1)
        return scroller

    def paint_row(self, p: QPainter, box: QRectF, record: Record, _state: RowState) -> None:
        """Name and a second line; what sorts or warns at the right."""
        first, second, right = self.row_words(record)
        half = box.height() / 2
        top = QRectF(box.left(), box.top(), box.width(), half)
        taken = draw_text(p, top, right, "dim", align=Qt.AlignmentFlag.AlignRight) if right else 0.0
        draw_text(p, top.adjusted(0, 0, -taken - 10, 0), first, "row-title", role="head")
        draw_text(p, top.translated(0, half - 2), second, "second")

    def say_row(self, record: Record) -> str:
        """The row in words."""
        return ", ".join(filter(None, self.row_words(record)))

    # reading

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the list, and what is shown."""
        if not changed or self.record_type in changed:
            self.list.reload()
        if self._shown is not None:
            self._read(self._shown)

    def open_record(self, record: UUID | str) -> None:
        """Show a record, or begin a new one."""
        if record == "new":
            self.start_new()
        elif isinstance(record, UUID):
            self._pick(record)
            self.list.show_record(record)
            self.shell.show_record()

    def current_record(self) -> UUID | str | None:
        """The record that is shown."""
        return self._shown

    def hand_over(self) -> object:
        """The list, and the record that is shown; of one that was never kept, how it began and what is
        typed."""
        left = self.list.as_left()
        return (left, self._shown) if self._fresh is None else (left, self._fresh, self.form.read())

    def take_over(self, state: object) -> None:
        """The same list, the same record."""
        match state:
            case (str() as text, int() as scrolled), UUID() as shown:
                self.list.go_on(text, scrolled)
                self._shown = shown
                self.list.show_record(shown)
            case (str() as text, int() as scrolled), Record() as fresh, Record() as typed:
                self.list.go_on(text, scrolled)
                self.begin(fresh, typed)
            case (str() as text, int() as scrolled), None:
                self.list.go_on(text, scrolled)

    def _pick(self, record: UUID) -> None:
        if record != self._shown:
            self.keeper.leave()
            self._shown, self._fresh = record, None
            self.visited.emit(record)
        self._read(record)

    def _read(self, record: UUID) -> None:
        kind = self.record_type

        def read(vault: Vault) -> tuple[Record, Record | None, Any]:
            with vault.read() as reader:
                found = reader.get(kind, record)
                draft = reader.drafts().get(f"{kind}:{record.hex}")
                return found, draft, self.read_beside(reader, found)

        self.desk.ask(read, self._show, owner=self, failed=self._missing)

    def _missing(self, error: Exception) -> None:
        """A record that was never saved has nothing to be read."""
        if self._fresh is None or not isinstance(error, NotFound):
            self.desk.trouble(error)

    def _show(self, answer: tuple[Record, Record | None, Any]) -> None:
        record, draft, beside = answer
        if record.id != self._shown:
            return
        if record.deleted_at is not None:
            self._shown = None
            self.right.setCurrentIndex(0)
            return
        if self.form.has_record and self.form.base.id == record.id:
            self.keeper.update(record)
        else:
            self.keeper.open(record, draft)
        self._show_parts(record, beside)
        self._after_show()

    def _show_parts(self, record: Record, beside: Any) -> None:
        self._clear()
        self.show_beside(record, beside)
        self.more.setVisible(record.version > 0)
        self.history.show_records([record])
        self.history.setVisible(record.version > 0)
        self.right.setCurrentIndex(1)

    def _clear(self) -> None:
        for layout in (self.head, self.side, self.beside):
            clear(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside the form goes above it where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(TWO_FROM)
        self.two.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop)
        self.two.setSpacing(44 if wide else 12)

    def _after_show(self) -> None:
        self.shell.offer_record()
        if self._edit_next:
            self.shell.show_record()
            self._edit_next = False
            self.form.focus_first()

    def _counted(self) -> None:
        total, found = self.list.total, self.list.model.rowCount()
        words = [_("{n} of {m} shown").format(n=f"{found:,}", m=f"{total:,}")]
        if self.list.selection.count > 1:
            words.append(_("{n} selected").format(n=f"{self.list.selection.count:,}"))
        self.set_status("  ·  ".join(words) if total else "")
        if not total and self._shown is None:
            self.right.setCurrentIndex(0)

    # commands

    def does(self) -> dict[str, Callable[[], object]]:
        """What the menus offer here beside what every page can do."""
        return {"copy_rows": self.copy_rows} if self.copied else {}

    def copy_rows(self) -> None:
        """The selected rows as cells for a sheet."""
        self._copies.copy(self.list.selection.numbers())

    def start_new(self) -> None:
        """Begin a record; it is saved as soon as it may be."""
        self.keeper.leave()
        self.begin(self.begun())
        self.form.focus_first()

    def begin(self, fresh: Record, typed: Record | None = None) -> None:
        """Show a record that was never kept, with what is typed of it."""
        self._shown, self._fresh = fresh.id, fresh
        self.list.show_record(None)
        self.keeper.open(fresh, typed)
        self._clear()
        self.head.addWidget(Label(_(self.new_title or self.new_words), "title"))
        self.more.hide()
        self.history.hide()
        self.right.setCurrentIndex(1)
        self.shell.show_record()

    def _saved(self, saved: Saved) -> None:
        if saved.record.id == self._shown:
            self._fresh = None
            self.list.show_record(saved.record.id)

    def remove(self) -> None:
        """Move the record to the trash; Undo brings it back."""
        if self._shown is None or self._fresh is not None:
            return
        self.keeper.leave()
        kind, record, undo = self.record_type, self._shown, undo_of(self.desk)

        def gone(saved: Saved) -> None:
            undo.did(saved)
            self.desk.notify(_(self.deleted_words), undo.undo)

        self.list.step(1)
        if self._shown == record:
            self.list.step(-1)
        self.desk.save(lambda vault: delete_standing(vault, kind, record), gone, kinds=[kind], owner=undo)

    def _came_back(self, record: Record) -> None:
        """Undo brought a record back: it is the one that is shown, unless another is being made."""
        if record.type == self.record_type and self.isVisible() and self._fresh is None:
            self._pick(record.id)
            self.list.show_record(record.id)

    def leave(self) -> None:
        """Hand what is typed to the worker."""
        self.keeper.leave()

    def _sees(self, record: Record) -> bool:
        return part_of(record, {self._shown})

    def undo(self) -> None:
        """Take back the last change; what is typed is saved first."""
        self.keeper.save_now()
        undo_of(self.desk).undo(self._sees)

    def redo(self) -> None:
        """Do it again; what is typed is saved first, and takes the place of what could be done again."""
        self.keeper.save_now()
        undo_of(self.desk).redo(self._sees)

    def save_now(self) -> None:
        """Ctrl+S."""
        if self.form.has_record:
            self.keeper.save_now()

    def edit(self) -> None:
        """F2: into the first field."""
        if self._shown is not None:
            self.shell.show_record()
            self.form.focus_first()

    def reveal(self, widget: QWidget) -> None:
        """The record instead of the list, where only one fits."""
        self.shell.show_record()
        super().reveal(widget)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.shell.show_list()
        self.list.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filter.selectAll()

    def step(self, by: int) -> None:
        """Ctrl+PageDown, Ctrl+PageUp."""
        self.list.step(by)
