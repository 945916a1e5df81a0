"""Who opened the file on a person, or a sealed source: into the journal, once a session and record."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from app.errors import VaultError
from app.ports import Vault
from app.records import TYPES
from app.records.record import Record


class Session:
    """What was opened since unlock."""

    def __init__(self) -> None:
        self._opened: set[UUID] = set()

    def opened(self, vault: Vault, records: Iterable[Record]) -> None:
        """Journal that records were opened, those not opened before in this session.

        Trouble of the vault, such as a full disk, must not keep anybody from reading: then nothing is noted.
        """
        fresh = [r for r in records if _noted(r) and r.id not in self._opened]
        if not fresh:
            return
        with suppress(VaultError), vault.write() as work:
            for record in fresh:
                work.log("open", record)
            work.commit()
        self._opened |= {r.id for r in fresh}


def _noted(record: Record) -> bool:
    """Whether the journal says who opened it: the file on a person, and what is sealed; no draft."""
    return bool(record.version) and (record.type == "case" or TYPES[record.type].sealed)
