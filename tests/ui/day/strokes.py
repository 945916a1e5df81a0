"""Key presses and how they are counted, the same on both sides.

The rule is that of the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user
performance time with interactive systems", Communications of the ACM 23(7), 1980): each key or button that is
pressed is one, and Shift, Ctrl and Alt are keys. Here a modifier that stays down while its key is repeated is
pressed once. A Hangul syllable is the keys of its letters on the keyboard of two sets (KS X 5002); the key
that goes over between Hangul and Latin letters is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SWITCH = "Hangul"
"""The key between Hangul and Latin letters."""

_CHORD = re.compile(r"\[([^\]]+?)(?:\*(\d+))?\]")
SHIFTED = set('~!@#$%^&*()_+{}|:"<>?') | {chr(n) for n in range(ord("A"), ord("Z") + 1)}
"""What a keyboard of the United States writes with Shift; the Korean one has them in the same places."""

_INITIAL = tuple("rRseEfaqQtTdwWczxvg")
_VOWEL = (
    *("k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl"),
    *("y", "n", "nj", "np", "nl", "b", "m", "ml", "l"),
)
_FINAL = (
    *("", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg"),
    *("a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g"),
)
"""The letters of Hangul in the order of Unicode, as the keys of two sets that write them."""


@dataclass(frozen=True)
class Chord:
    """A key with its modifiers, as Qt names them ("Ctrl+Shift+M"), pressed `times` times."""

    keys: str
    times: int = 1

    @property
    def presses(self) -> int:
        """Its modifiers once, its key each time."""
        return len(self.parts) - 1 + self.times

    @property
    def parts(self) -> list[str]:
        """Modifiers and key; the key may be a plus."""
        return [p or "+" for p in self.keys.replace("++", "+\0").replace("\0", "").split("+")]


@dataclass(frozen=True)
class Word:
    """Text that is typed: whether in Hangul mode, and the letters of the keys ("rk" writes a syllable)."""

    text: str
    hangul: bool
    letters: str

    @property
    def presses(self) -> int:
        """A key each, Shift where it is needed."""
        return sum(2 if letter in SHIFTED else 1 for letter in self.letters)


Stroke = Chord | Word


class Typist:
    """Turns what is to be pressed into strokes; remembers in which letters the keyboard writes.

    `[Ctrl+K]` is a chord, `[Tab*3]` three of them; everything else is typed as it stands.
    """

    def __init__(self) -> None:
        self.hangul = False

    def strokes(self, written: str) -> Iterator[Stroke]:
        """The strokes of one line of the day."""
        place = 0
        for found in _CHORD.finditer(written):
            yield from self._typed(written[place : found.start()])
            yield Chord(found[1], int(found[2] or 1))
            place = found.end()
        yield from self._typed(written[place:])

    def _typed(self, text: str) -> Iterator[Stroke]:
        for hangul, run in _runs(text, self.hangul):
            if hangul != self.hangul:
                self.hangul = hangul
                yield Chord(SWITCH)
            yield Word(run, hangul, "".join(_keys(letter) for letter in run))


def _runs(text: str, hangul: bool) -> Iterator[tuple[bool, str]]:
    """Parts of a text that are typed in one mode; what both write stays in the mode one is in."""
    run = ""
    for letter in text:
        wanted = True if _is_hangul(letter) else False if letter.isalpha() else hangul
        if wanted != hangul and run:
            yield hangul, run
            run = ""
        hangul = wanted
        run += letter
    if run:
        yield hangul, run


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _keys(letter: str) -> str:
    """The keys of a letter: of a syllable its letters on two sets, else itself. Raises for what has none."""
    if _is_hangul(letter):
        number = ord(letter) - ord("가")
        return _INITIAL[number // 588] + _VOWEL[number % 588 // 28] + _FINAL[number % 28]
    if not (letter.isascii() and letter.isprintable()):
        raise ValueError(unicodedata.name(letter))
    return letter


def presses(strokes: Iterable[Stroke]) -> int:
    """How many keys are pressed."""
    return sum(stroke.presses for stroke in strokes)
