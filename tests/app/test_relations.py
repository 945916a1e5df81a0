"""A relation knows its inverse and is the same relation from both ends."""

from __future__ import annotations

from uuid import uuid4

import pytest

from app.records import new
from app.relations import VOCABULARIES, inverses, seen_from, turned
from app.vocabularies import Term, seed

MOTHER, CHILD, OTHER = (uuid4() for _ in range(3))


@pytest.mark.parametrize("vocabulary", sorted(VOCABULARIES.values()))
def test_every_term_has_an_inverse_whose_inverse_it_is(vocabulary: str) -> None:
    inverse = inverses(seed(), vocabulary)
    assert set(inverse) == {t.code for t in seed() if t.vocabulary == vocabulary}
    assert all(inverse[inverse[code]] == code for code in inverse)


def test_a_term_that_staff_added_without_an_inverse_is_its_own() -> None:
    assert inverses([Term("relation", "neighbour", "neighbour", "이웃", note="since 1990")], "relation") == {
        "neighbour": "neighbour"
    }


def test_it_reads_from_both_ends() -> None:
    inverse = inverses(seed(), "relation")
    link = new("relation", person=CHILD, kind="parent", other=MOTHER)
    (from_child,) = seen_from(CHILD, [link], inverse)
    (from_mother,) = seen_from(MOTHER, [link], inverse)
    assert (from_child.other, from_child.kind) == (MOTHER, "parent")
    assert (from_mother.other, from_mother.kind) == (CHILD, "child")


def test_said_from_both_ends_it_stands_once() -> None:
    inverse = inverses(seed(), "relation")
    one = new("relation", person=CHILD, kind="parent", other=MOTHER)
    again = new("relation", person=MOTHER, kind="child", other=CHILD)
    more = new("relation", person=MOTHER, kind="held_with", other=CHILD)
    assert [s.kind for s in seen_from(CHILD, [one, again, more], inverse)] == ["parent", "held_with"]
    assert [s.kind for s in seen_from(MOTHER, [again, one], inverse)] == ["child"]


@pytest.mark.parametrize("kind", sorted(inverses(seed(), "relation")))
def test_turned_twice_it_is_as_it_was(kind: str) -> None:
    inverse = inverses(seed(), "relation")
    link = new("relation", person=CHILD, kind=kind, other=MOTHER, certainty="probable")
    there = turned(link, inverse)
    assert (there.ref("person"), there.ref("other"), there.id) == (MOTHER, CHILD, link.id)
    assert turned(there, inverse) == link


def test_events_are_linked_alike() -> None:
    inverse = inverses(seed(), "event_relation")
    link = new("event_link", event=CHILD, kind="part_of", other=MOTHER)
    assert [(s.other, s.kind) for s in seen_from(MOTHER, [link], inverse)] == [(CHILD, "has_part")]
