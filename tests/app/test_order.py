"""The order of records that nobody arranged: by what they say; what is a history, as it was entered."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from app.records import Record, new
from app.records.order import in_order
from app.values import Text, uncertain

SAID = ("verified", "rumoured", "disputed", "reported")
"""Neither this order nor its reverse is that of the letters."""


def entered(records: list[Record]) -> list[Record]:
    return [replace(record, number=n) for n, record in enumerate(records, start=1)]


@pytest.mark.parametrize(
    "said",
    [
        [new("status", element="happened", status=word) for word in SAID],
        [new("review", step=step) for step in ("submitted", "returned", "submitted", "signed")],
        [new("comment", text=Text(word, "en")) for word in SAID],
        [new("consent", answer=answer, date=uncertain("2025")) for answer in ("given", "refused", "given")],
    ],
    ids=lambda records: records[0].type,
)
def test_a_history_is_read_as_it_was_entered(said: list[Record]) -> None:
    records = entered(said)
    mixed = Random(3).sample(records, len(records))
    assert in_order(mixed) == records


def test_what_is_no_history_is_read_by_what_it_says() -> None:
    """The control: claims entered in the order of SAID stand by their words."""
    claims = entered([new("claim", wording=Text(word, "en")) for word in SAID])
    assert [c.phrase("wording").text for c in in_order(claims)] == sorted(SAID)


def test_statuses_of_two_elements_stand_apart_however_they_were_entered() -> None:
    """Two offices that judged the elements in another order still read the same."""
    statuses = [new("status", element=e, status=s) for e in ("place", "date") for s in SAID[:2]]
    crossed = [statuses[2], statuses[0], statuses[3], statuses[1]]
    for records in (statuses, crossed):
        told = [(s.text("element"), s.text("status")) for s in in_order(entered(records))]
        assert told == [(e, s) for e in ("date", "place") for s in SAID[:2]]
