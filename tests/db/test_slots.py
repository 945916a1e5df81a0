"""Key slots: what opens a vault, what does not, and what a crash leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from app.errors import (
    CasebookError,
    DamagedVault,
    DiskTrouble,
    Invalid,
    NewerVault,
    VaultError,
    WrongPassphrase,
)
from app.keys import SlotKind
from app.messages import Msg
from db import crypto, keyfile, slots
from db.crypto import Cost, Limits
from db.folder import Layout
from db.keyfile import KeyFile
from db.secrets_text import recovery_secret, recovery_text
from tests.db.conftest import CHEAP, LOW, PASSPHRASE, contents


def add(layout: Layout, unlocked: slots.Unlocked, passphrase: str) -> slots.Unlocked:
    """A second passphrase."""
    secret = slots.passphrase_secret(passphrase, LOW)
    return slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), secret)))


def change(layout: Layout, unlocked: slots.Unlocked, old: bytes, passphrase: str) -> slots.Unlocked:
    """A passphrase in the place of another."""
    secret = slots.passphrase_secret(passphrase, LOW)
    return slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), secret), [old]))


def add_recovery(layout: Layout, unlocked: slots.Unlocked) -> str:
    """A recovery key, as it is printed."""
    secret, printed = slots.new_recovery()
    slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), secret)))
    return printed


def test_the_passphrase_opens_and_another_does_not(layout: Layout, unlocked: slots.Unlocked) -> None:
    before = contents(layout.folder)
    assert slots.open_with_passphrase(layout, PASSPHRASE, LOW) == unlocked
    for wrong in (PASSPHRASE + " ", PASSPHRASE[:-1], "", "x" * 1025, "a\x00", "\ud800"):
        with pytest.raises(WrongPassphrase) as e:
            slots.open_with_passphrase(layout, wrong, LOW)
        assert e.value.message.text is Msg.WRONG_PASSPHRASE
    assert contents(layout.folder) == before


def test_a_thousand_wrong_tries_are_told_alike(layout: Layout, unlocked: slots.Unlocked) -> None:
    """No try says how near it was or which slot it might have been; nothing is counted or written."""
    add_recovery(layout, unlocked)
    before, said = contents(layout.folder), set()
    for n in range(1000):
        wrong = PASSPHRASE[: n % len(PASSPHRASE)] + chr(0x4E00 + n) * (1 + n % 3)
        with pytest.raises(WrongPassphrase) as e:
            slots.open_with_passphrase(layout, wrong, LOW)
        said.add(str(e.value))
    with pytest.raises(WrongPassphrase) as e:
        slots.open_with_passphrase(layout, "x" * 1_000_000, LOW)
    assert said == {str(e.value)}
    assert contents(layout.folder) == before


def test_both_copies_are_the_same_and_private(layout: Layout, unlocked: slots.Unlocked) -> None:
    assert layout.keys.read_bytes() == layout.keys_copy.read_bytes()
    assert {p.stat().st_mode & 0o777 for p in layout.folder.iterdir()} == {0o600}
    assert slots.problems(layout, unlocked.vault_key) == []


def test_the_file_holds_nothing_but_what_opening_needs(layout: Layout, unlocked: slots.Unlocked) -> None:
    top = json.loads(layout.keys.read_bytes())
    assert sorted(top) == ["format", "generation", "kdf", "mac", "slots", "vault"]
    assert sorted(top["kdf"]) == ["m", "salt", "t"]
    assert [sorted(s) for s in top["slots"]] == [["id", "kind", "nonce", "wrapped"]]


def test_a_passphrase_is_the_same_however_it_was_composed(layout: Layout) -> None:
    decomposed = unicodedata.normalize("NFD", "국경 pässe 🔑")
    slots.create(layout, decomposed, CHEAP, LOW)
    slots.open_with_passphrase(layout, unicodedata.normalize("NFC", decomposed), LOW)
    slots.open_with_passphrase(layout, decomposed, LOW)


@pytest.mark.parametrize("bad", ["", "x" * 1025, "é" * 513, "a\x00b", "\ud800"])
def test_a_bad_passphrase_makes_no_vault(layout: Layout, bad: str) -> None:
    with pytest.raises(Invalid):
        slots.create(layout, bad, CHEAP, LOW)
    assert contents(layout.folder) == {}


@pytest.mark.parametrize("good", [" ", "x", "x" * 1024, " edge ", "탭\t"])
def test_spaces_count_and_nothing_is_trimmed(layout: Layout, good: str) -> None:
    slots.create(layout, good, CHEAP, LOW)
    slots.open_with_passphrase(layout, good, LOW)
    with pytest.raises(WrongPassphrase):
        slots.open_with_passphrase(layout, good + " " if len(good) < 1024 else good[:-1], LOW)


def test_the_recovery_key_opens_and_mistakes_of_reading_are_forgiven(
    layout: Layout, unlocked: slots.Unlocked
) -> None:
    printed = add_recovery(layout, unlocked)
    assert [len(g) for g in printed.split("-")] == [4] * 9
    typed = printed.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    for form in (printed, typed, printed.replace("1", "I"), " " + printed.replace("-", "") + "\n"):
        assert slots.open_with_recovery(layout, form).vault_key == unlocked.vault_key
    with pytest.raises(WrongPassphrase):
        slots.open_with_passphrase(layout, printed, LOW)


def test_a_mistyped_recovery_key_is_told_from_a_wrong_one(layout: Layout, unlocked: slots.Unlocked) -> None:
    printed = add_recovery(layout, unlocked)
    groups = printed.split("-")
    swapped = "-".join([groups[1], groups[0], *groups[2:]])
    changed = ("2" if printed[0] != "2" else "3") + printed[1:]
    for mistake in (swapped, changed, printed[:-1], printed + "0", "U" + printed[1:], ""):
        with pytest.raises(WrongPassphrase) as e:
            slots.open_with_recovery(layout, mistake)
        assert e.value.message.text is Msg.RECOVERY_MISTYPED
    other = recovery_text(bytes(20))
    with pytest.raises(WrongPassphrase) as e:
        slots.open_with_recovery(layout, other)
    assert e.value.message.text is Msg.WRONG_RECOVERY


@pytest.mark.parametrize("secret", [bytes(20), b"\xff" * 20, b"\x00" * 19 + b"\x01", b"\x80" + bytes(19)])
def test_recovery_keys_at_the_edges_come_back(secret: bytes) -> None:
    assert recovery_secret(recovery_text(secret)) == secret


def test_staff_have_slots_of_their_own_under_one_derivation(layout: Layout, unlocked: slots.Unlocked) -> None:
    after = add(layout, unlocked, "colleague")
    assert after.slot_id == unlocked.slot_id
    second = after.file.slots[-1].id
    opened = slots.open_with_passphrase(layout, "colleague", LOW)
    assert (opened.slot_id, opened.vault_key) == (second, unlocked.vault_key)
    assert slots.open_with_passphrase(layout, PASSPHRASE, LOW).slot_id == unlocked.slot_id
    assert opened.file.generation == 2


def test_two_staff_cannot_have_one_passphrase(layout: Layout, unlocked: slots.Unlocked) -> None:
    second = add(layout, unlocked, "colleague").file.slots[-1].id
    before = contents(layout.folder)
    with pytest.raises(Invalid):
        add(layout, unlocked, PASSPHRASE)
    with pytest.raises(Invalid):
        change(layout, unlocked, second, PASSPHRASE)
    assert contents(layout.folder) == before
    change(layout, unlocked, second, "colleague")


def test_a_changed_passphrase_replaces_the_old(layout: Layout, unlocked: slots.Unlocked) -> None:
    printed = add_recovery(layout, unlocked)
    change(layout, unlocked, unlocked.slot_id, "new one")
    with pytest.raises(WrongPassphrase):
        slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    assert slots.open_with_passphrase(layout, "new one", LOW).vault_key == unlocked.vault_key
    assert slots.open_with_recovery(layout, printed).vault_key == unlocked.vault_key


def test_slots_end_somewhere(
    layout: Layout, unlocked: slots.Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyfile, "MAX_SLOTS", 1)
    with pytest.raises(Invalid):
        add(layout, unlocked, "colleague")
    change(layout, unlocked, unlocked.slot_id, "new one")


def test_every_flipped_bit_is_noticed(layout: Layout, unlocked: slots.Unlocked) -> None:
    """Control: the file as it was opens; and a file sealed anew by the holder of the key opens too."""
    data = layout.keys.read_bytes()
    layout.keys_copy.unlink()
    written = data.index(b"\n") + 1
    filling = range(written * 8, (len(data) - keyfile.MARK_BYTES) * 8, 61)
    for bit in (*range(written * 8), *filling):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        layout.keys.write_bytes(flipped)
        with pytest.raises(VaultError):
            slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    layout.keys.write_bytes(data)
    slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    resealed = keyfile.encode(KeyFile(**{**vars(unlocked.file), "generation": 9}).sealed(unlocked.vault_key))
    layout.keys.write_bytes(resealed)
    slots.open_with_passphrase(layout, PASSPHRASE, LOW)


def test_what_may_open_it_is_said_without_a_key(layout: Layout, unlocked: slots.Unlocked) -> None:
    """By the key file or, where that cannot be read, its copy."""
    assert slots.kinds(layout) == {SlotKind.PASSPHRASE}
    add_recovery(layout, unlocked)
    assert slots.kinds(layout) == {SlotKind.PASSPHRASE, SlotKind.RECOVERY}
    layout.keys.write_bytes(b"{}")
    assert slots.kinds(layout) == {SlotKind.PASSPHRASE, SlotKind.RECOVERY}
    layout.keys_copy.unlink()
    assert slots.kinds(layout) == frozenset()


def test_a_damaged_first_copy_is_mended_from_the_second(layout: Layout, unlocked: slots.Unlocked) -> None:
    data = layout.keys.read_bytes()
    at_wrapped, at_generation = data.index(b'"wrapped":"') + 12, data.index(b'"generation":') + 13
    for damage in (
        b"",
        b"{",
        b"[" * 5000,
        b"[1]",
        b" " * 70_000,
        data[:-1],
        data[:at_wrapped] + bytes([data[at_wrapped] ^ 1]) + data[at_wrapped + 1 :],
        data[:at_generation] + b"7" + data[at_generation + 1 :],
    ):
        layout.keys.write_bytes(damage)
        assert slots.problems(layout, unlocked.vault_key) != []
        opened = slots.open_with_passphrase(layout, PASSPHRASE, LOW)
        assert opened.mend
        slots.save(layout, opened)
        assert layout.keys.read_bytes() == layout.keys_copy.read_bytes() == data
    layout.keys.unlink()
    assert slots.open_with_passphrase(layout, PASSPHRASE, LOW).mend


def test_a_lagging_copy_does_not_open_with_the_old_passphrase(
    layout: Layout, unlocked: slots.Unlocked
) -> None:
    """What a kill between the two writes of a change leaves: the new file is the truth."""
    old = layout.keys_copy.read_bytes()
    change(layout, unlocked, unlocked.slot_id, "new one")
    layout.keys_copy.write_bytes(old)
    with pytest.raises(WrongPassphrase):
        slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    opened = slots.open_with_passphrase(layout, "new one", LOW)
    assert opened.mend
    slots.save(layout, opened)
    assert layout.keys_copy.read_bytes() == layout.keys.read_bytes()


def test_changes_start_from_an_authentic_file_only(layout: Layout, unlocked: slots.Unlocked) -> None:
    layout.keys.write_bytes(b"{}")
    with pytest.raises(DamagedVault):
        add_recovery(layout, unlocked)
    stranger = slots.Unlocked(bytes(32), unlocked.slot_id, unlocked.file)
    layout.keys.write_bytes(layout.keys_copy.read_bytes())
    with pytest.raises(DamagedVault):
        add_recovery(layout, stranger)


def test_a_missing_key_file_is_disk_trouble(layout: Layout) -> None:
    with pytest.raises(DiskTrouble):
        slots.open_with_passphrase(layout, PASSPHRASE, LOW)


def test_a_newer_format_is_refused(layout: Layout, unlocked: slots.Unlocked) -> None:
    for path in (layout.keys, layout.keys_copy):
        path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":3'))
    before = contents(layout.folder)
    with pytest.raises(NewerVault):
        slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    assert contents(layout.folder) == before


def _forged(file: KeyFile, **changes: object) -> bytes:
    top = json.loads(keyfile.encode(file))
    top["kdf"].update({k: v for k, v in changes.items() if k in top["kdf"]})
    top.update({k: v for k, v in changes.items() if k in top})
    data = keyfile.canonical(top) + b"\n"
    return data + b"\n" * (-len(data) % keyfile.BLOCK) + keyfile.NO_MARK


@pytest.mark.parametrize(
    "changes",
    [
        {"m": 0},
        {"m": 8},
        {"m": 2**32 - 1},
        {"m": 64 * 1024 - 1},
        {"m": 2 * 1024 * 1024 + 1},
        {"m": 2**53},
        {"m": 1.5},
        {"m": True},
        {"t": 0},
        {"t": 21},
        {"t": "3"},
        {"salt": ""},
        {"salt": "00" * 15},
        {"salt": "0G" * 16},
        {"salt": 5},
        {"slots": []},
        {"slots": {}},
        {"slots": [1]},
        {"slots": [{}]},
        {"slots": [{"id": "00" * 16, "kind": "other"}]},
        {"kdf": []},
        {"generation": 0},
        {"format": "1"},
        {"format": None},
        {"format": 0},
        {"vault": None},
        {"mac": "00"},
    ],
    ids=str,
)
def test_a_hostile_header_is_refused_before_memory_is_taken(
    layout: Layout, unlocked: slots.Unlocked, changes: dict[str, object]
) -> None:
    forged = _forged(unlocked.file, **({"m": 256 * 1024, "t": 3} | changes))
    for path in (layout.keys, layout.keys_copy):
        path.write_bytes(forged)
    with pytest.raises(DamagedVault):
        slots.open_with_passphrase(layout, PASSPHRASE)


_OPENER = """
import re, sys, time
from pathlib import Path
from app.errors import CasebookError
from db import slots
from db.folder import Layout
layout = Layout(Path(sys.argv[1]))
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
for line in sys.stdin:
    data = bytes.fromhex(line)
    layout.keys.write_bytes(data)
    layout.keys_copy.write_bytes(data)
    before, begun = peak(), time.process_time()
    try:
        slots.open_with_passphrase(layout, "any")
        said = "opened"
    except CasebookError as e:
        said = e.message.text.name
    took = time.process_time() - begun
    print(said, peak() - before, round(1000 * took))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_a_hostile_cost_takes_no_memory_and_no_time(layout: Layout, unlocked: slots.Unlocked) -> None:
    """In a process of its own, whose peak says what was taken; control: the least that is allowed."""
    most = 2 * 1024 * 1024
    hostile: list[dict[str, object]] = [{"m": m} for m in (0, 8, 64 * 1024 - 1, most + 1, 2**32 - 1, 2**42)]
    hostile += [{"t": t} for t in (0, 21, 2**24, 2**32 - 1)]
    hostile += [{"salt": ""}]
    honest: dict[str, object] = {"m": 64 * 1024, "t": 1}
    files = [_forged(unlocked.file, **({"m": 256 * 1024, "t": 3} | c)) for c in [*hostile, honest]]
    done = subprocess.run(
        [sys.executable, "-c", _OPENER, str(layout.folder)],
        input="\n".join(data.hex() for data in files),
        text=True,
        capture_output=True,
        check=True,
    )
    *refused, control = [line.split() for line in done.stdout.splitlines()]
    assert len(refused) == len(hostile)
    for said, kib, milliseconds in refused:
        assert said in ("KEY_FILE_COST", "KEY_FILE_DAMAGED")
        assert int(kib) < 20 * 1024
        assert int(milliseconds) < 50
    assert control[0] == "WRONG_PASSPHRASE"
    assert int(control[1]) > 60 * 1024


