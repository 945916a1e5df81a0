"""A change of keys cut off at every step: the old state or the new one, never neither and never both."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.errors import DamagedVault, DiskTrouble, WrongPassphrase
from app.keys import SlotKind
from app.messages import Msg
from app.ports import Finding
from db import files, keyfile, slots
from db.folder import Layout
from db.making import create
from db.opening import open_vault, open_with_recovery, open_with_shares
from db.unit import DbUnitOfWork
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms

THEIRS, NEW = "of the colleague", "a new passphrase"
CALLS = ("open", "write", "fsync", "replace")


class Death(BaseException):
    """The process is gone."""


class Dying:
    """The calls of the system that write the key file, and the commits; dies at the one of a number."""

    def __init__(self, at: int = 10**9, error: BaseException | None = None) -> None:
        self.at = at
        self.count = 0
        self.error = error or Death()

    def point(self) -> bool:
        """One more step; whether it is the last, which is still half done."""
        self.count += 1
        if self.count > self.at and isinstance(self.error, Death):
            raise self.error
        return self.count == self.at

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*args: Any, **more: Any) -> Any:
            if self.point():
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise self.error
            return real(*args, **more)

        return call


@contextmanager
def dying(dead: Dying, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside, what writes keys passes through `dead`."""
    commit = DbUnitOfWork.commit

    def counted(unit: DbUnitOfWork) -> None:
        with files.disk_errors():
            if dead.point():
                raise dead.error
        commit(unit)
        if isinstance(dead.error, Death) and dead.point():
            raise dead.error

    with monkeypatch.context() as patch:
        patch.setattr(files, "os", dead)
        patch.setattr(DbUnitOfWork, "commit", counted)
        yield


class Stage:
    """A vault with a colleague, a recovery key and shares, and what opened it before and opens it after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        vault, self.recovery = create(folder, PASSPHRASE, terms=cheap_terms())
        vault.keys.add("Colleague", THEIRS)
        self.shares = [s.text for s in vault.keys.new_shares()]
        vault.close()
        self.made: list[str] = []
        self.copies = 0

    def copied(self) -> Path:
        """The same vault in a new place, which no anchor knows."""
        self.copies += 1
        return Path(shutil.copytree(self.folder, self.folder.with_name(f"copy {self.copies}")))

    def opens(self, folder: Path, how: str, *words: str) -> bool:
        """Whether something opens the vault."""
        by: dict[str, Callable[..., DbVault]] = {
            "passphrase": open_vault,
            "recovery": open_with_recovery,
            "shares": open_with_shares,
        }
        try:
            vault = by[how](folder, *words, terms=cheap_terms())
        except WrongPassphrase:
            return False
        except DamagedVault as e:
            if e.message.text is not Msg.KEY_FILE_DAMAGED:
                raise
            return False
        vault.close()
        return True


@pytest.fixture
def stage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The vault, and every recovery key and set of shares that is made from now on."""
    made = Stage(folder)
    recovery, shares = slots.new_recovery, slots.new_shares

    def told_recovery() -> tuple[slots.Secret, str]:
        secret, text = recovery()
        made.made = [text]
        return secret, text

    def told_shares() -> Any:
        secret, texts = shares()
        made.made = [str(t) for t in texts]
        return secret, texts

    monkeypatch.setattr(slots, "new_recovery", told_recovery)
    monkeypatch.setattr(slots, "new_shares", told_shares)
    return made


def _remove(vault: DbVault) -> None:
    vault.keys.remove(next(s.id for s in vault.keys.slots() if not s.mine))


CHANGES: dict[str, Callable[[DbVault], object]] = {
    "change": lambda vault: vault.keys.change(NEW, old=PASSPHRASE),
    "add": lambda vault: vault.keys.add("Third", NEW),
    "remove": _remove,
    "recovery": lambda vault: vault.keys.new_recovery(),
    "shares": lambda vault: vault.keys.new_shares(),
}


def holding(stage: Stage, folder: Path, change: str) -> tuple[bool, bool]:
    """Whether the old state holds, and whether the new one does."""
    match change:
        case "change":
            return stage.opens(folder, "passphrase", PASSPHRASE), stage.opens(folder, "passphrase", NEW)
        case "add":
            added = stage.opens(folder, "passphrase", NEW)
            return not added and stage.opens(folder, "passphrase", PASSPHRASE), added
        case "remove":
            kept = stage.opens(folder, "passphrase", THEIRS)
            return kept, not kept and stage.opens(folder, "passphrase", PASSPHRASE)
        case "recovery":
            new = stage.opens(folder, "recovery", *stage.made)
            return stage.opens(folder, "recovery", stage.recovery), new
    new = stage.opens(folder, "shares", *stage.made[1:])
    return stage.opens(folder, "shares", *stage.shares[:2]), new


