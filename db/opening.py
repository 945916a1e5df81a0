"""Ways into a vault: by passphrase, recovery key, two shares or quick unlock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.keys import SlotKind
from db import folder, slots, upgrade
from db.anchors import Anchors
from db.engine import open_engine
from db.folder import Layout
from db.inside import look_inside
from db.lock import VaultLock, hold, hold_for_reading
from db.slots import Unlocked
from db.vault import DbVault, Terms


def open_vault(
    target: Path, passphrase: str, *, read_only: bool = False, terms: Terms | None = None
) -> DbVault:
    """Opens a vault. With `read_only` no byte and no time of its files changes.

    Raises NotAVault, DamagedVault, NewerVault, WrongPassphrase, VaultBusy, DiskTrouble; after each the files
    are as they were.
    """
    terms = terms or Terms()
    limits = terms.limits

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_passphrase(layout, passphrase, limits)

    return _opened(target, unlock, terms, read_only=read_only)


def open_with_recovery(
    target: Path, typed: str, *, read_only: bool = False, terms: Terms | None = None
) -> DbVault:
    """Opens a vault by its printed recovery key, as who made it. As `open_vault`."""

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_recovery(layout, typed)

    return _opened(target, unlock, terms or Terms(), read_only=read_only)


def open_with_shares(
    target: Path, first: str, second: str, *, read_only: bool = False, terms: Terms | None = None
) -> DbVault:
    """Opens a vault by two of its printed shares, as who made them. As `open_vault`."""

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_shares(layout, first, second)

    return _opened(target, unlock, terms or Terms(), read_only=read_only)


def open_with_pin(target: Path, pin: str, *, read_only: bool = False, terms: Terms | None = None) -> DbVault:
    """Opens a vault by quick unlock. As `open_vault`; raises VaultError without a keyring too."""
    terms = terms or Terms()
    limits = terms.limits

    def unlock(layout: Layout) -> Unlocked:
        return slots.open_with_pin(layout, pin, limits)

    return _opened(target, unlock, terms, read_only=read_only)


def ways(target: Path) -> frozenset[SlotKind]:
    """What may open a vault, by the slots of its key file; empty where there is none that can be read."""
    return slots.kinds(Layout(target))


def _opened(
    target: Path, unlock: Callable[[Layout], Unlocked], terms: Terms, *, read_only: bool = False
) -> DbVault:
    layout = folder.inspect(target)
    lock = hold_for_reading(layout.lock) if read_only else hold(layout.lock)
    try:
        return start(layout, unlock(layout), lock, terms, read_only=read_only)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def start(
    layout: Layout,
    unlocked: Unlocked,
    lock: VaultLock | None,
    terms: Terms,
    *,
    read_only: bool = False,
    lies_at: Path | None = None,
) -> DbVault:
    """The open vault behind keys that fit, brought up to today's schema, compared with its anchors.

    `lies_at` is where it will lie once it is made, None where it lies there already. Raises NewerVault,
    DamagedVault, DiskTrouble; the lock stays with the caller then.
    """
    held = Anchors(layout, unlocked.file.vault, unlocked.vault_key, terms.state, lies_at)
    if read_only:
        copy = upgrade.copy_for_reading(layout, unlocked.database_key)
    else:
        copy = upgrade.bring_up(layout, unlocked, held, terms.clock)
    place = copy.layout if copy is not None else layout
    try:
        mode = "ro" if read_only and copy is None else "rw"
        engine = open_engine(place.database, unlocked.database_key, mode=mode)
        try:
            inside = look_inside(engine, unlocked)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        if copy is not None:
            copy.remove()
        raise
    vault = DbVault(layout, unlocked, lock, engine, inside, terms, held, read_only=read_only, copy=copy)
    try:
        vault.settle()
    except BaseException:
        engine.dispose()
        raise
    return vault
