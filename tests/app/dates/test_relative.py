"""Days said from today."""

from __future__ import annotations

from datetime import date

import pytest

from app.dates.relative import from_today

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-11-29"),
        ("Tomorrow", "2026-11-30"),
        ("the day after tomorrow", "2026-12-01"),
        ("day after tomorrow", "2026-12-01"),
        ("3 days ago", "2026-11-26"),
        ("in 2 weeks", "2026-12-13"),
        ("내일", "2026-11-30"),
        ("그저께", "2026-11-27"),
        ("3일 전", "2026-11-26"),
        ("2주일 뒤", "2026-12-13"),
        ("3일", ""),
        ("in 2023", ""),
        ("next week", ""),
        ("엊그제", ""),
        ("", ""),
    ],
)
def test_a_day_said_from_today(said: str, day: str) -> None:
    found = from_today(said, TODAY)
    assert (found.isoformat() if found else "") == day
