"""`check` finds what was changed past the program, and changes nothing itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from app.errors import DamagedVault
from app.ports import Finding
from app.records import ALL, Record, new, row
from app.values import Text
from db import authentic, crypto, journal, slots, tables
from db.batches import sweep
from db.engine import connect
from db.folder import Layout
from db.journal import Happening
from db.vault import DbVault
from tests.db import samples
from tests.db.conftest import LOW, PASSPHRASE, StepClock, reopened


@pytest.fixture
def filled(vault: DbVault, folder: Path) -> Path:
    """A closed vault with a record of every type, one of them changed, one deleted."""
    of = samples.ids()
    with vault.write() as unit:
        for record_type in ALL:
            unit.save(samples.full(record_type, of))
        unit.commit()
    with vault.write() as unit:
        person = unit.get("person", of["person"])
        unit.save(person.with_values(sex="female", note=Text("changed")))
        unit.delete(unit.get("link", of["link"]))
        unit.set_setting("organisation", "Office")
        unit.log("exported", detail={"kind": "brief"})
        unit.commit()
    vault.close()
    return folder


def findings(folder: Path) -> list[Finding]:
    """What `check` finds, having compared every byte and time before and after."""
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.iterdir()}
    opened = reopened(folder, read_only=True)
    said = list(opened.check())
    opened.close()
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.iterdir()} == before
    assert 2 <= len([line for line in said if isinstance(line, str)]) <= 8
    return [line for line in said if isinstance(line, Finding)]


def kinds(folder: Path) -> set[tuple[str, str]]:
    """Kind and what differs of every finding."""
    return {(f.kind, f.differs) for f in findings(folder)}


def with_key(folder: Path, *statements: str) -> None:
    """Runs SQL past the program, as somebody who holds the key could."""
    unlocked = slots.open_with_passphrase(Layout(folder), PASSPHRASE, LOW)
    raw = connect(folder / "vault.db", unlocked.database_key)
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_a_sound_vault_has_no_findings(filled: Path) -> None:
    assert findings(filled) == []


def test_an_open_vault_can_be_worked_in_while_it_is_checked(filled: Path) -> None:
    opened = reopened(filled)
    for _ in opened.check():
        with opened.write() as unit:
            unit.save(new("person", names=(row(text="x"),)))
            unit.commit()
    assert [f for f in opened.check() if isinstance(f, Finding)] == []
    opened.close()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE rec_case SET status = 'released'", {("record", "digest")}),
        ("UPDATE rec_case SET version = 9", {("record", "digest"), ("record", "history")}),
        ("UPDATE rec_person SET deleted_at = changed_at", {("record", "digest")}),
        ("UPDATE rec_person SET changed_by = created_by, changed_at = '2020-01-01'", {("record", "digest")}),
        ("UPDATE rec_person SET sample = 1", {("record", "digest")}),
        ("UPDATE long_text SET text = 'x' WHERE field = 'narrative'", {("record", "digest")}),
        ("DELETE FROM long_text WHERE field = 'narrative'", {("record", "digest")}),
        ("UPDATE translation SET machine = 1 WHERE field = 'title'", {("record", "digest")}),
        ("UPDATE row_person_names SET text = 'x' WHERE row_position = 2", {("record", "digest")}),
        ("DELETE FROM row_place_aliases", {("record", "digest")}),
        (
            "DELETE FROM rec_identity",
            {("record", "missing"), ("record", "long_text"), ("record", "translation")},
        ),
        ("UPDATE rec_case SET risk_factors = '['", {("record", "unreadable"), ("record", "missing")}),
        ("UPDATE rec_event SET changed_by = 'x'", {("record", "unreadable"), ("record", "missing")}),
        ("UPDATE rec_person SET birth_earliest = 'x'", {("record", "unreadable"), ("record", "missing")}),
        ("UPDATE journal SET at = '2020-01-01 00:00:00' WHERE seq = 3", None),
        ("UPDATE journal SET hash = replace(hash, 'a', 'b') WHERE seq = 3", None),
        ("UPDATE journal SET mac = hash WHERE seq = 3", {("journal", "mac")}),
        ("UPDATE journal SET body = '{}' WHERE seq = 3", None),
        ("UPDATE journal SET body = '[]' WHERE seq = 3", None),
        ("UPDATE journal SET body = '' WHERE seq = 3", None),
        ("UPDATE journal SET record = NULL WHERE seq = 3", {("journal", "columns")}),
        ("UPDATE journal SET actor = op WHERE seq = 3", {("journal", "columns")}),
        ("UPDATE journal SET seq = 100 WHERE seq = 3", None),
        (
            "UPDATE journal_value SET value = '\"x\"' WHERE seq = 2 AND field = 'code'",
            {("journal", "values")},
        ),
        ("UPDATE journal_value SET salt = NULL, value = NULL WHERE seq = 3", {("journal", "values")}),
        ("UPDATE journal_value SET salt = NULL WHERE seq = 3", {("journal", "values")}),
        ("DELETE FROM journal_value WHERE seq = 3", {("journal", "values")}),
        ("UPDATE journal_value SET side = 'old' WHERE seq = 3", {("journal", "values")}),
    ],
)
def test_an_edit_past_the_program_is_found(
    filled: Path, statement: str, found: set[tuple[str, str]] | None
) -> None:
    """Control: the same vault without the edit has no findings (above)."""
    with_key(filled, statement)
    if found is None:
        assert kinds(filled) != set()
    else:
        assert kinds(filled) == found


def test_a_deleted_entry_breaks_the_chain(filled: Path) -> None:
    with_key(filled, "DELETE FROM journal_value WHERE seq = 3", "DELETE FROM journal WHERE seq = 3")
    assert ("journal", "chain") in kinds(filled)


def test_entries_cut_from_the_end_are_missed_by_their_records(filled: Path) -> None:
    with_key(filled, "DELETE FROM journal_value WHERE seq > 15", "DELETE FROM journal WHERE seq > 15")
    assert {
        ("record", "history"),
        ("journal", "head"),
        ("rollback", "key_file"),
        ("rollback", "state"),
    } <= kinds(filled)


def test_a_record_put_back_to_an_earlier_state_differs_from_history(vault: DbVault, folder: Path) -> None:
    """All of the old record with its right digest: only the journal knows that there was a later one."""
    with vault.write() as unit:
        first = unit.save(new("person", names=(row(text="리영희"),)))
        unit.commit()
        row_before = unit.connection.execute(sa.select(tables.RECORDS["person"])).mappings().one()
        unit.save(first.with_values(sex="female"))
        unit.connection.execute(tables.RECORDS["person"].update().values(dict(row_before)))
        unit.commit()
    vault.close()
    assert findings(folder) == [Finding("record", first.id.hex, "history")]


def test_a_forged_entry_is_not_authentic(filled: Path) -> None:
    """A chain made anew with right hashes still lacks the authentication of the vault's key."""
    unlocked = slots.open_with_passphrase(Layout(filled), PASSPHRASE, LOW)
    raw = connect(filled / "vault.db", unlocked.database_key)
    head = raw.execute("SELECT seq, hash, body FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    body = {**json.loads(head[2]), "prev": head[1], "seq": head[0] + 1, "action": "forged"}
    body.pop("detail", None)
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    digest = journal.hashlib.sha256(text.encode()).hexdigest()  # type: ignore[attr-defined]
    columns = "chain, seq, at, actor, op, record, body, prev, hash, mac"
    raw.execute(
        f"INSERT INTO journal ({columns}) SELECT chain, seq + 1, at, actor, op, record, ?, ?, ?, ? "
        "FROM journal ORDER BY seq DESC LIMIT 1",
        (text, head[1], digest, journal.mac(bytes(32), digest)),
    )
    raw.close()
    assert kinds(filled) == {("journal", "mac"), ("journal", "head")}


def test_a_broken_reference_is_found(filled: Path) -> None:
    with_key(filled, "PRAGMA foreign_keys = OFF", f"UPDATE rec_link SET event = '{uuid4().hex}'")
    assert ("reference", "rec_link 1 -> rec_event") in kinds(filled)


def _flip_bit(folder: Path, at: int) -> None:
    path = folder / "vault.db"
    data = bytearray(path.read_bytes())
    data[at // 8] ^= 1 << at % 8
    path.write_bytes(data)


def flip_campaign(folder: Path, flips: int) -> None:
    """Flips one bit after another, anywhere in the database: each is a typed error or a finding."""
    size = (folder / "vault.db").stat().st_size * 8
    for i in range(flips):
        at = i * 7_919_131 % size
        _flip_bit(folder, at)
        try:
            found = {kind for kind, _ in kinds(folder)}
        except DamagedVault:
            found = {"pages"}
        assert "pages" in found, at
        _flip_bit(folder, at)
    assert findings(folder) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_flipped_bits_of_the_database_are_found(filled: Path) -> None:
    flip_campaign(filled, 100)


@pytest.mark.long
@pytest.mark.timeout(0)
def test_a_thousand_flipped_bits_are_found(filled: Path) -> None:
    flip_campaign(filled, 1000)


@pytest.mark.parametrize("name", ["vault.keys", "vault.keys.bak"])
@pytest.mark.parametrize(
    "change", [lambda p: p.write_bytes(b"{}"), lambda p: p.unlink()], ids=["bad", "gone"]
)
def test_a_damaged_key_file_is_found(filled: Path, name: str, change: Callable[[Path], None]) -> None:
    change(filled / name)
    assert ("key_file", name) in kinds(filled)


def _damage_structure(folder: Path) -> None:
    with_key(
        folder, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_master WHERE name = 'ix_rec_case_code'"
    )


def test_a_damaged_structure_is_found(filled: Path) -> None:
    _damage_structure(filled)
    assert "structure" in {kind for kind, _ in kinds(filled)}


def test_values_erased_with_an_entry_leave_the_chain_whole(filled: Path) -> None:
    opened = reopened(filled)
    with opened.write() as unit:
        (person,) = unit.all("person")
        journal.empty(unit.connection, [person.id])
        unit.log(journal.ERASE, person)
        unit.commit()
        newest, *older = unit.history(person.id)
        assert newest.action == journal.ERASE
        assert {(c.old, c.new) for e in older for c in e.changes} == {(None, None)}
        assert [c.field for e in older for c in e.changes if e.action == "update"] == ["note", "sex"]
        kept = unit.connection.execute(sa.select(tables.journal_value.c.salt)).scalars().all()
        assert len(kept) > kept.count(None) > 10
    opened.close()
    assert findings(filled) == []


def test_erasing_without_an_entry_is_found(filled: Path) -> None:
    opened = reopened(filled)
    with opened.write() as unit:
        (person,) = unit.all("person")
        journal.empty(unit.connection, [person.id])
        unit.commit()
    opened.close()
    assert kinds(filled) == {("journal", "values")}


def test_an_entry_that_says_swept_covers_its_batch_only(vault: DbVault, folder: Path) -> None:
    batch, other = uuid4(), uuid4()
    for b in (batch, other):
        with vault.write(batch=b) as unit:
            unit.save(new("person", names=(row(text="x"),)))
            unit.commit()
        vault.reveal(b)
    with vault.write() as unit:
        sweep(unit.connection, batch)
        unit.log("sweep", detail={"batch": other.hex})
        unit.commit()
    vault.close()
    assert kinds(folder) == {("journal", "values"), ("record", "missing")}


def test_digests_do_not_tell_short_values_apart_without_their_salt(vault: DbVault) -> None:
    """Two equal values have different digests: nobody can try out the few values of a field."""
    with vault.write() as unit:
        for _ in range(2):
            unit.save(new("person", names=(row(text="x"),), sex="female"))
        unit.commit()
        bodies = [json.loads(b) for b in unit.connection.execute(sa.select(tables.journal.c.body)).scalars()]
    digests = [b["new"]["sex"] for b in bodies if "new" in b]
    assert len(set(digests)) == len(digests) == 2
    assert [b for b in bodies if "female" in json.dumps(b)] == []


def test_the_body_is_canonical_and_says_what_happened(vault: DbVault) -> None:
    with vault.write() as unit:
        saved = unit.save(new("person", names=(row(text="x"),), sex="female"))
        unit.log("export", detail={"n": 1})
        unit.commit()
        rows = unit.connection.execute(sa.select(tables.journal).order_by(tables.journal.c.seq)).all()
    bodies: list[dict[str, Any]] = [json.loads(r.body) for r in rows]
    assert [b["seq"] for b in bodies] == [1, 2, 3]
    assert [b["prev"] for b in bodies] == ["0" * 64, rows[0].hash, rows[1].hash]
    assert bodies[1]["record"] == {
        "digest": saved.digest,
        "id": saved.id.hex,
        "type": "person",
        "version": 1,
    }
    assert sorted(bodies[1]["new"]) == ["names", "sex"]
    assert sorted(bodies[2]["detail"]) == ["n"]
    for r, body in zip(rows, bodies, strict=True):
        assert r.body == json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert bodies[1]["op"] == bodies[2]["op"] != bodies[0]["op"]


def test_a_record_has_a_label_for_findings() -> None:
    case, person = new("case", code="K1"), new("person")
    assert (authentic.label(case), authentic.label(person)) == ("K1", person.id.hex)
    assert crypto.same(b"a", b"a")
    assert Happening("x").changes == {}


@pytest.mark.parametrize("turn", range(3))
def test_what_is_saved_between_two_slices_is_no_finding(filled: Path, turn: int) -> None:
    """Records made, changed, deleted and erased from the index while the check is at any of its slices."""
    opened = reopened(filled)
    with opened.write() as unit:
        people = [unit.save(new("person", names=(row(text=f"name {n}"),))) for n in range(60)]
        unit.commit()
    found = []
    for number, item in enumerate(opened.check()):
        if isinstance(item, Finding):
            found.append(item)
        if item is None and number % 15 == turn * 5:
            with opened.write() as unit:
                one = unit.get("person", people[number % 60].id)
                unit.save(one.with_values(sex="male" if one.text("sex") == "female" else "female"))
                unit.save(new("person", names=(row(text="another"),)))
                unit.commit()
    opened.close()
    assert found == []


def test_an_edit_is_found_though_others_are_saved_meanwhile(filled: Path) -> None:
    """Control of the test above."""
    with_key(filled, "UPDATE rec_case SET status = 'released'")
    opened = reopened(filled)
    found: list[tuple[str, str]] = []
    made: list[Record] = []
    for item in opened.check():
        if isinstance(item, Finding):
            found.append((item.kind, item.differs))
        if item is None and len(made) < 20:
            with opened.write() as unit:
                made.append(unit.save(new("person", names=(row(text="another"),))))
                unit.commit()
    opened.close()
    assert found == [("record", "digest")]


def test_a_clock_that_went_back_is_found_until_a_person_lets_it_stand(filled: Path) -> None:
    opened = reopened(filled)
    clock = opened._terms.clock
    assert isinstance(clock, StepClock)
    for hours in (-3, 5, -3):
        clock.time += timedelta(hours=hours)
        with opened.write() as unit:
            unit.log("opened")
            unit.commit()
    said = [f for f in opened.check() if isinstance(f, Finding)]
    assert [f.kind for f in said] == ["clock", "clock"]
    with opened.write() as unit:
        assert unit.acknowledge(said[:1], "the battery was empty") == 1
        unit.commit()
    assert [f for f in opened.check() if isinstance(f, Finding)] == said[1:]
    with opened.write() as unit:
        assert unit.acknowledge([Finding("record", "x", "digest")], "no") == 0
        assert unit.acknowledge([replace(said[1], differs="other")], "no") == 0
        assert unit.acknowledge(said[1:], "set by hand") == 1
        unit.commit()
    opened.close()
    assert findings(filled) == []
