"""Origins and ranges: each rule of the domain page, and that nothing is ever summed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.figures import (
    Origin,
    happened_origins,
    has_figure,
    last_stances,
    main_range,
    origin_of_count,
    range_of,
)
from app.claims.words import Labels, figure_words, range_words, topic
from app.records.record import Record
from app.values import Text, uncertain
from tests.stories import claim

FIGURE = {"measure": "handed_over", "low": 600, "high": 600, "qualifier": "about"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Origin.OWN),
        ({"named": "no"}, Origin.UNNAMED),
        ({"repeats_words": Text("one missionary")}, Origin.REPEATS),
        ({"running_total": "yes"}, Origin.RUNNING_TOTAL),
        ({"stance": "denies", "state": "CN"}, Origin.OFFICIAL),
        ({"low": None, "high": None, "qualifier": "hundreds"}, Origin.NO_FIGURE),
    ],
)
def test_each_reason_why_a_claim_is_no_origin(changes: dict[str, object], expected: Origin) -> None:
    assert origin_of_count(claim(**{**FIGURE, **changes})) is expected


def test_a_part_of_another_figure_is_no_origin() -> None:
    whole = claim(**FIGURE)
    assert origin_of_count(claim(**FIGURE, part_of=whole.id)) is Origin.PART


def test_ten_papers_that_repeat_one_are_one_origin() -> None:
    first = claim(**FIGURE)
    papers = [claim(**FIGURE, claimant=Text(f"Paper {n}"), repeats=first.id) for n in range(10)]
    found = range_of([first, *papers], "handed_over")
    assert found is not None
    assert found.origins == 1


def test_one_claimant_with_two_figures_is_one_origin_and_spans_both() -> None:
    found = range_of([claim(**FIGURE), claim(**{**FIGURE, "low": 500, "high": 500})], "handed_over")
    assert found is not None
    assert (found.origins, found.low.figure, found.high.figure) == (1, 500, 600)


@pytest.mark.parametrize(
    ("claims", "english", "korean"),
    [
        ([("about", 300, 400)], "about 300 to 400", "약 300명에서 400명까지"),
        ([("between", 50, 60)], "50 to 60", "50명에서 60명까지"),
        ([("exactly", 40, 40)], "40", "40명이"),
        ([("up_to", None, 600)], "up to 600", "많게는 600명이"),
        ([("at_least", 30, None)], "at least 30", "적어도 30명이"),
        ([("more_than", 2000, None)], "more than 2,000", "2,000명이 넘는 수가"),
        ([("about", 600, 600), ("more_than", 600, None)], "more than 600", "600명이 넘는 수가"),
        ([("up_to", None, 600), ("exactly", 600, 600)], "600", "600명이"),
        ([("exactly", 80, 80), ("about", 90, 90)], "80 to about 90", "80명에서 약 90명까지"),
        (
            [("more_than", 500, None), ("up_to", None, 600), ("about", 600, 600)],
            "more than 500 to about 600",
            "500명이 넘는 수에서 약 600명까지",
        ),
    ],
)
def test_ranges_in_words(claims: list[tuple[str, int | None, int | None]], english: str, korean: str) -> None:
    drafts = [
        claim(claimant=Text(f"Group {n}"), measure="handed_over", qualifier=q, low=low, high=high)
        for n, (q, low, high) in enumerate(claims)
    ]
    found = range_of(drafts, "handed_over")
    assert found is not None
    assert range_words(found, "en") == (english, "reported handed over")
    assert range_words(found, "ko") == (korean, "인계된 것으로 보도됨")


@given(
    st.lists(st.tuples(st.integers(1, 5000), st.sampled_from(["about", "more_than", "exactly"])), min_size=1)
)
def test_no_figure_is_printed_that_nobody_claimed(figures: list[tuple[int, str]]) -> None:
    drafts = [
        claim(claimant=Text(f"Group {n}"), measure="handed_over", qualifier=q, low=f, high=f)
        for n, (f, q) in enumerate(figures)
    ]
    found = range_of(drafts, "handed_over")
    assert found is not None
    claimed = {f for f, _q in figures}
    assert {found.low.figure, found.high.figure} == {min(claimed), max(claimed)}


def test_the_measure_of_the_kind_goes_before_one_with_more_origins() -> None:
    held = [claim(claimant=Text(f"G{n}"), measure="detained", low=9, high=9) for n in range(3)]
    assert main_range([*held, claim(**FIGURE)], "forced_return") == range_of([claim(**FIGURE)], "handed_over")
    assert main_range(held, "forced_return") == range_of(held, "detained")
    assert main_range([], "arrest") is None


def test_the_last_dated_stance_of_a_state_counts() -> None:
    def said(stance: str, on: str) -> Record:
        values = {"said_on": uncertain(on)} if on else {}
        return claim(stance=stance, state="KR", **values)

    undated, early, late = (
        said("silent", ""),
        said("neither_confirms_nor_denies", "2023-10-11"),
        said("denies", "2023-10-13"),
    )
    assert last_stances([late, early, undated])["KR"] is late
    assert last_stances([undated])["KR"] is undated


def test_happened_counts_named_claimants_once_and_no_stance() -> None:
    drafts = [
        claim(claimant=Text("A"), hour="19:30"),
        claim(claimant=Text("a ")),
        claim(claimant=Text("B"), named="no"),
        claim(claimant=Text("C"), stance="denies", state="CN"),
        claim(claimant=Text("D"), running_total="yes", **FIGURE),
    ]
    assert len(happened_origins(drafts)) == 1


def test_words_without_a_number_are_quoted_and_unknown_is_not() -> None:
    labels: Labels = {}
    assert figure_words(claim(qualifier="hundreds"), labels, "en") == "“hundreds”"
    assert figure_words(claim(qualifier="unknown"), labels, "en") == ""
    assert not has_figure(claim(qualifier="hundreds"))


@pytest.mark.parametrize(("word", "particle"), [("중국", "은"), ("러시아", "는"), ("DPRK", "은"), ("", "은")])
def test_topic_particle_follows_the_final_sound(word: str, particle: str) -> None:
    assert topic(word) == particle
