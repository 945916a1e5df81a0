"""Relations as layers, and the circle around a person as the vault gives it."""

from __future__ import annotations

from uuid import UUID

from app.kinship import layers
from app.records.record import Record, new, row
from app.relations import inverses
from app.services import circle as service
from app.vocabularies import seed
from tests.fakes import FakeVault

INVERSE = inverses(seed(), "relation")
ME, MOTHER, SISTER, SON, AUNT, BROKER, GRANNY = (UUID(int=n) for n in range(101, 108))


def relation(person: UUID, kind: str, other: UUID) -> Record:
    return new("relation", person=person, kind=kind, other=other)


def test_kin_stand_by_generation_and_others_beside() -> None:
    links = [
        relation(ME, "parent", MOTHER),
        relation(SON, "parent", ME),
        relation(ME, "sibling", SISTER),
        relation(MOTHER, "parent", GRANNY),
        relation(ME, "helper", BROKER),
    ]
    made = layers(ME, links, INVERSE)
    assert made.generations == {-2: (GRANNY,), -1: (MOTHER,), 0: (ME, SISTER), 1: (SON,)}
    assert made.beside == (BROKER,)
    assert {(b.person, b.kind, b.other) for b in made.bonds} == {
        (ME, "parent", MOTHER),
        (ME, "child", SON),
        (ME, "sibling", SISTER),
        (ME, "helper", BROKER),
        (MOTHER, "parent", GRANNY),
    }


def test_a_relation_entered_from_both_ends_is_one_line_and_two_kinds_are_two() -> None:
    both = layers(ME, [relation(ME, "child", SON), relation(SON, "parent", ME)], INVERSE)
    assert [b.kind for b in both.bonds] == ["child"]
    two = layers(ME, [relation(ME, "sibling", SISTER), relation(ME, "held_with", SISTER)], INVERSE)
    assert [b.kind for b in two.bonds] == ["sibling", "held_with"]
    assert two.generations[0] == (ME, SISTER)


def test_the_shorter_way_says_the_generation() -> None:
    links = [relation(ME, "parents_sibling", AUNT), relation(SON, "parent", ME)]
    links.append(relation(SON, "sibling", AUNT))
    assert layers(ME, links, INVERSE).generations == {-1: (AUNT,), 0: (ME,), 1: (SON,)}


def test_the_circle_reads_two_relations_far_with_the_files_there_are() -> None:
    people = [new("person", id=i, names=(row(text=f"N{i.int}"),)) for i in (ME, MOTHER, GRANNY, AUNT)]
    case = new("case", code="AAAA-AAAA", person=GRANNY)
    links = [
        relation(ME, "parent", MOTHER),
        relation(GRANNY, "child", MOTHER),
        relation(GRANNY, "child", AUNT),
    ]
    vault = FakeVault(*people, case, *links)
    with vault.read() as reader:
        made = service.circle(reader, ME)
    assert set(made.people) == {ME, MOTHER, GRANNY}
    assert made.layers.generations == {-2: (GRANNY,), -1: (MOTHER,), 0: (ME,)}
    assert made.cases == {GRANNY: made.cases[GRANNY]}
    assert made.left_out == 0


def test_a_large_circle_says_how_many_it_leaves_out() -> None:
    others = [UUID(int=n) for n in range(1000, 1000 + service.MOST + 5)]
    people = [new("person", id=i, names=(row(text="N"),)) for i in (ME, *others)]
    vault = FakeVault(*people, *(relation(ME, "relative", o) for o in others))
    with vault.read() as reader:
        made = service.circle(reader, ME)
    assert (len(made.people), made.left_out) == (service.MOST, 6)
