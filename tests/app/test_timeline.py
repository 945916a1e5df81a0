"""Uncertain dates on an axis."""

from __future__ import annotations

from datetime import date

import pytest

from app.records.record import new
from app.timeline import Axis, Moment, is_exact, timeline
from app.values import uncertain


def moment(edtf: str) -> Moment:
    step = new("step", kind="arrest", date=uncertain(edtf) if edtf else None)
    return Moment(step, "date", "step")


def test_dates_stand_in_the_order_in_which_they_may_have_begun_and_unknown_ones_apart() -> None:
    late, unknown, early = moment("2023-10-09"), moment(""), moment("2021-08")
    made = timeline([late, unknown, early])
    assert [s.moment for s in made.placed] == [early, late]
    assert made.undated == (unknown,)


def test_a_stretch_reaches_from_the_earliest_day_to_the_latest() -> None:
    made = timeline([moment("2021"), moment("2023-12-31")])
    assert made.axis is not None
    year, day = made.placed
    assert made.axis.share(date(2021, 1, 1)) == year.left < year.right == made.axis.share(date(2021, 12, 31))
    assert day.left == day.right
    assert (year.exact, day.exact) == (False, True)


def test_an_open_end_reaches_the_end_of_the_axis_with_room_before_it() -> None:
    made = timeline([moment("2021-08-01/.."), moment("../2023-05-01")])
    since, until = sorted(made.placed, key=lambda s: s.left, reverse=True)
    assert (since.open_left, since.open_right, since.right) == (False, True, 1.0)
    assert (until.open_left, until.open_right, until.left) == (True, False, 0.0)
    assert since.left > 0.1
    assert until.right < 0.9


def test_nothing_dated_has_no_axis() -> None:
    made = timeline([moment("")])
    assert (made.axis, made.placed, len(made.undated)) == (None, (), 1)


def test_a_single_day_gets_an_axis_of_two_months() -> None:
    made = timeline([moment("2023-10-09")])
    assert made.axis is not None
    assert (made.axis.last - made.axis.first).days == 60
    assert made.placed[0].left == 0.5


@pytest.mark.parametrize("edtf", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_hold(edtf: str) -> None:
    assert timeline([moment(edtf)]).axis is not None


def test_ticks_are_as_many_as_there_is_room_for() -> None:
    axis = Axis(date(2018, 3, 5), date(2024, 6, 1))
    assert [d.isoformat() for d in axis.ticks(8)] == [f"{y}-01-01" for y in range(2019, 2025)]
    assert len(axis.ticks(3)) <= 3
    months = Axis(date(2023, 9, 20), date(2023, 12, 20)).ticks(6)
    assert [d.isoformat() for d in months] == ["2023-10-01", "2023-11-01", "2023-12-01"]


@pytest.mark.parametrize(
    ("edtf", "exact"),
    [
        ("2023-10-09", True),
        ("2021-08-01/2023-10-09", True),
        ("2023-10-09~", False),
        ("2023", False),
        ("2023-10-09?", False),
    ],
)
def test_what_is_exact(edtf: str, exact: bool) -> None:
    assert is_exact(uncertain(edtf)) is exact
