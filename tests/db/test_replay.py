"""Old pages put back: the cipher accepts each of them, the program finds every one that changes anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.db.replay import prepare, replays


@pytest.mark.parametrize("how_many", [12, pytest.param(None, marks=pytest.mark.long)])
def test_pages_put_back_are_found(folder: Path, how_many: int | None) -> None:
    done = list(replays(folder, prepare(folder), how_many))
    counted = [r for r in done if r.changes]
    assert len(counted) > len(done) // 4
    assert [r for r in counted if not r.found] == []
    assert [r for r in counted if r.cipher_found] == [], "the control: SQLCipher alone finds none"
