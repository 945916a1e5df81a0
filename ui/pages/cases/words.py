"""Words the Cases page builds from values: short statuses."""

from __future__ import annotations

from app.i18n import N_, _
from ui.forms.lookup import Lookup

SHORT = {
    "at_large": N_("At large, China"),
    "detained_china": N_("Held in China"),
    "returned_unknown": N_("Fate unknown"),
    "detained_dprk": N_("Held in DPRK"),
    "": N_("Not recorded"),
    "unknown": N_("Unknown"),
}


def short_status(code: str, lookup: Lookup) -> str:
    """A status in the few words of a row."""
    return _(SHORT[code]) if code in SHORT else lookup.label("status", code)
