"""Other spellings of a name: in Latin letters by the systems in use, and as the other Korea spells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.i18n import N_, _
from app.romanise import initial_sound_pairs, suggestions
from ui.forms.lookup import Lookup

WHOSE = {"dprk": N_("as the DPRK spells it"), "rok": N_("as the Republic of Korea spells it")}


@dataclass(frozen=True)
class Spelling:
    """A spelling to pick or to leave; `system` of romanisation, "" for one in Hangul; what it is called."""

    text: str
    system: str
    called: str


def spellings(written: Sequence[str], lookup: Lookup) -> Iterator[Spelling]:
    """Of the first of these names, but for those that stand already."""
    for text, whose in initial_sound_pairs(written[0]).items() if written else ():
        if text not in written:
            yield Spelling(text, "", _(WHOSE[whose]))
    for system, text in suggestions(written[0]).items() if written else ():
        if text not in written:
            yield Spelling(text, system, lookup.word("romanisation", system))
