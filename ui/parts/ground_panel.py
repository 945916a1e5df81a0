"""The citations and rival values of one field: what is noted, one more, what another source says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.canonical import decode, loads
from app.fields import Field, FieldType
from app.i18n import _
from app.messages import Message, Msg
from app.records.grounds import CITATION
from app.records.record import Record, new
from app.services.grounds import Ground, accept, add_rival, address_of
from app.services.saving import Saved
from app.values import Value
from ui.forms.editor import Editor
from ui.forms.lookup import Lookup
from ui.forms.make import editor_for
from ui.forms.record_editors import RecordEditor
from ui.forms.saying import say_value
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.ime import commit_input
from ui.parts.form import OneOpen
from ui.widgets import Button, FoldPanel, IconButton, Label, Panel, QuietLine, column, folded_text, row
from ui.widgets.layouts import clear
from ui.widgets.scrolling import reveal

if TYPE_CHECKING:
    from app.ports import Vault

KEYS = ("source", "page", "reliability", "credibility", "quote")
NOT_RIVAL = frozenset({FieldType.ROWS, FieldType.RECORDS, FieldType.LONG_TEXT})
"""What holds more than one thing has no single other value."""
SOURCE = next(f for f in CITATION.fields if f.key == "source")


class GroundPanel(Panel):
    """The citations and rival values of one field.

    `folded`: quotes wait until they are asked for; `waits`: other values too, of a field that tells.
    """

    def __init__(
        self,
        desk: Desk,
        lookup: Lookup,
        record: Record,
        field: Field,
        *,
        folded: bool = False,
        waits: bool = False,
    ) -> None:
        super().__init__("tint")
        self._folded, self._waits = folded, waits
        self._ground = Ground((), ())
        self.fold = FoldPanel()
        self.fold.asked.connect(self._unfold)
        self.fold.hide()
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
        self.body.addWidget(self.fold)
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
        self._ground = ground
        quoted = self._folded and any(c.phrase("quote") for c in ground.citations)
        self.fold.setVisible(quoted or (self._waits and bool(ground.rivals)))
        clear(self._list)
        for citation in ground.citations:
            self._list.addLayout(self._citation(citation))
        for rival in ground.rivals:
            self._list.addLayout(self._rival(rival))
        if not ground.citations and not ground.rivals:
            self._list.addWidget(Label(_("No source is noted for this value."), "second"))
        self.one.update(ground.citations)

    def _unfold(self) -> None:
        self._folded = self._waits = False
        self.show_ground(self._ground)
        self.adding.setFocus()

    def _citation(self, citation: Record) -> QVBoxLayout:
        said = Button(cited(citation, self._lookup), lambda: self.one.open(citation), kind="link")
        page = citation.text("page")
        where = Label(_("page or time {page}").format(page=page) if page else "", "dim")
        quote = citation.phrase("quote").text
        lines = column(row(said, where, None), spacing=0)
        if quote and not self._folded:
            lines.addWidget(Label(f"“{quote}”", "second", wrap=True))
        return lines

    def _rival(self, rival: Record) -> QVBoxLayout:
        words = rival_words(rival, self._field, self._lookup, folded=self._waits)
        said = Label(words, "body", wrap=True)
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
        wrong = [asked for asked in (editor, source) if _missing(asked)]
        if wrong or value is None or not isinstance(said_by, UUID):
            next(iter(wrong), editor).setFocus()
            return
        address = address_of(self._record, self._field.key)

        def call(vault: Vault) -> Saved | None:
            with vault.write() as work:
                saved = add_rival(work, address, value, said_by)
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
        reveal(self)

    def _save(self, call: Callable[[Vault], object], *kinds: str) -> None:
        undo = undo_of(self._desk)

        def done(saved: tuple[Saved, ...] | Saved | None) -> None:
            undo.did(*(saved if isinstance(saved, tuple) else [saved] if saved else []))
            clear(self._asked)
            self.adding.setFocus()  # the line that was typed into is gone

        self._desk.save(call, done, kinds=kinds, owner=self)

    def leave(self) -> None:
        """Save what is typed."""
        self.one.close()


def _missing(asked: Editor) -> bool:
    """Whether nothing that can be kept stands in an editor; it says so itself."""
    empty = asked.value() is None
    said = Message(Msg.FIELD_MISSING, {"field": asked.label}).render()
    asked.set_problem(said if empty and not asked.problem else "")
    return bool(asked.wrong)


def cited(citation: Record, lookup: Lookup) -> str:
    """A source with the grade of what it says: "Family statement  A 2"."""
    grade = " ".join(g.upper() for g in (citation.text("reliability"), citation.text("credibility")) if g)
    name = lookup.title(citation.ref("source")) or "…"
    return f"{name}  {grade}".rstrip()


def rival_words(rival: Record, field: Field, lookup: Lookup, *, folded: bool = False) -> str:
    """Who says what instead; of a value that gave way without a source, what it was."""
    said = folded_text() if folded else say_value(field, _rival_value(rival, field), lookup)
    source = lookup.title(rival.ref("source"))
    if not source:
        return _("Before: {value}").format(value=said)
    return _("{source} says: {value}").format(source=source, value=said)


def _rival_value(rival: Record, field: Field) -> Value | None:
    try:
        return decode(field, loads(rival.text("value")))
    except (ValueError, KeyError, TypeError):
        return None
