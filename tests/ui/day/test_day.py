"""The day, worked through key by key on both sides; its figures are those of docs/usability.md."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from main import Vaults
from tests.db.conftest import cheap_terms
from tests.ui.day.books import book, expected
from tests.ui.day.page import DOC, counted, page
from tests.ui.day.person import work
from tests.ui.day.real import expected as the_day
from tests.ui.day.real import run
from tests.ui.day.steps import DAY, MINORS
from tests.ui.day.strokes import SWITCH, Chord, Typist, Word, presses
from tests.ui.day.vaults import kept, left, meant
from tests.ui.day.words import BOTH, KOREAN, OCTOBER, Words, minors
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
def test_the_day_in_casebook(
    look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    vaults, folder = Vaults(cheap_terms()), tmp_path / "vault"
    make(vaults, folder, words)
    before = kept(vaults, folder)
    done = work(vaults, folder, words)
    assert done.troubles == ()
    assert done.locked
    assert done.presses == tuple(ours for ours, _theirs in counted(words))
    assert done.minors == minors(words)
    assert left(vaults, folder, before) == meant(words)


@pytest.mark.long
@pytest.mark.timeout(500)
@pytest.mark.skipif(sys.platform != "linux", reason="ibus is the input method of Linux desktops")
@LANGUAGES
def test_the_day_with_a_real_input_method(tmp_path: Path, words: Words) -> None:
    assert run(words, tmp_path) == the_day(words)


@LANGUAGES
def test_all_that_is_typed_is_looked_for(words: Words) -> None:
    told = "\n".join(meant(words).records)
    typed = (
        *(words.said, words.urgent, words.caller, words.reach, words.name, words.other),
        *(words.birth, words.source, words.quote, words.basis, words.seen_by, words.task, words.colleague),
        words.answer,
    )
    assert [text for text in typed if text not in told] == []
    assert unicodedata.is_normalized("NFC", told)


@LANGUAGES
def test_the_day_in_a_workbook(words: Words) -> None:
    sheets, begun, typist = book(words), book(words), Typist()
    pressed = []
    for step in DAY:
        pressed.append(sheets.do(typist.strokes(step.workbook(words))))
        if step is MINORS:
            cases = sheets.sheets["Cases"]
            assert sorted(cases.rows[n][1] for n in cases.shown or ()) == minors(words)
    assert pressed == [theirs for _ours, theirs in counted(words)]
    changed = {
        name: [row for row in sheet.rows if row not in begun.sheets[name].rows]
        for name, sheet in sheets.sheets.items()
    }
    assert changed == expected(words)
    claims = [row for row in begun.sheets["Claims"].rows if row[0] == OCTOBER]
    assert sheets.letters == [claims]
    assert (sheets.files, sheets.saved, sheets.closed) == (["brief.pdf", "1125"], True, True)


@LANGUAGES
def test_casebook_takes_fewer_presses(words: Words) -> None:
    ours, theirs = (sum(side) for side in zip(*counted(words), strict=True))
    assert ours < theirs


def test_the_page_holds_the_figures() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert text == page(text), "python -m tests.ui.day.page writes it"
    assert page(text.replace(f"{sum(o for o, _t in counted(KOREAN)):,}", "1")) == text, "the control"
