"""The public part of the sample against what was published: every claim, figure and stance, none added."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from uuid import UUID

import pytest

from app.claims.figures import happened_origins, main_range
from app.claims.words import summary_line
from app.records.record import Record
from app.sample.ids import Ids
from app.sample.public import public_records
from app.validation import problems
from app.values import Text
from app.vocabularies import seed, terms

RECORDS = tuple(public_records(Ids(1)))
LABELS = {(t.vocabulary, t.code): t for t in seed()}
CODES = {(t.vocabulary, t.code) for t in seed()}


def _claims(code: str) -> list[Record]:
    event = next(r for r in RECORDS if r.text("code") == code)
    return [r for r in RECORDS if r.type == "claim" and r.ref("event") == event.id]


def test_how_many() -> None:
    assert Counter(r.type for r in RECORDS) == {
        "place": 76,
        "source": 23,
        "event": 8,
        "claim": 35,
        "status": 9,
        "contact": 2,
        "request": 5,
    }
    assert [len(_claims(c)) for c in ("2023-10-09", "2023-08-29", "2012-03")] == [15, 3, 2]


def test_every_record_may_be_saved() -> None:
    for record in RECORDS:
        assert problems(record, lambda v, c: (v, c) in CODES) == ()
        assert record.sample


def test_whatever_is_named_comes_first() -> None:
    seen: set[UUID] = set()
    for record in RECORDS:
        values = chain.from_iterable(v if isinstance(v, tuple) else [v] for v in record.values.values())
        assert {v for v in values if isinstance(v, UUID)} <= seen
        seen.add(record.id)


def test_every_text_has_its_korean() -> None:
    texts = [v for r in RECORDS for v in r.values.values() if isinstance(v, Text)]
    assert len(texts) > 200
    for text in texts:
        assert text.language == "en"
        assert [t.language for t in text.translations] == ["ko"]


LINES = {
    "2023-10-09": "more than 500 to about 600 reported handed over (4 independent origins); "
    "Republic of Korea acknowledges in part, number not confirmed "
    "(Ministry of Unification, 13 October 2023); "
    "China rejects the category (Ministry of Foreign Affairs, 12 October 2023)",
    "2023-08-29": "80 to about 90 reported handed over (2 independent origins); China: no answer recorded",
    "2023-08-28-V": "about 300 to 400 reported crossed (1 independent origin); China: no answer recorded",
    "2023-09-18": "40 reported handed over (1 independent origin); China: no answer recorded",
    "2024-04-26": "about 60 reported handed over (1 independent origin); China: no answer recorded",
    "2021-07-14": "about 50 reported handed over (1 independent origin); DPRK denies (Ministry of Foreign "
    "Affairs, August 2021); China: no answer recorded",
    "2024-08-21": "15 reported arrested (1 independent origin); China: no answer recorded",
    "2012-03": "41 reported handed over (1 independent origin); China: no answer recorded",
}


@pytest.mark.parametrize("code", LINES)
def test_the_line_of_each_event(code: str) -> None:
    event = next(r for r in RECORDS if r.text("code") == code)
    assert summary_line(event, _claims(code), LABELS, "en", {}).whole == LINES[code]


def test_the_october_event() -> None:
    claims = _claims("2023-10-09")
    assert len(happened_origins(claims)) == 5
    found = main_range(claims, "forced_return")
    assert found is not None
    assert found.origins == 4
    assert [c.number_of("position") for c in claims] == list(range(1, 16))
    assert [c.text("hour") for c in claims if c.text("hour")] == ["~20:00", "~19:30"]
    part = claims[4]
    assert (part.number_of("part_high"), part.number_of("high")) == (200, 600)
    assert [c.text("stance") for c in claims if c.text("state")] == [
        "neither_confirms_nor_denies",
        "acknowledges_in_part",
        "neither_confirms_nor_denies",
        "rejects_the_category",
    ]


def test_states_and_measures_are_seeded() -> None:
    measures = {t.code for t in terms("measure")}
    assert {c.text("measure") for c in RECORDS if c.type == "claim"} <= measures | {""}


def test_two_seeds_share_no_id() -> None:
    assert not {r.id for r in RECORDS} & {r.id for r in public_records(Ids(2))}
    assert tuple(public_records(Ids(1))) == RECORDS
