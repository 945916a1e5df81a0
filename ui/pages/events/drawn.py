"""The pictures of an event: its dates along a line, and the figures and places as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.records import TYPES
from app.records.record import Record
from app.services.pictures import let_picture_out
from app.timeline import Moment, timeline
from ui.files import ask_save, exported
from ui.frame.desk import Desk
from ui.pages.events.lines import figure_of, groups, scale_for
from ui.pages.events.loading import ShownEvent
from ui.pictures import saved, times
from ui.pictures.picture import Picture
from ui.pictures.scene import Claimed, Line, Map, Scene, Shape, Words, lowered
from ui.pictures.times import Told
from ui.theme import theme
from ui.widgets import Mark

if TYPE_CHECKING:
    from app.ports import Vault

Build = Callable[[float], Scene]
RIGHT = Qt.AlignmentFlag.AlignRight
TIMELINE, FIGURES, PLACES = "timeline", "figures", "places"


def moments_of(shown: ShownEvent) -> list[Moment]:
    """The event, those linked to it, what was said when, what was done with it."""
    page = shown.page
    found = [Moment(page.event, "date", "event")]
    found += [Moment(event, "date", "event") for event in page.events.values() if event.id != page.event.id]
    for claim in page.claims:
        if claim.date("said_on"):
            found.append(Moment(claim, "said_on", "claim"))
        elif claim.date("date") and claim.date("date") != page.event.date("date"):
            found.append(Moment(claim, "date", "claim"))
    return found + [Moment(contact, "date", "contact") for contact in page.contacts]


class EventPictures(QWidget):
    """The timeline of an event, and what saves its pictures."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown: ShownEvent | None = None
        self.picture = Picture(_("Timeline"), save=partial(self.ask, TIMELINE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)

    def show_event(self, shown: ShownEvent) -> None:
        """Show the dates of an event."""
        self._shown = shown
        line = timeline(moments_of(shown))
        self.picture.show_drawing(times.drawing_of(line, self._told, shown.language))

    def _told(self, moment: Moment) -> Told:
        record, shown = moment.record, self._shown
        if shown is None:
            return Told("", "")
        language, kind = shown.language, _(TYPES[moment.kind].label)
        icon = times.ICONS[moment.kind]
        if moment.kind == "event":
            own = record.id == shown.page.event.id
            opens = None if own else partial(self.desk.navigate, "events", record.id)
            return Told(record.phrase("title").in_language(language), kind, "", icon, opens)
        if moment.kind == "claim":
            said = _("said so") if moment.key == "said_on" else _("gives this date")
            stance = shown.term("stance", record.text("stance"))
            return Told(record.phrase("claimant").in_language(language), kind, stance or said, icon)
        by, what = (record.phrase(key).in_language(language) for key in ("by", "what"))
        return Told(by, kind, what, icon)

    def ask(self, which: str) -> None:
        """Ask for the file; its suffix says the format."""
        if self._shown is not None:
            code = self._shown.page.part.code
            start = Path.home() / f"{which}-{code}-{self.desk.language}.pdf"
            kinds = ";;".join(saved.FORMATS.values())
            ask_save(self, _("Save picture…"), start, kinds, lambda path: self.save_to(path, which))

    def save_to(self, path: Path, which: str) -> None:
        """Draw one of the pictures, look it through, put it in place."""
        shown, outbox, clock = self._shown, self.desk.ways.outbox, self.desk.clock
        if shown is None or outbox is None:
            return
        form = path.suffix.lower().lstrip(".")
        target = path if form in saved.FORMATS else path.with_name(f"{path.name}.pdf")
        head = {TIMELINE: _("Timeline"), FIGURES: _("Figures claimed"), PLACES: _("Places named")}[which]
        build = titled(self._build(which, shown), self._title(head, shown))
        made = saved.of_scene(build, target.suffix.lower().lstrip("."))
        event, drawn = shown.page.event, (*shown.page.claims, *shown.page.contacts)
        title, language = f"{head}, {shown.page.part.code}", shown.language

        def let_out(vault: Vault) -> Record:
            return let_picture_out(
                vault, clock, outbox, event, drawn, made, str(target), title=title, language=language
            )

        self.desk.save(
            let_out,
            lambda _entry: self.desk.notify(exported(target)),
            kinds=["release"],
            owner=self,
        )

    def _build(self, which: str, shown: ShownEvent) -> Build:
        if which == FIGURES:
            return partial(figures_scene, shown)
        return partial(places_scene, shown) if which == PLACES else self.picture.drawing.build

    def _title(self, head: str, shown: ShownEvent) -> Sequence[str]:
        lines = [head, shown.page.part.title, shown.page.part.date]
        return [*lines, _("SAMPLE, invented people")] if self.desk.sample else lines


def titled(build: Build, title: Sequence[str]) -> Build:
    """The same scene below lines of title."""

    def made(width: float) -> Scene:
        scene, high = build(width), 22.0
        words: list[Shape] = [
            Words(QRectF(2, n * high, width - 4, high), text, "note" if n else "heading")
            for n, text in enumerate(filter(None, title))
        ]
        down = len(words) * high + 10
        return Scene(scene.width, scene.height + down, (*words, *(lowered(s, down) for s in scene.shapes)))

    return made


def figures_scene(shown: ShownEvent, width: float) -> Scene:
    """Every claimed figure of the main measures on one scale: who claims it, in what words, the picture."""
    found = groups(shown)
    scale, high = scale_for(shown, found), float(theme().px(34))
    shapes: list[Shape] = []
    top = 0.0
    for group in (g for g in found if g.pictured and g.rows):
        shapes.append(Words(QRectF(2, top, width - 4, high - 8), group.title, "strong"))
        top += high - 8
        for row in group.rows:
            name = QRectF(2, top, width * 0.42, high / 2)
            shapes.append(Words(name, row.claimant, "medium"))
            shapes.append(Words(name.translated(0, high / 2 - 2), row.relay, "dim"))
            figure = QRectF(width * 0.43, top, width * 0.19, high)
            shapes.append(Words(figure, row.figure, "body", align=RIGHT))
            shapes.append(Claimed(QRectF(width * 0.64, top, width * 0.36, high), figure_of(row), scale))
            top += high
            shapes.append(Line((QPointF(0, top), QPointF(width, top)), "line"))
        top += 10
    note = _("Filled: an origin of its own. Hollow: not. Arrow: more than. Bar with an end: up to.")
    shapes.append(Words(QRectF(2, top, width - 4, 20), note, "dim"))
    return Scene(width, top + 22, tuple(shapes))


def places_scene(shown: ShownEvent, width: float) -> Scene:
    """The map of the places that claims name, and in words those that are only a province."""
    places = shown.page.part.places
    marks = tuple(
        Mark(p.name, p.latitude, p.longitude, len(p.claims), p.radius_km * 1000)
        for p in places
        if not p.province
    )
    shapes: list[Shape] = [Map(QRectF(0, 0, width, width * 0.6), marks)]
    note = _("Beside each place the number of claims that name it; a pale disc is how sure the place is.")
    rest = "; ".join(p.name for p in places if p.province)
    lines = [note, _("Not on the map, only a province: {places}").format(places=rest) if rest else ""]
    for n, text in enumerate(filter(None, lines)):
        shapes.append(Words(QRectF(2, width * 0.6 + 6 + 20 * n, width - 4, 20), text, "dim"))
    return Scene(width, width * 0.6 + 50, tuple(shapes))
