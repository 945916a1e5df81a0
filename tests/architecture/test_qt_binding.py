"""The Qt binding fits this Python: builds made for a newer one lose a reference to None with every call."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_the_binding_does_not_lose_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100, (
        "this PySide6 does not fit this Python: use <6.12 or Python >=3.12"
    )
