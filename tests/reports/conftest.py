"""What the tests of documents share: a dump of blocks, and what can be read out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum

import pypdfium2
import pytest


def dump(value: object, depth: int = 0) -> str:
    """A tree of blocks as indented text: class, then each field that is not its default or empty."""
    pad = "  " * depth
    if isinstance(value, Enum):
        return f"{pad}{value.name}\n"
    if isinstance(value, tuple):
        return "".join(dump(item, depth) for item in value) or f"{pad}()\n"
    if is_dataclass(value) and not isinstance(value, type):
        out = f"{pad}{type(value).__name__}\n"
        for field in fields(value):
            found = getattr(value, field.name)
            if found not in ((), "", None, False, 0) and found != field.default:
                out += f"{pad}  {field.name}:\n{dump(found, depth + 2)}"
        return out
    return f"{pad}{value!r}\n"


def pages_of(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_bounded())
            text.close()
            page.close()
        return found
    finally:
        document.close()


def squeezed(text: str) -> str:
    """A text without any space, for comparing across line ends."""
    return re.sub(r"\s+", "", text)


@pytest.fixture
def read_pages() -> Callable[[bytes], list[str]]:
    """Reads the text of each page."""
    return pages_of
