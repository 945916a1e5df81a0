"""What was done to the person, and where they were seen: acts, sightings, the last known place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.i18n import _
from app.records.people import ACT, SIGHTING
from app.records.record import Record, new
from app.services.files import CaseFile
from app.whereabouts import LastKnown
from ui.forms.form import LABEL_WIDTH
from ui.forms.lookup import Hit, Lookup
from ui.forms.reading import say_date
from ui.forms.references import FindLine
from ui.frame.desk import Desk
from ui.parts.lines import Said
from ui.parts.panels import PartsPanel, after_plus, joined
from ui.theme import theme
from ui.widgets import Button, Label, column, folded_line, row
from ui.widgets.layouts import clear
from ui.widgets.tips import plain_tip

ACT_KEYS = (
    "type",
    "date",
    "method",
    "place",
    "perpetrators",
    "attribution",
    "certainty",
    "source",
    "reliability",
    "credibility",
    "account",
    "distressing",
)
SIGHTING_KEYS = ("date", "place", "seen_by", "certainty", "source", "note")
MOST_TOLD = 160


class ActsPanel(PartsPanel):
    """Violations, each by itself."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(
            desk,
            lookup,
            ACT,
            ACT_KEYS,
            icon="gavel",
            empty=_("No act recorded yet: one violation, by whom, and who says so."),
            rule=False,
        )

    def records(self, file: CaseFile) -> Sequence[Record]:
        """By date."""
        return file.acts

    def said(self, record: Record) -> Said:
        """Violation; when, where, by whom; how, where that need not be asked for: its form opens it."""
        who = [
            self._responsible(r.values.get("authority"), r.values.get("person"))
            for r in record.rows("perpetrators")
        ]
        told = self.phrase(record, "account")
        how = self.phrase(record, "method")
        return Said(
            title=self.lookup.word("violation", record.text("type")),
            dim=joined(self.day(record, "date"), self.lookup.title(record.ref("place")), *who),
            text=self._how(record, how, told),
            certainty=self.sure(record),
        )

    def _how(self, record: Record, how: str, told: str) -> str:
        if self.weighs(record) and (how or told):
            return folded_line()
        return how or (told[:MOST_TOLD] + "…" if len(told) > MOST_TOLD else told)

    def _responsible(self, authority: object, person: object) -> str:
        if isinstance(authority, str):
            return self.lookup.label("authority", authority)
        hit = self.lookup.hits.get(person) if person else None  # type: ignore[call-overload]
        return hit.title if hit else ""

    def adder(self) -> QWidget:
        """A menu of violations."""
        self.add = Button(_("Add an act"), kind="link", icon="plus")
        self.add.clicked.connect(lambda _checked=False: self._menu())
        holder = QWidget()
        holder.setLayout(row(self.add, None))
        return holder

    def _menu(self) -> None:
        menu = QMenu(self)
        for code, label in self.lookup.offered("violation"):
            menu.addAction(label.replace("&", "&&")).triggered.connect(partial(self.begin, code))
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def begin(self, violation: str, _checked: bool = False) -> None:
        """Add an act of a kind and open it."""
        if self.file is not None:
            self.make(new("act", case=self.file.case.id, type=violation))


class SightingsPanel(PartsPanel):
    """Where the person was seen, and what follows from it."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(
            desk,
            lookup,
            SIGHTING,
            SIGHTING_KEYS,
            icon="eye",
            empty=_("No sighting recorded yet: who saw the person, where and when."),
        )
        self.known = LastKnownLine(lookup)
        self.above.addWidget(self.known)

    def records(self, file: CaseFile) -> Sequence[Record]:
        """By date."""
        return file.sightings

    def said(self, record: Record) -> Said:
        """Where; when; by whom, what was told: its form opens that where it is distressing."""
        told = joined(self.phrase(record, "seen_by"), self.phrase(record, "note"))
        return Said(
            title=self.lookup.title(record.ref("place")) or _("Place not recorded"),
            dim=self.day(record, "date"),
            text=folded_line() if told and self.weighs(record) else told,
            certainty=self.sure(record),
        )

    def before(self, file: CaseFile) -> None:
        """The place that follows."""
        self.known.show_place(file.last_known)

    def adder(self) -> QWidget:
        """A place is enough to begin."""
        self.line = FindLine(
            _("Add a sighting"), ("place",), self.lookup, hint=_("Add a sighting: type the place")
        )
        self.line.picked.connect(self._picked)
        return after_plus(self.line)

    def _picked(self, hit: Hit) -> None:
        self.line.clear()
        if self.file is not None:
            self.make(new("sighting", case=self.file.case.id, place=hit.id))


class LastKnownLine(QWidget):
    """The last known place in words: derived, so there is nothing to type."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self.lookup = lookup
        self._shown: tuple[str, str] | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.show_place(None)

    def show_place(self, known: LastKnown | None) -> None:
        """Say another place."""
        said = self.lookup.title(known.place) if known else "–", self._grounds(known)
        if said == self._shown:
            return
        self._shown = said
        clear(self.box)
        name = Label(_("Last known place"), "dim", wrap=True)
        name.setFixedWidth(theme().px(LABEL_WIDTH) - 8)
        place = Label(said[0], "value" if known else "dim")
        place.setToolTip(plain_tip(_("Follows from sightings and custody steps")))
        words = column(place, Label(said[1], "note", wrap=True) if known else None, spacing=0)
        self.box.addLayout(row(column(3, name, None), words, spacing=9))

    def _grounds(self, known: LastKnown | None) -> str:
        if known is None:
            return ""
        when = say_date(known.date, self.lookup.language, short=True) if known.date else ""
        said = {
            "sighting": _("from a sighting"),
            "step": _("from the custody chain"),
            "case": _("as it was typed before"),
        }[known.record.type]
        return joined(when, said)
