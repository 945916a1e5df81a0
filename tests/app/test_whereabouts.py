"""The last known place follows from sightings and steps; nobody types it."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from app.records import Record, new
from app.values import uncertain
from app.whereabouts import LastKnown, anywhere, before, last_known

HELONG, TUMEN, MUSAN, TYPED = (uuid4() for _ in range(4))
CASE = new("case", code="x", last_known_place=TYPED)


def seen(place: UUID, when: str = "", certainty: str = "") -> Record:
    return new("sighting", place=place, date=uncertain(when) if when else None, certainty=certainty)


def step(position: int | None, place: UUID | None, when: str = "", to: UUID | None = None) -> Record:
    return new("step", position=position, place=place, to_place=to, date=uncertain(when) if when else None)


def place_of(found: LastKnown | None) -> UUID | None:
    return found.place if found else None


@pytest.mark.parametrize(
    ("sightings", "steps", "place"),
    [
        ([], [], TYPED),
        ([seen(HELONG)], [], HELONG),
        ([seen(HELONG, "2023-06"), seen(TUMEN, "2023-10-08")], [], TUMEN),
        ([seen(HELONG, "2023-06"), seen(TUMEN)], [], HELONG),
        ([seen(HELONG, "2023-06")], [step(1, TUMEN, "2023-10-09")], TUMEN),
        ([seen(HELONG, "2023-10-09")], [step(1, TUMEN, "2023-10-09")], HELONG),
        ([], [step(1, HELONG, "2023-06"), step(2, TUMEN, "", MUSAN)], MUSAN),
        ([], [step(2, TUMEN), step(1, HELONG, "2023-06")], TUMEN),
        ([], [step(1, HELONG, "2023-06"), step(2, None, "2023-10")], HELONG),
        ([seen(HELONG, "2023-07")], [step(1, TUMEN, "2023-06"), step(2, MUSAN)], HELONG),
        ([], [step(None, MUSAN), step(1, HELONG, "2023-06")], MUSAN),  # nobody arranged it: it comes last
    ],
)  # fmt: skip
def test_the_latest_place_counts(sightings: list[Record], steps: list[Record], place: UUID) -> None:
    found = last_known(CASE, sightings, steps, anywhere)
    assert place_of(found) == place


def test_without_any_ground_there_is_none() -> None:
    assert last_known(new("case", code="x"), [], [step(1, None, "2023")], anywhere) is None


@pytest.mark.parametrize(
    ("when", "certainty", "told"),
    [
        ("2023-10-09", "probable", True),
        ("2023-10-09", "", True),
        ("2023-10", "confirmed", False),  # may be after the day
        ("2023-10-10", "confirmed", False),
        ("2023-06", "possible", False),
        ("2023-06", "unconfirmed", False),
        ("", "confirmed", False),
        ("2023-06/..", "confirmed", False),
    ],
)
def test_a_document_tells_only_what_was_surely_known_before_the_return(
    when: str, certainty: str, told: bool
) -> None:
    surely = before(date(2023, 10, 9))
    assert (
        last_known(new("case", code="x"), [seen(HELONG, when, certainty)], [], surely) is not None
    ) is told


def test_the_order_of_entry_makes_no_difference() -> None:
    """But for what is seen twice on one day: there the one entered later counts."""
    sightings = [seen(HELONG, "2023-06"), seen(TUMEN, "2023-10-08"), seen(MUSAN, "2021")]
    steps = [step(1, MUSAN, "2020"), step(2, HELONG, "2023-06-01")]
    one = last_known(CASE, sightings, steps, anywhere)
    other = last_known(CASE, sightings[::-1], steps[::-1], anywhere)
    assert place_of(one) == place_of(other) == TUMEN
