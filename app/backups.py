"""What is said of a backup: a step of making one, one that was proved, one that was restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from app.canonical import Json
from app.i18n import N_, ngettext


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
    `lacking` files of evidence were not in the vault when it was made, `damaged` ones went in as they were;
    `beside`: it was put on the disk on which the vault lies.
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
    damaged: int = 0
    beside: bool = field(default=False, compare=False)

    @property
    def whole(self) -> bool:
        """Whether every file of the evidence is in it as it was taken in."""
        return not (self.lacking or self.damaged)

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
            "damaged": self.damaged,
            "beside": self.beside,
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
            damaged=int(cast("int", data.get("damaged", 0))),
            beside=bool(data.get("beside", False)),
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


BESIDE = N_(
    "It lies on the same disk as the vault: a lost or seized laptop takes both. Keep one on a memory stick in"
    " another place."
)
"""What is said of a backup that was put `beside` its vault."""


def fault_words(backup: Backup) -> tuple[str, ...]:
    """What is to be said of the evidence in a backup, where it is not all of it or not whole."""
    said = ((backup.lacking, _lacking), (backup.damaged, _damaged))
    return tuple(words(n) for n, words in said if n)


def _damaged(n: int) -> str:
    return ngettext(
        "{n} file of the evidence is damaged and went into the backup as it is: check the vault. An older"
        " backup may hold it whole.",
        "{n} files of the evidence are damaged and went into the backup as they are: check the vault. An"
        " older backup may hold them whole.",
        n,
    ).format(n=n)


def _lacking(n: int) -> str:
    return ngettext(
        "{n} file of the evidence was not there to be backed up: check the vault. An older backup may hold"
        " it.",
        "{n} files of the evidence were not there to be backed up: check the vault. An older backup may hold"
        " them.",
        n,
    ).format(n=n)
