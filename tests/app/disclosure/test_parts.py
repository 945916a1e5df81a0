"""The parts of disclosure control by themselves: counting, folding, the solver, hiding."""

from __future__ import annotations

import pytest

from app.disclosure.counting import count, cross, fold_crossings, fold_small
from app.disclosure.guard import protect
from app.disclosure.model import OTHER, OTHER_OR_UNKNOWN, UNKNOWN, Layout, Person
from app.disclosure.solver import Infeasible, Programme
from app.disclosure.system import System

LAYOUT = Layout({"e1": "2023", "e2": "2024"}, {"a": "jilin", "b": "jilin", "c": "jilin", "d": "liaoning"})


def test_people_stand_once_in_each_of_their_events_and_years() -> None:
    people = [
        Person("1", frozenset({"e1", "e2"}), sex="f", years=frozenset({"2023", "2024"})),
        Person("2", frozenset({"e1"}), sex="m", years=frozenset({"2023"})),
        Person("3", frozenset(), sex="f"),
    ]
    counts = count(people, LAYOUT, 1)
    events = {code: counts.margins[(("event", code),)] for code in counts.codes["event"]}
    assert events == {"e1": 2, "e2": 1, UNKNOWN: 1}
    assert counts.total == 3
    assert cross(people, counts, ("sex", "year")) == {
        (("sex", "f"), ("year", "2023")): 1,
        (("sex", "f"), ("year", "2024")): 1,
        (("sex", "m"), ("year", "2023")): 1,
        (("sex", "f"), ("year", UNKNOWN)): 1,
    }


def test_a_person_given_twice_or_in_a_wrong_year_is_a_bug() -> None:
    person = Person("1", frozenset({"e1"}), years=frozenset({"2023"}))
    with pytest.raises(ValueError, match="twice"):
        count([person, person], LAYOUT, 10)
    with pytest.raises(ValueError, match="years"):
        count([Person("1", frozenset({"e1"}), years=frozenset({"2024"}))], LAYOUT, 10)


@pytest.mark.parametrize(
    ("counter", "folded"),
    [
        ({"x": 50, "y": 30, UNKNOWN: 3}, set()),
        ({"x": 50, "y": 30, "z": 6, "w": 5}, {"z", "w"}),
        ({"x": 50, "y": 30, "z": 6, "w": 1}, {"z", "w", "y"}),
        ({"x": 50, "z": 6}, set()),
        ({"x": 50, "y": 30, "z": 6}, {"z", "y"}),
    ],
)
def test_small_statuses_are_put_together_until_they_are_enough(
    counter: dict[str, int], folded: set[str]
) -> None:
    assert fold_small(counter, 10) == dict.fromkeys(folded, OTHER)


@pytest.mark.parametrize(
    ("counter", "fold"),
    [
        ({"a": 50, "b": 6, "c": 5}, {"b": "in:jilin", "c": "in:jilin"}),
        (
            {"a": 50, "b": 6, "d": 5},
            {"b": OTHER_OR_UNKNOWN, "d": OTHER_OR_UNKNOWN, UNKNOWN: OTHER_OR_UNKNOWN},
        ),
        ({"a": 50, "b": 6, UNKNOWN: 5}, {"b": OTHER_OR_UNKNOWN, UNKNOWN: OTHER_OR_UNKNOWN}),
        ({"a": 50, "b": 40, UNKNOWN: 5}, {}),
        ({"a": 50, "x": 6, UNKNOWN: 30}, {"x": OTHER_OR_UNKNOWN, UNKNOWN: OTHER_OR_UNKNOWN}),
    ],
)
def test_small_crossings_are_put_into_their_province_and_then_with_the_unknown(
    counter: dict[str, int], fold: dict[str, str]
) -> None:
    found = fold_crossings(counter, LAYOUT.province_of, 10)
    assert {code: found[code] for code in counter if code in found} == {
        code: fold[code] for code in counter if code in fold
    }


def test_whole_numbers_are_found_where_the_best_basic_solution_is_none() -> None:
    programme = Programme()
    a, b, c = (programme.variable(0, 1) for _ in range(3))
    for pair in ((a, b), (b, c), (a, c)):
        programme.row(dict.fromkeys(pair, 1.0), 0, 1)
    every = dict.fromkeys((a, b, c), -1.0)
    assert sum(programme.minimise(every)) == pytest.approx(1.5)
    assert sum(programme.whole(every)) == 1
    assert sum(programme.minimise(every)) == pytest.approx(1.5)


def test_no_whole_numbers_is_infeasible() -> None:
    programme = Programme()
    a, b, c = (programme.variable(0, 1) for _ in range(3))
    for pair in ((a, b), (b, c), (a, c)):
        programme.row(dict.fromkeys(pair, 1.0), 1, 1)
    with pytest.raises(Infeasible):
        programme.whole({a: 1.0})


def test_the_solver_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    programme = Programme()
    programme.whole({programme.variable(0, 1): 1.0})
    assert capfd.readouterr() == ("", "")


def test_nothing_is_hidden_where_nothing_can_help() -> None:
    system = System()
    for key, value in (("all", 50), ("few", 3), ("rest", 47)):
        system.add(key, value)
    system.equal("all", ("few", "rest"))
    few = {"few"}
    assert protect(system, 10, printed=["all", "rest"], hidden=few, costs={}) is None
    assert protect(system, 10, printed=["all", "rest"], hidden=few, costs={"rest": 1.0}) == {"few", "rest"}


def test_the_cheaper_of_two_is_hidden() -> None:
    system = System()
    for key, value in (("all", 90), ("few", 3), ("b", 40), ("c", 47)):
        system.add(key, value)
    system.equal("all", ("few", "b", "c"))
    hidden = protect(system, 10, printed=["all", "b", "c"], hidden={"few"}, costs={"b": 2.0, "c": 1.0})
    assert hidden == {"few", "c"}
