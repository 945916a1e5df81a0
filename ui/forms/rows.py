"""The editor of a field that has rows: names of a person, aliases of a place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QVBoxLayout

from app.fields import Field
from app.i18n import _
from app.records import row as fresh_row
from app.values import Row, Value
from ui.forms.editor import Editor
from ui.forms.lookup import Lookup
from ui.forms.row import CLICK_MS, RowEditor
from ui.forms.spellings import Spelling, spellings
from ui.widgets import Button, row
from ui.widgets.tabbing import reached
from ui.widgets.tips import plain_tip


class RowsEditor(Editor):
    """Rows in their order: add, remove, move."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.rows: list[RowEditor] = []
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.add_button = Button(_("Add"), self.add_row, kind="link", icon="plus")
        self.add_button.setAccessibleName(_("Add: {field}").format(field=self.label))
        self.suggest = Button(_("Other spellings"), self._offer, kind="link")
        self.suggest.setToolTip(plain_tip(_("By the systems in use, to pick or to leave")))
        self.suggest.hide()
        self.box.addLayout(self.list)
        self.box.addLayout(row(self.add_button, self.suggest, None, spacing=12))
        self.finish(self.add_button)
        self.add_button.setAccessibleName(_("Add: {field}").format(field=self.label))

    def _spellings(self) -> list[Spelling]:
        """Other spellings of the first name; only for names of persons."""
        if not self.rows or "system" not in self.rows[0].editors:
            return []
        written = [text for one in self.rows if isinstance(text := one.first.value(), str)]
        return list(spellings(written, self.lookup))

    def offered(self) -> QMenu:
        """The menu of spellings; nothing is added but what is picked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._spellings():
            choice = menu.addAction(f"{one.text}  ·  {one.called}")
            choice.triggered.connect(partial(self.add_spelling, one.text, one.system))
        return menu

    def _offer(self) -> None:
        """The menu, once the rows are closed and the button has its place."""
        for one in self.rows:
            one.open(False)
        QTimer.singleShot(CLICK_MS, self, self._pop_up)

    def _pop_up(self) -> None:
        self.offered().popup(self.suggest.mapToGlobal(QPoint(0, self.suggest.height())))

    def add_spelling(self, spelling: str, system: str, _checked: bool = False) -> None:
        """A row for a spelling that was picked; without a system it is in Hangul."""
        made = self._append()
        if system:
            made.show_row(fresh_row(text=spelling, script="latin", system=system))
        else:
            made.show_row(fresh_row(text=spelling, script="hangul"))
        self._row_changed()

    def tell(self) -> None:
        """Offer spellings where there are any."""
        super().tell()
        self.suggest.setVisible(bool(self._spellings()))

    def _append(self) -> RowEditor:
        made = RowEditor(self.field, self.lookup, len(self.rows) + 1)
        made.changed.connect(self._row_changed)
        made.left.connect(self.tell)
        made.left.connect(self.left)
        for editor in made.editors.values():
            editor.part_of = self
        made.done.connect(self.go_on)
        made.asked.connect(lambda what, made=made: self._move(made, what))
        self.rows.append(made)
        self.list.addWidget(made)
        self._number()
        return made

    def _number(self) -> None:
        for place, one in enumerate(self.rows, start=1):
            one.number(place, place == len(self.rows))
        self.setFocusProxy(self.rows[0].first.control if self.rows else self.add_button)

    def keep(self, value: Value | None) -> None:
        """Each field of each row knows its own."""
        super().keep(value)
        kept = {r.id: r.values for r in value if isinstance(r, Row)} if isinstance(value, tuple) else {}
        for one in self.rows:
            for key, editor in one.editors.items():
                editor.keep(kept.get(one.id, {}).get(key))

    def take_wrong(self) -> None:
        """The cursor goes to the field of the row that is wrong."""
        for one in self.rows:
            wrong = next((e for e in one.editors.values() if e.problem or self._wrong_in(one, e)), None)
            if wrong is not None:
                one.open(True)
                wrong.take_wrong()
                return
        super().take_wrong()

    @property
    def marked(self) -> str:
        """Of what cannot be read, what its field says."""
        if not self.problem:
            return self.wrong
        cells = (cell for one in self.rows for cell in one.editors.values())
        return next((cell.marked for cell in cells if cell.problem and cell.marked), self._outside)

    def tried(self) -> None:
        """In every field of every row."""
        for one in self.rows:
            for cell in one.editors.values():
                cell.tried()
        self.tell()

    def blames(self, cell: Editor) -> bool:
        """In that field of that row; in any, where the rows as a whole are wrong (all are empty)."""
        if not self.wrong_at:
            return bool(self.wrong) and not self.problem
        return bool(self.wrong) and any(self._wrong_in(one, cell) for one in self.rows)

    def _wrong_in(self, one: RowEditor, cell: Editor) -> bool:
        return one.editors.get(cell.field.key) is cell and (one.id, cell.field.key) in self.wrong_at

    def go_on(self) -> None:
        """To the field after all rows."""
        fields = reached(self.window())
        inside = [place for place, field in enumerate(fields) if self.isAncestorOf(field)]
        if inside and inside[-1] + 1 < len(fields):
            fields[inside[-1] + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def add_row(self) -> RowEditor:
        """A fresh row with the cursor in it; it counts once something is typed."""
        made = self._append()
        made.first.control.setFocus()
        return made

    def _row_changed(self) -> None:
        self.problem = next((r.problem for r in self.rows if r.problem), "")
        self.touched()

    def _move(self, moved: RowEditor, what: str) -> None:
        place = self.rows.index(moved)
        if what == "remove":
            self.rows.remove(moved)
            self.list.removeWidget(moved)
            moved.hide()
            moved.deleteLater()
            (
                self.rows[min(place, len(self.rows) - 1)].first.control if self.rows else self.add_button
            ).setFocus()
        else:
            other = place + (1 if what == "down" else -1)
            if not 0 <= other < len(self.rows):
                return
            self.rows[place], self.rows[other] = self.rows[other], self.rows[place]
            self.list.removeWidget(moved)
            self.list.insertWidget(other, moved)
            QTimer.singleShot(0, moved, moved.first.control.setFocus)
        self._number()
        self._row_changed()

    def value(self) -> Value | None:
        """The rows that hold something."""
        found = tuple(r for one in self.rows if (r := one.value()).values)
        return found or None

    def typed(self) -> dict[str, str]:
        """By row and field."""
        return {f"{one.id.hex}/{key}": w for one in self.rows for key, w in one.typed().items()}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """In the row they were typed into, which may hold nothing else."""
        for address, words in typed.items():
            row_id, _slash, key = address.partition("/")
            one = next((r for r in self.rows if r.id.hex == row_id), None) or self._fresh(UUID(hex=row_id))
            one.show_typed({key: words})
        self.problem = next((r.problem for r in self.rows if r.problem), "")
        self.tell()

    def _fresh(self, row_id: UUID) -> RowEditor:
        """An empty row with this id: the one that stands ready, else another."""
        ready = next((one for one in self.rows if not one.value().values and not one.typed()), None)
        made = ready or self._append()
        made.id = row_id
        return made

    def put(self, value: Value | None) -> None:
        """Show rows; those that are shown already keep their cursor."""
        wanted = tuple(v for v in value if isinstance(v, Row)) if isinstance(value, tuple) else ()
        if wanted == (self.value() or ()) and self.rows:
            return
        while len(self.rows) > max(len(wanted), 1):
            gone = self.rows.pop()
            self.list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < max(len(wanted), 1):
            self._append()
        for one, shown in zip(self.rows, wanted or (Row(uuid4()),), strict=True):
            one.show_row(shown)
        self.problem = ""
        self._number()
        self.keep(self.kept)

    def mark(self, wrong: bool) -> None:
        """The fields that are wrong carry the frame; where that is none of them, the first row does."""
        for one in self.rows:
            for cell in one.editors.values():
                cell.mark(bool(cell.marked) or (wrong and self._wrong_in(one, cell)))
        if wrong and not self.problem and not self.wrong_at and self.rows:
            self.rows[0].first.mark(True)
