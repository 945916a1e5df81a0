"""A campaign: every page of the database that changed is put back to its older state, one at a time.

    python -m tests.db.replay [HOW_MANY]

It prints how many of the replays that change what the database says `check` and the opening found, by table
and index, and how many SQLCipher's own check found (the control: none).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from app.errors import DamagedVault
from app.ports import Finding
from app.records import ALL, new, row
from app.steps import finished
from db import slots, tables
from db.engine import connect
from db.folder import PAGE_BYTES, Layout
from db.making import create
from db.vault import DbVault
from tests.db import samples
from tests.db.conftest import LOW, PASSPHRASE, cheap_terms, reopened


@dataclass(frozen=True)
class Replay:
    """What came of putting one page back: which table or index it began, what was found by whom."""

    page: int
    tree: str
    changes: bool
    found: bool
    cipher_found: bool


def prepare(folder: Path) -> bytes:
    """Makes a vault, changes something in every table; gives the database as it was before the changes."""
    vault, _ = create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())
    of = samples.ids()
    _own_field(vault, "first")
    with vault.write() as unit:
        for record_type in ALL:
            unit.save(samples.full(record_type, of, "earlier"))
        unit.set_setting("organisation", "Earlier")
        unit.keep_draft("draft", new("person", names=(row(text="earlier"),)))
        unit.commit()
    _batch(vault)
    _evidence(vault, b"earlier")
    vault.close()
    before = (folder / "vault.db").read_bytes()
    vault = reopened(folder)
    _own_field(vault, "second")
    vault.keys.add("Colleague", "another passphrase")
    with vault.write() as unit:
        for record_type in ALL:
            later = samples.full(record_type, of, "later")
            if record_type.append_only:
                unit.save(samples.full(record_type, {**of, record_type.key: uuid4()}, "later"))
            else:
                unit.save(unit.get(record_type.key, later.id).with_values(**later.values))
        unit.set_setting("organisation", "Later")
        unit.keep_draft("draft", new("person", names=(row(text="later"),)))
        unit.commit()
    _batch(vault)
    _evidence(vault, b"later")
    vault.close()
    return before


def _own_field(vault: DbVault, key: str) -> None:
    """A field that staff add, a term, and a value of the field."""
    with vault.write() as unit:
        noted = unit.rows("own_field", "term")
        words = {"record_type": "case", "key": key, "position": 1, "type": "text", "label": key, "help": ""}
        rest = {"vocabulary": "", "of": "", "identifies": "none", "leaves": "never"}
        unit.connection.execute(
            tables.own_field.insert().values(**words, **rest, searched=True, retired=False)
        )
        unit.connection.execute(tables.term.update().where(tables.term.c.code == "female").values(note=key))
        unit.note_rows("field", noted)
        unit.commit()
    with vault.write() as unit:
        unit.save(new("case", code=f"OWN-{key}").with_values(**{key: f"value {key}"}))
        unit.commit()


def _evidence(vault: DbVault, data: bytes) -> None:
    taken = finished(vault.take_in(BytesIO(data)))
    with vault.write() as unit:
        unit.keep_blob(taken)
        unit.save(new("evidence", sha256=taken.sha256, size=taken.size))
        unit.commit()


def _batch(vault: DbVault) -> None:
    batch = uuid4()
    with vault.write(batch=batch) as unit:
        unit.save(new("person", names=(row(text="taken in"),)))
        unit.commit()
    vault.reveal(batch)


def replays(folder: Path, before: bytes, how_many: int | None = None) -> Iterator[Replay]:
    """Puts changed pages back one at a time: all of them, or `how_many` spread over the file."""
    database = folder / "vault.db"
    after = database.read_bytes()
    key = slots.open_with_passphrase(Layout(folder), PASSPHRASE, LOW).database_key
    raw = connect(database, key)
    trees = {page: name for name, page in raw.execute("SELECT name, rootpage FROM sqlite_master")}
    right = _said(raw)
    raw.close()
    differ = [
        page
        for page in range(1, min(len(before), len(after)) // PAGE_BYTES + 1)
        if _page(before, page) != _page(after, page)
    ]
    first = [page for page in differ if page in trees] + [page for page in differ if page not in trees]
    step = 1 if how_many is None else max(1, len(first) // how_many)
    for page in first[::step]:
        at = (page - 1) * PAGE_BYTES
        database.write_bytes(after[:at] + _page(before, page) + after[at + PAGE_BYTES :])
        cipher_found, changes = _alone(database, key, right)
        yield Replay(page, trees.get(page, "inside"), changes, _found(folder), cipher_found)
    database.write_bytes(after)


def _page(data: bytes, page: int) -> bytes:
    return data[(page - 1) * PAGE_BYTES : page * PAGE_BYTES]


def _said(raw: Any) -> Any:
    """Everything the database says: every row of every table, and the index by its terms."""
    names = [r[0] for r in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    rows = {n: sorted(map(repr, raw.execute(f'SELECT * FROM "{n}"'))) for n in names if "fts" not in n}
    for key in tables.SEARCHED:
        raw.execute(f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, fts_{key}, instance)")
        rows[f"fts_{key}"] = sorted(map(repr, raw.execute("SELECT * FROM temp.seen")))
        sizes = raw.execute(f"SELECT id, sz FROM fts_{key}_docsize")
        rows[f"sizes_{key}"] = sorted(map(repr, sizes))
        raw.execute("DROP TABLE temp.seen")
    broken = [r[0] for r in raw.execute("PRAGMA integrity_check")]
    return rows, broken


def _alone(database: Path, key: bytes, right: Any) -> tuple[bool, bool]:
    """Whether SQLCipher notices by itself, and whether the database says something else than it did."""
    try:
        raw = connect(database, key)
    except DamagedVault:
        return True, True
    try:
        cipher = raw.execute("PRAGMA cipher_integrity_check").fetchall()
        return bool(cipher), bool(_said(raw) != right)
    except sqlcipher.DatabaseError:
        return False, True
    finally:
        raw.close()


def _found(folder: Path) -> bool:
    try:
        vault = reopened(folder, read_only=True)
    except DamagedVault:
        return True
    try:
        return any(isinstance(f, Finding) for f in vault.check())
    finally:
        vault.close()


def main(how_many: int | None) -> int:
    """Runs the campaign and prints its figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "vault"
        before = prepare(folder)
        done = list(replays(folder, before, how_many))
        shutil.rmtree(folder)
    counted = [r for r in done if r.changes]
    trees = Counter(r.tree for r in counted)
    missed = [f"{r.tree} (page {r.page})" for r in counted if not r.found]
    named = len(trees) - ("inside" in trees)
    lines = (
        f"{len(done)} pages put back, {len(counted)} of them changed what the database says",
        f"of these: {named} began a table or an index, {trees['inside']} lay inside one",
        f"found: {sum(r.found for r in counted)} of {len(counted)}",
        f"found by SQLCipher alone: {sum(r.cipher_found for r in counted)} of {len(counted)}",
        "missed: " + (", ".join(missed) or "none"),
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else None))
