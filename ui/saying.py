"""Days and counts in the language of the window."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from app.i18n import _, ngettext


def locale(language: str) -> QLocale:
    """The locale of a language of the window."""
    return QLocale("ko_KR" if language == "ko" else "en_GB")


def day(when: date, language: str) -> str:
    """A day: "9 October 2023", "2023년 10월 9일"."""
    pattern = "yyyy년 M월 d일" if language == "ko" else "d MMMM yyyy"
    return locale(language).toString(QDate(when.year, when.month, when.day), pattern)


def full_day(when: date, language: str) -> str:
    """A day with its weekday: "Monday 23 November 2026"."""
    pattern = "yyyy년 M월 d일 dddd" if language == "ko" else "dddd d MMMM yyyy"
    return locale(language).toString(QDate(when.year, when.month, when.day), pattern)


def short_day(when: date, language: str) -> str:
    """A day of this year: "14 Dec", "12월 14일"."""
    pattern = "M월 d일" if language == "ko" else "d MMM"
    return locale(language).toString(QDate(when.year, when.month, when.day), pattern)


def days_left(days: int) -> str:
    """How long something still runs: "today", "4 days", "3 weeks"."""
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return _("today")
    if days < 14:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    return ngettext("{n} week", "{n} weeks", days // 7).format(n=days // 7)


def ago(when: datetime | None, now: datetime, language: str) -> str:
    """How long ago, in the few letters of a row: "now", "2 min", "3 h", a weekday, else the day here."""
    if when is None:
        return ""
    minutes, here = _minutes(when, now), when.astimezone()
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return ngettext("{n} min", "{n} min", minutes).format(n=minutes)
    if minutes < 60 * 24:
        return ngettext("{n} h", "{n} h", minutes // 60).format(n=minutes // 60)
    korean = language == "ko"
    if minutes < 60 * 24 * 6:
        pattern = "dddd" if korean else "ddd"
    elif here.year == now.astimezone().year:
        return short_day(here.date(), language)
    else:
        pattern = "yyyy. M. d." if korean else "d MMM yyyy"
    return locale(language).toString(QDate(here.year, here.month, here.day), pattern)


def since(when: datetime | None, now: datetime, language: str) -> str:
    """How long ago, in a sentence: "2 min ago", "3 h ago", else the day here."""
    if when is None:
        return ""
    minutes, here = _minutes(when, now), when.astimezone()
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{n} min ago", "{n} min ago", minutes).format(n=minutes)
    if minutes < 60 * 24:
        return ngettext("{n} h ago", "{n} h ago", minutes // 60).format(n=minutes // 60)
    same_year = here.year == now.astimezone().year
    return short_day(here.date(), language) if same_year else day(here.date(), language)


def _minutes(when: datetime, now: datetime) -> int:
    return int((now - when).total_seconds() // 60)
