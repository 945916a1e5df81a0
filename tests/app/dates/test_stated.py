"""Ages as people state them: whoever is of that age is among those born then, by each way of counting."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.ages import Ages, ages, counted, minor
from app.dates.phrases import read_date, understand
from app.dates.stated import stated
from app.errors import Invalid
from app.values import uncertain

LUNAR_NEW_YEARS = {2005: (2, 9), 2006: (1, 29), 2007: (2, 18), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25)}
"""First days of lunar years, in Korea and China alike."""


def _lived(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _holds(text: str, born: date) -> bool:
    found = read_date(text, birth=True)
    assert found.earliest is not None
    assert found.latest is not None
    return found.earliest <= born <= found.latest


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.dates(date(1940, 1, 1), date(2026, 11, 25)))
def test_whoever_is_of_the_age_is_among_those_born_then(born: date, on: date) -> None:
    assume(born <= on)
    day = f"{on.year}년 {on.month}월 {on.day}일에"
    lived, year = _lived(born, on), on.year - born.year
    assert _holds(f"{day} 만 {lived}세", born)
    assert _holds(f"{day} 연 나이 {year}세", born)
    assert _holds(f"{day} 세는나이로 {year + 1}살", born)
    assert _holds(f"{day} {lived}세", born)
    assert _holds(f"{day} {year + 1}살", born)
    assert not _holds(f"{day} 만 {lived + 2}세", born), "control"


@pytest.mark.parametrize("said", [2018, 2019])
@pytest.mark.parametrize("edge", [0, -1], ids=["new year's day", "the day before"])
def test_xusui_goes_by_the_lunar_new_year(said: int, edge: int) -> None:
    """Born on the first and on the last day of a lunar year, said on the first and the last of another."""

    def first(year: int) -> date:
        return date(year, *LUNAR_NEW_YEARS[year])

    for born, of in ((first(2006), 2006), (date.fromordinal(first(2007).toordinal() - 1), 2006)):
        on = date.fromordinal(first(said + 1).toordinal() - 1) if edge else first(said)
        text = f"xusui {said - of + 1} years old on {on.isoformat()}"
        assert _holds(text, born), text


def test_how_it_was_counted_is_kept_and_an_age_is_a_date_only_of_birth() -> None:
    said = stated("korean age 14 in 2019")
    assert said is not None
    assert (said.age, said.counting, said.about, said.when) == (14, "korean", False, "2019")
    assert read_date("2019년에 세는나이로 14살", birth=True).words == "2019년에 세는나이로 14살"
    with pytest.raises(Invalid):
        understand("2019년에 세는나이로 14살")
    assert stated("20세기") is None


def test_an_age_that_nobody_said_how_to_count_may_leave_open_whether_it_was_a_minor() -> None:
    """Control: said by Korean counting it is certain."""
    event = uncertain("2023-10-09")
    assert minor(ages(read_date("2023년 10월에 18세", birth=True), event)) == "unknown"
    assert minor(ages(read_date("2023년에 세는나이로 18살", birth=True), event)) == "yes"
    assert minor(ages(read_date("2023년 10월 9일에 만 18세", birth=True), event)) == "no"


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.dates(date(1940, 1, 1), date(2026, 11, 25)))
def test_korean_counting_of_a_whole_date_is_one_age(born: date, on: date) -> None:
    assume(born <= on)
    found = counted(uncertain(born.isoformat()), uncertain(on.isoformat()))
    assert found == Ages(on.year - born.year + 1, on.year - born.year + 1)


def test_korean_counting_of_what_is_not_whole_is_a_range() -> None:
    assert counted(uncertain("[1991,1992]"), uncertain("2023-10-09")) == Ages(32, 33)
    assert counted(uncertain("1987~"), uncertain("2023-10-09")) == Ages(36, 38)
    assert counted(uncertain("XXXX"), uncertain("2023")) is None
