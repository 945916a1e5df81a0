"""The table of phrases and its page; a thousand values said in words and read again."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import HealthCheck, assume, find, given, settings
from hypothesis import strategies as st

from app.dates.display import format as show
from app.dates.edtf import parse
from app.dates.phrases import read_date, understand
from app.errors import Invalid
from app.values import uncertain
from tests.app.dates.table import DOC, PHRASES, REFUSED, Phrase, page
from tests.app.dates.test_edtf import points
from ui.commands import showing
from ui.commands.rooms import Rooms

NO_ROOMS = cast(Rooms, None)
"""`date` asks nothing of the vault."""
Shower = Callable[[str, str], str]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.text)
def test_the_command_says_of_each_phrase_what_the_table_says(
    phrase: Phrase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert showing.date(Namespace(text=phrase.text, json=True), NO_ROOMS) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "edtf": phrase.edtf,
        "earliest": phrase.earliest or None,
        "latest": phrase.latest or None,
        "calendar": phrase.calendar,
        "words": phrase.text,
    }


def test_there_are_enough_in_each_language_and_none_twice() -> None:
    korean = [p for p in PHRASES if any("가" <= c <= "힣" for c in p.text)]
    assert min(len(korean), len(PHRASES) - len(korean)) >= 40
    assert len({p.text for p in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize("text", REFUSED)
def test_not_understood(text: str) -> None:
    with pytest.raises(Invalid):
        understand(text)


def test_the_page_holds_the_table() -> None:
    """Control: with a line changed it does not."""
    text = DOC.read_text(encoding="utf-8")
    assert page(text) == text
    changed = text.replace("../2013-02", "../2013-05")
    assert page(changed) != changed


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Any value a field of a date can hold: a point, a range with or without both ends, one of several."""
    kind = draw(st.sampled_from(["point", "range", "open", "one of", "no year"]))
    if kind == "no year":
        return draw(st.sampled_from(["XXXX", *(f"XXXX-{month:02}" for month in range(1, 13))]))
    first, second = draw(points()), draw(points())
    if kind == "point":
        return first
    if kind == "open":
        end = draw(st.sampled_from(["", ".."]))
        return draw(st.sampled_from([f"{first}/{end}", f"{end}/{first}"]))
    text = f"{first}/{second}" if kind == "range" else f"[{first},{second}]"
    try:
        return str(parse(text))
    except Invalid:
        assume(False)  # the end before the beginning, or the same twice
        raise


def survives(edtf: str, language: str, shower: Shower = show) -> bool:
    """Whether a value said in words and read again is the same value, with the same days."""
    try:
        found = read_date(shower(edtf, language))
    except Invalid:
        return False
    value = uncertain(edtf)
    return (found.edtf, found.earliest, found.latest) == (edtf, value.earliest, value.latest)


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(dates(), st.sampled_from(["en", "ko"]))
def test_a_thousand_values_survive_being_said_and_read(edtf: str, language: str) -> None:
    assert survives(edtf, language)


@pytest.mark.parametrize(
    "broken",
    [
        lambda edtf, language: show(edtf, language).replace("until", "before").replace("까지", " 전"),
        lambda edtf, language: show(edtf, language).replace("autumn", "spring").replace("가을", "봄"),
        lambda edtf, language: show(edtf, language).replace("about ", "").replace("경", ""),
        lambda edtf, language: show(edtf, language, short=True),
    ],
    ids=["before for until", "a wrong season", "no about", "what the short form leaves out"],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_renderer_that_is_wrong_does_not_survive(broken: Shower, language: str) -> None:
    """Control of the thousand."""
    lost = find(
        dates(),
        lambda edtf: not survives(edtf, language, broken),
        settings=settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck)),
    )
    assert survives(lost, language)
