"""What the tests of the window share: one application dressed once, the theme put back after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app import i18n
from ui.theme import Theme, fonts, theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme in force, light and at 100 per cent, with every font."""
    fonts.load_all()
    theme().change(dark=False, scale=1.0)
    yield theme()
    theme().change(dark=False, scale=1.0)
    i18n.use("en")
