"""How strong a passphrase is said to be, and what the generator gives."""

from __future__ import annotations

import pytest

from app.passphrases import LEAST_STEP, generated, strength, word_list


@pytest.mark.parametrize(
    ("passphrase", "step"),
    [
        ("", 0),
        (" ", 0),
        ("password", 0),
        ("P@ssw0rd1", 0),
        ("Password2024!", 0),
        ("qwertyuiop1234567890", 0),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", 0),
        ("casebook sample", 0),
        ("북한인권 서울 2024", 0),
        ("river lantern copper", 1),
        ("abacusunripestoop", 1),
        ("river river river river river river", 0),
        ("river lantern copper seven", 2),
        ("Correct-Horse-Battery-Staple", 2),
        ("river lantern copper seven orchard", 3),
        ("river lantern copper seven orchard tin", 4),
        ("압록강 건너편 느티나무 아래 파란 자전거", 4),
        ("kqzjvxwpylmnrtbdfghc", 4),
        ("xK9#mQ2$vL7!pR4&tZ", 4),
        ("7K3M-9QTX-2HWD-5RZB", 4),
    ],
)
def test_how_strong(passphrase: str, step: int) -> None:
    assert strength(passphrase).step == step, strength(passphrase)


def test_a_longer_passphrase_is_never_weaker_by_much() -> None:
    bits = [strength(word).bits for word in ("river", "river lantern", "river lantern copper", "x" * 2000)]
    assert bits[:3] == sorted(bits[:3])
    assert bits[3] < 28


def test_the_list_is_that_of_dice() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 6**5
    assert (words[0], words[-1]) == ("abacus", "zoom")
    assert all(word.isascii() and word == word.strip().lower() for word in words)


def test_a_new_passphrase_is_six_words_and_strong() -> None:
    made = [generated() for _ in range(200)]
    assert len(set(made)) == 200
    for passphrase in made:
        parts = passphrase.split(" ")
        assert len(parts) == 6
        assert set(parts) <= set(word_list())
    steps = [strength(passphrase).step for passphrase in made]
    assert min(steps) >= LEAST_STEP
    assert steps.count(4) >= 190
