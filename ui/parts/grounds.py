"""Who says a value: a quiet mark beside each field, opened into its citations and rival values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt

from app.distressing import texts_of
from app.fields import Field
from app.i18n import _
from app.ports import Reader
from app.records.record import Record
from app.services.grounds import Ground, grounds
from app.validation import fields_of
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.frame.desk import Desk
from ui.parts.ground_panel import GroundPanel, cited, rival_words
from ui.shortcuts import pressed, shown
from ui.theme import theme
from ui.widgets import Button
from ui.widgets.scrolling import reveal
from ui.widgets.tips import set_tip

if TYPE_CHECKING:
    from app.ports import Vault

WIDEST = 170


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
        self._said: tuple[str, str] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes from value to value; a key opens it
        self.setMaximumWidth(theme().px(WIDEST))
        self.say("", "")

    def say(self, text: str, more: str) -> None:
        """Show the first source and its grade; `more` is all of it for the tooltip."""
        if (text, more) == self._said:
            return
        self._said = text, more
        told = more or _("Who says so? ({keys})").format(keys=shown("sources"))
        self._fit()
        self.set_kind("link" if text else "quiet")
        set_tip(self, told)
        self.setAccessibleName(f"{self._field}: {told}")

    def changeEvent(self, event: QEvent) -> None:
        """As much of it as fits in the letters of this style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        text = self._said[0] if self._said else ""
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, theme().px(WIDEST) - 8)
        self.setText(cut or "+")


class Grounds(QObject):
    """The marks of one form, and the panel that is open."""

    def __init__(self, form: Form, desk: Desk) -> None:
        super().__init__(form)
        self._form, self._desk = form, desk
        self._read = Read({}, {})
        self._of: UUID | None = None
        self._folded = False
        self.panel: GroundPanel | None = None
        self.marks: dict[str, Mark] = {}
        for key, editor in form.editors.items():
            mark = self.marks[key] = Mark(editor.label)
            mark.clicked.connect(partial(self.toggle, key))
            form.mark(key, mark)
            for part in (editor, editor.control):  # a key that an inner line leaves alone
                part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key of the shortcut in a field opens who says so."""
        if pressed(event, "sources"):
            self.toggle(next(k for k, e in self._form.editors.items() if watched in (e, e.control)))
            return True
        return super().eventFilter(watched, event)

    def fold(self, folded: bool) -> None:
        """Whether what sources say of the record waits until it is asked for."""
        self._folded = folded

    def waits(self, key: str) -> bool:
        """Whether other values of a field wait."""
        own = self._form.lookup.own_fields(self._form.type.key)
        return self._folded and key in texts_of(self._form.type.key, own)

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
            words = [cited(c, lookup) for c in ground.citations] if ground else []
            rivals = ground.rivals if ground else ()
            waits = self.waits(key)
            more = [*words, *(rival_words(r, self.field(key), lookup, folded=waits) for r in rivals)]
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
        self.panel = GroundPanel(
            self._desk, self._form.lookup, record, self.field(key), folded=self._folded, waits=self.waits(key)
        )
        self.panel.closing.clicked.connect(lambda _checked=False: self.close())
        self._form.below(key).addWidget(self.panel)
        self.panel.show_ground(self._read.found.get(key, Ground((), ())))
        self.panel.adding.setFocus()
        reveal(self.panel)

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


def _read(vault: Vault, record: Record) -> Read:
    with vault.read() as reader:
        return read_grounds(reader, record)
