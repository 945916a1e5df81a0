"""The fonts and the border map that the window and the documents share, read from the package."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Font:
    """One font file: the name `font()` takes, the family and weight it registers as."""

    name: str
    family: str
    weight: int


FONTS = (
    Font("NotoSans-Regular", "Noto Sans", 400),
    Font("NotoSans-Medium", "Noto Sans", 500),
    Font("NotoSans-SemiBold", "Noto Sans", 600),
    Font("NotoSansKR-Regular", "Noto Sans KR", 400),
    Font("NotoSansKR-Medium", "Noto Sans KR", 500),
    Font("NotoSansKR-SemiBold", "Noto Sans KR", 600),
    Font("NotoSansSC-Regular", "Noto Sans SC", 400),
    Font("NotoSansSC-SemiBold", "Noto Sans SC", 600),
    Font("SourceSerif4-Regular", "Source Serif 4", 400),
    Font("SourceSerif4-SemiBold", "Source Serif 4", 600),
    Font("NotoSerifKR-Regular", "Noto Serif KR", 400),
    Font("NotoSerifKR-SemiBold", "Noto Serif KR", 600),
    Font("NotoSerifSC-Regular", "Noto Serif SC", 400),
    Font("NotoSerifSC-SemiBold", "Noto Serif SC", 600),
)


def font(name: str) -> bytes:
    """The TrueType file of a font of `FONTS` (60-250 ms to unpack a large one; not cached)."""
    packed = (resources.files(__name__) / "fonts" / f"{name}.ttf.xz").read_bytes()
    return lzma.decompress(packed)


@cache
def border_map() -> dict[str, Any]:
    """Coasts and borders around the DPRK: `land` rings by ISO code and `borders` lines, in degrees
    (longitude, latitude), within `box` (west, south, east, north). Natural Earth, public domain."""
    text = (resources.files(__name__) / "map.json").read_text(encoding="utf-8")
    made: dict[str, Any] = json.loads(text)
    return made


@cache
def coverage() -> tuple[tuple[int, int], ...]:
    """The characters that any of the fonts draws: sorted ranges of code points, both ends within."""
    text = (resources.files(__name__) / "coverage.json").read_text(encoding="utf-8")
    return tuple((first, last) for first, last in json.loads(text))
