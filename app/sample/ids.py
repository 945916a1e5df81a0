"""Ids of the sample: drawn from the seed and a name, so that the same seed gives the same records."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True)
class Ids:
    """Draws ids; two seeds share none."""

    seed: int

    def of(self, *parts: object) -> UUID:
        """The id of the thing that `parts` name."""
        text = "/".join(str(part) for part in (self.seed, *parts))
        return UUID(bytes=sha256(text.encode()).digest()[:16], version=4)
