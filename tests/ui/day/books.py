"""The workbook of the day as it was left the evening before, with what the vault holds; and as it should end.

One row a case with its event, its source and its consents: a second event, a second source or another's
consent would need sheets of their own. It is the leanest workbook that takes the facts of the day.
"""

from __future__ import annotations

from app.sample.ids import Ids
from app.sample.public import public_records
from app.vocabularies import term
from tests.ui.day.steps import DUE
from tests.ui.day.words import APPROACHED, BEFORE, OCTOBER, TODAY, Somebody, Words
from tests.ui.day.workbook import Sheet, Workbook

CALLS = ["Date", "Said", "Urgent", "Who", "Reach", "Case"]
CASES = [
    *("No", "Name", "Status", "As of", "Sure", "Other name", "Sex", "From", "Born"),
    *("Source", "Reliability", "Credibility", "Quote", "Event", "Sure of it", "Crossing", "Basis"),
    *("Given by", "On", "Keep", "Count", "Publish", "Minor"),
]
"""The last column is a formula of birth and event."""
SIGHTINGS = ["Case", "Place", "Date", "Seen by", "Sure"]
CONTACTS = ["Case", "Name", "Asked", "What", "Date", "Answer", "On"]
TASKS = ["Done", "Case", "What", "Due", "Who"]
CLAIMS = ["Event", "Claimant", "Words", "Low", "High"]


def said(vocabulary: str, code: str, words: Words) -> str:
    """A term as staff of that language write it."""
    return term(vocabulary, code).label(words.language)


def book(words: Words) -> Workbook:
    """The sheets as they were left."""
    people = BEFORE[words.language]
    return Workbook(
        {
            "Calls": Sheet([CALLS, ["2025-05-02", *[words.colleague] * 4, "1"]]),
            "Cases": Sheet([CASES, *(_case(n, one, words) for n, one in enumerate(people, start=1))]),
            "Sightings": Sheet([SIGHTINGS, ["1", "-", OCTOBER, "-", said("certainty", "probable", words)]]),
            "Contacts": Sheet(
                [CONTACTS, ["1", people[0].name, words.ministry, words.asked, APPROACHED, "", ""]]
            ),
            "Tasks": Sheet(
                [
                    TASKS,
                    ["2026-11-20", "1", "-", "2026-11-21", words.colleague],
                    ["", "2", words.due, TODAY, words.staff],
                ]
            ),
            "Claims": Sheet([CLAIMS, *_claims(words)]),
        }
    )


def _case(number: int, one: Somebody, words: Words) -> list[str]:
    minor = "y" if one.birth > "2005" else "n"
    kin = said("consent_by", "next_of_kin" if number % 2 else "parent", words)
    consent = [kin, "2025-05-02", "y", "n", "n"] if one.consent else ["", "", "n", "n", "n"]
    sure = said("certainty", "probable", words)
    named = [str(number), one.name, said("status", one.status, words), one.event, sure]
    about = ["", said("sex", one.sex, words), "", one.birth, "", "", "", ""]
    return [*named, *about, one.event, sure, "", "list", *consent, minor]


def _claims(words: Words) -> list[list[str]]:
    records = list(public_records(Ids(1)))
    codes = {r.id: r.text("code") for r in records if r.type == "event"}
    return [
        [
            codes.get(r.ref("event") or r.id, ""),
            r.phrase("claimant").in_language(words.language),
            r.phrase("wording").in_language(words.language),
            str(r.number_of("low") or ""),
            str(r.number_of("high") or ""),
        ]
        for r in records
        if r.type == "claim"
    ]


def expected(words: Words) -> dict[str, list[list[str]]]:
    """The rows that the day adds or changes, by sheet."""
    sure, returned = said("certainty", "probable", words), said("status", "returned_unknown", words)
    case = [
        *("9", words.name, returned, OCTOBER, sure, words.other, said("sex", "female", words)),
        *(words.home, words.birth, words.source, "B", "2", words.quote),
        *(OCTOBER, sure, words.crossing, words.basis),
        *(said("consent_by", "next_of_kin", words), TODAY, "y", "y", "y", ""),
    ]
    changed = [
        _case(n, Somebody(one.name, one.sex, one.birth, one.event, "returned_unknown", one.consent), words)
        for n, one in enumerate(BEFORE[words.language], start=1)
        if one.status == "detained_china"
    ]
    asked = ["1", BEFORE[words.language][0].name, words.ministry, words.asked, APPROACHED]
    return {
        "Calls": [[TODAY, words.said, words.urgent, words.caller, words.reach, "9"]],
        "Cases": [*changed, case],
        "Sightings": [["9", words.crossing, OCTOBER, words.seen_by, sure]],
        "Contacts": [[*asked, words.answer, TODAY]],
        "Tasks": [
            [TODAY, "2", words.due, TODAY, words.staff],
            ["", "9", words.task, DUE, words.colleague],
        ],
        "Claims": [],
    }
