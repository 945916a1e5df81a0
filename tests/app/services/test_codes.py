"""Codes of cases: random, with a check, forgiving as they are typed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.services.codes import ALPHABET, check_character, new_code, tidy, with_check


def test_a_code_is_two_groups_and_says_nothing() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code) for code in codes)


@given(st.text(ALPHABET, min_size=7, max_size=7), st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_breaks_the_check(body: str, place: int, other: str) -> None:
    changed = body[:place] + other + body[place + 1 :]
    assert (check_character(body) == check_character(changed)) is (changed == body)


def test_a_typed_code_is_tidied() -> None:
    code = with_check("K7Q0M1X")
    assert tidy(" k7qo-mlx" + code[-1].lower()) == code
    assert tidy(" 2012-03") == "2012-03"