def attempt(folder: Path, change: str, dead: Dying, monkeypatch: pytest.MonkeyPatch) -> str:
    """Opens the vault and makes the change: "done", "dead" or "refused". The process then goes silently."""
    vault = open_vault(folder, PASSPHRASE, terms=cheap_terms())
    try:
        with dying(dead, monkeypatch):
            CHANGES[change](vault)
    except Death:
        return "dead"
    except DiskTrouble:
        return "refused"
    finally:
        vault._engine.dispose()
        if vault._lock is not None:
            vault._lock.release()
    return "done"


def sound(folder: Path, passphrase: str) -> None:
    """After the next opening the vault and the key file know the same slots, and `check` finds nothing."""
    vault = open_vault(folder, passphrase, terms=cheap_terms())
    known = {s.id.hex() for s in vault.keys.unlocked.file.slots}
    with vault.read() as reader:
        assert {r[0] for r in reader.connection.exec_driver_sql("SELECT id FROM slot")} == known
    assert [f for f in vault.check() if isinstance(f, Finding)] == []
    vault.close()
    layout = Layout(folder)
    assert keyfile.decode(layout.keys.read_bytes()) == keyfile.decode(layout.keys_copy.read_bytes())


def steps(stage: Stage, change: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many steps a change has."""
    counting, folder = Dying(), stage.copied()
    assert attempt(folder, change, counting, monkeypatch) == "done"
    assert holding(stage, folder, change) == (False, True)
    return counting.count


@pytest.mark.parametrize("change", CHANGES)
def test_a_death_at_any_step_leaves_the_old_state_or_the_new(
    stage: Stage, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    count = steps(stage, change, monkeypatch)
    assert count >= 10
    for at in range(1, count + 1):
        folder = stage.copied()
        assert attempt(folder, change, Dying(at), monkeypatch) == "dead"
        old, new = holding(stage, folder, change)
        assert old != new, f"step {at}: old {old}, new {new}"
        found.append(new)
        sound(folder, NEW if new and change == "change" else PASSPHRASE)
    assert found == sorted(found)
    assert {*found} == {False, True}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_a_disk_that_fails_at_any_step_leaves_what_was_said(
    stage: Stage, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the change was refused the old state holds, where it was not, the new one."""
    for at in range(1, steps(stage, change, monkeypatch) + 1):
        folder = stage.copied()
        said = attempt(folder, change, Dying(at, OSError(28, "no space")), monkeypatch)
        assert holding(stage, folder, change) == (said == "refused", said == "done"), at
        sound(folder, NEW if said == "done" and change == "change" else PASSPHRASE)


def test_a_key_file_written_in_place_would_leave_neither(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both copies overwritten where they lie, as a careless program would."""

    def in_place(layout: Layout, unlocked: slots.Unlocked) -> slots.Unlocked:
        system = vars(files)["os"]
        handles = [system.open(p, os.O_WRONLY | os.O_TRUNC) for p in (layout.keys, layout.keys_copy)]
        for handle in handles:
            system.write(handle, keyfile.encode(unlocked.file))
            os.close(handle)
        return unlocked

    monkeypatch.setattr(slots, "save", in_place)
    found = set()
    for at in range(1, steps(stage, "change", monkeypatch) + 1):
        folder = stage.copied()
        attempt(folder, "change", Dying(at), monkeypatch)
        found.add(holding(stage, folder, "change"))
    assert (False, False) in found


@pytest.mark.parametrize(
    "kills", [pytest.param(12, marks=pytest.mark.slow), pytest.param(250, marks=pytest.mark.long)]
)
def test_a_kill_leaves_the_old_keys_or_the_new(kills: int) -> None:
    """In a process of its own, which has no thread when it forks."""
    command = [sys.executable, "-m", "tests.db.key_kills", str(kills)]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sum(int(line.split()[0]) for line in done.stdout.splitlines()) == kills


def test_the_stage_is_as_it_says(stage: Stage) -> None:
    vault = open_vault(stage.folder, PASSPHRASE, terms=cheap_terms())
    assert {s.kind for s in vault.keys.slots()} == {SlotKind.PASSPHRASE, SlotKind.RECOVERY, SlotKind.SHARES}
    vault.close()
