"""What staff choose for a brief, as one column of fields; each change tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.dossier import BriefOptions
from app.i18n import _
from app.vocabularies import Term
from ui.widgets import Button, CheckBox, Choice, Label, Scroller, Segmented, column, set_wrong
from ui.widgets.layouts import clear
from ui.widgets.tips import plain_tip

KINDS = ("one_page", "full")
NOBODY = frozenset({"any_government", "any_un", "partner"})
"""Terms of the vocabulary of recipients that nobody hands a paper to."""


@dataclass(frozen=True)
class EventChoice:
    """An event that a brief can be about."""

    code: str
    words: str


class BriefForm(Scroller):
    """Audience, recipient and state addressed are three different fields. `changed()` on every change;
    `new_event()` where there is no event to choose and one is wanted."""

    changed = Signal()
    new_event = Signal()

    def __init__(self, language: str) -> None:
        super().__init__(margins=(28, 18, 20, 18), spacing=10)
        self._language = language
        self._terms: dict[str, Term] = {}
        self.events: dict[str, CheckBox] = {}
        one_page, full = _("One page"), _("Full")
        self.kind = Segmented(_("Form"), [(one_page, "one_page"), (full, "full")], "one_page")
        self.language = Segmented(_("Language"), [("English", "en"), ("한국어", "ko")], language)
        self.audience = Segmented(
            _("Audience"),
            [(_("Public"), "public"), (_("Government"), "government"), (_("UN"), "un")],
            "public",
        )
        self.recipient = Choice(_("Recipient"))
        self.state = Segmented(
            _("State whose conduct is addressed"),
            [(_("None"), ""), (_("China"), "CN"), (_("DPRK"), "KP")],
            "",
        )
        self.handling = _line(_("Handling line"), _("as the audience and recipient say"))
        self.date = _line(_("Date on the document"), _("today"))
        self.occasion = _line(_("Occasion"), _("where it is handed over"))
        self.version = _line(_("Version"), _("none"))
        self.supersedes = _line(_("Replaces"), _("version and date of the one before"))
        self._lay_out()
        self._connect()
        self._follow()

    def _lay_out(self) -> None:
        self.body.addWidget(Label(_("Brief"), "list-title"))
        holder = QWidget()
        self._events: QVBoxLayout = column(spacing=0)
        holder.setLayout(self._events)
        fields: Iterable[tuple[str, QWidget]] = (
            (_("Events"), holder),
            (_("Form"), self.kind),
            (_("Language"), self.language),
            (_("Audience"), self.audience),
            (_("Recipient"), self.recipient),
            (_("State whose conduct is addressed"), self.state),
            (_("Handling line"), self.handling),
            (_("Date on the document"), self.date),
            (_("Occasion"), self.occasion),
            (_("Version"), self.version),
            (_("Replaces"), self.supersedes),
        )
        for text, field in fields:
            label = Label(text, "dim", wrap=True)
            label.setBuddy(field)
            self.body.addLayout(column(label, field, spacing=3))
        self.body.addStretch(1)

    def _connect(self) -> None:
        for segmented in (self.kind, self.language, self.state):
            segmented.chosen.connect(lambda _data: self.changed.emit())
        self.audience.chosen.connect(lambda _data: self._audience_changed())
        self.recipient.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for line in (self.handling, self.date, self.occasion, self.version, self.supersedes):
            line.editingFinished.connect(self.changed)

    def show_events(self, events: tuple[EventChoice, ...]) -> None:
        """Offer these events; those that were ticked stay so."""
        ticked = set(self.chosen_events)
        clear(self._events)
        self.events = {}
        for event in events:
            box = CheckBox(event.words)
            box.setToolTip(plain_tip(event.words))
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setChecked(event.code in ticked)
            box.toggled.connect(lambda _on: self.changed.emit())
            self.events[event.code] = box
            self._events.addWidget(box)
        if not events:
            self._events.addWidget(Label(_("No event yet."), "dim"))
            self._events.addSpacing(8)
            self._events.addWidget(Button(_("New event"), self.new_event.emit, icon="calendar-plus"))

    @property
    def chosen_events(self) -> tuple[str, ...]:
        """The codes of the events ticked, in the order of the list."""
        return tuple(code for code, box in self.events.items() if box.isChecked())

    def tick(self, codes: Iterable[str]) -> None:
        """Tick these events alone, without telling."""
        wanted = set(codes)
        for code, box in self.events.items():
            with QSignalBlocker(box):
                box.setChecked(code in wanted)

    def learn(self, terms: Iterable[Term]) -> None:
        """Take the recipients of the vault."""
        self._terms = {t.code: t for t in terms if t.vocabulary == "recipient" and not t.retired}
        self._follow()

    def _audience_changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """The recipients that go with the audience; none for the public."""
        audience = self.audience.current()
        was = self.recipient.currentData()
        with QSignalBlocker(self.recipient):
            self.recipient.clear()
            self.recipient.addItem(_("No named recipient"), "")
            for code, term in self._terms.items():
                if code not in NOBODY and code.startswith("un_") is (audience == "un"):
                    self.recipient.addItem(term.label(self._language), code)
            self.recipient.setCurrentIndex(max(0, self.recipient.findData(was)))
            if audience == "public":
                self.recipient.setCurrentIndex(0)
        self.recipient.setEnabled(audience != "public")
        why = _("A public document has no recipient") if audience == "public" else ""
        self.recipient.setToolTip(plain_tip(why))
        self.recipient.setAccessibleDescription(why)

    def options(self, cases: tuple[str, ...] = ()) -> BriefOptions:
        """What is chosen now. A date that is none is left out and marked."""
        return BriefOptions(
            events=self.chosen_events,
            kind=str(self.kind.current()),
            audience=str(self.audience.current()),
            recipient=str(self.recipient.currentData() or ""),
            state=str(self.state.current()),
            language=str(self.language.current()),
            date=self._date(),
            handling=self.handling.text().strip(),
            occasion=self.occasion.text().strip(),
            version=int(self.version.text()) if self.version.text().strip().isdecimal() else 0,
            supersedes=self.supersedes.text().strip(),
            cases=cases,
        )

    def _date(self) -> date | None:
        text = self.date.text().strip()
        try:
            found = date.fromisoformat(text) if text else None
        except ValueError:
            set_wrong(self.date, True)
            return None
        set_wrong(self.date, False)
        return found


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line
