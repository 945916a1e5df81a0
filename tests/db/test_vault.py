"""Making, opening and closing vaults: what opens, what is refused and left as it was, who works in it."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from app.errors import (
    CasebookError,
    DamagedVault,
    DiskTrouble,
    Invalid,
    NewerVault,
    NotAVault,
    VaultBusy,
    WrongPassphrase,
)
from app.messages import Msg
from app.ports import Finding, Vault
from app.records import ALL, new, row
from db import making, migrations, slots, tables
from db.engine import connect, open_engine
from db.folder import Layout
from db.making import create
from db.opening import open_vault, open_with_recovery
from db.vault import DbVault
from tests.db import samples
from tests.db.conftest import LOW, PASSPHRASE, cheap_terms, contents, reopened


def as_port(vault: DbVault) -> Vault:
    """The vault as services see it: a type checker compares every method."""
    return vault


def test_a_vault_holds_these_files_and_no_others(vault: DbVault, folder: Path) -> None:
    vault.close()
    assert sorted(p.name for p in folder.iterdir()) == [
        "lock",
        "vault.db",
        "vault.db-journal",
        "vault.keys",
        "vault.keys.bak",
    ]
    assert {p.stat().st_mode & 0o777 for p in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert as_port(vault) is vault


def test_the_person_of_the_slot_works_in_it(folder: Path) -> None:
    vault, printed = create(folder, PASSPHRASE, staff="한서윤", sample=True, terms=cheap_terms())
    first = vault.staff
    second = vault.keys.add("Colleague", "another passphrase").staff
    assert (first.name, vault.sample, len(vault.id)) == ("한서윤", True, 32)
    vault.close()
    for passphrase, who in ((PASSPHRASE, first), ("another passphrase", second)):
        opened = open_vault(folder, passphrase, terms=cheap_terms())
        assert opened.staff == who
        with opened.write() as unit:
            unit.log("opened")
            unit.commit()
        with opened.read() as reader:
            last = reader.last_entry()
            assert last is not None
            assert last.actor == who.id
            assert reader.staff() == (first, second)
        opened.close()
    by_sheet = open_with_recovery(folder, printed.lower(), terms=cheap_terms())
    assert by_sheet.staff == first
    by_sheet.close()


def test_no_name_stands_outside_the_database(folder: Path) -> None:
    vault, _ = create(folder, PASSPHRASE, staff="MARKERSTAFF", terms=cheap_terms())
    vault.close()
    assert [n for n, data in contents(folder).items() if b"MARKERSTAFF" in data] == []


def test_a_sample_vault_needs_no_recovery_key(folder: Path) -> None:
    vault, printed = create(folder, PASSPHRASE, sample=True, recovery=False, terms=cheap_terms())
    vault.close()
    assert printed == ""


def test_a_bad_passphrase_leaves_nothing_behind(folder: Path) -> None:
    with pytest.raises(Invalid):
        create(folder, "", terms=cheap_terms())
    assert list(folder.parent.iterdir()) == []


def test_a_vault_is_not_made_over_another(vault: DbVault, folder: Path) -> None:
    vault.close()
    before = contents(folder)
    with pytest.raises(NotAVault):
        create(folder, PASSPHRASE, terms=cheap_terms())
    assert contents(folder) == before


def test_one_process_has_it_open(vault: DbVault, folder: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(VaultBusy):
            reopened(folder, read_only=read_only)
    vault.close()
    reopened(folder).close()


def test_a_vault_can_be_opened_after_a_wrong_try(vault: DbVault, folder: Path) -> None:
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, "wrong", terms=cheap_terms())
    with pytest.raises(WrongPassphrase):
        open_with_recovery(folder, "wrong", terms=cheap_terms())
    reopened(folder).close()


def _newer(layout: Layout) -> None:
    unlocked = slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    raw = connect(layout.database, unlocked.database_key)
    raw.execute(f"PRAGMA user_version = {migrations.head() + 1}")
    raw.close()


def _unfurnished(layout: Layout) -> None:
    unlocked = slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    raw = connect(layout.database, unlocked.database_key)
    raw.execute("DELETE FROM meta")
    raw.close()


def _older(layout: Layout) -> None:
    unlocked = slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    raw = connect(layout.database, unlocked.database_key)
    raw.execute("PRAGMA user_version = 0")
    raw.close()


def _unknown_slot(layout: Layout) -> None:
    unlocked = slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    raw = connect(layout.database, unlocked.database_key)
    raw.execute("DELETE FROM slot")
    raw.close()


def _foreign_database(layout: Layout) -> None:
    other, _ = create(layout.folder.with_name("other"), PASSPHRASE, terms=cheap_terms())
    other.close()
    layout.database.write_bytes((layout.folder.with_name("other") / "vault.db").read_bytes())


def _replace(data: bytes) -> object:
    return lambda layout: layout.database.write_bytes(data)


def _cut(size: int) -> object:
    return lambda layout: layout.database.write_bytes(layout.database.read_bytes()[:size])


def _flip(at: int) -> object:
    def change(layout: Layout) -> None:
        data = bytearray(layout.database.read_bytes())
        data[at] ^= 1
        layout.database.write_bytes(data)

    return change


@pytest.mark.parametrize(
    ("damage", "error", "text"),
    [
        (_replace(b""), DamagedVault, Msg.DATABASE_EMPTY),
        (_replace(b"SQLite format 3\x00" + bytes(8176)), NotAVault, Msg.DATABASE_PLAIN),
        (_replace(b"x" * 4096), DamagedVault, Msg.DATABASE_DAMAGED),
        (_cut(-1), DamagedVault, Msg.DATABASE_CUT),
        (_cut(-4096), DamagedVault, Msg.DATABASE_DAMAGED),
        (_cut(4096), DamagedVault, Msg.DATABASE_DAMAGED),
        (_cut(4095), DamagedVault, Msg.DATABASE_CUT),
        (_flip(0), DamagedVault, Msg.DATABASE_DAMAGED),
        (_flip(100), DamagedVault, Msg.DATABASE_DAMAGED),
        (_newer, NewerVault, Msg.VAULT_NEWER),
        (_older, DamagedVault, Msg.DATABASE_DAMAGED),
        (_unfurnished, DamagedVault, Msg.DATABASE_DAMAGED),
        (_unknown_slot, DamagedVault, Msg.DATABASE_DAMAGED),
        (_foreign_database, DamagedVault, Msg.DATABASE_DAMAGED),
        (lambda layout: layout.database.unlink(), DamagedVault, Msg.DATABASE_MISSING),
    ],
    ids=[
        *(
            "empty",
            "plain",
            "noise",
            "byte short",
            "page short",
            "one page",
            "less than a page",
            "salt flipped",
        ),
        *("page flipped", "newer", "older", "no secrets", "no slot", "another vault's", "gone"),
    ],
)
def test_what_is_no_sound_vault_is_refused_and_left_as_it_was(
    vault: DbVault, folder: Path, damage: object, error: type[CasebookError], text: Msg
) -> None:
    """Control: the same vault without the damage opens."""
    vault.close()
    reopened(folder).close()
    assert callable(damage)
    damage(Layout(folder))
    before = contents(folder)
    for read_only in (False, True):
        with pytest.raises(error) as e:
            reopened(folder, read_only=read_only)
        assert e.value.message.text is text
        assert contents(folder) == before


def test_a_creation_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DiskTrouble(Msg.DISK_FULL)

    monkeypatch.setattr(making, "furnish", fail)
    with pytest.raises(DiskTrouble):
        create(folder, PASSPHRASE, terms=cheap_terms())
    assert list(folder.parent.iterdir()) == []


def test_the_passphrase_changes(vault: DbVault, folder: Path) -> None:
    vault.keys.add("Colleague", "theirs")
    for wrong in ("not it", "theirs"):
        with pytest.raises(WrongPassphrase):
            vault.keys.change("new one", old=wrong)
    with pytest.raises(WrongPassphrase):
        vault.keys.change("new one", old=None)
    with pytest.raises(Invalid):
        vault.keys.change("theirs", old=PASSPHRASE)
    vault.keys.change("new one", old=PASSPHRASE)
    with vault.read() as reader:
        said = "SELECT json_extract(body, '$.action') FROM journal ORDER BY seq DESC LIMIT 2"
        last = [action for (action,) in reader.connection.exec_driver_sql(said)]
        assert last == ["key_removed", "passphrase"]
    vault.close()
    with pytest.raises(WrongPassphrase):
        reopened(folder)
    open_vault(folder, "new one", terms=cheap_terms()).close()


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(folder: Path) -> None:
    vault, printed = create(folder, PASSPHRASE, terms=cheap_terms())
    vault.close()
    vault = open_with_recovery(folder, printed, terms=cheap_terms())
    vault.keys.change("remembered now", old=None)
    vault.close()
    open_vault(folder, "remembered now", terms=cheap_terms()).close()


def test_two_staff_of_one_passphrase_are_refused_before_anything_is_written(vault: DbVault) -> None:
    with pytest.raises(Invalid):
        vault.keys.add("Colleague", PASSPHRASE)
    with vault.read() as reader:
        assert reader.staff() == (vault.staff,)


def test_transactions_do_not_mix(vault: DbVault) -> None:
    with vault.write() as unit:
        unit.save(new("person", names=(row(text="x"),)))
        with vault.read() as reader:
            assert len(list(reader.all("person"))) == 1
        with pytest.raises(RuntimeError), vault.write():
            pass
        unit.commit()
        unit.save(new("person", names=(row(text="y"),)))
        unit.commit()
        unit.save(new("person", names=(row(text="z"),)))
    with vault.read() as reader:
        assert len(list(reader.all("person"))) == 2
        with vault.read() as inner:
            assert len(list(inner.all("person"))) == 2


def test_a_batch_is_seen_once_revealed(vault: DbVault) -> None:
    batch = uuid4()
    people = [new("person", names=(row(text=f"가져온{i}"),)) for i in range(3)]
    for person in people:
        with vault.write(batch=batch) as unit:
            unit.save(person)
            assert len(list(unit.all("person"))) > 0
            with vault.read() as inner:
                assert len(list(inner.all("person"))) > 0
            unit.commit()
    with vault.read() as reader:
        assert list(reader.all("person")) == []
        assert reader.find("가져온", ["person"]) == []
        assert reader.many("person", [people[0].id]) == {}
    vault.reveal(batch)
    vault.reveal(batch)
    with vault.read() as reader:
        assert [p.batch for p in reader.all("person")] == [batch] * 3
        assert len(reader.find("가져온", ["person"])) == 3


def test_a_batch_that_a_crash_left_is_swept(vault: DbVault, folder: Path) -> None:
    of, batch = samples.ids(), uuid4()
    with vault.write() as unit:
        kept = unit.save(new("person", names=(row(text="남은이"),)))
        unit.commit()
    with vault.write(batch=batch) as unit:
        for record_type in ALL:
            unit.save(samples.full(record_type, of, "MARKERBATCH"))
        unit.commit()
    vault.close()
    again = reopened(folder)
    with again.read() as reader:
        assert [p.id for p in reader.all("person")] == [kept.id]
        for table in (*tables.RECORDS.values(), *tables.ROWS.values(), tables.long_text, tables.translation):
            rows = reader.connection.execute(sa.select(table)).all()
            assert [r for r in rows if "MARKERBATCH" in str(r)] == []
        values = reader.connection.execute(sa.select(tables.journal_value.c.value)).scalars()
        assert [v for v in values if v and "MARKERBATCH" in v] == []
        last = reader.last_entry()
        assert last is not None
        assert (last.action, last.detail["records"]) == ("sweep", len(ALL))
    assert [f for f in again.check() if isinstance(f, Finding)] == []
    again.close()


def test_hashes_of_a_vault_are_its_own(vault: DbVault, folder: Path) -> None:
    one = vault.keyed_hash("pseudonym", b"x")
    assert len(one) == 32
    assert vault.keyed_hash("pseudonym", b"x") == one
    assert one not in (vault.keyed_hash("pseudonym", b"y"), vault.keyed_hash("a purpose of any length", b"x"))
    other, _ = create(folder.with_name("other"), PASSPHRASE, recovery=False, terms=cheap_terms())
    assert other.keyed_hash("pseudonym", b"x") != one
    other.close()
    vault.close()
    again = reopened(folder)
    assert again.keyed_hash("pseudonym", b"x") == one
    again.close()


def test_a_damaged_copy_of_the_key_file_is_mended_on_opening(vault: DbVault, folder: Path) -> None:
    vault.close()
    (folder / "vault.keys").write_bytes(b"{}")
    reopened(folder, read_only=True).close()
    assert (folder / "vault.keys").read_bytes() == b"{}"
    reopened(folder).close()
    assert (folder / "vault.keys").read_bytes()[:-512] == (folder / "vault.keys.bak").read_bytes()[:-512]


def test_reading_only_refuses_to_write(vault: DbVault, folder: Path) -> None:
    vault.close()
    opened = reopened(folder, read_only=True)
    with pytest.raises(DiskTrouble), opened.write():
        pass
    opened.close()


def test_the_database_key_is_not_the_vault_key(layout: Layout, unlocked: slots.Unlocked) -> None:
    (layout.folder / "vault.db").touch()
    assert unlocked.database_key != unlocked.vault_key
    engine = open_engine(layout.database, unlocked.database_key)
    engine.dispose()


def test_a_copy_without_a_lock_file_can_be_read(vault: DbVault, folder: Path) -> None:
    vault.close()
    (folder / "lock").unlink()
    before = contents(folder)
    with pytest.raises(WrongPassphrase):
        open_vault(folder, "wrong", read_only=True, terms=cheap_terms())
    reopened(folder, read_only=True).close()
    assert contents(folder) == before
