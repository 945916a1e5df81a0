"""The side column of an event: status of each element, official responses, the map of places named."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.briefs.parts import ELEMENTS
from app.claims.figures import last_stances, main_range, of_a_state
from app.claims.words import range_label, returning_state
from app.distressing import distressing
from app.dossier import ClaimLine, ElementLine, MapPlace
from app.i18n import _, ngettext
from ui.pages.events.loading import ShownEvent
from ui.pages.events.rows import RowButton
from ui.theme import theme
from ui.widgets import Block, BorderMap, Button, Chip, Elided, Label, Mark, column, folded_text, row
from ui.widgets.buttons import RING
from ui.widgets.signs import ELEMENT, Look, look_of
from ui.widgets.tips import set_tip


class StatusBlock(Block):
    """Each element with its chip; a press opens its history and the choice. `asked(element)`."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Status of each element"), rule=False, spacing=2)
        self._rows = {code: _ElementRow(partial(self.asked.emit, code)) for code in ELEMENTS}
        self._who = Label("", "dim", wrap=True)
        self._who.setContentsMargins(RING, 0, 0, 0)
        for element in self._rows.values():
            self.body.addWidget(element)
        self.body.addWidget(self._who)

    def show_event(self, shown: ShownEvent) -> None:
        """Show the statuses of an event."""
        lines = {e.element: e for e in shown.page.part.elements}
        for code, element in self._rows.items():
            element.show_element(shown, code, lines.get(code))
        self._who.setText(self._signed(shown))

    @staticmethod
    def _signed(shown: ShownEvent) -> str:
        if not shown.page.statuses:
            return _("None set by a reviewer yet: proposed from the claims")
        if {s.text("element") for s in shown.page.statuses} >= set(ELEMENTS):
            return _("Each set by a named reviewer; history kept")
        return _("Some proposed from the claims; history kept of those that were set")


class _ElementRow(RowButton):
    """An element with its chip, and in a few words what is claimed of it."""

    def __init__(self, clicked: Callable[[], object]) -> None:
        name, chip = Label("", "label"), Chip("", Look("circle"))
        short = Elided("", "dim")  # on a line of its own: beside the chip figures were cut
        lines = QWidget()
        lines.setLayout(column(row(name, None, chip), short, spacing=0))
        super().__init__("", [lines], clicked)
        self._name, self._chip, self._short = name, chip, short

    def show_element(self, shown: ShownEvent, code: str, line: ElementLine | None) -> None:
        """Show an element of an event."""
        name = shown.word("element", code)
        status = shown.word("element_status", line.status_code) if line else _("Not stated")
        claimed = line.claimed if line else ""
        short = short_of(shown, code) if line else ""
        self._name.setText(name)
        self._chip.show_status(status, look_of(ELEMENT, line.status_code) if line else Look("circle-dashed"))
        self._short.setText(short)
        self._short.setVisible(bool(short))
        self.setAccessibleName(". ".join(filter(None, (f"{name}: {status}", claimed))))
        set_tip(self, claimed)


def _hour(hour: str) -> str:
    return _("about {hour}").format(hour=hour.lstrip("~")) if hour.startswith("~") else hour


def short_of(shown: ShownEvent, element: str) -> str:
    """What is claimed of an element in a few words, for the side column; of the count what the line of the
    event says, each end with its own qualifier."""
    claims = shown.page.part.claims
    if element == "hour":
        return _(" or ").join(dict.fromkeys(_hour(c.hour) for c in claims if c.hour))
    if element == "count":
        found = main_range(shown.page.claims, shown.page.event.text("kind"), shown.chains)
        return range_label(found, shown.language) if found else ""
    return ""


class OfficialBlock(Block):
    """What bodies of states said, newest first. `answer()`: somebody enters what the returning state said;
    `silence()`: that it said nothing."""

    answer = Signal()
    silence = Signal()

    def __init__(self) -> None:
        super().__init__(_("Official responses"), spacing=6)

    def show_event(self, shown: ShownEvent) -> None:
        """Show the official responses of an event."""
        self.clear()
        pairs = zip(shown.page.claims, shown.page.part.claims, strict=True)
        official = [(claim, distressing(record)) for record, claim in pairs if claim.group == "official"]
        for claim, folded in sorted(official, key=lambda one: _said(one[0]), reverse=True):
            self.body.addWidget(_official(claim, folded=folded))
        if not official:
            some = any(of_a_state(claim) for claim in shown.page.claims)
            none = _("No state has said anything that we recorded.")
            unsaid = _("A state body is among the claimants; which stance it takes is not said.")
            self.body.addWidget(Label(unsaid if some else none, "dim", wrap=True))
        state = returning_state(shown.page.event)
        if state not in last_stances(shown.page.claims):
            self.body.addWidget(self._nudge(shown.word("state", state)))

    def _nudge(self, state: str) -> QWidget:
        """What a brief says while the answer of the returning state is missing, and where to enter it."""
        holder = QWidget()
        said = _("A brief on this event says “{state}: no answer recorded”.").format(state=state)
        add = Button(_("Enter its answer"), self.answer.emit, kind="link")
        none = Button(_("Say that it gave none"), self.silence.emit, kind="link")
        lines = column(Label(said, "dim", wrap=True), row(add, None), row(none, None), spacing=0)
        holder.setLayout(lines)
        return holder


def _said(claim: ClaimLine) -> str:
    return claim.said_on_day.isoformat() if claim.said_on_day else ""


def _official(claim: ClaimLine, *, folded: bool) -> QWidget:
    holder = QWidget()
    head = ", ".join(part for part in (claim.claimant, claim.said_on) if part)
    told = folded_text() if folded else claim.wording
    words = f"{told}: {claim.stance}" if claim.stance else told
    layout = column(
        Label(head, "medium", wrap=True), Label(words, "note", wrap=True, selectable=True), spacing=0
    )
    holder.setLayout(layout)
    return holder


class PlacesBlock(Block):
    """The map, and in words what it cannot show."""

    def __init__(self) -> None:
        super().__init__(_("Crossings named"), _("number of claims"), spacing=6)
        self.map = BorderMap([])
        self.words = Label("", "dim", wrap=True)
        self.body.addWidget(self.map)
        self.body.addWidget(self.words)

    def show_event(self, shown: ShownEvent) -> None:
        """Show the places of an event."""
        places = shown.page.part.places
        dots = [p for p in places if not p.province]
        marks = [Mark(p.name, p.latitude, p.longitude, len(p.claims), p.radius_km * 1000) for p in dots]
        self.map.show_marks(marks, "; ".join(place_words(p) for p in dots))
        self.map.setVisible(bool(marks))
        rest = "; ".join(place_words(p) for p in places if p.province)
        text = _("Not on the map, only a province: {places}").format(places=rest) if rest else ""
        self.words.setText(text if places else _("No claim names a place."))
        self.words.setVisible(bool(self.words.text()))


def place_words(place: MapPlace) -> str:
    """A place with the number of claims that name it."""
    n = len(place.claims)
    return ngettext("{name}, {n} claim", "{name}, {n} claims", n).format(name=place.name, n=n)


class Side(QWidget):
    """The three blocks one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.status = StatusBlock()
        self.official = OfficialBlock()
        self.places = PlacesBlock()
        self.blocks = (self.status, self.official, self.places)
        self.setLayout(column(*self.blocks, None, spacing=theme().px(14)))
