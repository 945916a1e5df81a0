"""One flipped bit anywhere is a typed error or a finding, and never another value on the screen.

The long form, over every bit of the head of a hot journal and every 97th of the rest:
`python -m pytest tests/db/test_bits.py --long`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from app.errors import CasebookError
from app.ports import Finding
from app.records import new, row
from db import slots
from db.folder import Layout
from db.keyfile import KeyFile
from db.vault import DbVault
from tests.db.conftest import LOW, PASSPHRASE, reopened

HEADER_BITS = 28 * 8
"""Of a rollback journal: magic, number of records, nonce, size of the database, sizes of sector and page."""


def flipped(data: bytes, bit: int) -> bytes:
    """The same with one bit the other way."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.fixture
def interrupted(vault: DbVault, folder: Path) -> Path:
    """A vault whose last save was cut off after pages of it had reached the database, beside its journal."""
    with vault.write() as unit:
        for number in range(12):
            unit.save(new("person", names=(row(text=f"before {number}"),)))
        unit.set_setting("organisation", "before")
        unit.commit()
    with vault.write() as unit:
        unit.connection.exec_driver_sql("PRAGMA cache_size = 1")
        for person in list(unit.all("person")):
            unit.save(person.with_values(names=(row(text="after"),)))
        unit.set_setting("organisation", "after")
        half = {p.name: p.read_bytes() for p in folder.iterdir()}
    vault.close()
    for name, data in half.items():
        (folder / name).write_bytes(data)
    return folder


def outcome(folder: Path) -> str:
    """How a damaged vault is met. Raises AssertionError where it shows what was never saved."""
    try:
        vault = reopened(folder)
    except CasebookError:
        return "refused"
    try:
        with vault.read() as reader:
            seen = {str(p.rows("names")[0].values["text"]) for p in reader.all("person")}
            office = reader.setting("organisation")
        if vault.alarms or any(isinstance(f, Finding) for f in vault.check()):
            return "found"
    except CasebookError:
        return "refused"
    finally:
        vault.close()
    assert seen == {f"before {n}" for n in range(12)}
    assert office == "before"
    return "right"


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("stride", [pytest.param(97, marks=pytest.mark.long), 19_937])
def test_a_flipped_bit_of_a_hot_journal_shows_nothing_wrong(interrupted: Path, stride: int) -> None:
    """Control: as it was left, the journal is rolled back and all is right."""
    kept = interrupted.with_name("kept")
    shutil.copytree(interrupted, kept)
    journal = (kept / "vault.db-journal").read_bytes()
    bits = [*range(0, HEADER_BITS, 1 if stride == 97 else 7), *range(HEADER_BITS, len(journal) * 8, stride)]
    outcomes: Counter[str] = Counter()
    for bit in bits:
        shutil.rmtree(interrupted)
        shutil.copytree(kept, interrupted)
        (interrupted / "vault.db-journal").write_bytes(flipped(journal, bit))
        outcomes[outcome(interrupted)] += 1
    assert outcomes["refused"] + outcomes["found"] > 0
    shutil.rmtree(interrupted)
    shutil.copytree(kept, interrupted)
    assert len(journal) > 4096
    assert outcome(interrupted) == "right"


@pytest.mark.parametrize("how", ["removed", "emptied"])
def test_a_hot_journal_that_was_taken_away_is_missed(interrupted: Path, how: str) -> None:
    journal = interrupted / "vault.db-journal"
    journal.unlink() if how == "removed" else journal.write_bytes(b"")
    assert outcome(interrupted) != "right"


def test_without_authentication_flipped_bits_are_not_noticed(
    layout: Layout, unlocked: slots.Unlocked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Controls of the campaigns over database and key file: it is HMAC and MAC that find the bits."""
    data = layout.keys.read_bytes()
    layout.keys_copy.unlink()
    at = data.index(b'"generation":1') + len(b'"generation":')
    layout.keys.write_bytes(data[:at] + b"3" + data[at + 1 :])  # 1 and 3 are one bit apart
    with pytest.raises(CasebookError):
        slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    monkeypatch.setattr(KeyFile, "is_authentic", lambda *_: True)
    assert slots.open_with_passphrase(layout, PASSPHRASE, LOW).file.generation == 3
    shown = {hmac: _shows(tmp_path / hmac, hmac) for hmac in ("ON", "OFF")}
    assert shown == {"ON": "an error", "OFF": "another value"}


def _shows(path: Path, hmac: str) -> str:
    """What a database says after one bit of the page that holds a text was flipped."""
    raw = _opened(path, hmac)
    raw.execute("CREATE TABLE t (a TEXT)")
    raw.execute("INSERT INTO t VALUES (?)", ("x" * 3000,))
    raw.close()
    data = path.read_bytes()
    path.write_bytes(flipped(data, (len(data) - 1500) * 8))
    raw = _opened(path, hmac)
    try:
        found = raw.execute("SELECT hex(a) FROM t").fetchone()[0]
    except sqlcipher.DatabaseError:
        return "an error"
    finally:
        raw.close()
    return "right" if found == b"x".hex() * 3000 else "another value"


def _opened(path: Path, hmac: str) -> sqlcipher.Connection:
    raw = sqlcipher.connect(path, isolation_level=None)
    raw.execute(f"PRAGMA key = \"x'{'11' * 32}'\"")
    raw.execute(f"PRAGMA cipher_use_hmac = {hmac}")
    return raw


def test_a_journal_that_asks_for_terabytes_is_not_followed(interrupted: Path) -> None:
    """One bit of the head makes the database 8 TB; SQLite would fill it up. Nothing is changed."""
    journal = interrupted / "vault.db-journal"
    journal.write_bytes(flipped(journal.read_bytes(), 16 * 8 + 7))
    before = {p.name: p.read_bytes() for p in interrupted.iterdir()}
    assert outcome(interrupted) == "refused"
    assert {p.name: p.read_bytes() for p in interrupted.iterdir()} == before
