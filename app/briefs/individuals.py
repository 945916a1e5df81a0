"""Which individuals stand in a document, and how: named, told under a pseudonym, only counted, left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.ages import ages, band, minor
from app.briefs.gathered import Gathered, Individual, Tongue
from app.consent import RETURNING_AUTHORITIES, Reach, Verdict, judge
from app.dossier import BriefOptions, Mark, NamedPerson, People, ToldPerson
from app.errors import Refused
from app.i18n import catalogue
from app.messages import Msg
from app.records.record import Record
from app.whereabouts import LastKnown, before, last_known

ACCOUNT_GROUP = {"public": 10, "government": 5, "un": 5}
"""How many counted persons must share what an account gives away (k)."""

FEWER_THAN = 10
"""In a public document a count of our own persons under this is not printed."""

FIRST_COVERED = 3
"""How many individuals a one-page brief shows where staff chose none."""


@dataclass(frozen=True)
class Judged:
    """An individual and what the consents allow here; `reach` after the rule about small groups."""

    individual: Individual
    verdict: Verdict
    reach: Reach
    reason: str = ""  # code of why it was reduced: consent | group | account

    @property
    def code(self) -> str:
        """The code of the case: what the screen and stderr call it by."""
        return self.individual.case.text("code")


def careful(options: BriefOptions) -> bool:
    """Whether small counts, splits, bilateral requests stay out: in public, and to the returning states."""
    return options.audience == "public" or options.recipient in RETURNING_AUTHORITIES


def judge_all(gathered: Gathered, options: BriefOptions) -> tuple[Judged, ...]:
    """Every individual of the brief with its reach, by code."""
    verdicts = [
        (person, judge(person.consents, options.audience, options.recipient, gathered.today))
        for person in sorted(gathered.individuals, key=lambda i: i.case.text("code"))
    ]
    counted = {person.person.id: person for person, verdict in verdicts if verdict.counted}
    groups = Counter(_group(gathered, person) for person in counted.values())
    enough = ACCOUNT_GROUP[options.audience]
    return tuple(_reach(gathered, person, verdict, groups, enough) for person, verdict in verdicts)


def _reach(
    gathered: Gathered,
    person: Individual,
    verdict: Verdict,
    groups: Counter[tuple[str, str, str]],
    enough: int,
) -> Judged:
    if verdict.named:
        return Judged(person, verdict, Reach.NAMED)
    lower = Reach.COUNTED if verdict.counted else Reach.LEFT_OUT
    if not verdict.told:
        return Judged(person, verdict, lower, "consent")
    if not person.case.phrase("account"):
        return Judged(person, verdict, lower, "account")
    if groups[_group(gathered, person)] < enough:
        return Judged(person, verdict, lower, "group")
    return Judged(person, verdict, Reach.TOLD, "consent")


def _group(gathered: Gathered, person: Individual) -> tuple[str, str, str]:
    """What an account gives away: age band, province, half-year of the event."""
    event = _event_of(gathered, person)
    return (
        _band(person.person, event),
        _home_province(gathered, person.person),
        half_year(event, "en"),
    )


def _event_of(gathered: Gathered, person: Individual) -> Record:
    linked = {link.ref("event") for link in person.links}
    return next(e for e in gathered.events if e.id in linked)


def _band(person: Record, event: Record) -> str:
    return band(ages(person.date("birth"), event.date("date")))


def _home_province(gathered: Gathered, person: Record) -> str:
    home = person.ref("home")
    record = gathered.places.get(home) if home else None
    return record.text("province") if record else ""


def half_year(event: Record, language: str) -> str:
    """The half-year of an event, "" where it is not known."""
    when = event.date("date")
    first, last = (when.earliest, when.latest) if when else (None, None)
    if not first or not last or (first.year, first.month > 6) != (last.year, last.month > 6):
        return ""
    _ = catalogue(language).gettext
    text = _("first half of {year}") if first.month <= 6 else _("second half of {year}")
    return text.format(year=first.year)


def chosen(judged: Sequence[Judged], options: BriefOptions) -> tuple[Judged, ...]:
    """Whom the document shows by name or account.

    Chosen by case: each must be covered, else Refused names the case and the permission missing.
    Otherwise all who are covered; in a one-page brief the first three by code.
    """
    if options.cases:
        by_code = {j.code: j for j in judged}
        for code in options.cases:
            if code not in by_code:
                raise Refused(Msg.CASE_NOT_IN_BRIEF, code=code)
            if by_code[code].reach not in (Reach.NAMED, Reach.TOLD):
                permission = by_code[code].verdict.missing or "account"
                raise Refused(Msg.CASE_NOT_COVERED, code=code, permission=permission)
        return tuple(by_code[code] for code in options.cases)
    covered = [j for j in judged if j.reach in (Reach.NAMED, Reach.TOLD)]
    return tuple(covered[:FIRST_COVERED] if options.kind == "one_page" else covered)


def people(
    gathered: Gathered,
    judged: Sequence[Judged],
    shown: Sequence[Judged],
    options: BriefOptions,
    tongue: Tongue,
    draw: Callable[[UUID], bytes],
) -> People:
    """The block about individuals. `draw` gives keyed bytes for a case, from which its number is drawn."""
    counting = {j.individual.person.id for j in judged if j.verdict.counted}
    counted = len(counting)
    public = careful(options)
    named = [j for j in shown if j.reach is Reach.NAMED]
    told = [j for j in shown if j.reach is Reach.TOLD]
    numbers = _draw_numbers([j.individual.case.id for j in told], draw)
    only_counted = len(counting - {j.individual.person.id for j in (*named, *told)})
    return People(
        countable=_printed(counted, public, options.language),
        drawn=None if public else counted,
        named=tuple(_named(gathered, j, options, tongue) for j in named),
        told=tuple(
            sorted(
                (_told(gathered, j, tongue, numbers[j.individual.case.id]) for j in told),
                key=lambda t: t.number,
            )
        ),
        split=None if public else (len(named), len(told), only_counted),
    )


def _printed(counted: int, public: bool, language: str) -> str:
    """The count as printed: in public never a small one, nor one that less another gives a small one.

    A count of this document less that of a summary, of another brief or of last month's would, so a public
    one is cut down to full tens (docs/disclosure-control.md).
    """
    _ = catalogue(language).gettext
    if public and counted < FEWER_THAN:
        return _("fewer than 10")
    if public:
        return _("at least {n}").format(n=counted // FEWER_THAN * FEWER_THAN)
    return f"{counted:,}" if counted else ""


def _draw_numbers(cases: Iterable[UUID], draw: Callable[[UUID], bytes]) -> dict[UUID, int]:
    """Numbers that say nothing: drawn by a keyed hash, two digits, three where there are many."""
    ordered = sorted(cases, key=draw)
    size = 90 if len(ordered) <= 30 else 900
    base = 10 if size == 90 else 100
    numbers: dict[UUID, int] = {}
    for case in ordered:
        number = base + int.from_bytes(draw(case)[:8], "big") % size
        while number in numbers.values():
            number = base + (number - base + 1) % size
        numbers[case] = number
    return numbers


def names_of(person: Record, language: str) -> tuple[str, str]:
    """The name a reader of `language` reads first, and the other script's (English: Latin first)."""
    by_script = {row.values.get("script"): str(row.values["text"]) for row in reversed(person.rows("names"))}
    hangul, latin = str(by_script.get("hangul", "")), str(by_script.get("latin", ""))
    first, other = (hangul, latin) if language == "ko" else (latin, hangul)
    entered = str(person.rows("names")[0].values["text"]) if person.rows("names") else ""
    return (first, other) if first else (other or entered, "")


