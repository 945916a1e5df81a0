"""Ages at a day: ranges, bands, minors."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ages import BANDS, Ages, ages, band, minor
from app.values import uncertain

CASES = [
    ("[1991,1992]", "2023-10-09", Ages(30, 32), "30-39", "no"),
    ("1968", "2023-10-09", Ages(54, 55), "50+", "no"),
    ("1987~", "2023-10-09", Ages(34, 37), "30-39", "no"),
    ("2006", "2023-10-09", Ages(16, 17), "0-17", "yes"),
    ("2005", "2023-10-09", Ages(17, 18), "", "unknown"),
    ("2005-10-09", "2023-10-09", Ages(18, 18), "18-29", "no"),
    ("2005-10-10", "2023-10-09", Ages(17, 17), "0-17", "yes"),
    ("2004-02-29", "2022-02-28", Ages(17, 17), "0-17", "yes"),
    ("2004-02-29", "2022-03-01", Ages(18, 18), "18-29", "no"),
    ("1993", "2023-10-09", Ages(29, 30), "", "no"),
    ("199X", "2023-10-09", Ages(23, 33), "", "no"),
    ("2023-10", "2023-10-09", Ages(0, 0), "0-17", "yes"),
    ("1980", "2012-02/2012-03", Ages(31, 32), "30-39", "no"),
]


@pytest.mark.parametrize(("birth", "at", "expected", "in_band", "is_minor"), CASES)
def test_ages(birth: str, at: str, expected: Ages, in_band: str, is_minor: str) -> None:
    found = ages(uncertain(birth), uncertain(at))
    assert found == expected
    assert band(found) == in_band
    assert minor(found) == is_minor


def test_what_is_not_known_is_no_age() -> None:
    assert ages(None, uncertain("2023")) is None
    assert ages(uncertain("1990"), None) is None
    assert ages(uncertain("../1990"), uncertain("2023")) is None
    assert ages(uncertain("XXXX-03"), uncertain("2023")) is None
    assert ages(uncertain("2024"), uncertain("2023")) is None
    assert band(None) == ""
    assert minor(None) == "unknown"


def test_as_text() -> None:
    assert (str(Ages(30, 32)), str(Ages(17, 17))) == ("30–32", "17")


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(0, 30000))
def test_a_whole_date_gives_one_age_in_one_band(born: date, days: int) -> None:
    found = ages(uncertain(born.isoformat()), uncertain((born + timedelta(days=days)).isoformat()))
    assert found is not None
    assert found.low == found.high
    assert abs(found.low - days / 365.2425) <= 1.01
    assert band(found) in BANDS
