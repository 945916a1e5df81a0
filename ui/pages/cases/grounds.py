"""Who says a value: a quiet mark beside each field, opened into its citations and rival values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.canonical import decode, loads
from app.fields import Field, FieldType
from app.i18n import _
from app.ports import Reader
from app.records.grounds import CITATION
from app.records.record import Record, new
from app.services.grounds import Ground, accept, add_rival, address_of, grounds
from app.services.saving import Saved
from app.validation import fields_of
from app.values import Value
from ui.forms.editor import Editor
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.lookup import Lookup
from ui.forms.make import editor_for
from ui.forms.references import RecordEditor
from ui.forms.saying import say_value
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.pages.cases.parts import OneOpen
from ui.shortcuts import sequences, shown
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, Panel, QuietLine, column, row
from ui.widgets.basics import clear
from ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from app.ports import Vault

KEYS = ("source", "page", "reliability", "credibility", "quote")
WIDEST = 170
NOT_RIVAL = frozenset({FieldType.ROWS, FieldType.RECORDS, FieldType.LONG_TEXT})
"""What holds more than one thing has no single other value."""
SOURCE = next(f for f in CITATION.fields if f.key == "source")


@dataclass(frozen=True)
class Read:
    """What the values of a record rest on, and the sources by id."""

    found: dict[str, Ground]
    sources: dict[UUID, Record]


def read_grounds(reader: Reader, record: Record) -> Read:
    """Read on the worker's thread."""
    found = grounds(reader, record)
    parts = [part for one in found.values() for part in (*one.citations, *one.rivals)]
    return Read(found, reader.many("source", [s for part in parts if (s := part.ref("source"))]))


class Mark(Button):
    """The source and grade of a value, right-aligned; a plus where there is none, seen on the way only."""

    def __init__(self, field: str) -> None:
        super().__init__("", kind="link")
        self._field = field
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes from value to value; a key opens it
        self.setMaximumWidth(theme().px(WIDEST))
        self.say("", "")

    def say(self, text: str, more: str) -> None:
        """Show the first source and its grade; `more` is all of it for the tooltip."""
        told = more or _("Who says so? ({keys})").format(keys=shown("sources"))
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, theme().px(WIDEST) - 8)
        self.setText((cut or "+").replace("&", "&&"))
        self.set_kind("link" if text else "quiet")
        self.setToolTip(plain_tip(told))
        self.setAccessibleName(f"{self._field}: {told}")


