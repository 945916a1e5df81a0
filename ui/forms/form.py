"""A form over the fields of a record, built from its declarations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.fields import Field, RecordType
from app.i18n import _
from app.oddities import oddities
from app.records.record import Record
from app.validation import problems
from ui.forms.editor import EMPTY, Editor
from ui.forms.grid import FieldGrid
from ui.forms.lookup import Lookup
from ui.forms.make import editor_for
from ui.forms.more import More, Part
from ui.ime import commit_input
from ui.widgets import Heading, Label
from ui.widgets.tips import plain_tip

LABEL_WIDTH = 108


class Form(QWidget):
    """Editors under their headings, labels left of them; a new frozen draft on each edit.

    Signals: `edited(draft)` after an edit, `left()` when the cursor left a field. `keys` chooses fields (the
    others keep their values), `without` leaves some out; the RECORD field that says whose part the record is
    is never shown. `headings=False` leaves the groups' headings out. With `apart` it shows nothing itself:
    `panel(keys)` gives widgets with some of its fields, to be put anywhere. Without `quiet` every field has
    its frame from the start (something is to be entered, not read), says what it wants while it is empty, and
    whether it is required; `columns` is 2 where fields may stand side by side. `parts` arrange a long form;
    fields that no part names stand before the folded ones.
    """

    edited = Signal(object)
    left = Signal()

    def __init__(
        self,
        record_type: RecordType,
        lookup: Lookup,
        *,
        keys: Sequence[str] = (),
        without: Collection[str] = (),
        headings: bool = True,
        label_width: int = LABEL_WIDTH,
        apart: bool = False,
        quiet: bool = True,
        columns: int = 1,
        parts: Sequence[Part] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.type, self.lookup = record_type, lookup
        self.editors: dict[str, Editor] = {}
        self._labels: dict[str, Label] = {}
        self._grids: dict[str, FieldGrid] = {}
        self._below: dict[str, QVBoxLayout] = {}
        self._folds: list[tuple[More, tuple[str, ...]]] = []
        self._label_width, self._quiet, self._columns = label_width, quiet, columns
        self._draft: Record | None = None
        self._base: Record | None = None
        self._touched: set[str] = set()
        self._seen: set[str] = set()
        self.made_later: frozenset[str] = frozenset()
        """Fields that fill themselves from others: what is missing there is said only when it is saved."""
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self.above = QVBoxLayout()
        """Where a conflict is shown; a page with an `apart` form puts it where it wants."""
        if apart:
            self.hide()
        else:
            self._body.addLayout(self.above)
            if parts:
                self._build_parts(parts, self._fields(keys, without))
            else:
                self._build(self._body, self._fields(keys, without), headings)

    def _fields(self, keys: Sequence[str], without: Collection[str]) -> list[Field]:
        declared = {f.key: f for f in (*self.type.fields, *self.lookup.own_fields(self.type.key))}
        wanted = keys or tuple(k for k, f in declared.items() if not f.retired)
        return [declared[k] for k in wanted if k not in without and k != self.type.parent]

    def own_left(self) -> tuple[str, ...]:
        """The fields that staff added, are in use, and have no editor here yet."""
        own = self.lookup.own_fields(self.type.key)
        return tuple(f.key for f in own if not f.retired and f.key not in self.editors)

    def show_again(self, keys: Sequence[str]) -> None:
        """Fill editors that came after the record."""
        if self._draft is not None:
            self._keep()
            for key in keys:
                self.editors[key].show_value(self._draft.values.get(key))
                self._show_typed(key)
            self._check()

    def panel(self, *keys: str) -> QWidget:
        """A widget with some of the fields, to be put anywhere; one draft holds them all."""
        holder = QWidget()
        body = QVBoxLayout(holder)
        body.setContentsMargins(0, 0, 0, 0)
        self._build(body, self._fields(keys, ()), headings=False)
        return holder

    def _build_parts(self, parts: Sequence[Part], fields: Sequence[Field]) -> None:
        by_key = {f.key: f for f in fields}
        named = {key for part in parts for key in part.keys}
        rest = Part("", tuple(key for key in by_key if key not in named))
        labels: list[Label] = []
        seldom = [part for part in parts if part.folded]
        for part in (*(p for p in parts if not p.folded), rest, *seldom):
            found = [by_key[key] for key in part.keys if key in by_key]
            body = self._body
            if part.folded:
                more = More(_(part.title))
                self._folds.append((more, part.keys))
                body.addWidget(more)
                body = more.body
            elif part.title:
                body.addWidget(Heading(_(part.title)))
            self._build(body, found, headings=False, labels=labels)

    def _unfold(self, wanted: Callable[[Editor], bool]) -> None:
        """Show what is folded and holds an editor of that kind."""
        for more, keys in self._folds:
            if any(wanted(self.editors[key]) for key in keys if key in self.editors):
                more.open()

    def _build(
        self, body: QVBoxLayout, fields: Sequence[Field], headings: bool, labels: list[Label] | None = None
    ) -> None:
        grid: FieldGrid | None = None
        labels = [] if labels is None else labels
        group = None
        for field in fields:
            if grid is None or (headings and field.group != group):
                group = field.group
                if headings and group:
                    body.addWidget(Heading(_(group)))
                grid = FieldGrid(self._label_width, self._columns, 0 if self._quiet else 6, labels)
                body.addWidget(grid)
            self._grids[field.key], self._below[field.key] = grid, body
            self._add(grid, field)

    def _add(self, grid: FieldGrid, field: Field) -> None:
        editor = editor_for(field, self.lookup)
        needed = field.required and not self._quiet
        label = Label(_("{field} (required)").format(field=editor.label) if needed else editor.label, "dim")
        label.setToolTip(plain_tip(_(field.help)) if field.help else "")
        self.editors[field.key], self._labels[field.key] = editor, label
        grid.add(label, editor)
        if self._quiet:
            editor.show_empty(EMPTY)
        else:
            editor.set_quiet(False)
            editor.show_empty(_(field.help) if field.help else "")
        if needed:
            told = filter(None, (_("required"), editor.control.accessibleDescription()))
            editor.control.setAccessibleDescription(", ".join(told))
        editor.changed.connect(lambda key=field.key: self._edited(key))
        editor.left.connect(lambda key=field.key: self._saw(key))
        editor.left.connect(self.left)

    def _saw(self, key: str) -> None:
        """The cursor was in a field and left it: what is missing there may be said.

        Where its label says that it is required, it was emptied or a save was tried: not only passed.
        """
        passed = self.editors[key].field.required and key not in self._touched
        if key not in self._seen and key not in self.made_later and not passed:
            self._seen.add(key)
            self._check()

    # the draft

    @property
    def draft(self) -> Record:
        """The record as the form says it now, with what is being composed."""
        assert self._draft is not None
        return self._draft

    @property
    def has_record(self) -> bool:
        """Whether it shows a record."""
        return self._base is not None

    @property
    def base(self) -> Record:
        """The record the draft began from."""
        assert self._base is not None
        return self._base

    @property
    def dirty(self) -> bool:
        """Whether the draft differs from what it began from, or a field cannot be read."""
        if self._draft is None or self._base is None:
            return False
        return self._draft.values != self._base.values or self.unreadable

    @property
    def unreadable(self) -> bool:
        """Whether some field holds what cannot become a value."""
        return any(e.problem for e in self.editors.values())

    @property
    def valid(self) -> bool:
        """Whether the draft may be saved."""
        return not self.unreadable and not self._problems()

    def read(self) -> Record:
        """Commit what is being composed, read every field that waits, and return the draft."""
        commit_input()
        changes = {key: e.value() for key, e in self.editors.items()}
        self._draft = replace(self.draft.with_values(**changes), typed=self._typed())
        return self._draft

    def _typed(self) -> Mapping[str, str]:
        """Words that stand in fields and are no value."""
        every = ((key, part, words) for key, e in self.editors.items() for part, words in e.typed().items())
        return MappingProxyType({f"{key}/{part}" if part else key: words for key, part, words in every})

    def _show_typed(self, key: str) -> None:
        """Show what a draft holds of a field and is no value of it."""
        found = {}
        for address, words in self.draft.typed.items():
            field, _slash, part = address.partition("/")
            if field == key:
                found[part] = words
        if found:
            self.editors[key].show_typed(found)

    def show_record(self, base: Record, draft: Record | None = None) -> None:
        """Show a record, or the draft that was begun from it. Fields that hold the same keep their cursor."""
        other = self._base is None or self._base.id != base.id
        self._base, self._draft = base, draft or base
        self._keep()
        for key, editor in self.editors.items():
            value = self._draft.values.get(key)
            if other or editor.problem or editor.value() != value:
                editor.show_value(value)
            self._show_typed(key)
        if other:
            self._touched.clear()
            self._seen.clear()
            for more, _keys in self._folds:
                more.open(False)
        self._unfold(lambda editor: editor.value() not in (None, "", ()) or bool(editor.problem))
        self._check()

    def rebase(self, base: Record) -> None:
        """The draft was saved as `base`: go on from there, with what was typed meanwhile."""
        typed = self.draft
        self._base = base
        self._draft = replace(base, values=typed.values, typed=typed.typed)
        self._keep()
        self._wait()

    def _keep(self) -> None:
        """Tell the fields what is kept of each: Escape puts it back."""
        for key, editor in self.editors.items():
            editor.keep(self.base.values.get(key))

    def _edited(self, key: str) -> None:
        if self._draft is None:
            return
        self._touched.add(key)
        changed = self._draft.with_values(**{key: self.editors[key].value()})
        self._draft = replace(changed, typed=self._typed())
        self._check()
        self.edited.emit(self._draft)

    def _problems(self) -> dict[str, str]:
        """What is wrong, by field; editors of rows are told in which field of which row."""
        if self._draft is None:
            return {}
        found = problems(self._draft, self.lookup.knows, self.lookup.own_fields(self.type.key))
        for key, editor in self.editors.items():
            editor.wrong_at = frozenset((p.row, p.part) for p in found if p.field == key and p.row)
        return {p.field: p.message.render() for p in reversed(found)}

    def _oddities(self) -> dict[str, str]:
        if self._draft is None:
            return {}
        found = oddities(self._draft, self.lookup.today)
        return {p.field: p.message.render() for p in reversed(found)}

    def _check(self) -> None:
        found, odd = self._problems(), self._oddities()
        fresh = self._base is not None and self._base.version == 0
        for key, editor in self.editors.items():
            early = fresh and (key not in self._seen or not self.dirty) and editor.value() is None
            editor.set_problem("" if early else found.get(key, ""))
            editor.set_odd(odd.get(key, ""))
        self._wait()

    def _wait(self) -> None:
        """Tell the fields whether something typed waits to be saved (then Ctrl+Z is theirs)."""
        waiting = self.dirty
        for editor in self.editors.values():
            editor.setProperty("waiting", waiting)

    def mark_all(self) -> None:
        """Mark what is wrong also where nothing was typed yet."""
        self._seen.update(self.editors)
        self.tried()
        found = self._problems()
        for key, editor in self.editors.items():
            editor.set_problem(found.get(key, ""))
        self._unfold(lambda editor: bool(editor.wrong))

    def tried(self) -> None:
        """A save was tried: what cannot be read is marked where somebody is still typing it, too."""
        for editor in self.editors.values():
            editor.tried()

    def first_wrong(self) -> Editor:
        """The first field that is wrong, else the first."""
        wrong = [e for e in self.editors.values() if e.wrong]
        return (wrong or list(self.editors.values()))[0]

    def focus_first(self) -> None:
        """Put the cursor into the first field, or the first that is wrong."""
        self.first_wrong().take_wrong()

    def focus_empty(self) -> None:
        """Put the cursor into the first field that holds nothing yet, else into the first."""
        empty = [e for e in self.editors.values() if e.value() in (None, "", ())]
        first = (empty or list(self.editors.values()))[0]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reach(self, key: str) -> Editor:
        """The editor of a field, which may have been folded."""
        self._unfold(lambda editor: editor.field.key == key)
        return self.editors[key]

    def mark(self, key: str, mark: QWidget) -> None:
        """Put a mark at the right of a field."""
        self._grids[key].mark(self.editors[key], mark)

    def below(self, key: str) -> QVBoxLayout:
        """The layout in which a field stands; what is added comes below all of its fields."""
        return self._below[key]

    def label_of(self, key: str) -> Label:
        """The label of a field."""
        return self._labels[key]
