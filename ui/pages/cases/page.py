"""The Cases page: the list at the left, the file on one individual at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.records.record import Record
from app.services.files import case_file, named_person, new_case, primary_name
from app.services.reviewing import to_sign
from app.services.saving import Saved, delete_standing, restore
from ui.forms.lookup import lookup_of
from ui.forms.undo import part_of, undo_of
from ui.frame.desk import Desk
from ui.frame.page import BESIDE, BUILD, FILTER, GO_ON, SEPARATOR, TASKS, Page
from ui.frame.sample import sample_link
from ui.lists.beside import ListBeside
from ui.lists.narrowing import AsLeft
from ui.models.windowed import id_of
from ui.pages.cases.erase_sheet import EraseSheet
from ui.pages.cases.listing import CaseList
from ui.pages.cases.record import ADDED, Opened, RecordPane
from ui.pages.cases.tabs import CaseTabs, Open
from ui.pages.security.travel import TravelSheet
from ui.theme import theme
from ui.widgets import EmptyState, Hint, column, row
from ui.widgets.buttons import action
from ui.worker import Job, Priority

if TYPE_CHECKING:
    from app.ports import Vault

ONE_BELOW = 844


class Cases(Page):
    """The files of people."""

    key, title, icon = "cases", N_("Cases"), "folders"
    context = (
        *("edit", "beside", SEPARATOR, "set_value", "copy_rows", "bin", SEPARATOR),
        *("conditions", "table", "columns"),
    )
    counts = "case"
    kinds = frozenset(
        {"case", "person", "link", "step", "consent", "event", "place", "source", "citation", "rival"}
        | {"evidence", "custody", "review", "comment"}
        | {"act", "sighting", "relation", "role", "contact", "task", "release", "quick_note"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lookup = lookup_of(desk)
        self._shown: UUID | None = None
        self._reading: Job | None = None
        self._edit_next = False
        self.list = CaseList(desk, self.lookup)
        self.record = RecordPane(desk, self.lookup)
        self.empty = self._no_case()
        self.nothing = QWidget()
        self.tabs = CaseTabs()
        self._in_list = True
        self._lay_out()
        self._listen()

    def _no_case(self) -> EmptyState:
        hints = [
            Hint(_("Open a file"), _("A name is enough to begin."), _("New case"), self.list.ask_name),
            Hint(
                _("Bring what you have"),
                _("A spreadsheet with a column of names: all rows or none."),
                _("Import a spreadsheet"),
                self.import_csv,
            ),
        ]
        words = _("No case yet. A case is the file on one person.")
        return EmptyState("folders", words, hints, sample_link(self.desk))

    def _lay_out(self) -> None:
        self.right = QStackedWidget()
        self.right.addWidget(self.nothing)
        self.right.addWidget(self.empty)
        self.open = QWidget()
        tabs = row(self.tabs, spacing=0)
        tabs.setContentsMargins(32, 6, 16, 0)
        self.open.setLayout(column(tabs, self.record, spacing=0))
        self.right.addWidget(self.open)
        self.split = ListBeside(self.desk, self.list, self.right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)

    def _listen(self) -> None:
        self.list.picked.connect(self._picked)
        self.list.view.clicked.connect(lambda _row: self._clicked())
        self.list.named.connect(self._named)
        self.list.entered.connect(self.edit)
        self.list.wanted_gone.connect(self.remove)
        self.list.counted.connect(self._counted)
        self.list.wanted_along.connect(self.take_along)
        self.list.tabled.connect(lambda _on: self._fit())
        self.list.selected.connect(lambda: self.set_status(self.list.selected_words()))
        self.list.batches.leaving.connect(self.record.leave)
        self.list.beside.connect(self._beside)
        self.tabs.wanted.connect(self._open)
        self.record.wanted_gone.connect(self.remove)
        self.record.back.connect(self.to_list)
        self.desk.came_back.connect(self._came_back)
        self.record.wanted_back.connect(self.restore)
        self.record.head.erase.connect(self.erase)

    # reading

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the list, and the file that is shown."""
        if not changed or changed & {"case", "person", "link", "consent"}:
            self.list.read()
        if self._shown is not None:
            self._read(self._shown)

    def open_record(self, record: UUID | str) -> None:
        """Show a case, or open the line for a new one."""
        if record == "new":
            self.to_list()
            self.list.ask_name()
        elif record == "travel":
            self.to_list()
            self.take_along()
        elif isinstance(record, str) and record.startswith(FILTER):
            self.to_list()
            self.list.filters.show(record.removeprefix(FILTER))
        elif isinstance(record, str) and record.startswith(BUILD):
            self.to_list()
            self._build_filter(record.removeprefix(BUILD))
        elif isinstance(record, str) and record.startswith(BESIDE):
            self.list.show_table(False)
            self.open_beside(UUID(record.removeprefix(BESIDE)))
        elif isinstance(record, str) and record.startswith(TASKS):
            self.list.show_table(False)
            self.record.tabs.show_part_of(self.record.tasks)
            self._open(UUID(record.removeprefix(TASKS)))
        elif isinstance(record, str) and record.startswith(GO_ON):
            self.list.show_table(False)
            self._edit_next = True
            self._open(UUID(record.removeprefix(GO_ON)))
        elif isinstance(record, UUID):
            self.list.show_table(False)
            self._open(record)

    def open_beside(self, case: UUID) -> None:
        """Show a case on a tab of its own; the one that is shown keeps its own too."""
        self.tabs.keep(case, self._shown)
        self._open(case)

    def _beside(self, number: int) -> None:
        self._with_id(number, self.open_beside)

    def _picked(self, number: int) -> None:
        self._with_id(number, self._walk)

    def _walk(self, case: UUID) -> None:
        """A row became the current one: who walks through a list that stands alone stays there."""
        stays = self.single and self._in_list and self.list.view.hasFocus()
        self._open(case)
        self._in_list = stays

    def _clicked(self) -> None:
        """A row that is clicked is meant to be read."""
        self._in_list = False
        if self.record.opened is not None and self.record.opened.file.case.id == self._shown:
            self._fit()  # else once it is read

    def _with_id(self, number: int, then: Callable[[UUID], None]) -> None:
        row = self.list.model.row_at(self.list.model.place_of(number))
        if row is not None:
            then(row.case.id)
            return
        asked = partial(id_of, record_type="case", number=number)
        self.desk.ask(asked, lambda i: then(i) if i else None, owner=self)

    def _open(self, case: UUID) -> None:
        if case != self._shown:
            self.record.leave()
            self._shown = case
        self._in_list = False
        self._read(case)

    def _read(self, case: UUID) -> None:
        today = self.lookup.today
        if self._reading is not None:
            self._reading.cancel()  # who goes through the list by a key waits for the last file alone
        self._reading = self.desk.ask(lambda vault: read_opened(vault, case, today), self._show, owner=self)

    def _show(self, opened: Opened) -> None:
        case = opened.file.case
        if case.id != self._shown:
            return
        if case.deleted_at is not None and not self.list.narrow.trash:
            self._shown = None
            self.record.opened = None
            self.tabs.close_case(case.id)
            if self._shown is None:
                self.list.open_current()
            self._fit()
            return
        self.record.show_opened(opened)
        self.tabs.show_case(case.id, primary_name(opened.file.person.rows("names")) or case.text("code"))
        self.visited.emit(case.id)
        session = self.desk.session
        self.desk.ask(lambda vault: session.opened(vault, [case]), owner=self, priority=Priority.TYPING)
        self.list.show_current(case.number)
        self._fit()
        self.set_status(self.list.selected_words())
        if self._edit_next:
            self._edit_next = False
            self.record.go_on()

    def events_in_front(self) -> tuple[str, ...]:
        """Those the case that is shown is linked to."""
        opened = self.record.opened if self._shown is not None else None
        return tuple(event.text("code") for _link, event in opened.file.links) if opened else ()

    def current_record(self) -> UUID | str | None:
        """The case that is shown."""
        return self._shown

    def hand_over(self) -> object:
        """The cases on the tabs, the one that is shown, its part in front, and the list as it stands."""
        return self.tabs.state(), self._shown, self.record.tabs.currentIndex(), self.list.as_left()

    def take_over(self, state: object) -> None:
        """The same tabs, the same case, the same list."""
        match state:
            case Open() as kept, UUID() | None as shown, int() as part, AsLeft() as left:
                self.tabs.restore(kept)
                self._shown, self._in_list = shown, shown is None
                self.record.tabs.setCurrentIndex(part)
                self.list.go_on(left)

    def _counted(self, shown: int, _all: int) -> None:
        if shown and self._shown is None and not self.single:
            self.list.open_current()
        self._fit()
        self.set_status(self.list.selected_words())

    # commands

    def _named(self, name: str) -> None:
        """A new case: a name and Enter."""
        self.record.leave()
        person = named_person(name)

        def made(saved: tuple[Saved, ...]) -> None:
            undo_of(self.desk).did(*saved)
            self._edit_next = True
            self._open(saved[-1].record.id)

        self.desk.save(lambda vault: new_case(vault, person), made, kinds=["case", "person"], owner=self)

    def remove(self) -> None:
        """Move the case that is shown to the trash; Undo brings it back."""
        if self.record.opened is None or self._shown is None:
            return
        self.record.leave()
        case = self._shown
        undo = undo_of(self.desk)

        def gone(saved: Saved) -> None:
            undo.did(saved)
            self.tabs.close_case(case)
            self.desk.notify(_("Case moved to the trash"), undo.undo)

        self.list.step(1)
        if self._shown == case:
            self.list.step(-1)
        self.desk.save(lambda vault: delete_standing(vault, "case", case), gone, kinds=["case"], owner=undo)

    def _came_back(self, record: Record) -> None:
        """Undo brought a case back: it is the one that is shown, wherever one is in the page."""
        if record.type == "case" and self.isVisible() and not self.list.narrow.trash:
            in_list = self._in_list
            self._open(record.id)
            self._in_list = in_list

    def restore(self) -> None:
        """Bring the case that is shown back from the trash."""
        if self.record.opened is None:
            return
        case = self.record.opened.file.case
        undo = undo_of(self.desk)

        def back(saved: Saved) -> None:
            undo.did(saved)
            self.desk.notify(_("Case brought back"), undo.undo)
            self.list.narrow.show_trash(False)

        self.desk.save(lambda vault: restore(vault, case), back, kinds=["case"], owner=undo)

    def erase(self) -> None:
        """Ask for the erasure of the case that is shown: what goes is said first."""
        if self.record.opened is None:
            return
        self.record.leave()
        sheet = EraseSheet(self.desk, self.record.opened.file.case.text("code"), self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.erased.connect(self._erased)
        sheet.open()

    def _erased(self) -> None:
        """Nothing of it may come back by undo, nor be shown."""
        undo_of(self.desk).stack.clear()
        gone = self._shown
        if gone is not None:
            self.tabs.close_case(gone)
        self.list.step(1)
        if self._shown == gone:
            self.list.step(-1)
        if self._shown == gone:
            self._shown = self.record.opened = None
        self._fit()

    def import_csv(self) -> None:
        """Take a spreadsheet in: a page of its own."""
        self.desk.navigate("import")

    def take_along(self) -> TravelSheet:
        """Pack what the list shows, or the case that is shown, into a travel vault."""
        self.record.leave()
        sheet = TravelSheet(self.desk, self.list.query, self._code_in_front, self)
        self.visited.connect(sheet.look_in_front)
        sheet.finished.connect(lambda _result: sheet.deleteLater())
        sheet.open()
        return sheet

    def _code_in_front(self) -> str:
        opened = self.record.opened if self._shown is not None else None
        return opened.file.case.text("code") if opened is not None else ""

    def leave(self) -> None:
        """Hand what is typed to the worker."""
        self.list.leave()
        self.record.leave()

    def commands(self, parent: QObject) -> list[QAction]:
        """What can be done with the case shown."""
        if self._shown is None or self.record.opened is None:
            return []
        return [action(_("Hand in for review"), self.record.head.hand_in, parent, icon="stamp")]

    def _sees(self, record: Record) -> bool:
        opened = self.record.opened if self._shown is not None else None
        return opened is not None and part_of(record, {opened.file.case.id, opened.file.person.id})

    def undo(self) -> None:
        """Take back the last change; what is typed is saved first."""
        self.record.save_now()
        undo_of(self.desk).undo(self._sees)

    def redo(self) -> None:
        """Do it again; what is typed is saved first, and takes the place of what could be done again."""
        self.record.save_now()
        undo_of(self.desk).redo(self._sees)

    def save_now(self) -> None:
        """Ctrl+S."""
        self.record.save_now()

    def edit(self) -> None:
        """F2, Enter: into the first field."""
        if self._shown is not None:
            self._in_list = False
            self._fit()
            self.record.edit()

    def reveal(self, widget: QWidget) -> None:
        """The record instead of the list, where only one fits."""
        self._in_list = False
        self.list.show_table(False)
        self._fit()
        super().reveal(widget)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.to_list()
        self.list.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filter.selectAll()

    def does(self) -> dict[str, Callable[[], object]]:
        """What the menus offer here beside what every page can do."""
        added: dict[str, Callable[[], object]] = {f"add_{kind}": partial(self._add, kind) for kind in ADDED}
        return added | {
            "conditions": self._narrow,
            "table": lambda: self.list.show_table(not self.list.as_table),
            "columns": self.list.columns.choose,
            "set_value": self.list.batches.set_value,
            "copy_rows": self.list.batches.copy,
            "bin": self.list.delete,
            "beside": self._keep_tab,
            "close_tab": self._close_tab,
        }

    def _add(self, kind: str) -> None:
        """Add to the case that is shown, whichever part of it one is on."""
        if self._shown is not None and self.record.opened is not None:
            self._in_list = False
            self.list.show_table(False)
            self._fit()
            self.record.add(kind)

    def _keep_tab(self) -> None:
        """Ctrl+Enter: the current row, or the case that is shown, gets a tab of its own."""
        if self.list.as_table:
            self.list.open_row_beside()
        elif self._shown is not None:
            self.tabs.keep(self._shown)
            self._read(self._shown)

    def _close_tab(self) -> None:
        if self._shown is not None:
            self.tabs.close_case(self._shown)

    def _narrow(self) -> None:
        self.to_list()
        self.list.filters.build()

    def _build_filter(self, key: str) -> None:
        if key:
            self.list.filters.show(key, then=self.list.filters.build)
        else:
            self.list.filters.build()

    def step(self, by: int) -> None:
        """Ctrl+PageDown, Ctrl+PageUp."""
        self.list.step(by)

    def to_list(self) -> None:
        """In a narrow window: the list instead of the record."""
        self._in_list = True
        if self.single:  # before the record goes: Qt would give the keyboard to the navigation
            self.list.show()
            (self.list.table if self.list.as_table else self.list.view).setFocus()
        self._fit()

    # width

    @property
    def single(self) -> bool:
        """Whether there is room for list or record alone."""
        return self.width() < theme().px(ONE_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and record side by side where there is room."""
        super().resizeEvent(event)
        if not self.single:
            self.split.fit(self.width())
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The list is as wide as it was drawn on another page."""
        super().showEvent(event)
        if not self.single:
            self.split.fit(self.width())

    def _fit(self) -> None:
        has_record = self._shown is not None and self.record.opened is not None
        without = self.empty if self.list.told and not self.list.all else self.nothing
        self.right.setCurrentWidget(self.open if has_record else without)
        if self.list.as_table:
            self.list.show()
            self.right.hide()
            return
        self.right.setVisible(not self.single or (has_record and not self._in_list) or not self.list.all)
        self.list.setVisible(not self.single or self._in_list)
        self.record.to_list.setVisible(self.single)


def read_opened(vault: Vault, case: UUID, today: date) -> Opened:
    """A file with its drafts and the state it is in, in one transaction."""
    with vault.read() as reader:
        file = case_file(reader, case, today)
        return Opened(file, reader.drafts(), to_sign(reader, file.case))
