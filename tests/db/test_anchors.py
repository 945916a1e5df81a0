"""An older vault put back is noticed at the opening; what a crash leaves is not taken for one."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.errors import DamagedVault, DiskTrouble
from app.messages import Msg
from app.ports import Finding
from app.records import new, row
from db import slots
from db.anchors import Anchors, Mark, Marks, differing
from db.engine import connect
from db.folder import Layout
from db.journal import Journal
from db.keyfile import MARK_BYTES, NO_MARK
from db.vault import DbVault
from db.watch import NEWEST
from tests.db.conftest import LOW, PASSPHRASE, contents, reopened


def work(folder: Path, name: str = "x") -> None:
    """Opens the vault, saves a person, closes it."""
    opened = reopened(folder)
    assert opened.alarms == ()
    save(opened, name)
    opened.close()


def save(vault: DbVault, name: str) -> None:
    """Saves a person."""
    with vault.write() as unit:
        unit.save(new("person", names=(row(text=name),)))
        unit.commit()


def alarms(folder: Path) -> set[tuple[str, str]]:
    """What the opening says; nothing can then be written, and no file of the vault changes."""
    before = contents(folder)
    opened = reopened(folder)
    found = {(f.kind, f.differs) for f in opened.alarms}
    if found:
        with pytest.raises(DamagedVault) as e, opened.write():
            pass
        assert e.value.message.text is Msg.VAULT_SUSPECT
        with pytest.raises(DamagedVault):
            opened.keys.add("Colleague", "another")
        with pytest.raises(DamagedVault):
            opened.keys.change("another", old=PASSPHRASE)
        with opened.read() as reader:
            assert len(list(reader.glance.all("person"))) >= 1
    opened.close()
    assert not found or contents(folder) == before
    return found


def checked(folder: Path) -> set[tuple[str, str]]:
    """What `check` finds."""
    opened = reopened(folder, read_only=True)
    found = {(f.kind, f.differs) for f in opened.check() if isinstance(f, Finding)}
    opened.close()
    return found


@pytest.fixture
def older(vault: DbVault, folder: Path) -> Path:
    """A copy of the vault as it was two saves before."""
    vault.close()
    work(folder)
    copy = folder.with_name("older")
    shutil.copytree(folder, copy)
    work(folder)
    work(folder)
    return copy


def test_an_untouched_vault_raises_no_alarm(older: Path, folder: Path) -> None:
    """The control of all that follows."""
    assert alarms(folder) == set()
    assert checked(folder) == set()


def test_a_whole_older_vault_in_its_place_is_known_by_this_computer(older: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(older, folder)
    assert alarms(folder) == {("rollback", "state")}
    assert alarms(folder) == {("rollback", "state")}
    assert checked(folder) == {("rollback", "state")}


@pytest.mark.parametrize("kept", [("vault.keys",), ("vault.keys.bak",), ("vault.keys", "vault.keys.bak")])
def test_an_older_database_is_known_by_the_key_file(
    older: Path, folder: Path, kept: tuple[str, ...], state: Path
) -> None:
    shutil.rmtree(state)
    for path in older.iterdir():
        if path.name not in kept:
            shutil.copyfile(path, folder / path.name)
    assert ("rollback", "key_file") in alarms(folder)
    assert ("rollback", "key_file") in checked(folder)


def test_an_older_key_file_is_no_alarm_where_the_vault_went_on_from_it(older: Path, folder: Path) -> None:
    """It says less, and nothing that is wrong; the copy of it that was not replaced is the newer."""
    shutil.copyfile(older / "vault.keys.bak", folder / "vault.keys.bak")
    assert alarms(folder) == set()


def test_a_vault_that_went_another_way_is_known(older: Path, folder: Path) -> None:
    """As many saves as here, but others: the copy was worked in elsewhere and put back."""
    work(older, "elsewhere")
    work(older, "elsewhere too")
    shutil.rmtree(folder)
    shutil.copytree(older, folder)
    assert alarms(folder) == {("rollback", "state")}


def test_a_copy_in_another_place_is_a_vault_of_its_own(older: Path) -> None:
    assert alarms(older) == set()


def test_anchors_that_were_wiped_are_missed(older: Path, folder: Path) -> None:
    for name in ("vault.keys", "vault.keys.bak"):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[:-MARK_BYTES] + NO_MARK)
    assert alarms(folder) == {("rollback", "anchor")}


def test_every_flipped_bit_of_a_mark_makes_it_count_for_nothing(vault: DbVault, folder: Path) -> None:
    save(vault, "x")
    vault.close()
    layout = Layout(folder)
    unlocked = slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    anchors = Anchors(layout, unlocked.file.vault, unlocked.vault_key)
    right, data = anchors.read(), layout.keys.read_bytes()
    assert right.pending is not None
    for bit in range((len(data) - MARK_BYTES) * 8, len(data) * 8, 3):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        layout.keys.write_bytes(flipped)
        assert anchors.read() == Marks(None, right.confirmed, right.state)
    for other in (
        b"",
        b"[]",
        b"{}" * 200,
        b"[" * MARK_BYTES,
        data[-MARK_BYTES:].replace(b"generation", b"x"),
    ):
        layout.keys.write_bytes(data[:-MARK_BYTES] + other)
        assert anchors.read().pending is None
    layout.keys.write_bytes(data)
    assert anchors.read() == right


def test_the_state_folder_holds_nothing_readable(vault: DbVault, folder: Path, state: Path) -> None:
    vault.close()
    (file,) = state.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.name) == 32
    assert str(folder).encode() not in file.read_bytes()
    assert b"vault" not in file.name.encode()


@pytest.mark.parametrize("committed", [False, True])
def test_a_pending_mark_alone_is_no_alarm(
    vault: DbVault, folder: Path, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    """A kill before the commit, and one after it: the confirmation was never written."""
    save(vault, "x")
    with monkeypatch.context() as patched:
        patched.setattr(Anchors, "confirm", lambda *_, **__: None)
        with vault.write() as unit:
            unit.save(new("person", names=(row(text="y"),)))
            if committed:
                unit.commit()
            else:
                patched.setattr(type(unit.connection), "commit", _cut_off)
                with pytest.raises(DiskTrouble):
                    unit.commit()
    vault.close()
    assert alarms(folder) == set()
    assert checked(folder) == set()


def _cut_off(_: object) -> None:
    raise DiskTrouble(Msg.DISK_FAILED)


def test_a_disk_that_refuses_the_pending_mark_refuses_the_save(vault: DbVault, folder: Path) -> None:
    save(vault, "x")
    (folder / "vault.keys").rename(folder / "away")
    with pytest.raises(DiskTrouble):
        save(vault, "y")
    (folder / "away").rename(folder / "vault.keys")
    with vault.read() as reader:
        assert len(list(reader.all("person"))) == 1
    save(vault, "z")
    vault.close()
    assert alarms(folder) == set()


def test_a_state_folder_that_cannot_be_written_is_done_without(
    vault: DbVault, folder: Path, state: Path
) -> None:
    shutil.rmtree(state)
    state.write_text("in the way")
    save(vault, "x")
    vault.close()
    assert alarms(folder) == set()
    state.unlink()


def test_the_newest_entries_are_authenticated_at_the_opening(
    vault: DbVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bounded: what is older than the newest is left to `check`."""
    monkeypatch.setattr("db.watch.NEWEST", 5)
    assert NEWEST == 1000
    for i in range(8):
        save(vault, str(i))
    vault.close()
    _past_the_program(folder, "UPDATE journal SET body = replace(body, 'create', 'update') WHERE seq = 2")
    assert alarms(folder) == set()
    assert ("journal", "hash") in checked(folder)
    _past_the_program(folder, "UPDATE journal SET body = replace(body, 'create', 'update') WHERE seq = 8")
    assert alarms(folder) == {("journal", "hash")}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM head", ("head", "unreadable")),
        ("UPDATE head SET body = '[]'", ("head", "unreadable")),
        ("UPDATE head SET body = replace(body, ':', ': ')", ("head", "unreadable")),
        (
            "UPDATE head SET body = replace(body, '\"generation\":', '\"generation\":9')",
            ("rollback", "key_file"),
        ),
        ("DELETE FROM draft", ("draft", "head")),
        ("UPDATE draft SET body = '{}'", ("draft", "head")),
        ("INSERT INTO draft VALUES ('more', '{}')", ("draft", "head")),
        ("INSERT INTO batch VALUES ('x', '2026-11-25 00:00:00', '2026-11-25 00:00:00')", ("batch", "head")),
        ("UPDATE sqlite_sequence SET seq = seq + 1", ("counter", "head")),
        ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", ("journal", "head")),
    ],
)
def test_what_stands_beside_the_journal_is_compared_at_the_opening(
    vault: DbVault, folder: Path, statement: str, found: tuple[str, str]
) -> None:
    with vault.write() as unit:
        person = unit.save(new("person", names=(row(text="x"),)))
        unit.keep_draft("one", person)
        unit.keep_draft("two", person)
        unit.drop_draft("two")
        unit.commit()
    vault.close()
    assert alarms(folder) == set()
    _past_the_program(folder, "PRAGMA foreign_keys = OFF", statement)
    assert found in alarms(folder)
    assert found in checked(folder)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE setting SET value = 'Other'", ("setting", "organisation", "altered")),
        ("DELETE FROM setting", ("setting", "organisation", "missing")),
        ("UPDATE staff SET name = 'Other'", ("staff", None, "altered")),
        ("UPDATE slot SET kind = 'recovery'", ("slot", None, "altered")),
        (
            "UPDATE term SET en = 'x' WHERE vocabulary = 'sex' AND code = 'female'",
            ("term", "sex/female", "altered"),
        ),
        ("DELETE FROM term WHERE vocabulary = 'sex' AND code = 'female'", ("term", "sex/female", "missing")),
        ("UPDATE meta SET value = 'yes' WHERE key = 'sample'", ("meta", "sample", "altered")),
        (
            "INSERT INTO own_field"
            " VALUES ('case', 'x', 1, 'text', '', '', '', '', 'none', 'never', 0, 0, NULL)",
            ("own_field", "case/x", "unknown"),
        ),
        ("UPDATE op SET at = '2020-01-01 00:00:00'", ("transaction", None, "journal")),
        (
            "CREATE TRIGGER sly AFTER INSERT ON rec_case BEGIN DELETE FROM rec_person; END",
            ("schema", "sly", "altered"),
        ),
        ("UPDATE rec_person SET sort_title = 'zz'", ("record", None, "derived")),
        ("UPDATE row_person_names SET text_fold = 'zz'", ("record", None, "derived")),
        ("INSERT INTO fts_person (fts_person, rowid) VALUES ('delete', 1)", None),
        ("DELETE FROM fts_person", ("record", None, "search")),
        ("UPDATE fts_person_docsize SET sz = x'09'", ("record", None, "search")),
        (
            "INSERT INTO translation VALUES (hex(zeroblob(16)), 'note', '', 'ko', 'x', '', 0)",
            ("record", "0" * 32, "translation"),
        ),
        (
            "INSERT INTO translation SELECT id, 'note', '', 'ko', 'x', '', 0 FROM rec_person",
            ("record", None, "derived"),
        ),
        (
            "INSERT INTO journal_value SELECT chain, 99, field, side, salt, value FROM journal_value LIMIT 1",
            None,
        ),
    ],
)
def test_an_edit_of_what_no_record_covers_is_found_and_named(
    vault: DbVault, folder: Path, statement: str, found: tuple[str, str | None, str] | None
) -> None:
    with vault.write() as unit:
        unit.save(new("person", names=(row(text="x"),)))
        unit.set_setting("organisation", "Office")
        unit.commit()
    vault.close()
    assert checked(folder) == set()
    if found is None and "fts" in statement:
        with pytest.raises(Exception, match="contentless"):
            _past_the_program(folder, statement)
        return
    _past_the_program(folder, statement)
    opened = reopened(folder, read_only=True)
    said = [f for f in opened.check() if isinstance(f, Finding)]
    opened.close()
    kind, name, differs = found or ("journal", "99", "values")
    assert [f for f in said if f.kind == kind and f.differs == differs and name in (None, f.record)] != []