@pytest.mark.parametrize(
    ("seconds", "cost"),
    [
        (60.0, Cost()),
        (1.25, Cost()),
        (0.7, Cost(m=448 * 1024)),
        (0.3125, Cost(m=1024 * 1024)),
        (0.1, Cost(m=1024 * 1024, t=9)),
        (0.0, Cost(m=1024 * 1024, t=10)),
    ],
)
def test_a_new_vault_costs_about_a_second_here(seconds: float, cost: Cost) -> None:
    assert crypto.calibrated(seconds) == cost
    Limits().check(cost)


@pytest.mark.slow
def test_the_cost_of_a_new_vault_is_measured(layout: Layout) -> None:
    made = slots.create(layout, PASSPHRASE)
    assert made.file.cost.m >= Cost().m
    assert made.file.cost.t >= Cost().t
    assert slots.open_with_passphrase(layout, PASSPHRASE).file == made.file


def test_two_slots_of_one_id_are_refused(layout: Layout, unlocked: slots.Unlocked) -> None:
    slot = json.loads(layout.keys.read_bytes())["slots"][0]
    for path in (layout.keys, layout.keys_copy):
        path.write_bytes(_forged(unlocked.file, slots=[slot, slot]))
    with pytest.raises(DamagedVault):
        slots.open_with_passphrase(layout, PASSPHRASE, LOW)


