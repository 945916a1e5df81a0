"""Shows pictures and PDF, and cleans pictures, in the child."""

from __future__ import annotations

from app import child
from app.pictures import SECONDS, Preview


class ChildPreviewer:
    """The previewer of the program: no file of somebody else is decoded beside the key."""

    def preview(self, data: bytes, kind: str, page: int = 0) -> Preview:
        """The pixels of a picture, or of a page of a PDF. Raises Invalid, ChildFailed."""
        return child.run(previewed, data, kind, page, seconds=SECONDS)

    def without_metadata(self, data: bytes, kind: str) -> bytes:
        """The picture again from its pixels, without anything else. Raises Invalid, ChildFailed."""
        return child.run(cleaned, data, kind, seconds=SECONDS)


def previewed(data: bytes, kind: str, page: int) -> Preview:
    """In the child; the decoders are imported there only."""
    from reports.pictures import preview

    return preview(data, kind, page)


def cleaned(data: bytes, kind: str) -> bytes:
    """In the child, likewise."""
    from reports.pictures import without_metadata

    return without_metadata(data, kind)
