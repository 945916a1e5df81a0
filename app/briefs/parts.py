"""One event of a brief: its line, claims as printed, status of its elements, places, what no claim says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from app.briefs.gathered import Gathered, Tongue, claim_group
from app.claims.chains import independent
from app.claims.figures import (
    Origin,
    counting,
    happened_origins,
    has_figure,
    of_a_state,
    origin_among,
    states_event,
)
from app.claims.words import body_name, figure_words, label, summary_line
from app.dossier import ClaimLine, ElementLine, EventPart, Gap, Judgement, MapPlace
from app.i18n import catalogue, in_brackets
from app.records.record import Record

ELEMENTS = ("happened", "date", "hour", "place", "count", "composition")


def event_part(gathered: Gathered, event: Record, tongue: Tongue) -> EventPart:
    """Everything the brief says about one event."""
    claims = gathered.claims.get(event.id, ())
    when = event.date("date")
    statuses = gathered.statuses.get(event.id, ())
    last_set = max((s.created_at for s in statuses if s.created_at), default=None)
    return EventPart(
        code=event.text("code"),
        title=tongue.phrase(event, "title"),
        kind=tongue.term("event_kind", event.text("kind")),
        kind_code=event.text("kind"),
        date=tongue.date(event, "date"),
        day=when.earliest if when and when.earliest == when.latest else None,
        time_note=tongue.phrase(event, "time_note"),
        returning_state=tongue.term("state", event.text("returning_state") or "CN"),
        line=summary_line(event, claims, tongue.labels, tongue.language, gathered.numbers, gathered.chains),
        claims=tuple(claim_line(gathered, claim, tongue, claims) for claim in claims),
        elements=element_lines(gathered, event, claims, statuses, tongue),
        statuses_set=last_set.date().isoformat() if last_set else "",
        places=map_places(gathered, claims, tongue),
        gaps=gaps(gathered, claims, tongue),
        judgement=_judgement(event, tongue),
    )


def claim_line(gathered: Gathered, claim: Record, tongue: Tongue, beside: Sequence[Record] = ()) -> ClaimLine:
    """One claim as a table, picture or footnote prints it; `beside` are the claims of its event."""
    source_id = claim.ref("relayed_by")
    source = gathered.sources.get(source_id) if source_id else None
    wording = tongue.phrase(claim, "wording")
    original = claim.phrase("wording").text
    origin = origin_among(claim, beside, gathered.chains)
    claimant = tongue.phrase(claim, "claimant")
    said = claim.date("said_on")
    return ClaimLine(
        label=gathered.numbers.get(claim.id, ""),
        claimant=claimant,
        claimant_short=body_name(claim, tongue.labels, tongue.language),
        named=claim.text("named") != "no",
        relay=tongue.source(source_id),
        address=source.text("address").removeprefix("https://") if source else "",
        wording=wording,
        wording_original=original if original != wording else "",
        figure=figure_words(claim, tongue.labels, tongue.language),
        measure=tongue.term("measure", claim.text("measure")),
        group=claim_group(claim),
        is_origin=origin is Origin.OWN,
        origin=origin_words(gathered, claim, origin, tongue, beside),
        low=claim.number_of("low"),
        high=claim.number_of("high"),
        qualifier=claim.text("qualifier"),
        stance=tongue.term("stance", claim.text("stance")),
        state=claim.text("state"),
        said_on=tongue.date(claim, "said_on"),
        said_on_day=said.earliest if said else None,
        part=_part(claim, tongue),
        since=tongue.date(claim, "since"),
        hour=claim.text("hour"),
        crossings=tuple(tongue.place(p) for p in claim.refs("crossings")),
        reliability=source.text("reliability") if source else "",
        credibility=claim.text("credibility"),
    )


def origin_words(
    gathered: Gathered, claim: Record, origin: Origin, tongue: Tongue, beside: Sequence[Record] = ()
) -> str:
    """Why a claim is an origin of the count, or why not: the column of origins."""
    _ = catalogue(tongue.language).gettext
    match origin:
        case Origin.OWN:
            root = gathered.chains.shared(claim)
            return _("through {source}").format(source=tongue.source(root)) if root else _("own origin")
        case Origin.UNNAMED:
            return _("no: unnamed")
        case Origin.RUNNING_TOTAL:
            return _("no: running total")
        case Origin.OFFICIAL:
            return _("no: official stance")
        case Origin.NO_FIGURE:
            return _("no figure")
        case Origin.PART:
            number = gathered.numbers.get(claim.ref("part_of"), "")
            return (
                _("no: part of {claim}").format(claim=number) if number else _("no: part of another figure")
            )
        case Origin.REPEATS:
            words = tongue.phrase(claim, "repeats_words")
            rests = words or _repeated(gathered, claim, beside)
            return _("no: rests on {what}").format(what=rests) if rests else _("no: rests on another claim")


def _repeated(gathered: Gathered, claim: Record, beside: Sequence[Record]) -> str:
    """The label of the claim that a claim repeats, itself or by its outlet."""
    of = claim.ref("repeats")
    if of is None and (other := gathered.chains.rests_on(claim, counting(beside, claim.text("measure")))):
        of = other.id
    return gathered.numbers.get(of, "")


def _part(claim: Record, tongue: Tongue) -> str:
    low, high = claim.number_of("part_low"), claim.number_of("part_high")
    place = tongue.place(claim.ref("part_place"))
    if low is None and high is None:
        return ""
    qualifier = (
        "up_to" if low is None else "at_least" if high is None else "between" if low != high else "exactly"
    )
    part = claim.with_values(low=low, high=high, qualifier=qualifier)
    return ", ".join(p for p in (figure_words(part, tongue.labels, tongue.language), place) if p)


def element_lines(
    gathered: Gathered, event: Record, claims: Sequence[Record], statuses: Sequence[Record], tongue: Tongue
) -> tuple[ElementLine, ...]:
    """The elements that a claim speaks of or a reviewer judged, each with its last status.

    What nobody has judged yet is no more than reported.
    """
    last = {s.text("element"): s.text("status") for s in sorted(statuses, key=lambda s: s.number)}
    lines = []
    for element in ELEMENTS:
        stating = [c for c in claims if _says(c, element)]
        count = len(independent([c for c in stating if states_event(c)], gathered.chains))
        if element == "happened":
            count = len(happened_origins(claims, gathered.chains))
        claimed = _claimed(gathered, event, element, stating, count, tongue)
        status = last.get(element) or ("reported" if stating else "")
        if status and claimed:
            lines.append(
                ElementLine(
                    element=element,
                    name=tongue.term("element", element),
                    claimed=claimed,
                    status=tongue.term("element_status", status).lower(),
                    status_code=status,
                    origins=count,
                    claims=tuple(gathered.numbers.get(c.id, "") for c in stating),
                )
            )
    return tuple(lines)


_SAYS: dict[str, Callable[[Record], bool]] = {
    "happened": states_event,
    "date": lambda c: states_event(c),
    "hour": lambda c: bool(c.text("hour")),
    "place": lambda c: bool(c.refs("crossings")) or c.ref("part_place") is not None,
    "count": lambda c: has_figure(c) and claim_group(c) == "figure" and c.ref("part_of") is None,
    "composition": lambda c: bool(c.phrase("composition")) and not c.text("stance"),
}


def _says(claim: Record, element: str) -> bool:
    return _SAYS[element](claim)


def _claimed(
    gathered: Gathered, event: Record, element: str, stating: Sequence[Record], count: int, tongue: Tongue
) -> str:
    catalog = catalogue(tongue.language)
    match element:
        case "happened":
            text = catalog.ngettext(
                "{n} named claimant reports it, resting on nobody else",
                "{n} named claimants report it, none resting on another",
                count,
            )
            return text.format(n=count) if count else catalog.gettext("no independent claimant")
        case "date":
            note = tongue.phrase(event, "time_note").split(";")[0].split(".")[0]
            return ", ".join(p for p in (tongue.date(event, "date"), note) if p)
        case "hour":
            return "; ".join(
                in_brackets(_hour(c, catalog.gettext), _by(c, tongue), tongue.language) for c in stating
            )
        case "place":
            return ", ".join(p.name for p in map_places(gathered, stating, tongue))
        case "count":
            words = dict.fromkeys(_figure_by(c, tongue, catalog.gettext) for c in stating)
            return "; ".join(words)
        case _:
            return "; ".join(
                in_brackets(tongue.phrase(c, "composition"), _by(c, tongue), tongue.language) for c in stating
            )


def _hour(claim: Record, _: Callable[[str], str]) -> str:
    hour = claim.text("hour")
    return _("about {hour}").format(hour=hour.lstrip("~")) if hour.startswith("~") else hour


def _figure_by(claim: Record, tongue: Tongue, _: Callable[[str], str]) -> str:
    figure = figure_words(claim, tongue.labels, tongue.language)
    if claim.text("named") == "no":
        return _("{figure} (unnamed)").format(figure=figure)
    return figure


def _by(claim: Record, tongue: Tongue) -> str:
    return tongue.phrase(claim, "claimant")


def map_places(gathered: Gathered, claims: Sequence[Record], tongue: Tongue) -> tuple[MapPlace, ...]:
    """The places that claims name, most named first, each with the claims that name it.

    A report at the level of a town is never snapped to a crossing: the radius is the place's own precision.
    """
    named: dict[UUID, list[str]] = {}
    for claim in claims:
        part = claim.ref("part_place")
        for place_id in dict.fromkeys([*claim.refs("crossings"), *([part] if part else [])]):
            named.setdefault(place_id, []).append(gathered.numbers.get(claim.id, ""))
    found = []
    for place_id, numbers in named.items():
        place = gathered.places.get(place_id)
        if place and place.text("latitude") and place.text("longitude"):
            found.append(
                MapPlace(
                    name=tongue.phrase(place, "name"),
                    across=tongue.place(place.ref("pair")),
                    latitude=float(place.text("latitude")),
                    longitude=float(place.text("longitude")),
                    radius_km=(place.number_of("precision") or 0) / 1000,
                    claims=tuple(numbers),
                    province=place.text("kind") == "province",
                )
            )
    return tuple(sorted(found, key=lambda p: (-len(p.claims), p.name)))


def gaps(gathered: Gathered, claims: Sequence[Record], tongue: Tongue) -> tuple[Gap, ...]:
    """What the claims leave open, one line a gap in the data. Never "nobody knows"."""
    catalog = catalogue(tongue.language)
    _ = catalog.gettext
    none = catalog.ngettext(
        "The one claim does not say.", "None of the {n} claims says.", len(claims)
    ).format(n=len(claims))
    official = [c for c in claims if of_a_state(c)]
    lines = [Gap(_("How many."), _official_gap(gathered, official, _))]
    lines.append(Gap(_("Who."), _composition_gap(gathered, claims, tongue) or none))
    parts = [c for c in claims if _part(c, tongue)]
    listed = "; ".join(_cited(gathered, c, _part(c, tongue), tongue) for c in parts)
    lines.append(
        Gap(
            _("How many by each crossing."),
            _("Only in part: {parts}.").format(parts=listed) if parts else none,
        )
    )
    facilities = [c for c in claims if c.ref("facility")]
    if not facilities:
        lines.append(Gap(_("From which places of detention."), _("No claim names a facility.")))
    fates = [c for c in claims if c.phrase("fate")]
    said = "; ".join(_cited(gathered, c, tongue.phrase(c, "fate"), tongue) for c in fates)
    lines.append(Gap(_("Where they are now."), f"{said}." if fates else none))
    return tuple(lines)


def _official_gap(gathered: Gathered, official: Sequence[Record], _: Callable[[str], str]) -> str:
    with_figure = [c for c in official if has_figure(c)]
    numbers = ", ".join(gathered.numbers.get(c.id, "") for c in (with_figure or official))
    if with_figure:
        return _("A state body gives a figure ({claims}).").format(claims=numbers)
    if official:
        return _("No state body gives a figure ({claims}).").format(claims=numbers)
    return _("No state body has said anything that we recorded.")


def _composition_gap(gathered: Gathered, claims: Sequence[Record], tongue: Tongue) -> str:
    said = [c for c in claims if c.phrase("composition")]
    return "; ".join(_cited(gathered, c, tongue.phrase(c, "composition"), tongue) for c in said) + (
        "." if said else ""
    )


def _cited(gathered: Gathered, claim: Record, what: str, tongue: Tongue) -> str:
    return in_brackets(what, f"{_by(claim, tongue)}, {gathered.numbers.get(claim.id, '')}", tongue.language)


def _judgement(event: Record, tongue: Tongue) -> Judgement | None:
    likelihood, what = event.text("likelihood"), tongue.phrase(event, "judgement")
    if not likelihood or not what:
        return None
    term = tongue.labels.get(("likelihood", likelihood))
    return Judgement(
        likelihood=label(tongue.labels, "likelihood", likelihood, tongue.language).lower(),
        band=term.note if term else "",
        what=what,
        confidence=tongue.term("confidence", event.text("confidence")).lower(),
        reason=tongue.phrase(event, "confidence_reason"),
    )
