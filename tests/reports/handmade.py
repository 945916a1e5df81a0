"""A small dossier written by hand, so that golden trees change only when the builders do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.dossier import (
    BriefOptions,
    ChronologyLine,
    ClaimLine,
    Clause,
    Dossier,
    ElementLine,
    EventPart,
    Gap,
    Judgement,
    LegalLine,
    MapPlace,
    Mark,
    NamedPerson,
    People,
    RequestLine,
    SummaryLine,
    ToldPerson,
)

HOSTILE = '<img src="/etc/hostname"> & <b>Kim</b>'


def claim(number: int, claimant: str, **more: object) -> ClaimLine:
    """A claim of a group, about 40."""
    base = ClaimLine(
        label=f"C{number}",
        claimant=claimant,
        claimant_short=claimant,
        named=True,
        relay="The Daily, 2 May 2024",
        address="daily.example/2024/05/02/a-return",
        wording=f"Wording of {claimant}",
        wording_original="",
        figure="about 40",
        measure="handed over",
        group="figure",
        is_origin=True,
        origin="own origin",
        low=40,
        high=40,
        qualifier="about",
    )
    return replace(base, **more)  # type: ignore[arg-type]


NO_FIGURE = {"figure": "", "low": None, "high": None, "qualifier": "", "measure": "", "is_origin": False}
CLAIMS = (
    claim(1, "Group One"),
    claim(2, "Group Two", figure="more than 30", low=30, high=None, qualifier="more_than"),
    claim(3, "Group Three", figure="up to 50", low=None, high=50, qualifier="up_to"),
    claim(4, "Unnamed", is_origin=False, origin="no: unnamed", named=False),
    claim(
        5, "Experts", **NO_FIGURE | {"figure": "“hundreds”", "qualifier": "hundreds"}, origin="no: reports"
    ),
    claim(6, "Group One", figure="about 900", low=900, high=900, group="running_total", is_origin=False),
    claim(7, "Group Four", **NO_FIGURE, group="no_figure", origin="no figure", wording_original="원문"),
    claim(
        8,
        "Ministry, China",
        **NO_FIGURE,
        claimant_short="Ministry",
        group="official",
        origin="no: official stance",
        stance="denies",
        state="CN",
        said_on="3 May 2024",
        said_on_day=date(2024, 5, 3),
    ),
)

EVENT = EventPart(
    code="2024-05-01",
    title="Return of May 2024",
    kind="Forced return",
    kind_code="forced_return",
    date="1 May 2024",
    day=date(2024, 5, 1),
    time_note="",
    returning_state="China",
    line=SummaryLine(
        "more than 30 to up to 50",
        "reported handed over (3 independent origins)",
        (Clause("China denies (Ministry, 3 May 2024)", True, "C8"),),
        3,
        30,
        50,
    ),
    claims=CLAIMS,
    elements=(
        ElementLine(
            "happened",
            "That it happened",
            "3 named claimants report it",
            "corroborated",
            "corroborated",
            3,
            ("C1", "C2"),
        ),
        ElementLine("count", "Count", "about 40; more than 30", "disputed", "disputed", 3, ("C1", "C2")),
    ),
    statuses_set="2024-06-01",
    places=(
        MapPlace("Tumen", "Namyang", 42.967, 129.85, 8.0, ("C1", "C2")),
        MapPlace("Hunchun", "", 42.863, 130.366, 3.0, ("C1",)),
        MapPlace("Jilin", "", 43.7, 126.2, 200.0, ("C1",), province=True),
    ),
    gaps=(Gap("How many.", "No state body gives a figure (C8)."), Gap("Who.", "No claim says.")),
    judgement=Judgement("very likely", "80–95", "some were returned", "low", "no state body gives one"),
)

PERSON = NamedPerson(
    "Han Ok Ju",
    "한옥주 韓玉珠",
    "Woman",
    "1968",
    "April 2024, Baishan",
    "Baishan",
    "Confirmed",
    Mark.YOU_ONLY,
)


def chronology() -> tuple[ChronologyLine, ...]:
    """An earlier event, this one, a statement, a call."""

    def line(day: date, text: str, kind: str, **more: object) -> ChronologyLine:
        words = f"{day.day} {day:%B} {day.year}"
        base = ChronologyLine(words, f"{day.day} {day:%b} {day.year}", text, kind, day, day)
        return replace(base, **more)  # type: ignore[arg-type]

    return (
        line(date(2024, 4, 3), "Voluntary, kept apart: 20 reported crossed", "voluntary", label="20"),
        line(
            date(2024, 4, 26),
            "about 60 reported handed over",
            "event",
            label="about 60",
            approximate=True,
            note="Group One, The Daily, 27 Apr 2024",
        ),
        line(date(2024, 5, 1), "The event of this brief", "this", label="more than 30 to up to 50"),
        line(date(2024, 5, 17), "UN experts call on China", "un", label="UN experts"),
    )


def handmade(**options: object) -> Dossier:
    """The dossier; `options` are those of BriefOptions."""
    chosen = replace(
        BriefOptions(
            events=("2024-05-01",),
            kind="full",
            audience="government",
            recipient="KR",
            state="CN",
            date=date(2024, 6, 2),
            version=2,
            supersedes="version 1 of 12 May 2024",
            occasion="Session 64",
        ),
        **options,  # type: ignore[arg-type]
    )
    public = chosen.audience == "public"
    told = ToldPerson(38, "30–39", "Ryanggang", "first half of 2024", "Jilin", "No reason was given.")
    return Dossier(
        options=chosen,
        sample=True,
        organisation="Example Centre",
        contact="desk@example.org",
        title="Reported return from China to the DPRK, 1 May 2024",
        handling="Public: may be quoted with its source" if public else "For the recipient only: Korea",
        handling_public=public,
        recipient="" if public else "Republic of Korea",
        state="China",
        date="2 June 2024",
        as_of="1 June 2024",
        events=(EVENT,),
        standing=(claim(9, "Watch", figure="more than 670", group="running_total", is_origin=False),),
        chronology=chronology(),
        people=People("12", None, (), (told,)) if public else People("10", 10, (PERSON,), (told,), (1, 1, 8)),
        legal=(
            LegalLine("Torture (1984)", "3(1)", "party 1988", True, True),
            LegalLine("Covenant (1966)", "6, 7", "not ratified", False, False),
        ),
        findings=("A/HRC/25/63",),
        own_record=("3 May 2024, Ministry: denies (C8).",),
        requests=(
            RequestLine("Ask China how many", "Your capital", "Talks", "1 July 2024", Mark.BILATERAL),
            RequestLine("Quote the range", "Your Mission", "", "", Mark.PUBLIC),
        ),
        likely_answer="Expect the same answer.",
    )
