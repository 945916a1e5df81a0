"""Sources in chains: outlets that repeat another are one origin, whoever else they quote stays their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.chains import ALONE, Chains, ends_in_itself, independent
from app.claims.figures import Origin, happened_origins, origin_among, range_of
from app.errors import Invalid
from app.records.record import Record, new
from app.services.saving import save, undo
from app.values import Text, Value, uncertain
from app.verification import Proposal, proposed
from tests.fakes import FakeVault
from tests.stories import claim


def _sources(*repeats: int | None) -> list[Record]:
    """Sources of which each repeats the one whose place is given."""
    made = [new("source", name=Text(f"Outlet {n}")) for n in range(len(repeats))]
    return [
        source if of is None else source.with_values(repeats=made[of].id)
        for source, of in zip(made, repeats, strict=True)
    ]


def _chains(sources: Sequence[Record]) -> Chains:
    return Chains({s.id: s for s in sources})


def _told(source: Record, **values: Value | None) -> Record:
    figure: dict[str, Value | None] = {"measure": "handed_over", "low": 600, "high": 600}
    name = Text(source.phrase("name").text + " itself")
    kept: dict[str, Value | None] = {"claimant_kind": "media", "claimant": name, **figure, **values}
    return claim(relayed_by=source.id, **kept)


def test_a_chain_of_three_outlets_is_one_origin() -> None:
    """Control: without the chain they are three."""
    sources = _sources(None, 0, 1)
    told = [_told(source, date=uncertain("2023-10-09")) for source in sources]
    found = range_of(told, "handed_over", _chains(sources))
    assert found is not None
    assert found.origins == 1
    assert [origin_among(c, told, _chains(sources)) for c in told] == [
        Origin.OWN,
        Origin.REPEATS,
        Origin.REPEATS,
    ]
    assert proposed("date", told, _chains(sources)) == Proposal("reported", 1)
    assert proposed("happened", told, _chains(sources)) == Proposal("reported", 1)
    alone = range_of(told, "handed_over", ALONE)
    assert alone is not None
    assert alone.origins == 3
    assert proposed("date", told, ALONE) == Proposal("corroborated", 3)


def test_two_outlets_that_repeat_a_source_nobody_entered_a_claim_of_are_one_origin() -> None:
    sources = _sources(None, 0, 0, None)
    told = [_told(sources[1]), _told(sources[2], low=500, high=500)]
    found = range_of(told, "handed_over", _chains(sources))
    assert found is not None
    assert (found.origins, found.low.figure, found.high.figure) == (1, 500, 600)
    found = range_of([*told, _told(sources[3])], "handed_over", _chains(sources))
    assert found is not None
    assert found.origins == 2


def test_what_the_one_above_does_not_say_is_the_outlet_s_own() -> None:
    """The agency gave no figure: the paper that repeats it and gives one is the origin of the figure."""
    sources = _sources(None, 0)
    told = [_told(sources[0], low=None, high=None, measure=None), _told(sources[1])]
    found = range_of(told, "handed_over", _chains(sources))
    assert found is not None
    assert found.origins == 1
    assert len(happened_origins(told, _chains(sources))) == 1


def test_an_outlet_that_repeats_one_that_quotes_somebody_rests_on_whom_it_quotes() -> None:
    sources = _sources(None, 0)
    pastor = _told(sources[0], claimant=Text("Pastor Kim"), claimant_kind="person")
    told = [pastor, _told(sources[1])]
    assert [[c.id for c in g] for g in independent(told, _chains(sources))] == [[pastor.id]]


def test_a_claimant_whom_an_outlet_quotes_stays_an_origin() -> None:
    sources = _sources(None, 0)
    group = _told(sources[1], claimant=Text("A group"), claimant_kind="organisation")
    told = [_told(sources[0]), group]
    assert len(independent(told, _chains(sources))) == 2
    own = [told[0], group.with_values(claimant=Text("Outlet 1"))]
    assert len(independent(own, _chains(sources))) == 1


@given(st.lists(st.integers(0, 5) | st.none(), min_size=6, max_size=6), st.permutations(range(6)))
def test_any_chains_end_and_count_the_same_in_any_order(of: list[int | None], order: list[int]) -> None:
    """Circles among them, which cannot be saved: each has an origin, and never more than there are claims."""
    sources = _sources(*of)
    told = [_told(source) for source in sources]
    found = independent(told, _chains(sources))
    mixed = independent([told[n] for n in order], _chains([sources[n] for n in order]))

    def ids(groups: list[list[Record]]) -> set[frozenset[UUID]]:
        return {frozenset(c.id for c in g) for g in groups}

    assert ids(found) == ids(mixed)
    assert 1 <= len(found) <= 6
    if all(n is None for n in of):
        assert len(found) == 6


def test_a_circle_is_found_from_each_of_its_places_and_from_nowhere_else() -> None:
    a, b, c, outside = (UUID(int=n) for n in range(1, 5))
    above = {a: b, b: c, c: a, outside: a}
    assert [ends_in_itself(at, above) for at in (a, b, c, outside)] == [True, True, True, False]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_of_sources_is_not_saved(length: int) -> None:
    vault = FakeVault()
    sources = [save(vault, new("source", name=Text(f"S{n}")))[0].record for n in range(length)]
    for below, above in pairwise(sources):
        save(vault, below.with_values(repeats=above.id))
    with vault.read() as reader:
        last = reader.get("source", sources[-1].id)
    with pytest.raises(Invalid):
        save(vault, last.with_values(repeats=sources[0].id))


def test_an_undo_makes_no_circle() -> None:
    vault = FakeVault()
    one, two = (save(vault, new("source", name=Text(n)))[0].record for n in ("One", "Two"))
    (first,) = save(vault, one.with_values(repeats=two.id))
    (gone,) = save(vault, first.record.with_values(repeats=None))
    save(vault, two.with_values(repeats=one.id))
    with pytest.raises(Invalid):
        undo(vault, gone)


def test_claims_that_repeat_each_other_in_a_circle_are_not_saved() -> None:
    vault = FakeVault()
    first = save(vault, claim())[0].record
    second = save(vault, claim(repeats=first.id))[0].record
    with pytest.raises(Invalid):
        save(vault, first.with_values(repeats=second.id))
