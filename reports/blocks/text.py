"""Text of a block: runs that may be bold, toned or numbered, and the sign of who may hear it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.dossier import Mark


class Tone(Enum):
    """What a colour stands for; each also has a sign without colour."""

    TEXT = "text"
    SECOND = "second"
    DIM = "dim"
    NAVY = "navy"
    GOLD = "gold"
    RED = "red"
    LINK = "link"


@dataclass(frozen=True)
class Run:
    """A stretch of text. `note` is the number of the footnote that follows it, 0 for none."""

    text: str
    bold: bool = False
    tone: Tone | None = None
    note: int = 0


Text = tuple[Run, ...]


def plain(text: str, *, tone: Tone | None = None) -> Text:
    """A text of one run."""
    return (Run(text, tone=tone),)


def bold(text: str, *, tone: Tone | None = None) -> Text:
    """A text of one bold run."""
    return (Run(text, bold=True, tone=tone),)


def join(parts: Iterable[Text], between: str = " ") -> Text:
    """Several texts one after another."""
    out: list[Run] = []
    for part in parts:
        if out and part:
            out.append(Run(between))
        out += part
    return tuple(out)


@dataclass(frozen=True)
class Sign:
    """Who may hear a paragraph, with the word that is printed in its sign."""

    mark: Mark
    word: str
