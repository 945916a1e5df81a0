"""Editors of references: one record or several, found by typing a few letters."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.fields import Field
from app.i18n import _
from app.values import Value
from ui.forms.editor import Editor
from ui.forms.lookup import Hit, Lookup
from ui.forms.references import FindLine
from ui.widgets import IconButton, Label, row
from ui.widgets.layouts import clear


class _ByLetters(Editor):
    """An editor with a line whose letters find records."""

    def __init__(self, field: Field, lookup: Lookup, *, hint: str = "") -> None:
        super().__init__(field, lookup)
        self.line = FindLine(self.label, (field.of,), lookup, hint=hint)
        self.line.meant = field.meant
        self.line.textEdited.connect(self._typed)
        self.line.picked.connect(self._picked)
        self.box.addWidget(self.line)
        self.finish(self.line)

    def _typed(self, text: str) -> None:
        """Other letters stand here (for subclasses)."""
        raise NotImplementedError

    def _picked(self, hit: Hit) -> None:
        """A record was chosen (for subclasses)."""
        raise NotImplementedError

    def offers(self) -> bool:
        """The records found."""
        return self.line.found.isVisible()

    def words(self) -> str:
        """What was typed."""
        return self.line.text().strip()

    def put_words(self, words: str) -> None:
        """Letters that stand for no record yet."""
        self.line.setText(words)
        self.problem = self.line.wants()

    def leaving(self) -> None:
        """Letters that are the title of one record are that record; others are marked."""
        if self.line.hasFocus():
            return
        exact = self.line.exact() if self.problem else None
        if exact is not None:
            self._picked(exact)
        elif self.problem:
            self.touched()  # it waits, as a draft
        self.line.home(False)
        self.tell()


class RecordEditor(_ByLetters):
    """One record of a type: its title is shown, letters find another."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self._id: UUID | None = None

    def _typed(self, text: str) -> None:
        if not text.strip():
            told, self.problem = self.problem, ""
            if self._id is not None or told:
                self._id = None
                self.touched()
            return
        self.problem = "" if text == self.lookup.title(self._id) else self.line.wants()
        self.below.hide()

    def _picked(self, hit: Hit) -> None:
        self._id, self.problem = hit.id, ""
        self.line.stand(hit.title)
        self.touched()

    def value(self) -> Value | None:
        """The id."""
        return self._id

    def put(self, value: Value | None) -> None:
        """Show its title, asked for where it is not known yet."""
        self._id = value if isinstance(value, UUID) else None
        self.problem = ""
        self._show()
        if self._id is not None and self._id not in self.lookup.hits:
            self.lookup.name(self.field.of, [self._id], self._show, self)

    def _show(self) -> None:
        self.line.stand(self.lookup.title(self._id))


class RecordsEditor(_ByLetters):
    """Several records in their order; letters add one."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup, hint=_("Add by typing a few letters"))
        self._ids: tuple[UUID, ...] = ()
        self._holder = QWidget()
        self.list = QVBoxLayout(self._holder)
        self.list.setContentsMargins(10, 2, 0, 0)
        self.list.setSpacing(0)
        self.box.insertWidget(0, self._holder)
        self._show()

    def _typed(self, text: str) -> None:
        told, self.problem = self.problem, self.line.wants() if text.strip() else ""
        if told and not self.problem:
            self.touched()
        self.below.hide()

    def _picked(self, hit: Hit) -> None:
        told, self.problem = self.problem, ""
        self.line.clear()
        if hit.id not in self._ids:
            self._ids = (*self._ids, hit.id)
            self._show()
            self.touched()
        elif told:
            self.touched()

    def remove(self, record_id: UUID) -> None:
        """Take one away."""
        self._ids = tuple(i for i in self._ids if i != record_id)
        self._show()
        self.line.setFocus()
        self.touched()

    def value(self) -> Value | None:
        """The ids."""
        return self._ids or None

    def put(self, value: Value | None) -> None:
        """Show their titles."""
        self._ids = tuple(v for v in value if isinstance(v, UUID)) if isinstance(value, tuple) else ()
        self.problem = ""
        self.line.clear()
        self._show()
        missing = [i for i in self._ids if i not in self.lookup.hits]
        if missing:
            self.lookup.name(self.field.of, missing, self._show, self)

    def _show(self) -> None:
        clear(self.list)
        for record_id in self._ids:
            title = self.lookup.title(record_id)
            drop = IconButton("x", _("Remove {name}").format(name=title))
            drop.clicked.connect(lambda _checked=False, i=record_id: self.remove(i))
            self.list.addLayout(row(Label(title, "value"), drop, None, spacing=4))
        self._holder.setVisible(bool(self._ids))