def _named(gathered: Gathered, judged: Judged, options: BriefOptions, tongue: Tongue) -> NamedPerson:
    case, person = judged.individual.case, judged.individual.person
    name, other = names_of(person, options.language)
    arrest = ", ".join(
        part
        for part in (tongue.date(case, "arrest_date"), _with_province(tongue, case.ref("arrest_place")))
        if part
    )
    event = _event_of(gathered, judged.individual)
    link = next(link for link in judged.individual.links if link.ref("event") == event.id)
    return NamedPerson(
        name=name,
        name_other=other,
        sex=_sex_word(person, event, tongue),
        birth=tongue.date(person, "birth"),
        arrest=arrest,
        last_known=_before_return(gathered, tongue, judged.individual, event),
        link=tongue.term("certainty", link.text("certainty")),
        mark=Mark.PUBLIC if options.audience == "public" else Mark.YOU_ONLY,
    )


def _sex_word(person: Record, event: Record, tongue: Tongue) -> str:
    """Woman or man, girl or boy for a minor at the event, "" where the sex is not recorded."""
    _ = catalogue(tongue.language).gettext
    is_minor = minor(ages(person.date("birth"), event.date("date"))) == "yes"
    words = {"female": _("girl") if is_minor else _("woman"), "male": _("boy") if is_minor else _("man")}
    return words.get(person.text("sex"), "")


def _with_province(tongue: Tongue, place_id: UUID | None) -> str:
    place, province = tongue.place(place_id), tongue.province(place_id)
    if tongue.language == "ko":
        return f"{province} {place}".strip() if province != place else place
    return f"{place}, {province}" if province and province != place else place


def _before_return(gathered: Gathered, tongue: Tongue, one: Individual, event: Record) -> str:
    """The last place of the time up to the event, none in the DPRK: that became known after the return."""
    when = event.date("date")
    surely = before(when.latest if when else None)

    def told(known: LastKnown) -> bool:
        place = gathered.places.get(known.place)
        return place is not None and place.text("country") != "KP" and surely(known)

    found = last_known(one.case, one.sightings, one.steps, told)
    return _with_province(tongue, found.place) if found else ""


def _told(gathered: Gathered, judged: Judged, tongue: Tongue, number: int) -> ToldPerson:
    person, case = judged.individual.person, judged.individual.case
    event = _event_of(gathered, judged.individual)
    crossings = [link.ref("crossing") for link in judged.individual.links]
    from_places = [p for p in (*crossings, case.ref("detention_place"), case.ref("arrest_place")) if p]
    in_china = [p for p in from_places if gathered.places[p].text("country") == "CN"]
    return ToldPerson(
        number=number,
        age_band=_band(person, event),
        province=tongue.province(person.ref("home")),
        half_year=half_year(event, tongue.language),
        left_from=tongue.province(in_china[0]) if in_china else "",
        account=tongue.phrase(case, "account"),
    )
