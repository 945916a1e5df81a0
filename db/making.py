"""A vault is made: empty, filled before it has its name, or out of a backup."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from uuid import uuid4

from app.backups import Restored, Step
from app.i18n import _
from app.ports import Staff
from db import covered, folder, keys, restore, slots
from db.folder import Layout
from db.inside import furnish
from db.keys import staff_name
from db.lock import hold
from db.opening import start
from db.proof import beside
from db.slots import Unlocked
from db.vault import DbVault, Terms


def create(
    target: Path,
    passphrase: str,
    *,
    staff: str = keys.DEFAULT_STAFF,
    sample: bool = False,
    recovery: bool = True,
    terms: Terms | None = None,
) -> tuple[DbVault, str]:
    """Makes a vault in one step and opens it; gives it and the recovery key ("" where none was asked for).

    Raises Invalid for a bad passphrase, NotAVault where something is in the place already, DiskTrouble.
    """
    terms, staff = terms or Terms(), staff_name(staff)
    work = folder.prepare(target)
    try:
        unlocked, printed = _keys(work, passphrase, terms, recovery=recovery)
        furnish(work, unlocked, Staff(uuid4(), staff), terms.clock.now(), sample=sample)
        _begin_journal(start(work, unlocked, None, terms, lies_at=target))
        layout = folder.publish(work, target)
    except BaseException:
        folder.discard(work)
        raise
    return start(layout, unlocked, hold(layout.lock), terms), printed


def create_filled(
    target: Path,
    passphrase: str,
    *,
    staff: str,
    fill: Callable[[DbVault], Generator[Step, None, None]],
    sample: bool = False,
    recovery: bool = False,
    terms: Terms | None = None,
) -> Generator[Step, None, str]:
    """Makes a vault and lets `fill` furnish it before it has its name, in slices; it is closed at the end.

    Returns its recovery key ("" where none was asked for). Raises as `create`, and what `fill` raises;
    given up or failed, nothing is left.
    """
    terms, staff = terms or Terms(), staff_name(staff)
    work = folder.prepare(target)
    try:
        made: tuple[Unlocked, str] = yield from beside(
            _("Making new keys"), lambda: _keys(work, passphrase, terms, recovery=recovery)
        )
        unlocked, printed = made
        furnish(work, unlocked, Staff(uuid4(), staff), terms.clock.now(), sample=sample)
        vault = start(work, unlocked, None, terms, lies_at=target)
        try:
            _first_entry(vault)
            yield from fill(vault)
        finally:
            vault.close()
        folder.publish(work, target)
    except BaseException:
        folder.discard(work)
        raise
    return printed


def _keys(work: Layout, passphrase: str, terms: Terms, *, recovery: bool) -> tuple[Unlocked, str]:
    """The key file of a new vault, and its recovery key ("" where none was asked for)."""
    unlocked = slots.create(work, passphrase, terms.cost, terms.limits)
    if not recovery:
        return unlocked, ""
    secret, printed = slots.new_recovery()
    return slots.save(work, slots.changed(work, unlocked, (slots.new_slot_id(), secret))), printed


def _begin_journal(vault: DbVault) -> None:
    try:
        _first_entry(vault)
    finally:
        vault.close()


def _first_entry(vault: DbVault) -> None:
    """It names what the vault was made with, and is there before the vault has its name."""
    with vault.write() as unit:
        unit.note_rows("vault", {name: {} for name in covered.TABLES})
        unit.commit()


def restore_backup(
    path: Path, typed: str, target: Path, passphrase: str, *, terms: Terms | None = None
) -> Generator[Step, None, Restored]:
    """A new vault out of a backup, in slices; raises as `db.restore.restore`."""
    terms = terms or Terms()
    return restore.restore(
        path, typed, restore.New(target, passphrase, terms.clock, terms.cost, terms.limits)
    )
