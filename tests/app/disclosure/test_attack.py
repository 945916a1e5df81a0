"""The attack finds what it should: known leaks by hand, and the intervals that enumeration gives."""

from __future__ import annotations

import random
from itertools import chain

import pytest

from app.disclosure.attack import attack
from app.disclosure.model import UNKNOWN, Cell, Published, Table
from tests.app.disclosure.oracle import intervals


def cell(*pairs: str) -> Cell:
    return tuple((p.split("=")[0], p.split("=")[1]) for p in pairs)


def one_way(dim: str, counts: dict[str, int | None], total: int, threshold: int = 10) -> Published:
    table = Table((dim,), (tuple(counts),))
    shown = {cell(f"{dim}={c}"): n for c, n in counts.items() if n is not None}
    return Published(
        threshold,
        (table,),
        {(): total, **shown},
        frozenset(table.cells()) - shown.keys(),
        frozenset(),
        {c: "2023" for c in counts if dim == "event" and c != UNKNOWN},
    )


def test_one_hidden_cell_is_the_total_less_the_others() -> None:
    result = attack(one_way("sex", {"female": 50, "male": 43, "unknown": None}, 100))
    assert result.intervals == {cell("sex=unknown"): (7, 7)}
    assert not result.safe


def test_hidden_cells_that_come_to_too_little_are_found() -> None:
    """43 - 12 - 15 - 11 gives five people away although neither of the two can be derived."""
    result = attack(one_way("age", {"a": 12, "b": 15, "c": 11, "d": None, "e": None}, 43))
    assert result.intervals == {cell("age=d"): (1, 4), cell("age=e"): (1, 4)}
    assert not result.safe


def test_a_small_printed_number_is_found() -> None:
    assert attack(one_way("sex", {"female": 91, "male": 9}, 100)).told == (
        "(('sex', 'male'),) is printed: 9",
    )


def test_wide_hidden_cells_are_safe() -> None:
    result = attack(one_way("age", {"a": 60, "b": None, "c": None}, 80))
    assert result.intervals == {cell("age=b"): (1, 19), cell("age=c"): (1, 19)}
    assert result.safe


def test_events_do_not_add_up_and_the_attack_knows_it() -> None:
    published = one_way("event", {"e1": 60, "e2": None, "e3": None}, 80)
    assert attack(published).intervals == {cell("event=e2"): (1, 80), cell("event=e3"): (1, 80)}
    learnt = attack(published, {("", ""): 5}).intervals
    assert learnt == {cell("event=e2"): (1, 24), cell("event=e3"): (1, 24)}


def test_a_few_people_in_two_events_are_found() -> None:
    told = attack(one_way("event", {"e1": 60, "e2": 23}, 80)).told
    assert "people in several events are up to 3" in told


def test_few_people_outside_an_event_are_found() -> None:
    told = attack(one_way("event", {"e1": 78, "e2": 40}, 80)).told
    assert told == ("a group outside another is 2 to 2",)


def test_a_print_that_no_people_can_make_is_refused() -> None:
    with pytest.raises(ValueError, match="no people"):
        attack(one_way("age", {"a": 60, "b": 60, "c": None}, 80))


def test_an_interval_takes_whole_numbers_of_people() -> None:
    """The attack rounds no fraction: branch and bound where a basic solution is none."""
    published = one_way("age", {"a": 60, "b": None, "c": None, "d": None}, 63)
    assert set(attack(published).intervals.values()) == {(1, 1)}


@pytest.mark.parametrize("seed", range(40))
def test_intervals_are_those_of_every_possible_set_of_people(seed: int) -> None:
    """Tables of one or two dimensions, events and years among them, of three to six people."""
    published = tiny(random.Random(seed))
    assert attack(published).intervals == intervals(published)


def tiny(r: random.Random) -> Published:
    """A print of very few people with some cells hidden, at random."""
    year_of = {"e1": "2023", "e2": r.choice(("2023", "2024"))}
    shape = r.choice(
        (
            [("event",), ("year",)],
            [("event",)],
            [("event", "year")],
            [("event", "sex")],
            [("sex", "event")],
            [("sex", "age")],
            [("year", "sex"), ("sex",)],
        )
    )
    people = [
        {
            "event": r.choice(([], ["e1"], ["e2"], ["e1", "e2"])),
            "sex": [r.choice(("f", "m"))],
            "age": [r.choice(("a", "b"))],
        }
        for _ in range(r.randint(3, 4))
    ]
    for p in people:
        p["year"] = sorted({year_of[e] for e in p["event"]}) or [UNKNOWN]
        p["event"] = p["event"] or [UNKNOWN]
    tables, impossible = [], set()
    counted: dict[Cell, int] = {(): len(people)}
    for dims in shape:
        codes = tuple(tuple(sorted({c for p in people for c in p[d]})) for d in dims)
        table = Table(dims, codes)
        tables.append(table)
        for found in chain(table.cells(), table.margins()):
            pair = dict(found)
            nested = len(pair) == 2 and set(dims) == {"event", "year"}
            if nested and {**year_of, UNKNOWN: UNKNOWN}[pair["event"]] != pair["year"]:
                impossible.add(found)
                continue
            counted[found] = sum(all(c in p[d] for d, c in found) for p in people)
    hidden = {c for c in counted if c and r.random() < 0.6}
    listed = {c for p in people for c in p["event"]}
    return Published(
        1,
        tuple(tables),
        {c: n for c, n in counted.items() if c not in hidden},
        frozenset(hidden),
        frozenset(impossible),
        {e: y for e, y in year_of.items() if e in listed},
    )
