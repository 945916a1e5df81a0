"""The bundled fonts, given to Qt from memory; a test or a bare checkout falls back to what the system has."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import cast

from PySide6.QtGui import QFontDatabase


@cache
def load() -> tuple[str, ...]:
    """Register every bundled font once; returns the families that are there now, sorted."""
    families: set[str] = set()
    for data in _bundled():
        number = QFontDatabase.addApplicationFontFromData(data)
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def _bundled() -> list[bytes]:
    try:
        assets = importlib.import_module("app.assets")
    except ModuleNotFoundError:
        return []
    names = cast(tuple[str, ...], assets.FONTS)
    font = cast(Callable[[str], bytes], assets.font)
    return [font(name) for name in names]
