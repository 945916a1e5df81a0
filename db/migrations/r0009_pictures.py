"""A kind of release of its own for saved pictures; entries made before stay lists, as they were signed."""

from __future__ import annotations

TERMS = {"release_kind": (("picture", "picture", "그림", "图片", ""),)}


def upgrade() -> None:
    """From revision 8 to 9: a term alone, and no table."""
