"""The keys of an open vault: who may open it afterwards, what is refused, what the journal says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DamagedVault, DiskTrouble, Invalid, NotFound, VaultError, WrongPassphrase
from app.keys import Keys, KeySlot, Remains, SlotKind
from app.messages import Msg
from app.ports import Entry, Finding, JournalQuery, Vault
from db import keyfile, slots
from db.folder import Layout
from db.keyfile import KeyFile
from db.making import create
from db.opening import open_vault, open_with_recovery, open_with_shares
from db.vault import DbVault
from tests.db.conftest import LOW, PASSPHRASE, cheap_terms, contents, reopened
from tests.fakes import FakeVault

OTHER = "another passphrase"


@pytest.fixture(params=["fake", "real"])
def any_vault(request: pytest.FixtureRequest, folder: Path) -> Iterator[Vault]:
    """A vault of either kind with a passphrase and a recovery key."""
    vault: Vault = FakeVault()
    if request.param == "real":
        vault, _ = create(folder, PASSPHRASE, terms=cheap_terms())
    yield vault
    vault.close()


def entries(vault: DbVault, count: int) -> list[Entry]:
    """The newest entries of the journal, oldest first."""
    with vault.read() as reader:
        return list(reversed(reader.journal(JournalQuery()).entries[:count]))


def slot_of(keys: Keys, kind: SlotKind, name: str = "") -> KeySlot:
    """The one slot of a kind, and of a person where one is named."""
    (found,) = [s for s in keys.slots() if s.kind is kind and name in ("", s.staff.name)]
    return found


def kinds(keys: Keys) -> list[str]:
    """The kinds of all slots."""
    return sorted(s.kind.value for s in keys.slots())


def found(vault: DbVault) -> list[object]:
    """What `check` finds."""
    return [f for f in vault.check() if isinstance(f, Finding)]


def test_a_vault_says_how_it_is_encrypted(folder: Path) -> None:
    vault, _ = create(folder, PASSPHRASE, terms=cheap_terms())
    said = vault.keys.protection()
    vault.close()
    assert (said.memory, said.passes) == (LOW.m_min, LOW.t_min)
    assert (said.page, said.check) == (4096, "HMAC-SHA512")
    assert said.engine.split(".")[0] == "4"


def test_both_kinds_of_vault_keep_the_same_rules(any_vault: Vault) -> None:
    keys = any_vault.keys
    me = any_vault.staff.name
    assert kinds(keys) == ["passphrase", "recovery"]
    assert all(s.mine and s.created is not None for s in keys.slots())
    assert [s.used for s in keys.slots() if s.kind is SlotKind.PASSPHRASE] == [True]
    with pytest.raises(Invalid) as e:
        keys.remove(slot_of(keys, SlotKind.PASSPHRASE).id)
    assert e.value.message.text is Msg.OWN_KEY
    with pytest.raises(Invalid) as e:
        keys.remove(slot_of(keys, SlotKind.PASSPHRASE).id, own=True)
    assert e.value.message.text is Msg.LAST_PASSPHRASE
    made = keys.add("김민준", OTHER)
    assert made == slot_of(keys, SlotKind.PASSPHRASE, "김민준")
    assert (made.mine, made.staff.name) == (False, "김민준")
    for name in ("김민준", me):
        with pytest.raises(Invalid) as e:
            keys.add(name, "a third passphrase")
        assert e.value.message.text is Msg.STAFF_TAKEN
    with pytest.raises(NotFound):
        keys.remove("00" * 16)
    shares = keys.new_shares()
    assert [s.number for s in shares] == [1, 2, 3]
    assert len({s.set for s in shares}) == 1
    assert kinds(keys) == ["passphrase", "passphrase", "recovery", "shares"]
    old = slot_of(keys, SlotKind.RECOVERY)
    assert len(keys.new_recovery().split("-")) == 9
    assert slot_of(keys, SlotKind.RECOVERY).id != old.id
    removed = keys.remove(made.id)
    assert [s.id for s in removed.slots] == [made.id]
    assert {Remains.BACKUPS, Remains.KEY_FILES, Remains.VAULT_KEY} <= set(removed.remains)
    assert kinds(keys) == ["passphrase", "recovery", "shares"]
    with any_vault.read() as reader:
        assert "김민준" in [s.name for s in reader.staff()]


def test_a_person_who_leaves_opens_nothing_and_the_rest_is_named(vault: DbVault, folder: Path) -> None:
    made = vault.keys.add("Colleague", OTHER)
    vault.keys.new_recovery()
    vault.keys.new_shares()
    removed = vault.keys.remove(made.id)
    assert list(removed.remains) == [
        Remains.BACKUPS,
        Remains.KEY_FILES,
        Remains.RECOVERY,
        Remains.SHARES,
        Remains.VAULT_KEY,
    ]
    last = entries(vault, 1)[0]
    assert (last.action, last.actor) == ("key_removed", vault.staff.id)
    assert last.detail["slots"] == [{"id": made.id, "staff": made.staff.id.hex, "kind": "passphrase"}]
    assert last.detail["unfinished"] is False
    assert found(vault) == []
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, OTHER, terms=cheap_terms())
    reopened(folder).close()


def test_every_change_is_journaled_without_a_secret(vault: DbVault) -> None:
    before = len(entries(vault, 50))
    made = vault.keys.add("Colleague", OTHER)
    printed = [vault.keys.new_recovery(), *(s.text for s in vault.keys.new_shares())]
    vault.keys.change("a new passphrase", old=PASSPHRASE)
    vault.keys.remove(made.id)
    written = entries(vault, 50)[before:]
    assert [e.action for e in written] == [
        "staff",
        "recovery",
        "shares",
        "passphrase",
        "key_removed",
        "key_removed",
    ]
    assert {e.actor for e in written} == {vault.staff.id}
    with vault.read() as reader:
        every = "SELECT body FROM journal UNION SELECT value FROM journal_value"
        rows = reader.connection.exec_driver_sql(every)
        said = " ".join(str(row[0]) for row in rows)
    for secret in (*printed, OTHER, "a new passphrase", vault.keys.unlocked.vault_key.hex()):
        assert secret not in said
    assert made.id in said


def test_a_new_recovery_key_ends_the_old(folder: Path) -> None:
    vault, old = create(folder, PASSPHRASE, terms=cheap_terms())
    new = vault.keys.new_recovery()
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_with_recovery(folder, old, terms=cheap_terms())
    opened = open_with_recovery(folder, new, terms=cheap_terms())
    assert opened.recovered
    assert [s.kind for s in opened.keys.slots() if s.used] == [SlotKind.RECOVERY]
    opened.close()


def test_two_shares_recover_and_the_next_change_asks_again(vault: DbVault, folder: Path) -> None:
    one, _two, three = (s.text for s in vault.keys.new_shares())
    vault.close()
    opened = open_with_shares(folder, three, one.lower(), terms=cheap_terms())
    assert [s.kind for s in opened.keys.slots() if s.used] == [SlotKind.SHARES]
    opened.keys.change("remembered now", old=None)
    assert [s.kind for s in opened.keys.slots() if s.used] == [SlotKind.PASSPHRASE]
    with pytest.raises(WrongPassphrase):
        opened.keys.change("once more", old=None)
    opened.close()
    open_vault(folder, "remembered now", terms=cheap_terms()).close()


def test_what_a_person_printed_passes_to_those_who_stay(folder: Path) -> None:
    vault, _ = create(folder, PASSPHRASE, staff="First", terms=cheap_terms())
    vault.keys.add("Second", OTHER)
    vault.close()
    vault = open_vault(folder, OTHER, terms=cheap_terms())
    printed, second = vault.keys.new_recovery(), vault.staff
    vault.keys.remove(slot_of(vault.keys, SlotKind.PASSPHRASE, "Second").id, own=True)
    assert found(vault) == []
    vault.close()
    opened = open_with_recovery(folder, printed, terms=cheap_terms())
    assert (opened.staff.name, second.name) == ("First", "Second")
    opened.keys.change("of the first", old=None)
    opened.close()
    open_vault(folder, "of the first", terms=cheap_terms()).close()


def test_somebody_who_comes_back_is_the_same_person(vault: DbVault) -> None:
    made = vault.keys.add("Colleague", OTHER)
    vault.keys.remove(made.id)
    again = vault.keys.add("Colleague", OTHER)
    assert again.staff == made.staff
    with vault.read() as reader:
        assert len(reader.staff()) == 2


def test_a_slot_that_was_taken_away_stays_away(vault: DbVault, folder: Path) -> None:
    """An older key file with the marks of today: who was removed gets nowhere, and their slot goes again."""
    made = vault.keys.add("Colleague", OTHER)
    layout = Layout(folder)
    older = layout.keys.read_bytes()[: -keyfile.MARK_BYTES]
    vault.keys.remove(made.id)
    vault.close()
    for path in (layout.keys, layout.keys_copy):
        path.write_bytes(older + path.read_bytes()[-keyfile.MARK_BYTES :])
    with pytest.raises(DamagedVault):
        open_vault(folder, OTHER, terms=cheap_terms())
    opened = reopened(folder)
    assert made.id not in {s.id.hex() for s in opened.keys.unlocked.file.slots}
    last = entries(opened, 1)[0]
    assert (last.action, last.detail["slots"]) == ("key_removed", [{"id": made.id}])
    assert found(opened) == []
    opened.close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, OTHER, terms=cheap_terms())


def test_the_only_passphrase_put_back_gives_way_to_the_next(folder: Path) -> None:
    vault, printed = create(folder, PASSPHRASE, terms=cheap_terms())
    layout = Layout(folder)
    older = layout.keys.read_bytes()[: -keyfile.MARK_BYTES]
    vault.keys.change(OTHER, old=PASSPHRASE)
    vault.close()
    for path in (layout.keys, layout.keys_copy):
        path.write_bytes(older + path.read_bytes()[-keyfile.MARK_BYTES :])
    with pytest.raises(DamagedVault):
        open_vault(folder, PASSPHRASE, terms=cheap_terms())
    opened = open_with_recovery(folder, printed, terms=cheap_terms())
    opened.keys.change("once more", old=None)
    assert found(opened) == []
    opened.close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, PASSPHRASE, terms=cheap_terms())
    again = open_vault(folder, "once more", terms=cheap_terms())
    assert kinds(again.keys) == ["passphrase", "recovery"]
    assert len(again.keys.unlocked.file.slots) == 2
    again.close()


def test_on_a_vault_for_reading_nothing_changes(vault: DbVault, folder: Path) -> None:
    vault.close()
    opened, before = reopened(folder, read_only=True), contents(folder)
    mine = opened.keys.slots()[0].id
    for change in (
        lambda: opened.keys.add("Colleague", OTHER),
        lambda: opened.keys.change("new one", old=PASSPHRASE),
        lambda: opened.keys.remove(mine, own=True),
        opened.keys.new_recovery,
        opened.keys.new_shares,
        lambda: opened.keys.turn_on_quick_unlock("271828"),
        opened.keys.turn_off_quick_unlock,
    ):
        with pytest.raises(DiskTrouble):
            change()
    opened.close()
    assert contents(folder) == before


def test_a_vault_of_format_1_opens_and_its_slots_have_no_date(folder: Path) -> None:
    vault, _ = create(folder, PASSPHRASE, terms=cheap_terms())
    with vault.write() as unit:
        before = unit.rows("slot")
        unit.connection.exec_driver_sql("UPDATE slot SET made_at = NULL")
        unit.note_rows("vault", before)
        unit.commit()
    assert [s.created for s in vault.keys.slots()] == [None, None]
    assert found(vault) == []
    vault.close()


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        (SlotKind.RECOVERY, 11),
        (SlotKind.SHARES, 13),
        pytest.param(SlotKind.RECOVERY, 1, marks=pytest.mark.long),
    ],
)
def test_every_flipped_bit_is_noticed_with_every_kind_of_slot(
    layout: Layout, unlocked: slots.Unlocked, kind: SlotKind, step: int
) -> None:
    """Control: a file sealed anew after the same change opens, so it is the MAC that tells."""
    secret, texts = slots.new_shares()
    slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), secret)))
    other, printed = slots.new_recovery()
    now = slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), other)))
    slot_id = slots.new_slot_id()
    now = slots.save(layout, slots.changed(layout, now, (slot_id, slots.pin_secret("271828", slot_id, LOW))))

    def open_it() -> slots.Unlocked:
        if kind is SlotKind.RECOVERY:
            return slots.open_with_recovery(layout, printed)
        return slots.open_with_shares(layout, str(texts[0]), str(texts[2]))

    data = layout.keys.read_bytes()
    layout.keys_copy.unlink()
    for bit in range(0, (data.index(b"\n") + 1) * 8, step):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        layout.keys.write_bytes(flipped)
        with pytest.raises(VaultError):
            open_it()
    dropped = KeyFile(**{**vars(now.file), "slots": now.file.slots[:-1], "generation": 9})
    layout.keys.write_bytes(keyfile.encode(dropped))
    with pytest.raises(DamagedVault):
        open_it()
    layout.keys.write_bytes(keyfile.encode(dropped.sealed(now.vault_key)))
    assert open_it().vault_key == unlocked.vault_key
