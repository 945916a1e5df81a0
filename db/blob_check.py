"""Integrity of evidence files: each is there, whole, and what its record says; none lies there unknown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.errors import DamagedVault
from app.i18n import _
from app.ports import Finding
from db import sealed, tables
from db.blobs import PART, SLICE, is_ours
from db.engine import database_errors
from db.sealed import Broken, Wrong

DAMAGED, CUT, MISSING = "evidence_damaged", "evidence_cut", "evidence_missing"
SWAPPED, KEY, UNKNOWN = "evidence_swapped", "evidence_key", "evidence_unknown"
NOT_WHOLE = (DAMAGED, CUT, SWAPPED, KEY)
"""What is said of a file that is there and is not what was taken in, or whose key is gone."""
Transaction = Callable[[], AbstractContextManager[sa.Connection]]


@dataclass(frozen=True)
class Wanted:
    """What a record says of its file."""

    record: str
    sha256: str
    size: int


def run(transaction: Transaction, folder: Path, name: Callable[[str], str]) -> Iterator[Finding | str]:
    """Yields what is being checked (again after each few MiB, so that others get their turn), and findings.

    `name` gives the name of the file of a content. No transaction is open between two yields.
    """
    said = _("Evidence files")
    yield said
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    try:
        with transaction() as connection, database_errors():
            wanted, keys = _wanted(connection), _keys(connection)
    except DamagedVault:
        return  # the pages were found wrong already
    named: set[str] = set()
    for one in wanted:
        try:
            place = name(one.sha256)
        except ValueError:
            yield Finding(DAMAGED, one.record, "sha256")
            continue
        named.add(place)
        for step in _one(one, folder / place, keys, place):
            yield said if step is None else step
    yield from (Finding(UNKNOWN, found, "key") for found in sorted(keys.keys() - named))
    yield from (Finding(UNKNOWN, found, "file") for found in _unknown(there, named | keys.keys()))


def _unknown(there: set[str], known: set[str]) -> list[str]:
    """Files that nothing names. What an intake that was cut off left says so itself, by an ending or by the
    mark beside it; the next opening removes it."""
    cut_off = {name for name in there if name.endswith(PART) and is_ours(name)}
    return sorted(n for n in there - known - cut_off if n + PART not in cut_off)


def _wanted(connection: sa.Connection) -> list[Wanted]:
    table = tables.RECORDS["evidence"]
    columns = sa.select(table.c.id, table.c.sha256, table.c.size).order_by(table.c.n)
    rows = connection.execute(columns.where(table.c.sha256.is_not(None)))
    return [Wanted(str(row.id), row.sha256, row.size or 0) for row in rows]


def _keys(connection: sa.Connection) -> dict[str, bytes]:
    found = connection.execute(sa.select(tables.blob.c.name, tables.blob.c.key))
    return {row.name: _bytes(row.key) for row in found}


def _bytes(key: str) -> bytes:
    try:
        found = bytes.fromhex(key)
    except ValueError:
        found = b""
    return found if len(found) == 32 else bytes(32)


def _one(one: Wanted, path: Path, keys: dict[str, bytes], name: str) -> Iterator[Finding | None]:
    if name not in keys:
        yield Finding(KEY, one.record, "missing")
        return
    found, done, said = hashlib.sha256(), 0, 0
    try:
        with path.open("rb") as source:
            for piece in sealed.opened(source, keys[name], one.size):
                found.update(piece)
                done += len(piece)
                if done >= said + SLICE:
                    said = done
                    yield None
    except FileNotFoundError:
        yield Finding(MISSING, one.record, "file")
    except OSError:
        yield Finding(MISSING, one.record, "unreadable")
    except Broken as broken:
        yield _broken(one, path, keys, broken)
    else:
        if found.hexdigest() != one.sha256:
            yield Finding(DAMAGED, one.record, "sha256")


def _broken(one: Wanted, path: Path, keys: dict[str, bytes], broken: Broken) -> Finding:
    """Cut off, the file of another item under this name, or damaged; and from which byte on."""
    own = keys[path.name]
    with path.open("rb") as source:
        for key in keys.values():
            if key != own and sealed.opens(source, key):
                return Finding(SWAPPED, one.record, "file")
            source.seek(0)
    cut = broken.wrong is Wrong.CUT or path.stat().st_size < sealed.file_size(one.size)
    return Finding(CUT if cut else DAMAGED, one.record, f"from byte {broken.at}")
