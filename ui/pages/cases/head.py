"""The head of a file: code, status, as of, certainty, name, the sentence, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.i18n import _
from app.services.files import CaseFile, name_in, primary_name
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.frame.desk import Desk
from ui.pages.cases.sentence import sentence
from ui.parts.reviewing import hand_in
from ui.theme import theme
from ui.widgets import Button, Certainty, Chip, Elided, IconButton, Label, row
from ui.widgets.signs import PERSON, look_of


class Head(QWidget):
    """What a reader sees first of a case. `erase()`: somebody asks to forget the person."""

    erase = Signal()

    def __init__(self, desk: Desk, lookup: Lookup, delete: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self.lookup = desk, lookup
        self._code = ""
        self._case: UUID | None = None
        self._events: list[str] = []
        self.code = Label("", "code", selectable=True)
        self.copy = IconButton("copy", _("Copy the code"), self._copy)
        self.chip = Chip("", look_of(PERSON, ""))
        self.as_of = Label("", "dim")
        self.certainty = Certainty("", "")
        self.brief = Button(_("Add to a brief"), self._brief, icon="file-text")
        self.more = IconButton("ellipsis", _("More"), tip=_("More"))
        self.more.clicked.connect(lambda _checked=False: self._menu(delete))
        self.name = Elided("", "name")
        self.latin = Label("", "alias")
        self.han = Label("", "alias")
        self.says = Label("", "sentence", wrap=True, selectable=True)
        self.draft = Elided("", "warn")
        theme().changed.connect(self._measure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        first = row(self.code, self.copy, self.chip, self.as_of, self.certainty, None, self.brief, self.more)
        layout.addLayout(first)
        names = row(self.name, self.latin, self.han, spacing=16)
        names.addWidget(self.draft, 1)  # where nothing moves when it comes: somebody is typing
        for label in (self.latin, self.han, self.draft):
            names.setAlignment(label, Qt.AlignmentFlag.AlignBottom)
            label.setContentsMargins(0, 0, 0, 6)
        layout.addLayout(names)
        layout.addWidget(self.says)

    def show_file(self, file: CaseFile) -> None:
        """Show the head of a file."""
        case, rows = file.case, file.person.rows("names")
        self._code, self._case = case.text("code"), case.id
        self._events = [event.text("code") for _link, event in file.links]
        self.code.setText(_("Case {code}").format(code=self._code))
        status = case.text("status")
        word = self.lookup.word("status", status) if status else _("Not recorded")
        self.chip.show_status(word, look_of(PERSON, status))
        as_of = case.date("status_as_of")
        said = say_date(as_of, self.lookup.language) if as_of else ""
        self.as_of.setText(_("as of {date}").format(date=said) if said else "")
        sure = case.text("status_certainty")
        self.certainty.show_certainty(sure, self.lookup.word("certainty", sure))
        self.certainty.setVisible(bool(sure))
        self.show_names(primary_name(rows), name_in(rows, "latin"), name_in(rows, "hanja"))
        told = sentence(file, self.lookup)
        self.says.setText(told or _("Age, sex and journey are summed up here."))  # its place is kept
        self.says.set_look("sentence" if told else "sentence-dim")

    def show_names(self, name: str, latin: str, han: str) -> None:
        """The names as they are now."""
        for label, text in ((self.name, name), (self.latin, latin), (self.han, han)):
            label.setText(text[:200])
            label.setVisible(bool(text))
        self._measure()

    def _measure(self) -> None:
        """The name takes the room it needs; the others follow it."""
        room = round(theme().metrics("name").horizontalAdvance(self.name.text())) + 6
        self.name.setMaximumWidth(max(room, 40))
        self.name.setMinimumWidth(min(room, theme().px(200)))

    def say_draft(self, waits: bool) -> None:
        """Tell that something typed cannot be saved yet."""
        self.draft.setText(_("Kept as a draft: a field below is not understood yet.") if waits else "")

    def narrow(self, on: bool) -> None:
        """In a narrow record "Add to a brief" moves into the menu."""
        self.brief.setVisible(not on)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.desk.notify(_("Code copied"))

    def _brief(self) -> None:
        if self._events:
            self.desk.navigate("reports", "brief/" + ",".join(self._events))
        else:
            self.desk.notify(_("A brief is about events: link this case to one first."))

    def hand_in(self) -> None:
        """Hand the file in for review, as it is saved."""
        if self._case is not None:
            hand_in(self.desk, self, "case", self._case)

    def _menu(self, delete: Callable[[], None]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Add to a brief")).triggered.connect(lambda _checked=False: self._brief())
        menu.addAction(_("Copy the code")).triggered.connect(lambda _checked=False: self._copy())
        menu.addAction(_("Hand in for review")).triggered.connect(lambda _checked=False: self.hand_in())
        menu.addSeparator()
        menu.addAction(_("Erase for good…")).triggered.connect(lambda _checked=False: self.erase.emit())
        menu.addAction(_("Move to the trash")).triggered.connect(lambda _checked=False: delete())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
