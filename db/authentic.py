"""Whether records are what the history says, looked at each time they are read to be shown or let out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from app.errors import AlteredRecord
from app.i18n import _
from app.messages import Msg
from app.records import TYPES, Record
from db import crypto, entries
from db.digest import record_digest

PURPOSE, KEYED = b"cb1 purpose", b"cb1 keyed hash"


@dataclass(frozen=True)
class Secrets:
    """The secrets that live inside the vault, and so outlive its keys: restore and re-key keep them."""

    chain: UUID
    digest_key: bytes = field(repr=False)
    journal_key: bytes = field(repr=False)
    pseudonym_key: bytes = field(repr=False)

    def keyed_hash(self, purpose: str, data: bytes) -> bytes:
        """32 bytes of a keyed hash: pseudonyms, names of evidence files."""
        key = crypto.keyed_hash(self.pseudonym_key, purpose.encode(), PURPOSE)
        return crypto.keyed_hash(key, data, KEYED)


def vouch(connection: sa.Connection, secrets: Secrets, records: Sequence[Record]) -> None:
    """Raise AlteredRecord for the first record that differs from its digest or its newest journal entry.

    Whole records only: a digest covers long texts too. A record without an entry differs, and so does one
    whose entry is not authentic.
    """
    if not records:
        return
    said = entries.standing(connection, secrets.chain, secrets.journal_key, [r.id for r in records])
    for record in records:
        if record_digest(secrets.digest_key, record) != record.digest or not _stands(record, said):
            raise altered(record)


def _stands(record: Record, said: Mapping[UUID, tuple[int, str]]) -> bool:
    return said.get(record.id) == (record.version, record.digest)


def altered(record: Record) -> AlteredRecord:
    """The error that names a record by its kind and code, else its id."""
    kind = _(TYPES[record.type].label)
    return AlteredRecord(Msg.RECORD_ALTERED, kind=kind, code=label(record), id=record.id.hex)


def label(record: Record) -> str:
    """How a finding names a record: by its code, else its id."""
    return record.text("code") or record.id.hex
