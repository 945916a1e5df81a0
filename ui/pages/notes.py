"""Quick notes: a call typed at once on one sheet, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import N_, _
from app.ports import ListQuery
from app.records.record import Record, new
from app.services.files import primary_name
from app.services.notes import beginning, make_case, settle, waiting
from app.services.saving import Saved
from app.values import uncertain
from ui.forms.long_texts import LongTextEditor
from ui.forms.lookup import Hit
from ui.forms.reading import say_date
from ui.forms.references import FindLine
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.frame.page import GO_ON
from ui.frame.sample import sample_link
from ui.ime import commit_input
from ui.pages.records.page import RecordsPage
from ui.theme import theme
from ui.widgets import Block, Button, Chip, EmptyState, Hint, Label, Look, QuietLine, column, row

if TYPE_CHECKING:
    from app.ports import Reader, Vault

SIDE = 300
SAID = 9
"""Lines that what was said has from the start: a call is typed there at once."""


@dataclass(frozen=True)
class Used:
    """The case a note was used for: its code, whose it is, whether it lies in the trash."""

    case: UUID
    code: str
    name: str
    gone: bool


class Outcome(QWidget):
    """Beside a note: the ways to settle it, or what was made of it.

    It stays while the note is saved beside it: what is typed into its lines is not lost by that.
    """

    def __init__(self, page: Notes) -> None:
        super().__init__()
        self.name = QuietLine(_("Name of the individual"), hint=_("Name of the individual"))
        self.name.setProperty("look", "")
        self.name.returnPressed.connect(page.make_case)
        self.make = Button(_("Make a case of it"), page.make_case, kind="primary", icon="folder-plus")
        self.to_case = FindLine(
            _("Attach to a case"), ("case",), page.lookup, hint=_("Attach to a case: type a name or code")
        )
        self.to_case.setProperty("look", "")
        self.to_case.picked.connect(page.attach)
        self.close_it = Button(_("Needs nothing more"), page.close_note, icon="check")
        self.wait = Button(_("Let it wait again"), page.wait_again, kind="link", icon="undo-2")
        ways = Block(_("What becomes of it"), rule=False, spacing=10)
        words = _("What was said becomes the narrative. Who called and how to reach them stay here.")
        ways.body.addWidget(Label(words, "note", wrap=True))
        for part in (self.name, self.make, self.to_case, self.close_it):
            ways.body.addWidget(part)
        self.ways = ways
        self.told = Label("", "body", wrap=True)
        self.open = Button("", lambda: None, kind="link", icon="folder-open")
        self.settled = Block(_("What became of it"), rule=False, spacing=8)
        self.settled.body.addWidget(self.told)  # aligned, it would be as narrow as its longest word
        for widget in (self.open, self.wait):
            self.settled.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.go: Callable[[], object] = lambda: None
        self.open.clicked.connect(lambda _checked=False: self.go())
        self.setLayout(column(ways, self.settled, None, spacing=0))
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(theme().px(SIDE))

    def show_note(self, note: Record, used: Used | None, day: str, go: Callable[[], object]) -> None:
        """Show what can be done, or what was."""
        settled = note.date("settled") is not None
        self.ways.setVisible(note.version > 0 and not settled)
        self.settled.setVisible(settled)
        self.open.setVisible(used is not None and not used.gone)
        self.go = go
        if used is None:
            self.told.setText(_("Settled on {day}; it needs nothing more.").format(day=day))
            return
        case = "  ".join(t for t in (used.name, used.code) if t)
        gone = _("Used on {day} for a case in the trash.")
        said = gone if used.gone else _("Used on {day} for {case}.")
        self.told.setText(said.format(day=day, case=case))
        self.open.setText(_("Open the case"))

    def clear_lines(self) -> None:
        """Another note is shown."""
        self.name.clear()
        self.to_case.clear()


class Notes(RecordsPage):
    """The quick notes and one of them, open for typing."""

    key, title, icon = "notes", N_("Quick notes"), "message-square-quote"
    in_sidebar = False
    below = True
    kinds: ClassVar[frozenset[str]] = frozenset({"quick_note", "case", "person"})
    record_type = "quick_note"
    form_keys = ("said", "urgent", "who", "reach", "when")
    new_words, new_title = N_("Add"), N_("New quick note")
    deleted_words = N_("Quick note moved to the trash")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        said = self.form.editors["said"]
        if isinstance(said, LongTextEditor):
            said.make_tall(SAID)
        self.outcome = Outcome(self)
        self.two.addLayout(row(self.outcome, None))  # in a line of its own it is as high as its width asks
        self._of: UUID | None = None

    @staticmethod
    def number(reader: Reader) -> int:
        """How many wait."""
        query = waiting(reader)
        return reader.count(query) if query else 0

    def query(self, text: str) -> ListQuery:
        """The newest first."""
        return ListQuery("quick_note", text=text, sort="when", descending=True)

    def load_rows(self, reader: Reader, numbers: Sequence[int]) -> list[Record]:
        """Whole notes: they are short, and are known by how they begin."""
        found = reader.glance.page("quick_note", numbers)
        whole = reader.glance.many("quick_note", [r.id for r in found])
        return [whole[r.id] for r in found if r.id in whole]

    def name_of(self, record: Record) -> str:
        """How it begins."""
        return beginning(record, self.desk.language) or _("Nothing written yet")

    def row_words(self, record: Record) -> tuple[str, str, str]:
        """How it begins; who called, when; whether it waits."""
        when = record.date("when")
        who = record.phrase("who").in_language(self.desk.language)
        day = say_date(when, self.desk.language, short=True) if when else ""
        state = "" if record.date("settled") is None else _("settled")
        return self.name_of(record), "  ·  ".join(t for t in (who, day) if t), state

    def read_beside(self, reader: Reader, record: Record) -> Used | None:
        """The case it was used for."""
        of = record.ref("case")
        case = reader.glance.many("case", [of]).get(of) if of else None
        if case is None:
            return None
        who = case.ref("person")
        person = reader.glance.many("person", [who]).get(who) if who else None
        name = primary_name(person.rows("names")) if person else ""
        return Used(case.id, case.text("code"), name, case.deleted_at is not None)

    def show_beside(self, record: Record, beside: Used | None) -> None:
        """Its state and the ways on."""
        settled = record.date("settled")
        look = Look("circle-check", "green") if settled else Look("hourglass", "amber")
        chip = Chip(_("Settled") if settled else _("Waits"), look)
        self.head.addLayout(row(Label(_("Quick note"), "code"), 4, chip, None, spacing=8))
        if record.id != self._of:
            self._of = record.id
            self.outcome.clear_lines()
        day = say_date(settled, self.desk.language) if settled else ""
        go = partial(self.desk.navigate, "cases", beside.case) if beside else _nothing
        self.outcome.show_note(record, beside, day, go)
        self.outcome.show()

    def begun(self) -> Record:
        """A note of today."""
        return new("quick_note", when=uncertain(self.lookup.today.isoformat()))

    def begin(self, fresh: Record, typed: Record | None = None) -> None:
        """An empty sheet; what becomes of it is asked once something is kept."""
        self.outcome.hide()
        super().begin(fresh, typed)

    def make_case(self) -> None:
        """A new case with what the note says."""
        commit_input()
        name, on = self.outcome.name.text().strip(), self.lookup.today
        if not name:
            self.outcome.name.setFocus()
            self.desk.notify(_("The name of the individual is enough to open a file."))
            return

        def made(saved: tuple[Saved, ...]) -> None:
            self.outcome.clear_lines()
            undo = undo_of(self.desk)
            undo.did(*saved)
            self.desk.notify(_("A case was made of the note"), undo.undo)
            self.desk.navigate("cases", GO_ON + saved[1].record.id.hex)

        self._change(lambda vault, note: make_case(vault, note, name, on), made)

    def attach(self, hit: Hit) -> None:
        """The note belongs to a case that is there."""
        on = self.lookup.today
        self._change(
            lambda vault, note: settle(vault, note, on, hit.id), self._did(_("Attached to the case"))
        )

    def close_note(self) -> None:
        """Nothing more is to be done about it."""
        on = self.lookup.today
        self._change(lambda vault, note: settle(vault, note, on), self._did(_("The note is settled")))

    def wait_again(self) -> None:
        """It was settled too early."""
        self._change(lambda vault, note: settle(vault, note, None), self._did(_("The note waits again")))

    def _did(self, text: str) -> Callable[[Saved], None]:
        def then(saved: Saved) -> None:
            self.outcome.clear_lines()
            undo = undo_of(self.desk)
            undo.did(saved)
            self.desk.notify(text, undo.undo)

        return then

    def _change(self, change: Callable[[Vault, UUID], Any], then: Callable[[Any], None]) -> None:
        """What is typed is saved before; the change reads the note as it is then."""
        note = self._shown
        if note is None or self.keeper.form.unreadable:
            return
        self.keeper.leave()
        kinds = ["quick_note", "case", "person"]
        self.desk.save(lambda vault: change(vault, note), then, kinds=kinds, owner=self)

    def empty(self) -> EmptyState:
        """What a quick note is for."""
        return EmptyState(
            "message-square-quote",
            _("No quick note yet. A call of two minutes is typed here at once."),
            [
                Hint(
                    _("Write down a call"),
                    _("Who called, what was said, what is urgent, how to reach back. A case is made later."),
                    _("New quick note"),
                    self.start_new,
                )
            ],
            sample_link(self.desk),
        )


def _nothing() -> None:
    return
