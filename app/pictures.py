"""What a preview is: pixels, and what a picture tells about where, when and with what it was made."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST = 64 * 2**20
"""Bytes of a file that is previewed at most: it must fit into memory twice."""
MOST_PIXELS = 80_000_000
"""Pixels of a picture at most, by its header, before any is decoded; Pillow warns from 89 million."""
LONGEST_SIDE = 30_000
SHOWN = 1_400
"""Pixels of the longer side of what is shown."""
SECONDS = 30


@dataclass(frozen=True)
class Told:
    """What the metadata of a picture give away; "" where they are silent.

    `place` is latitude and longitude in decimal degrees, `taken` as the camera wrote it, `device` make and
    model; `metadata` says whether there are any at all.
    """

    place: str = ""
    taken: str = ""
    device: str = ""
    metadata: bool = False


@dataclass(frozen=True)
class Preview:
    """RGB pixels of a picture or of one page of a PDF; `page` counts from 0."""

    width: int
    height: int
    pixels: bytes
    page: int = 0
    pages: int = 1
    told: Told = Told()
