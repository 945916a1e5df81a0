"""EDTF: what is taken, which days it names, what is refused, and that text survives the round trip."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates.edtf import Interval, OneOf, Point, parse, span
from app.errors import Invalid
from app.messages import Msg
from app.values import uncertain

DAYS = [
    ("2023", "2023-01-01", "2023-12-31", "year"),
    ("2023-10", "2023-10-01", "2023-10-31", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2023-10-09", "2023-10-09", "2023-10-09", "day"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
    ("2018-21", "2018-03-01", "2018-05-31", "season"),
    ("2018-22", "2018-06-01", "2018-08-31", "season"),
    ("2018-23", "2018-09-01", "2018-11-30", "season"),
    ("2018-24", "2018-12-01", "2019-02-28", "season"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("1987-XX", "1987-01-01", "1987-12-31", "year"),
    ("2023-10-XX", "2023-10-01", "2023-10-31", "month"),
    ("2023-XX-XX", "2023-01-01", "2023-12-31", "year"),
    ("2012-02/2012-03", "2012-02-01", "2012-03-31", "range"),
    ("2018/..", "2018-01-01", None, "range"),
    ("../2020", None, "2020-12-31", "range"),
    ("/2013-02", None, "2013-02-28", "range"),
    ("[1991,1992]", "1991-01-01", "1992-12-31", "set"),
    ("[2023-10-09,2023-08-29,2023-09]", "2023-08-29", "2023-10-09", "set"),
    ("XXXX", None, None, "none"),
    ("XXXX-03", None, None, "none"),
    ("0001", "0001-01-01", "0001-12-31", "year"),
    ("000X", "0001-01-01", "0009-12-31", "decade"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), DAYS)
def test_days(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    found = span(text)
    assert (found.earliest, found.latest) == (_day(earliest), _day(latest))
    assert found.precision == precision
    assert not found.approximate
    assert str(parse(text)) == text


@pytest.mark.parametrize("text", ["2023-08-29~", "1987%", "2018-22~", "1987~/1990", "[1991~,1992]"])
def test_about_is_told_and_widens_nothing(text: str) -> None:
    found = span(text)
    plain = span(text.replace("~", "").replace("%", ""))
    assert found.approximate
    assert (found.earliest, found.latest) == (plain.earliest, plain.latest)


def test_a_doubt_is_not_an_about() -> None:
    assert not span("1987?").approximate
    assert parse("1987?") == Point("1987", sign="?")


REFUSED = [
    "", " ", "2024-02-30", "2023-02-29", "2023-13", "2023-00", "2023-10-00", "2023-10-32", "0000", "0000-01",
    "10000", "Y10000", "-0001", "23", "2023-1", "2023-10-9", "2023/10/09", "2023.10.09", "2023-20",
    "20231009",
    "2023-25", "2023-22-01", "2023-XX-05", "199X-03", "19X5", "X999", "XXXX-XX", "XXXX-03-05", "XXXX-03-XX",
    "2023-10-09T20:00", "2023~?", "2004-06~-11", "2012-03/2012-02", "2020/2018", "../..", "/", "..", "..//",
    "2018/2019/2020", "2018/now", "XXXX/2018", "[1991]", "[1991,1991]", "[1991,1992", "[1991..1993]",
    "{1991,1992}", "[]", "[XXXX,1991]", "2023 ", " 2023", "2023-10-09\n", "２０２３", "२०२३", "2023–10",
    "9999-24", "2023-10-09/2023-02-30", "199x", "2023-xx",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        span(text)
    assert caught.value.message.text is Msg.DATE_NOT_EDTF
    assert not caught.value.message.values


def test_a_value_carries_its_days() -> None:
    found = uncertain("2018-22", "여름에")
    assert (found.edtf, found.words) == ("2018-22", "여름에")
    assert (found.earliest, found.latest) == (date(2018, 6, 1), date(2018, 8, 31))


SIGNS = st.sampled_from(["", "?", "~", "%"])
YEARS = st.integers(1, 9998).map(lambda y: f"{y:04}")


@st.composite
def points(draw: st.DrawFn) -> str:
    """Any date of the forms above."""
    kinds = ("day", "month", "season", "year", "decade", "century", "month_x", "day_x", "both_x")
    kind = draw(st.sampled_from(kinds))
    year = draw(YEARS)
    body = {
        "day": lambda: draw(st.dates(date(1, 1, 1), date(9998, 12, 31))).isoformat(),
        "month": lambda: f"{year}-{draw(st.integers(1, 12)):02}",
        "season": lambda: f"{year}-{draw(st.integers(21, 24))}",
        "year": lambda: year,
        "decade": lambda: f"{year[:3]}X",
        "century": lambda: f"{year[:2]}XX",
        "month_x": lambda: f"{year}-XX",
        "both_x": lambda: f"{year}-XX-XX",
        "day_x": lambda: f"{year}-{draw(st.integers(1, 12)):02}-XX",
    }[kind]()
    return body + draw(SIGNS)


@given(points())
def test_a_point_survives_the_round_trip(text: str) -> None:
    assert str(parse(text)) == text
    found = span(text)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.latest


@given(points(), points())
def test_a_range_is_taken_only_forwards(first: str, last: str) -> None:
    start, end = span(first), span(last)
    assert start.earliest is not None
    assert end.latest is not None
    text = f"{first}/{last}"
    if start.earliest > end.latest:
        with pytest.raises(Invalid):
            parse(text)
        return
    assert isinstance(parse(text), Interval)
    assert str(parse(text)) == text
    assert (span(text).earliest, span(text).latest) == (start.earliest, end.latest)


@given(st.lists(points(), min_size=2, max_size=4, unique=True))
def test_a_set_holds_all_its_days(texts: list[str]) -> None:
    text = f"[{','.join(texts)}]"
    found = span(text)
    assert isinstance(parse(text), OneOf)
    assert str(parse(text)) == text
    for one in texts:
        days = span(one)
        assert days.earliest is not None
        assert found.earliest is not None
        assert found.earliest <= days.earliest


@given(st.text(max_size=30))
def test_any_text_is_taken_or_refused(text: str) -> None:
    with suppress(Invalid):
        assert str(parse(text)) == text