def test_a_clock_that_was_set_back_is_found(vault: DbVault, folder: Path) -> None:
    """Control: a few minutes are what a time server corrects."""
    for back, found in ((timedelta(minutes=5), set()), (timedelta(hours=1), {"clock"})):
        vault._terms.clock.time -= back  # type: ignore[attr-defined]
        save(vault, "x")
        with vault.read():
            pass
        assert {f.kind for f in vault.check() if isinstance(f, Finding)} == found
    vault.close()
    assert alarms(folder) == set()


def test_marks_are_compared_by_what_they_saw() -> None:
    chain = UUID(int=1)
    marks = [Mark(g, f"d{g}", f"d{g - 1}", chain, g, f"h{g}") for g in range(5)]
    fork = Mark(3, "other", "d2", chain, 3, "other")
    for pending, confirmed, state, now, expected in (
        (4, 4, 4, marks[4], []),
        (4, 3, 3, marks[3], []),
        (4, 3, 3, marks[4], []),
        (4, 4, 4, marks[3], ["key_file", "state"]),
        (4, 3, 3, marks[2], ["key_file", "state"]),
        (None, 3, None, marks[4], []),
        (3, None, None, marks[4], ["key_file"]),
        (4, None, None, fork, ["key_file"]),
        (None, 3, 3, fork, ["key_file", "state"]),
        (None, None, None, marks[0], []),
        (None, None, None, marks[1], ["anchor"]),
    ):
        at = [None if n is None else marks[n] for n in (pending, confirmed, state)]
        assert list(differing(Marks(*at), now)) == expected


def test_the_journal_goes_on_through_several_commits_of_one_unit(vault: DbVault, folder: Path) -> None:
    with vault.write() as unit:
        for i in range(3):
            unit.save(new("person", names=(row(text=str(i)),)))
            unit.commit()
        unit.commit()
    vault.close()
    assert checked(folder) == set()
    assert Journal.__doc__


def _past_the_program(folder: Path, *statements: str) -> None:
    unlocked = slots.open_with_passphrase(Layout(folder), PASSPHRASE, LOW)
    raw = connect(folder / "vault.db", unlocked.database_key)
    try:
        for statement in statements:
            raw.execute(statement)
    finally:
        raw.close()
