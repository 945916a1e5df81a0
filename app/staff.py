"""The people who work with a vault."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Staff:
    """Somebody who works with this vault."""

    id: UUID
    name: str
