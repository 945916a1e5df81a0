"""What is said of a backup: a step of making one, one that was proved, one that was restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from app.canonical import Json
from app.i18n import ngettext


@dataclass(frozen=True)
class Step:
    """How far a backup, a restore or a drill has come: what it does now, `done` of `of` (0: not known)."""

    text: str
    done: int = 0
    of: int = 0


@dataclass(frozen=True)
class Backup:
    """A backup that was restored from its file to see that it is whole.

    `id` is random and stands in the file's header; `generation`, `chain`, `seq` and `hash` say which state of
    the vault it holds; `size` in bytes; `counts` by type of record, and `files` of the evidence store;
    `lacking` files of evidence were not in the vault when it was made.
    """

    id: UUID
    at: datetime
    generation: int
    chain: UUID
    seq: int
    hash: str
    size: int
    files: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    lacking: int = 0

    @property
    def plain(self) -> dict[str, Json]:
        """As JSON data."""
        return {
            "id": self.id.hex,
            "at": self.at.isoformat(),
            "generation": self.generation,
            "chain": self.chain.hex,
            "seq": self.seq,
            "hash": self.hash,
            "size": self.size,
            "files": self.files,
            "counts": dict(self.counts),
            "lacking": self.lacking,
        }

    @classmethod
    def of(cls, data: Json) -> Backup:
        """From what `plain` gave. Raises KeyError, TypeError or ValueError for anything else."""
        if not isinstance(data, dict):
            raise TypeError
        counts = cast("dict[str, int]", data["counts"])
        return cls(
            id=UUID(hex=str(data["id"])),
            at=datetime.fromisoformat(str(data["at"])),
            generation=int(cast("int", data["generation"])),
            chain=UUID(hex=str(data["chain"])),
            seq=int(cast("int", data["seq"])),
            hash=str(data["hash"]),
            size=int(cast("int", data["size"])),
            files=int(cast("int", data["files"])),
            counts={str(key): int(n) for key, n in counts.items()},
            lacking=int(cast("int", data.get("lacking", 0))),  # older ones were noted without
        )


@dataclass(frozen=True)
class Restored:
    """A vault that was made from a backup or from another vault.

    `recovery` is its recovery key, kept nowhere ("" for a sample); `staff` whose passphrase opens it;
    `without_key` the names of those who have none in it.
    """

    backup: Backup
    recovery: str
    staff: str
    without_key: tuple[str, ...]


def lacking_words(n: int) -> str:
    """What is to be said of a backup in which `n` files of evidence are lacking."""
    return ngettext(
        "{n} file of the evidence was not there to be backed up: check the vault. An older backup may hold"
        " it.",
        "{n} files of the evidence were not there to be backed up: check the vault. An older backup may hold"
        " them.",
        n,
    ).format(n=n)
