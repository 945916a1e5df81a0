"""The command `key`: who opens a vault, by what. Secrets come from files or the terminal, never arguments."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app.errors import Invalid, NotFound, UsageError
from app.i18n import _
from app.keys import KeySlot, SlotKind
from app.messages import Msg
from app.passphrases import LEAST_STEP, generated, strength
from app.ports import Vault
from ui.commands.passphrase import ask, ask_twice, asked, read_secret, tell_strength
from ui.commands.rooms import Rooms

SHORTEST = 4
"""Letters of a slot's id that are enough, where no other begins with them."""
KINDS = {
    SlotKind.PASSPHRASE: "passphrase",
    SlotKind.RECOVERY: "recovery key",
    SlotKind.SHARES: "shares, two of three",
    SlotKind.KEYRING: "quick unlock with a PIN",
}


def key(args: Namespace, rooms: Rooms) -> int:
    """Do one thing to the keys of a vault."""
    return ACTIONS[args.action](args, rooms)


def _list(args: Namespace, rooms: Rooms) -> int:
    vault = rooms.vaults.inspect(args.vault, asked(args))
    try:
        found = vault.keys.slots()
    finally:
        vault.close()
    if args.json:
        print(json.dumps([_plain(s) for s in found], ensure_ascii=False, indent=1))
    for slot in () if args.json else found:
        day = f"{slot.created:%Y-%m-%d}" if slot.created else ""
        mine = "yours" if slot.mine else ""
        print("\t".join((slot.id[:8], KINDS[slot.kind], slot.staff.name, day, mine)).rstrip())
    return 0


def _add(args: Namespace, rooms: Rooms) -> int:
    def work(vault: Vault) -> None:
        new = _new_passphrase(args)
        made = vault.keys.add(args.name, new)
        print(f"Added: {made.staff.name}, {made.id[:8]}")
        _tell_of(args, new)

    return _within(args, rooms, work)


def _change(args: Namespace, rooms: Rooms) -> int:
    old = asked(args)
    new = _new_passphrase(args)
    vault = rooms.vaults.open(args.vault, old)
    try:
        vault.keys.change(new, old=old)
    finally:
        vault.close()
    print("Passphrase changed. Backups and old copies of the key file still open with the old one.")
    _tell_of(args, new)
    return 0


def _remove(args: Namespace, rooms: Rooms) -> int:
    def work(vault: Vault) -> None:
        removed = vault.keys.remove(_chosen(vault, args.slot).id, own=args.own)
        for slot in removed.slots:
            print(f"Removed: {KINDS[slot.kind]} of {slot.staff.name}, {slot.id[:8]}")
        for remains in removed.remains:
            print(f"- {_(remains.value)}")

    return _within(args, rooms, work)


def _recover(args: Namespace, rooms: Rooms) -> int:
    typed = _recovery(args)
    new = _new_passphrase(args)
    folder = Path(args.vault)
    if len(typed) == 1:
        vault = rooms.vaults.open_with_recovery(folder, typed[0])
    else:
        vault = rooms.vaults.open_with_shares(folder, typed[0], typed[1])
    try:
        vault.keys.change(new, old=None)
        who = vault.staff.name
    finally:
        vault.close()
    print(f"New passphrase set for {who}.")
    _tell_of(args, new)
    return 0


def _recovery_key(args: Namespace, rooms: Rooms) -> int:
    def work(vault: Vault) -> None:
        text = vault.keys.new_recovery()
        print("Recovery key, shown once; older ones open nothing now. Keep it away from this computer:")
        print(text)

    return _within(args, rooms, work)


def _shares(args: Namespace, rooms: Rooms) -> int:
    def work(vault: Vault) -> None:
        shares = vault.keys.new_shares()
        print("Three shares, shown once; older ones open nothing now. Any two open the vault, one alone says")
        print("nothing. Give each to somebody else:")
        for share in shares:
            print(f"Share {share.number} of {len(shares)}, set {share.set}: {share.text}")

    return _within(args, rooms, work)


ACTIONS: dict[str, Callable[[Namespace, Rooms], int]] = {
    "list": _list,
    "add": _add,
    "change": _change,
    "remove": _remove,
    "recover": _recover,
    "recovery": _recovery_key,
    "shares": _shares,
}


def _within(args: Namespace, rooms: Rooms, work: Callable[[Vault], None]) -> int:
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        work(vault)
    finally:
        vault.close()
    return 0


def _plain(slot: KeySlot) -> dict[str, object]:
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "staff": slot.staff.name,
        "created": slot.created.isoformat() if slot.created else None,
        "mine": slot.mine,
    }


def _chosen(vault: Vault, typed: str) -> KeySlot:
    """The slot whose id begins with what was typed. Raises NotFound where none does, or more than one."""
    found = [s for s in vault.keys.slots() if s.id.startswith(typed.lower())]
    if len(typed) < SHORTEST or len(found) != 1:
        raise NotFound(Msg.NO_SUCH_KEY, slot=typed)
    return found[0]


def _recovery(args: Namespace) -> list[str]:
    """The recovery key, or two shares, as they were given or typed."""
    if (args.recovery_file and args.share_file) or len(args.share_file) not in (0, 2):
        raise UsageError(Msg.RECOVERY_OR_SHARES)
    if args.share_file:
        return [read_secret(name) for name in args.share_file]
    if args.shares:
        return [ask("Share: "), ask("Another share: ")]
    return [read_secret(args.recovery_file) if args.recovery_file else ask("Recovery key: ")]


def _new_passphrase(args: Namespace) -> str:
    """A new passphrase. Raises Invalid for one that is too easy to guess."""
    if args.generate:
        return generated()
    new = read_secret(args.new_passphrase_file) if args.new_passphrase_file else ask_twice()
    if strength(new).step < LEAST_STEP:
        raise Invalid(Msg.PASSPHRASE_WEAK)
    return new


def _tell_of(args: Namespace, new: str) -> None:
    """The passphrase where it was made here; of another how strong it is, where that is less than good."""
    if args.generate:
        print("Passphrase, shown once:")
        print(new)
    else:
        tell_strength(new)
