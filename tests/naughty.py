"""Texts that are known to break programs: the Big List of Naughty Strings (Max Woolf, MIT)."""

from __future__ import annotations

import json
from pathlib import Path

DATA = Path(__file__).parent / "data" / "naughty_strings.json"


def strings() -> list[str]:
    """Each that is not empty, once, in the order of the list."""
    return list(dict.fromkeys(text for text in json.loads(DATA.read_text("utf-8")) if text))
