"""The day, worked through key by key on both sides; its figures are those of docs/usability.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from main import Vaults
from tests.db.conftest import cheap_terms
from tests.ui.day.books import book
from tests.ui.day.page import DOC, counted, page
from tests.ui.day.person import work
from tests.ui.day.steps import DAY
from tests.ui.day.strokes import SWITCH, Chord, Typist, Word, presses
from tests.ui.day.words import BOTH, KOREAN, Words
from tests.ui.day.workbook import TODAY
from tests.ui.day.yesterday import make
from ui.theme import Theme

LANGUAGES = pytest.mark.parametrize("words", BOTH, ids=lambda w: w.language)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("[Ctrl+Shift+M]", 3),
        ("[Tab*3]", 3),
        ("[Ctrl+PgDown*3]", 4),  # Ctrl stays down
        ("[Ctrl++]", 2),
        ("ab 1", 4),
        ("Ab?", 5),
        ("한", 4),  # the key to Hangul, and three letters
        ("까", 4),  # Shift too
        ("과", 4),  # ㅘ is two keys
        ("닭", 5),
        ("한a한", 10),
        ("한1한", 8),
    ],
)
def test_what_counts_as_a_press(written: str, count: int) -> None:
    assert presses(Typist().strokes(written)) == count


def test_the_keys_of_hangul() -> None:
    assert list(Typist().strokes("홍길동 a")) == [
        Chord(SWITCH),
        Word("홍길동 ", True, "ghdrlfehd "),
        Chord(SWITCH),
        Word("a", False, "a"),
    ]


@pytest.mark.slow
@LANGUAGES
def test_the_day_in_casebook(look: Theme, tmp_path: Path, words: Words) -> None:
    vaults = Vaults(cheap_terms())
    folder = tmp_path / "vault"
    make(vaults, folder, words)
    done = work(vaults, folder, words)
    assert done.troubles == ()
    assert done.presses == tuple(ours for ours, _theirs in counted(words))


@LANGUAGES
def test_the_day_in_a_workbook(words: Words) -> None:
    kept, typist = book(words), Typist()
    pressed = [kept.do(typist.strokes(step.workbook(words))) for step in DAY]
    assert pressed == [theirs for _ours, theirs in counted(words)]
    call = [TODAY, words.caller, words.said, words.urgent, words.reach, "9"]
    assert kept.sheets["Calls"].rows[2:] == [call]
    assert kept.sheets["Cases"].rows[-1] == ["9", words.name]


@LANGUAGES
def test_casebook_takes_fewer_presses(words: Words) -> None:
    ours, theirs = (sum(side) for side in zip(*counted(words), strict=True))
    assert ours < theirs


def test_the_page_holds_the_figures() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert text == page(text), "python -m tests.ui.day.page writes it"
    assert page(text.replace(f"{sum(o for o, _t in counted(KOREAN)):,}", "1")) == text, "the control"
