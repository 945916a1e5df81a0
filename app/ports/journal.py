"""What the journal tells, and what a check of the vault finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.canonical import Json

PROGRAM = UUID(int=0)
"""The actor of journal entries that no person made: a newer version bringing an older vault up."""
RESTORED = "restored"
"""The action of the first entry of a vault that was restored from a backup."""


@dataclass(frozen=True)
class Change:
    """A value before and after, as the journal keeps it; None where there is none or it was `erased`."""

    field: str
    old: Json
    new: Json
    erased: bool = False


@dataclass(frozen=True)
class Entry:
    """An entry of the journal."""

    seq: int
    at: datetime
    actor: UUID
    action: str
    record_type: str = ""
    record_id: UUID | None = None
    version: int = 0
    changes: tuple[Change, ...] = ()
    detail: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class JournalQuery:
    """Which entries of the whole journal: by one member of staff and with one of some actions, None and ()
    for all. `before` goes on where an earlier page ended."""

    actor: UUID | None = None
    actions: tuple[str, ...] = ()
    before: tuple[int, int] | None = None
    limit: int = 50


@dataclass(frozen=True)
class JournalPage:
    """Entries with the fields that changed but not their values, newest first. `before` asks for older ones,
    None where there are none; a page may hold fewer than asked for, and others still follow."""

    entries: tuple[Entry, ...] = ()
    before: tuple[int, int] | None = None


@dataclass(frozen=True)
class Finding:
    """Something `check` found wrong: `kind` of damage, the record it concerns (code or id), what differs."""

    kind: str
    record: str = ""
    differs: str = ""
