"""Words the Cases page builds from values: how long ago, short statuses, the one sentence of a file."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from app.i18n import N_, _, ngettext
from ui.forms.lookup import Lookup, capital

__all__ = ["ago", "capital", "short_status"]

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


def ago(then: datetime | None, now: datetime, language: str) -> str:
    """How long ago, in the few letters of a row: minutes, hours, a weekday, a day."""
    if then is None:
        return ""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return ngettext("{n} min", "{n} min", minutes).format(n=minutes)
    if minutes < 24 * 60:
        return ngettext("{n} h", "{n} h", minutes // 60).format(n=minutes // 60)
    local = then.astimezone()
    locale = QLocale(QLocale.Language.Korean if language == "ko" else QLocale.Language.English)
    day = QDate(local.year, local.month, local.day)
    if minutes < 6 * 24 * 60:
        return locale.toString(day, "dddd" if language == "ko" else "ddd")
    if local.year == now.year:
        return locale.toString(day, "M월 d일" if language == "ko" else "d MMM")
    return locale.toString(day, "yyyy. M. d." if language == "ko" else "d MMM yyyy")
