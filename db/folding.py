"""What texts become to be compared, sorted and found: made in Python, so that every engine agrees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app import names

LAST = "\U0010ffff"
_SHORT = 80
_MARKS = ("M", "Cf", "Cc")
_EAST_ASIAN = (
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"  # Hangul: jamo, compatibility, extended, syllables
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Hanja, Hanzi
    "\U00020000-\U0003ffff"  # the rarer ones
    "\u3041-\u3096\u30a1-\u30fa\u30fc"  # Kana
)
_RUNS = re.compile(rf"([{_EAST_ASIAN}]+)|[^\W_{_EAST_ASIAN}]+")


def fold(text: str) -> str:
    """The text without case, accents, width, invisible characters and doubled spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not _drops(c))
    return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())


def sort_text(text: str) -> str:
    """The text as a list orders it: the order of `app.names.sort_key`, one string."""
    rank, folded, _ = names.sort_key(text)
    return f"{rank}{folded}"


def beginnings(text: str) -> list[str]:
    """How `sort_text` of a longer text may begin, whatever letters come later in it."""
    return [f"{rank}{names.fold(text)}" for rank in range(4)]


def squeeze(folded: str) -> str:
    """A folded text without anything between its letters: Kim Chol-su is kimcholsu, 김 철수 is 김철수."""
    return "".join(c for c in folded if c.isalnum())


def index_tokens(text: str) -> Iterator[str]:
    """The tokens of a text in its order: words, and for East Asian runs each pair and the last character."""
    for run, east_asian in _runs(fold(text)):
        if not east_asian:
            yield run
            continue
        yield from (run[i : i + 2] for i in range(len(run) - 1))
        yield run[-1]


def name_tokens(text: str) -> Iterator[str]:
    """The tokens of a short text, and those of the same written in one."""
    yield from index_tokens(text)
    folded = fold(text[:_SHORT])
    together = squeeze(folded)
    if together != folded and len(text) <= _SHORT:
        yield from index_tokens(together)


def query(text: str) -> str:
    """An FTS5 query that finds `text`: every run of it somewhere, words from their beginning; "" for none.

    Tokens hold letters and digits only, so that nothing a person types is read as an operator.
    """
    return " AND ".join(_term(run, east_asian) for run, east_asian in _runs(fold(text)[:1000]))


def _term(run: str, east_asian: bool) -> str:
    if not east_asian or len(run) == 1:
        return f'"{run}"*'
    return '"' + " ".join(run[i : i + 2] for i in range(len(run) - 1)) + '"'


def _drops(c: str) -> bool:
    category = unicodedata.category(c)
    return category.startswith(_MARKS) and not c.isspace()


def _runs(folded: str) -> Iterator[tuple[str, bool]]:
    """The runs of letters and digits, and whether each is East Asian."""
    return ((found.group(), found.group(1) is not None) for found in _RUNS.finditer(folded))
