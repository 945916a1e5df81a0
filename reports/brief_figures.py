"""The page of figures: ranges, map of crossings, time line; titles state what the figure shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from app.dossier import ChronologyLine, Dossier, EventPart, MapPlace
from app.i18n import N_
from reports import blocks as b
from reports import sections
from reports.blocks import Run, Style
from reports.phrases import Phrases, running_totals
from reports.typography import tie

MONTHS_BACK = 75  # days a time line reaches to either side of the event
COUNTRIES = ((42.95, 124.6, N_("CHINA")), (39.9, 127.1, N_("DPRK")))


class Figures:
    """Builds the figures; they are numbered as they come."""

    def __init__(self, dossier: Dossier, p: Phrases) -> None:
        self.dossier, self.p = dossier, p
        self.number = 0

    def part(self) -> b.Part | None:
        """The figures as a part, None where there is nothing to draw."""
        blocks: list[b.Block] = []
        for event in self.dossier.events:
            blocks += self._ranges(event)
        blocks += self._map()
        blocks += self._timeline()
        return b.Part("figures", tuple(blocks)) if blocks else None

    def _figure(self, title: str, *body: b.Block) -> b.Figure:
        self.number += 1
        return b.Figure(self.p.gettext("Figure {n}", n=self.number), tie(title), body)

    def _ranges(self, event: EventPart) -> list[b.Block]:
        p = self.p
        picture = sections.range_picture(event, self.dossier, p, compact=False)
        if picture is None:
            return []
        line = event.line
        title = p.gettext("What each claimant says of {date}", date=event.date)
        if line.origins and line.head:
            title = p.ngettext(
                "One independent origin: {range}", "{words} independent origins: {range}", line.origins,
                words=sections.spelled(line.origins, p), range=line.head,
            )  # fmt: skip
        body: list[b.Block] = [picture]
        totals = running_totals([c for c in event.claims if c.group == "running_total"], p)
        if totals:
            text = p.gettext("Running totals span many events and are not drawn: {totals}.", totals=totals)
            text += " " + p.gettext("Claims: annex A.")
            body.append(b.Paragraph(b.plain(text), Style.CAPTION))
        return [self._figure(title, *body)]

    # map

    def _map(self) -> list[b.Block]:
        places = _together(place for event in self.dossier.events for place in event.places)
        if not any(not place.province for place in places):
            return []
        p = self.p
        signs: list[b.MapSign] = []
        for place in places:
            signs.append(self._sign(place))
        picture = b.MapPicture(
            tuple(signs),
            tuple((p.gettext(name), latitude, longitude) for latitude, longitude, name in COUNTRIES),
            self._beside([place for place in places if not place.province]),
            alt=p.gettext(
                "Map of the places that claims name: {places}", places=", ".join(q.name for q in places)
            ),
        )
        count = sum(not place.province for place in places)
        title = p.ngettext(
            "{words} place is named; no claim gives a position within it",
            "{words} places are named; no claim gives a position within them",
            count,
            words=sections.spelled(count, p),
        )
        return [self._figure(title, picture)]

    def _sign(self, place: MapPlace) -> b.MapSign:
        count = self.p.ngettext("{n} claim", "{n} claims", len(place.claims))
        return b.MapSign(
            place.name, count, place.latitude, place.longitude, place.radius_km, province=place.province
        )

    def _beside(self, places: list[MapPlace]) -> tuple[b.Block, ...]:
        p = self.p
        columns = (
            b.Column(p.gettext("Place named"), 56),
            b.Column(p.gettext("Claims"), 52),
            b.Column(p.gettext("Radius"), 38, right=True),
        )
        rows = tuple(
            b.Row(
                (
                    b.plain(place.name),
                    b.plain(", ".join(place.claims)),
                    b.plain(f"{place.radius_km:g}\N{NO-BREAK SPACE}km"),
                )
            )
            for place in places
        )
        reading = p.gettext(
            "A dashed circle is the uncertainty of the place, not a count: a report that names a town is"
            " never set on a bridge or post. Circles are drawn no smaller than 4 km."
        )
        borders = p.gettext(
            "The boundaries and names shown do not imply endorsement or acceptance. Borders: Natural Earth."
        )
        return (
            b.Table(columns, rows),
            b.Paragraph(
                (Run(p.gettext("Reading the map.") + " ", bold=True, tone=b.Tone.TEXT), Run(reading)),
                Style.CAPTION,
            ),
            b.Paragraph(b.plain(borders), Style.CAPTION),
        )

    # time line

    def _timeline(self) -> list[b.Block]:
        shown = self._near()
        if len(shown) < 2:
            return []
        p = self.p
        first, last = _ends(shown)
        years = sorted({day.year for day in (first, last)})
        lanes = tuple(lane for lane in self._lanes(shown) if lane.moments)
        timeline = b.Timeline(
            lanes,
            first,
            last,
            "–".join(map(str, years)),
            _ticks(first, last, p),
            alt=p.gettext(
                "Time line: {lines}", lines="; ".join(f"{line.date}: {line.text}" for line in shown)
            ),
        )
        caption = p.gettext(
            "Filled diamond: dated to the day. Dashed: approximate. Open diamond: voluntary return, never"
            " mixed with the others. Gold: the event of this brief."
        )
        if any(lane.moments for lane in lanes for m in lane.moments if m.point is b.Point.RETURNING):
            caption += " " + p.gettext("Filled square: the returning State; open squares: other States.")
        title = p.gettext("Returns reported and what was said")
        return [self._figure(title, timeline, b.Paragraph(b.plain(caption), Style.CAPTION))]

    def _near(self) -> list[ChronologyLine]:
        """The lines near the events of the brief; one far away would press the others together."""
        own = [event.day for event in self.dossier.events if event.day]
        lines = [line for line in self.dossier.chronology if line.earliest and line.latest]
        lines += self._statements()
        if not own:
            return lines
        reach = timedelta(days=MONTHS_BACK)
        return [
            line for line in lines if line.earliest and min(own) - reach <= line.earliest <= max(own) + reach
        ]

    def _statements(self) -> list[ChronologyLine]:
        """Official statements that the chronology does not hold."""
        have = {label for line in self.dossier.chronology for label in line.claims}
        return [
            ChronologyLine(
                date=claim.said_on,
                date_short=_short(claim.said_on_day, self.p),
                text=claim.claimant,
                kind="state",
                earliest=claim.said_on_day,
                latest=claim.said_on_day,
                state=claim.state,
                label=f"{claim.claimant_short or claim.claimant}: {claim.stance}",
                claims=(claim.label,),
            )
            for event in self.dossier.events
            for claim in event.claims
            if claim.group == "official" and claim.said_on_day and claim.label not in have
        ]

    def _lanes(self, shown: list[ChronologyLine]) -> list[b.Lane]:
        p = self.p
        kinds = (
            (p.gettext("Reported returned or arrested"), ("event", "this")),
            (p.gettext("Reported crossed, voluntary"), ("voluntary",)),
            (p.gettext("Statements by States"), ("state",)),
            (p.gettext("Statements by UN bodies"), ("un",)),
            (p.gettext("Other steps"), ("other",)),
        )
        return [
            b.Lane(name, tuple(self._moment(line) for line in shown if line.kind in wanted))
            for name, wanted in kinds
        ]

    def _moment(self, line: ChronologyLine) -> b.Moment:
        assert line.earliest is not None
        returning = line.state and line.state == _returning(self.dossier)
        point = {
            "event": b.Point.EVENT,
            "this": b.Point.THIS,
            "voluntary": b.Point.VOLUNTARY,
            "un": b.Point.UN,
            "state": b.Point.RETURNING if returning else b.Point.STATE,
        }.get(line.kind, b.Point.OTHER)
        between = " " if self.p.language == "ko" else ": "
        label = f"{_day(line)}{between}{line.label}" if line.label else line.date_short
        return b.Moment(line.earliest, line.latest or line.earliest, tie(label), point, line.approximate)


def _together(places: Iterable[MapPlace]) -> list[MapPlace]:
    """Each place once, with the claims of all events."""
    found: dict[tuple[str, float, float], MapPlace] = {}
    for place in places:
        key = (place.name, place.latitude, place.longitude)
        if key in found:
            claims = tuple(dict.fromkeys((*found[key].claims, *place.claims)))
            place = replace(place, claims=claims)
        found[key] = place
    return list(found.values())


def _returning(dossier: Dossier) -> str:
    """The code of the state that returned people in the events of the brief."""
    for event in dossier.events:
        for clause in event.line.clauses:
            for claim in event.claims:
                if clause.returning and clause.claim == claim.label:
                    return claim.state
    return "CN"


def _short(day: Day, p: Phrases) -> str:
    """Day and month: the year stands at the head of the axis."""
    return f"{day.month}. {day.day}." if p.language == "ko" else f"{day.day} {day:%b}"


def _day(line: ChronologyLine) -> str:
    year = str(line.earliest.year) if line.earliest else ""
    return line.date_short.removesuffix(f" {year}").removeprefix(f"{year}. ")


def _ends(shown: list[ChronologyLine]) -> tuple[Day, Day]:
    """First and last day of the axis, with a margin for labels."""
    days = [day for line in shown for day in (line.earliest, line.latest) if day]
    span = max((max(days) - min(days)).days, 14)
    margin = timedelta(days=max(3, span // 12))
    return min(days) - margin, max(days) + margin


def _ticks(first: Day, last: Day, p: Phrases) -> tuple[tuple[Day, str], ...]:
    """The first (and in a short span the fifteenth) of each month."""
    short = (last - first).days <= 120
    out: list[tuple[Day, str]] = []
    day = first
    while day <= last:
        if day.day == 1 or (short and day.day == 15):
            out.append((day, _short(day, p)))
        day += timedelta(days=1)
    return tuple(out)
