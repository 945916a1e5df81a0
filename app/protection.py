"""The gate of names: no text leaves with the name of somebody whose consent does not reach its reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from app.errors import Refused
from app.messages import Msg
from app.names import fold
from app.romanise import is_hangul, latin_spellings, northern_southern

_HAN = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")
_PARTICLE = re.compile(
    "(?:은|는|이|가|을|를|의|에|도|와|과|로|씨|님|께|만|랑|에게|에서|에게서|께서|으로|이나|이라|이는)?"
)
_LATIN_LETTERS = 6
"""Shorter spellings that nobody recorded are words of other languages too ("ian", "mina")."""
_LATIN_WORDS, _MOST_WORDS = 4, 12
"""A Latin name is looked for as up to this many words in a row, or as many as the longest name has."""
_DOTS = str.maketrans("", "", "·‧•・･")
"""What some put between the parts of a name."""


@dataclass(frozen=True)
class Bearer:
    """Somebody with a name: the id of the person (or sealed identity) and every recorded spelling.

    `caller`: known only from a quick note that says who called; the id is that of the note.
    """

    id: UUID
    names: tuple[str, ...]
    caller: bool = False


_Span: TypeAlias = tuple[str, int, int, set[Bearer]]
"""Where a name was found: how the text was cut, first and last place, who bears it."""


class NameSearch:
    """Finds recorded names in free text, in every recorded spelling, however spaced or hyphenated.

    Hangul and Han names of two characters count only as a word of their own (with a particle), since such
    pairs stand inside other words; a Latin name needs two words or eight letters. A Hangul name is looked
    for as either Korea spells it, and where no Latin one is recorded, in every romanisation too.
    """

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self._latin: dict[str, set[Bearer]] = defaultdict(set)
        self._han: dict[str, set[Bearer]] = defaultdict(set)
        self._words = _LATIN_WORDS
        for bearer in bearers:
            for name in bearer.names:
                self._add(name, bearer)
            self._add_unrecorded(bearer)
        self._lengths = sorted({len(name) for name in self._han})

    def _add(self, name: str, bearer: Bearer) -> None:
        folded = fold(name.translate(_DOTS))
        if _HAN.search(folded):
            if len(folded) > 1:
                self._han[folded].add(bearer)
            return
        words = [w for word in re.split(r"[\W_]+", name) if (w := fold(word))]
        if len(words) > 1 or len(folded) >= 8:
            self._words = max(self._words, min(len(words), _MOST_WORDS))
            self._latin["".join(words)].add(bearer)
            self._latin[fold("".join(reversed(words)))].add(bearer)
            if len(words) > 2:  # given name first: Chol Su Kim
                self._latin[fold("".join([*words[1:], words[0]]))].add(bearer)

    def _add_unrecorded(self, bearer: Bearer) -> None:
        hangul = [name for name in bearer.names if is_hangul(name) and len(name) > 1]
        for name in hangul:
            for spelled in northern_southern(name):
                self._han[spelled].add(bearer)
        if not any(name.isascii() for name in bearer.names):
            for name in hangul:
                for folded in latin_spellings(name):
                    if len(folded) >= _LATIN_LETTERS:
                        self._latin[folded].add(bearer)

    def hits(self, text: str) -> list[frozenset[Bearer]]:
        """For each name found, everybody who bears it; a name inside a longer found one is not meant."""
        found = [*self._latin_spans(text), *self._han_spans(text), *self._short_han_spans(text)]
        return [
            frozenset(bearers)
            for space, start, end, bearers in found
            if not any(
                other == space and first <= start and end <= last and last - first > end - start
                for other, first, last, _bearers in found
            )
        ]

    def _latin_spans(self, text: str) -> Iterable[_Span]:
        words = [w for word in re.split(r"[\W_]+", text) if (w := fold(word)) and not _HAN.search(w)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._words, len(words)) + 1):
                if bearers := self._latin.get("".join(words[start:end])):
                    yield "latin", start, end, bearers

    def _han_spans(self, text: str) -> Iterable[_Span]:
        joined = fold(text.translate(_DOTS))
        for length in self._lengths:
            for start in range(len(joined) - length + 1 if length > 2 else 0):
                if bearers := self._han.get(joined[start : start + length]):
                    yield "han", start, start + length, bearers

    def _short_han_spans(self, text: str) -> Iterable[_Span]:
        for place, word in enumerate(text.split() if 2 in self._lengths else ()):
            folded = fold(re.sub(r"[^\w]", "", word))
            bearers = self._han.get(folded[:2]) if _PARTICLE.fullmatch(folded[2:]) else None
            if len(folded) > 1 and bearers and not self._is_longer(folded):
                yield "word", place, place + 1, bearers

    def _is_longer(self, word: str) -> bool:
        """Whether a word is a longer name that begins like a short one: 김영이 is not 김영 and a particle."""
        return any(word[:length] in self._han for length in self._lengths if 2 < length <= len(word))


def refuse_names(texts: Iterable[str], search: NameSearch, judge: Callable[[UUID], tuple[bool, str]]) -> None:
    """Raise Refused where a text holds a name none of whose bearers the consent reaches.

    `judge` tells of a bearer whether consent reaches this reader, and the code of the case ("" for none). The
    message names the case by code; a sealed identity or a person without a case only as "a name", and who
    called as that, for it may be a word that only looks like a name.
    """
    for text in texts:
        for bearers in search.hits(text):
            judged = [judge(bearer.id) for bearer in bearers]
            if not any(covered for covered, _code in judged):
                codes = sorted(code for _covered, code in judged if code)
                if codes:
                    raise Refused(Msg.NAME_IN_TEXT, code=codes[0])
                raise Refused(Msg.CALLER_IN_TEXT if all(b.caller for b in bearers) else Msg.A_NAME_IN_TEXT)