def test_the_default_cost_is_within_the_limits(layout: Layout) -> None:
    Limits().check(Cost())
    with pytest.raises(DamagedVault):
        slots.create(layout, PASSPHRASE, CHEAP)


def test_too_little_memory_is_said(layout: Layout) -> None:
    with pytest.raises(VaultError):
        crypto.derive(b"x", bytes(16), Cost(m=2**31, t=1), Limits(m_max=2**40))


def test_secrets_are_in_no_repr(unlocked: slots.Unlocked) -> None:
    shown = repr(unlocked) + repr(slots.Secret(SlotKind.PASSPHRASE, b"marker"))
    assert "marker" not in shown
    assert repr(unlocked.vault_key) not in shown


_CHANGER = """
import sys
from pathlib import Path
from db import slots
from db.crypto import Limits
from db.folder import Layout
layout, low = Layout(Path(sys.argv[1])), Limits(m_min=8)
unlocked = slots.open_with_passphrase(layout, "p0", low)
for i in range(1, 100000):
    print(i, flush=True)
    secret, old = slots.passphrase_secret(f"p{i % 7}", low), unlocked.slot_id
    unlocked = slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), secret), [old]))
    unlocked = slots.opened_by(unlocked, unlocked.file.slots[-1].id)
"""


def kill_campaign(layout: Layout, kills: int) -> None:
    """Kills a process that changes the passphrase over and over; each time one of seven opens, never two."""
    slots.create(layout, "p0", CHEAP, LOW)
    for round_ in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", _CHANGER, str(layout.folder)], stdout=subprocess.PIPE, env={**os.environ}
        )
        assert process.stdout is not None
        for _ in range(1 + round_ % 9):
            process.stdout.readline()
        process.kill()
        process.communicate()
        opened = []
        for i in range(7):
            try:
                opened.append((i, slots.open_with_passphrase(layout, f"p{i}", LOW)))
            except CasebookError:
                continue
        assert len(opened) == 1
        change(layout, opened[0][1], opened[0][1].slot_id, "p0")


def test_a_kill_leaves_the_old_passphrase_or_the_new(layout: Layout) -> None:
    kill_campaign(layout, 8)


def test_a_disk_that_refuses_is_said_and_changes_nothing(layout: Layout, unlocked: slots.Unlocked) -> None:
    before = contents(layout.folder)
    (layout.folder / "vault.keys.new").mkdir()
    with pytest.raises(DiskTrouble):
        change(layout, unlocked, unlocked.slot_id, "new one")
    (layout.folder / "vault.keys.new").rmdir()
    assert contents(layout.folder) == before


def test_only_the_copy_that_is_wrong_is_named(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    made = slots.create(layout, PASSPHRASE, CHEAP, LOW)
    assert slots.problems(layout, made.vault_key) == []
    for path in (layout.keys, layout.keys_copy):
        before = path.read_bytes()
        path.write_bytes(b"")
        assert slots.problems(layout, made.vault_key) == [path.name]
        path.write_bytes(before)
