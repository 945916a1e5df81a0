"""The digest of a record: keyed, over what it holds, so that an edit past the program is noticed."""

from __future__ import annotations

from app.canonical import Json, dumps, encode_values
from app.records import Record
from db import crypto
from db.journal import moment

RECORD_DIGEST = b"cb1 record"


def record_digest(key: bytes, record: Record) -> str:
    """Keyed BLAKE2b-256 (hex) of the canonical JSON of a record; fields without a value are not in it."""
    return crypto.keyed_hash(key, dumps(_covered(record)).encode(), RECORD_DIGEST).hex()


def _covered(record: Record) -> dict[str, Json]:
    covered: dict[str, Json] = {
        "id": record.id.hex,
        "type": record.type,
        "values": encode_values(record.values),
        "version": record.version,
    }
    if record.batch is not None:
        covered["batch"] = record.batch.hex
    if record.sample:
        covered["sample"] = True
    if record.created_at and record.created_by and record.changed_at and record.changed_by:
        covered["created"] = [moment(record.created_at), record.created_by.hex]
        covered["changed"] = [moment(record.changed_at), record.changed_by.hex]
    if record.deleted_at is not None:
        covered["deleted"] = moment(record.deleted_at)
    return covered