class Grounds(QObject):
    """The marks of one form, and the panel that is open."""

    def __init__(self, form: Form, desk: Desk) -> None:
        super().__init__(form)
        self._form, self._desk = form, desk
        self._read = Read({}, {})
        self._of: UUID | None = None
        self.panel: GroundPanel | None = None
        self.marks: dict[str, Mark] = {}
        for key, editor in form.editors.items():
            mark = self.marks[key] = Mark(editor.label)
            mark.clicked.connect(partial(self.toggle, key))
            form.mark(key, mark)
            editor.control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key of the shortcut in a field opens who says so."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed in sequences("sources"):
                self.toggle(next(k for k, e in self._form.editors.items() if e.control is watched))
                return True
        return super().eventFilter(watched, event)

    def load(self) -> None:
        """Read again what the values of the record rest on."""
        if self._form.has_record:
            record = self._form.base
            if record.id != self._of:  # nobody else's sources stand beside this record meanwhile
                self._of, self._read = record.id, Read({}, {})
                for mark in self.marks.values():
                    mark.say("", "")
            self._desk.ask(partial(_read, record=record), partial(self._show, record.id), owner=self)

    def _show(self, record: UUID, read: Read) -> None:
        if not self._form.has_record or self._form.base.id != record:
            return
        self._read = read
        lookup = self._form.lookup
        lookup.learn(read.sources.values())
        for key, mark in self.marks.items():
            ground = read.found.get(key)
            words = [_cited(c, lookup) for c in ground.citations] if ground else []
            rivals = ground.rivals if ground else ()
            more = [*words, *(_rival_words(r, self.field(key), lookup) for r in rivals)]
            mark.say(words[0] if words else "≠" if more else "", "\n".join(more))
        if self.panel is not None:
            self.panel.show_ground(read.found.get(self.panel.key, Ground((), ())))

    def field(self, key: str) -> Field:
        """The declaration of a field of the form."""
        return fields_of(self._form.base, self._form.lookup.own_fields(self._form.type.key))[key]

    def toggle(self, key: str, _checked: bool = False) -> None:
        """Open who says a value, or close it."""
        known = self.panel.key if self.panel is not None else ""
        self.close()
        if key == known or not self._form.has_record or self._form.base.version == 0:
            return
        record = self._form.base
        self.panel = GroundPanel(self._desk, self._form.lookup, record, self.field(key))
        self.panel.closing.clicked.connect(lambda _checked=False: self.close())
        self._form.below(key).addWidget(self.panel)
        self.panel.show_ground(self._read.found.get(key, Ground((), ())))
        self.panel.adding.setFocus()

    def close(self) -> None:
        """Close the panel; what is typed in it is saved."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.leave()
            panel.hide()
            panel.deleteLater()

    def keepers(self) -> list[Keeper]:
        """The keeper of a citation that stands open."""
        return self.panel.one.keepers() if self.panel is not None else []


class GroundPanel(Panel):
    """The citations and rival values of one field."""

    def __init__(self, desk: Desk, lookup: Lookup, record: Record, field: Field) -> None:
        super().__init__("tint")
        self._desk, self._lookup, self._record, self._field = desk, lookup, record, field
        self._list = column(spacing=6)
        self._forms = QVBoxLayout()
        self.one = OneOpen(desk, lookup, CITATION, KEYS, self._forms)
        title = Label(_("Who says so: {field}").format(field=field.called()), "heading")
        self.closing = IconButton("x", _("Close"))
        self.adding = Button(_("Add a source"), self.add, kind="link", icon="plus")
        self.other = Button(_("A source says otherwise…"), self._ask_other, kind="link", icon="git-compare")
        if field.type in NOT_RIVAL:
            self.other.hide()
        self.body.addLayout(row(title, None, self.closing))
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.adding, self.other, None))
        self.body.addLayout(self._forms)
        self._asked = column(spacing=8)
        self.body.addLayout(self._asked)

    @property
    def key(self) -> str:
        """The field it is about."""
        return self._field.key

    def show_ground(self, ground: Ground) -> None:
        """Show what there is."""
        clear(self._list)
        for citation in ground.citations:
            self._list.addLayout(self._citation(citation))
        for rival in ground.rivals:
            self._list.addLayout(self._rival(rival))
        if not ground.citations and not ground.rivals:
            self._list.addWidget(Label(_("No source is noted for this value."), "second"))
        self.one.update(ground.citations)

    def _citation(self, citation: Record) -> QVBoxLayout:
        said = Button(_cited(citation, self._lookup), lambda: self.one.open(citation), kind="link")
        page = citation.text("page")
        where = Label(_("page or time {page}").format(page=page) if page else "", "dim")
        quote = citation.phrase("quote").text
        lines = column(row(said, where, None), spacing=0)
        if quote:
            lines.addWidget(Label(f"“{quote}”", "second", wrap=True))
        return lines

    def _rival(self, rival: Record) -> QVBoxLayout:
        said = Label(_rival_words(rival, self._field, self._lookup), "body", wrap=True)
        take = Button(_("Accept…"), lambda: self._ask_reason(rival), kind="link")
        take.setAccessibleName(f"{_('Accept')}: {said.text()}")
        line = row(said, take)
        line.setStretch(0, 1)
        lines = column(line, spacing=0)
        reason = rival.phrase("reason").text
        if reason and rival.text("accepted") == "yes":
            lines.addWidget(Label(_("Accepted: {reason}").format(reason=reason), "second", wrap=True))
        return lines

    def add(self) -> None:
        """Note one more source."""
        clear(self._asked)
        address = address_of(self._record, self._field.key)
        self.one.open(new("citation").with_values(**address.values))

    # another value

    def _ask_other(self) -> None:
        self.one.close()
        clear(self._asked)
        editor, source = editor_for(self._field, self._lookup), RecordEditor(SOURCE, self._lookup)
        go = Button(_("Keep what it says"), lambda: self._keep(editor, source), kind="primary")
        self._ask((self._field.called(), editor), (_("Source"), source), go=go)
        editor.setFocus()

    def _keep(self, editor: Editor, source: RecordEditor) -> None:
        commit_input()
        value, said_by = editor.value(), source.value()
        if value is None or editor.problem:
            return
        address = address_of(self._record, self._field.key)
        who = said_by if isinstance(said_by, UUID) else None

        def call(vault: Vault) -> Saved | None:
            with vault.write() as work:
                saved = add_rival(work, address, value, who)
                work.commit()
            return saved

        self._save(call, "rival")

    def _ask_reason(self, rival: Record) -> None:
        self.one.close()
        clear(self._asked)
        line = QuietLine(_("Why it is accepted"))
        line.setProperty("look", "")
        go = Button(_("Accept"), lambda: self._accept(rival, line), kind="primary")
        line.returnPressed.connect(go.click)
        self._ask((line.accessibleName(), line), go=go)
        line.setFocus()

    def _accept(self, rival: Record, line: QuietLine) -> None:
        commit_input()
        reason, language = line.text(), self._lookup.language
        kinds = (self._record.type, "rival", "citation")
        self._save(lambda vault: accept(vault, rival, reason, language), *kinds)

    def _ask(self, *fields: tuple[str, QWidget], go: Button) -> None:
        for name, widget in fields:
            label = Label(name, "label")
            label.setBuddy(widget)
            if isinstance(widget, Editor):
                widget.set_quiet(False)
            self._asked.addLayout(column(label, widget))
        self._asked.addLayout(row(go, Button(_("Cancel"), lambda: clear(self._asked)), None))

    def _save(self, call: Callable[[Vault], object], *kinds: str) -> None:
        undo = undo_of(self._desk)

        def done(saved: tuple[Saved, ...] | Saved | None) -> None:
            undo.did(*(saved if isinstance(saved, tuple) else [saved] if saved else []))
            clear(self._asked)

        self._desk.save(call, done, kinds=kinds, owner=self)

    def leave(self) -> None:
        """Save what is typed."""
        self.one.close()


def _read(vault: Vault, record: Record) -> Read:
    with vault.read() as reader:
        return read_grounds(reader, record)


def _cited(citation: Record, lookup: Lookup) -> str:
    """A source with the grade of what it says: "Family statement  A 2"."""
    grade = " ".join(g.upper() for g in (citation.text("reliability"), citation.text("credibility")) if g)
    name = lookup.title(citation.ref("source")) or "…"
    return f"{name}  {grade}".rstrip()


def _rival_words(rival: Record, field: Field, lookup: Lookup) -> str:
    said = say_value(field, _rival_value(rival, field), lookup)
    source = lookup.title(rival.ref("source"))
    if not source:
        return _("Before: {value}").format(value=said)
    return _("{source} says: {value}").format(source=source, value=said)


def _rival_value(rival: Record, field: Field) -> Value | None:
    try:
        return decode(field, loads(rival.text("value")))
    except (ValueError, KeyError, TypeError):
        return None
