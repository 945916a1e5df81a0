"""How long ago something was, in the few words of a row and of a sentence."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from ui import saying

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def in_seoul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of the wall there is nine hours ahead."""
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("gone", "row", "sentence"),
    [
        (timedelta(), "now", "just now"),
        (timedelta(minutes=5), "5 min", "5 min ago"),
        (timedelta(hours=3), "3 h", "3 h ago"),
        (timedelta(days=2, hours=20), "Thu", "26 Nov"),  # 25 November, 16:00 UTC
        (timedelta(days=30, hours=20), "29 Oct", "29 Oct"),
        (timedelta(days=400, hours=20), "24 Oct 2025", "24 October 2025"),
    ],
)
@pytest.mark.usefixtures("in_seoul")
def test_a_day_is_the_day_here(gone: timedelta, row: str, sentence: str) -> None:
    assert saying.ago(NOW - gone, NOW, "en") == row
    assert saying.since(NOW - gone, NOW, "en") == sentence
