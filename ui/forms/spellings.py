"""Other spellings of a name: in Latin letters by the systems in use, and as the other Korea spells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.i18n import N_, _
from app.names import fold, script_of
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
    """Of the first of these names; none in Latin letters where one is there, none that stands already."""
    if not written:
        return
    here = {fold(text) for text in written}
    for text, whose in initial_sound_pairs(written[0]).items():
        if fold(text) not in here:
            yield Spelling(text, "", _(WHOSE[whose]))
    if not any(script_of(text) == "latin" for text in written):
        for system, text in suggestions(written[0]).items():
            yield Spelling(text, system, lookup.word("romanisation", system))
