"""A vault that the program of the first issue made is brought up: nothing lost, digests and journal valid.

`first/` holds its key files as they were written, its database without its encryption and compressed (an
encrypted one cannot be), and of each record type, version, digest and whether it lay in the trash.
"""

from __future__ import annotations

import json
import lzma
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from app.errors import DamagedVault
from app.messages import Msg
from app.ports import PROGRAM, Finding
from app.records import TYPES, Record, new
from app.services.showing import whole
from app.values import uncertain
from app.vocabularies import seed
from db import copies, migrations, slots
from db.engine import connect
from db.folder import Layout
from db.upgrade import MIGRATE
from db.vault import DbVault
from tests.db.conftest import LOW, PASSPHRASE, contents, reopened

FIRST = Path(__file__).parent / "first"


@pytest.fixture
def first(folder: Path) -> Path:
    """The folder of that vault, encrypted again under its own key."""
    folder.mkdir()
    for name in ("vault.keys", "vault.keys.bak"):
        shutil.copyfile(FIRST / name, folder / name)
    plain = folder.with_name("plain.db")
    plain.write_bytes(lzma.decompress((FIRST / "vault.db.xz").read_bytes()))
    layout = Layout(folder)
    layout.database.touch()
    layout.lock.touch()
    unlocked = slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    raw = connect(layout.database, unlocked.database_key)
    raw.execute(f"ATTACH '{plain}' AS plain KEY ''")
    raw.execute("BEGIN")
    raw.execute("SELECT sqlcipher_export('main', 'plain')")
    raw.execute("COMMIT")
    raw.execute("DETACH plain")
    raw.execute("PRAGMA user_version = 1")
    raw.close()
    plain.unlink()
    return folder


def told() -> Any:
    """What the program of the first issue said of it."""
    return json.loads((FIRST / "told.json").read_text("utf-8"))


def everything(vault: DbVault) -> dict[str, list[Any]]:
    """Every record of every type, in the trash too, in the words of `told`."""
    with vault.read() as reader:
        records = [r for kind in TYPES for r in reader.all(kind, trash=True)]
    return {r.id.hex: [r.type, r.version, r.digest, "trash" if r.deleted_at else ""] for r in records}


def findings(vault: DbVault) -> list[Finding]:
    """What `check` finds."""
    return [f for f in vault.check() if isinstance(f, Finding)]


def test_nothing_is_lost_and_everything_holds_together(first: Path) -> None:
    """Reading a record holds it against its digest and its history; `check` does so for all else."""
    for _ in range(2):
        vault = reopened(first)
        assert vault.alarms == ()
        assert everything(vault) == told()["records"]
        assert findings(vault) == []
        vault.close()
    assert sorted(contents(first)) == ["lock", "vault.db", "vault.db-journal", "vault.keys", "vault.keys.bak"]


def test_it_is_read_where_nothing_can_be_written(first: Path) -> None:
    """By a copy that is brought up; the vault itself stays as it is, and nothing of the copy is left."""
    before = contents(first)
    left = Path(tempfile.mkdtemp(prefix=copies.PREFIX))
    (left / "lock").touch()
    vault = reopened(first, read_only=True)
    assert not left.exists()
    copies.sweep()  # what is in use stays
    assert (vault.alarms, vault.reading_only) == ((), True)
    assert everything(vault) == told()["records"]
    assert findings(vault) == []
    vault.close()
    assert contents(first) == before
    assert list(Path(tempfile.gettempdir()).glob("casebook-check-*")) == []


def test_what_was_altered_before_stays_found(first: Path) -> None:
    """The control: bringing a vault up vouches for nothing in it."""
    layout = Layout(first)
    raw = connect(layout.database, slots.open_with_passphrase(layout, PASSPHRASE, LOW).database_key)
    raw.execute("UPDATE rec_case SET status = 'deceased' WHERE n = (SELECT min(n) FROM rec_case)")
    raw.execute("UPDATE term SET en = 'free' WHERE vocabulary = 'status' AND code = 'arrested'")
    raw.close()
    vault = reopened(first)
    assert {(f.kind, f.differs) for f in findings(vault)} == {("record", "digest"), ("term", "altered")}
    vault.close()


def test_what_came_beside_the_schema_is_journaled_as_the_program(first: Path) -> None:
    vault = reopened(first)
    with vault.read() as reader:
        entry = reader.last_entry()
        assert entry is not None
        assert (entry.seq, entry.actor, entry.action) == (told()["entries"] + 1, PROGRAM, MIGRATE)
        assert (entry.detail["from"], entry.detail["to"]) == (1, migrations.head())
        assert {(t.vocabulary, t.code) for t in reader.terms()} == {(t.vocabulary, t.code) for t in seed()}
        assert [t for t in reader.terms() if t.vocabulary == "relation"] == [
            t for t in seed() if t.vocabulary == "relation"
        ]
    vault.close()


def test_what_was_found_is_found_and_new_kinds_of_records_are_kept(first: Path) -> None:
    vault = reopened(first)
    with vault.read() as reader:
        (village,) = reader.find("룡문리", ["case"])
        assert village.text("own_village") == "룡문리"
        assert reader.find("nobody knows why", ["case"]) == [village]
        assert reader.drafts()["case/draft"].phrase("narrative").text == "begun"
        steps = [r.id for r in reader.where("step", "case", [village.id])]
        names = whole(reader, reader.get("case", village.id))
    assert names["links"]
    with vault.write() as work:
        saved = work.save(
            new("act", case=village.id, type="refoulement", date=uncertain("2023"), step=steps[0])
        )
        contact = next(work.all("contact"))
        work.save(contact.with_values(case=village.id, answered=uncertain("2024-01")))
        work.commit()
    with vault.read() as reader:
        acts = reader.where("act", "case", [village.id])
        assert [a.id for a in acts] == [saved.id]
        assert "acts" in whole(reader, reader.get("case", village.id))
    assert findings(vault) == []
    vault.close()


def test_one_that_was_put_back_is_not_touched_but_can_be_read(first: Path) -> None:
    """An older state is brought up in a copy: the anchors must go on telling of it. Control: see above."""
    layout = Layout(first)
    older = layout.database.read_bytes()
    reopened(first).close()
    layout.database.write_bytes(older)
    before = contents(first)
    vault = reopened(first)
    assert vault.alarms
    with vault.read() as reader:
        assert reader.find("룡문리", ["case"])
    with pytest.raises(DamagedVault) as e, vault.write():
        pass
    assert e.value.message.text is Msg.VAULT_SUSPECT
    vault.close()
    assert contents(first) == before


def test_what_is_no_longer_typed_is_still_read(first: Path) -> None:
    vault = reopened(first)
    with vault.read() as reader:
        cases: list[Record] = [r for r in reader.all("case") if r.ref("last_known_place")]
    vault.close()
    assert cases
