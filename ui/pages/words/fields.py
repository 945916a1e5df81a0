"""The fields that staff added: what each holds, what it gives away, and a set of them as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import child
from app.fields import Field, FieldType, Identifies
from app.fieldset import FieldSet, decode, encode
from app.i18n import N_, _, ngettext
from app.records import TYPES
from app.services.own_fields import (
    add_field,
    change_field,
    open_to_fields,
    retire_field,
    take_set,
    whole_set,
)
from ui.commands.taking import read_file
from ui.files import ask_file, ask_save
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.pages.words.models import Rows, Table
from ui.pages.words.terms import Vocabulary
from ui.start.places import documents
from ui.widgets import Block, Button, CheckBox, Choice, Label, Panel, QuietLine, column, row
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import Reader, Vault

Kept = tuple[str, Field]
"""A kind of record and a field that staff added to it."""

HOLDS: tuple[tuple[str, FieldType, str], ...] = (
    (N_("Text"), FieldType.PHRASE, ""),
    (N_("Long text"), FieldType.LONG_TEXT, ""),
    (N_("Whole number"), FieldType.NUMBER, ""),
    (N_("Date"), FieldType.DATE, ""),
    (N_("One term"), FieldType.TERM, ""),
    (N_("Several terms"), FieldType.TERMS, ""),
    (N_("Yes, no, unknown"), FieldType.YES_NO, ""),
    (N_("Name of a person"), FieldType.TEXT, ""),
    (N_("Person"), FieldType.RECORD, "person"),
    (N_("Place"), FieldType.RECORD, "place"),
)
GIVES_AWAY = {
    Identifies.DIRECT: N_("Names somebody"),
    Identifies.QUASI: N_("Helps to find somebody"),
    Identifies.SENSITIVE: N_("Could harm somebody"),
    Identifies.NONE: N_("Nothing"),
}
LABELS = {2: "label", 3: "label_ko"}


def read_fields(reader: Reader) -> tuple[Kept, ...]:
    """Every own field, by kind of record."""
    return tuple((key, field) for key in open_to_fields() for field in reader.own_fields(key))


class FieldsBlock(Block):
    """The own fields of every kind of record. `changed()` is called after each change."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        super().__init__(_("Fields of your own"), _("never leave in a document"), spacing=8)
        self._desk, self._changed = desk, changed
        self._vocabularies: tuple[Vocabulary, ...] = ()
        headings = (_("Record"), _("Key"), _("English"), _("Korean"), _("Holds"), _("Gives away"))
        self.model: Rows[Kept] = Rows(
            headings, _cell, lambda kept: kept[1].retired, editable=frozenset(LABELS), typed=self._typed
        )
        self.table = Table(self.model, _("Fields of your own"))
        self.none = Label(
            _("None yet. A field you add stands in the form, the search, the history and the import."),
            "second",
            wrap=True,
        )
        self.add = Button(_("Add a field"), self.open_adding, icon="plus", kind="link")
        self.retire = Button("", self._retire, kind="link", icon="archive")
        self.give = Button(_("Write as a file…"), self._ask_where, kind="link", icon="download")
        take = Button(_("Take in a file…"), self._ask_file, kind="link", icon="upload")
        self.asked = column(spacing=8)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table)
        self.body.addLayout(row(self.add, self.retire, self.give, take, None))
        self.body.addLayout(self.asked)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._offer())
        self.model.modelReset.connect(self._offer)
        self._offer()

    def show_all(self, found: tuple[Kept, ...], vocabularies: tuple[Vocabulary, ...]) -> None:
        """Show the fields as they are now."""
        self._vocabularies = vocabularies
        self._close()
        self.model.show(found)
        self.none.setVisible(not found)
        self.table.setVisible(bool(found))
        self._offer()

    def _offer(self) -> None:
        kept = self.model.value(self.table.row)
        self.retire.setVisible(kept is not None)
        self.give.setVisible(self.model.rowCount() > 0)
        again = kept is not None and kept[1].retired
        self.retire.setText(_("Offer it again") if again else _("No longer offer it"))

    # changes

    def _typed(self, kept: Kept, at: int, text: str) -> None:
        change = {LABELS[at]: text}
        self._save(lambda vault: change_field(vault, kept[0], kept[1].key, **change))

    def _retire(self) -> None:
        kept = self.model.value(self.table.row)
        if kept is not None:
            turned = not kept[1].retired
            self._save(lambda vault: retire_field(vault, kept[0], kept[1].key, retired=turned))

    def _save(self, call: Callable[[Vault], object]) -> None:
        self._desk.save(call, lambda _done: self._changed(), kinds=(), owner=self, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._desk.trouble(error)
        self._changed()

    # a new field

    def open_adding(self) -> None:
        """Ask for a new field."""
        self._close()
        self.asked.addWidget(NewField(self._vocabularies, self._add, self._close))

    def _add(self, record_type: str, wanted: Field) -> None:
        commit_input()
        self._desk.save(
            lambda vault: add_field(vault, record_type, wanted),
            lambda _done: self._changed(),
            kinds=(),
            owner=self,
        )

    def _close(self) -> None:
        clear(self.asked)

    # a set of fields as a file

    def _ask_where(self) -> None:
        path = documents() / "casebook-fields.json"
        ask_save(self, _("Write as a file"), path, "JSON (*.json)", self.write)

    def write(self, path: Path) -> None:
        """Put the set in place; a file that is there stays."""
        outbox = self._desk.ways.outbox
        if outbox is None:
            return

        def call(vault: Vault) -> None:
            with vault.read() as reader:
                data = encode(whole_set(reader))
            outbox.place({"": data}, str(path), replace=False)

        said = _("Written: {file}").format(file=path.name)
        self._desk.ask(call, lambda _none: self._desk.notify(said), owner=self)

    def _ask_file(self) -> None:
        ask_file(self, _("Take in a file"), documents(), "JSON (*.json)", self.take)

    def take(self, path: Path) -> None:
        """Read a set in the child, then add what this vault lacks."""

        def read() -> FieldSet:
            return child.run(decode, read_file(path))

        def arrived(found: FieldSet) -> None:
            self._desk.save(lambda vault: take_set(vault, found), self._taken, kinds=(), owner=self)

        self._desk.aside(read, arrived, owner=self)

    def _taken(self, counts: tuple[int, int]) -> None:
        text = ngettext("{n} field added", "{n} fields added", counts[0]).format(n=counts[0])
        self._desk.notify(text)
        self._changed()


class NewField(Panel):
    """What a new field is called, where it stands, what it holds and gives away."""

    def __init__(
        self,
        vocabularies: tuple[Vocabulary, ...],
        add: Callable[[str, Field], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__("tint")
        self._add = add
        self.kind = Choice(_("Record"), [(_(TYPES[key].label), key) for key in open_to_fields()])
        self.kind.setCurrentIndex(self.kind.findData("case"))
        self.key, self.english, self.korean = (
            QuietLine(_("Key"), hint=_("small letters, such as church")),
            QuietLine(_("English")),
            QuietLine(_("Korean")),
        )
        self.holds = Choice(_("Holds"), [(_(label), (kind, of)) for label, kind, of in HOLDS])
        self.vocabulary = Choice(_("Vocabulary"), [(v.name, v.key) for v in vocabularies])
        self.gives = Choice(_("Gives away"), [(_(label), code) for code, label in GIVES_AWAY.items()])
        self.gives.setCurrentIndex(2)
        self.searched = CheckBox(_("The search finds it"))
        self.go = Button(_("Add"), self._take, kind="primary")
        self._vocabulary_line = QWidget()
        self._vocabulary_line.setLayout(_labelled(self.vocabulary))
        first, second = row(spacing=16), row(spacing=16)
        for widget in (self.kind, self.key, self.english, self.korean):
            first.addLayout(_labelled(widget), 1)
        for widget in (self.holds, self.gives):
            second.addLayout(_labelled(widget), 1)
        second.addWidget(self._vocabulary_line, 1)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.body.addWidget(self.searched)
        self.body.addLayout(row(self.go, Button(_("Cancel"), close), None))
        self.holds.currentIndexChanged.connect(lambda _at: self._fit())
        for line in (self.key, self.english, self.korean):
            line.setProperty("look", "")
            line.returnPressed.connect(self.go.click)
        self._fit()
        self.key.setFocus()

    def _fit(self) -> None:
        kind, _of = self.holds.currentData()
        self._vocabulary_line.setVisible(kind in (FieldType.TERM, FieldType.TERMS))
        if kind in (FieldType.TEXT, FieldType.RECORD):
            self.gives.setCurrentIndex(self.gives.findData(Identifies.DIRECT))

    def _take(self) -> None:
        kind, of = self.holds.currentData()
        terms = kind in (FieldType.TERM, FieldType.TERMS)
        wanted = Field(
            self.key.text().strip(),
            kind,
            self.english.text().strip(),
            vocabulary=str(self.vocabulary.currentData()) if terms else "",
            of=of,
            identifies=self.gives.currentData(),
            searched=self.searched.isChecked(),
            own=True,
            label_ko=self.korean.text().strip(),
        )
        self._add(str(self.kind.currentData()), wanted)


def _labelled(widget: QWidget) -> QVBoxLayout:
    label = Label(widget.accessibleName(), "label")
    label.setBuddy(widget)
    return column(label, widget)


def _cell(kept: Kept, at: int) -> str:
    record_type, field = kept
    match at:
        case 0:
            return _(TYPES[record_type].label)
        case 1:
            return _("{code} (not offered)").format(code=field.key) if field.retired else field.key
        case 2:
            return field.label
        case 3:
            return field.label_ko
        case 4:
            return next(_(label) for label, kind, of in HOLDS if kind is field.type and of in ("", field.of))
        case _:
            return _(GIVES_AWAY[field.identifies])
