"""Commands about copies of a vault: backup, restore, drill, rekey, and the state of the ledger after one."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from app.backups import BESIDE, Backup, Restored, Step, fault_words
from app.canonical import Json
from app.i18n import _
from app.services import backups
from app.services.ledger import incomplete, state_complete
from app.steps import finished
from ui.commands.passphrase import asked, chosen_anew, read_secret, tell_strength
from ui.commands.rooms import Rooms

T = TypeVar("T")


def backup(args: Namespace, rooms: Rooms) -> int:
    """Write a backup, prove it, and print what was proved."""
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        made = driven(backups.back_up(vault, Path(args.output), replace=args.force))
    finally:
        vault.close()
    if args.json:
        _print_json({"file": args.output, "proved": True, **made.plain})
        return 0
    print(args.output)
    _tell(made)
    if made.beside:
        print(f"casebook: {_(BESIDE)}", file=sys.stderr)
    return 0


def restore(args: Namespace, rooms: Rooms) -> int:
    """Make a new vault out of a backup; print who can open it, and its recovery key once."""
    typed = asked(args)
    passphrase = chosen_anew(args, typed)
    made = driven(rooms.vaults.restore(Path(args.file), typed, Path(args.target), passphrase))
    print(f"Vault restored: {args.target}")
    _tell(made.backup)
    _tell_new(made)
    print("The list of releases may be incomplete: see `casebook ledger`.")
    tell_strength(passphrase)
    return 0


def drill(args: Namespace, rooms: Rooms) -> int:
    """Restore a backup where nothing stays of it, to see that it can be."""
    words = asked(args)
    vault = rooms.vaults.open(args.vault, words)
    try:
        typed = read_secret(args.key_file) if args.key_file else words
        made = driven(backups.drill(vault, typed, Path(args.file)))
    finally:
        vault.close()
    print("This backup opens with what was tried, and everything in it is whole. Nothing was kept of it.")
    _tell(made)
    return 0


def rekey(args: Namespace, rooms: Rooms) -> int:
    """Make a new vault with new secrets, and name what still opens with the old ones."""
    typed = asked(args)
    passphrase = chosen_anew(args, typed)
    vault = rooms.vaults.open(args.vault, typed)
    try:
        made, old = driven(backups.rekey(vault, Path(args.target), passphrase))
    finally:
        vault.close()
    print(f"Vault made: {args.target}")
    _tell_new(made)
    print(f"These still open with the old keys. Destroy them once the new vault is in use: {args.vault}")
    for one in old:
        print(f"  backup of {one.at:%Y-%m-%d %H:%M} UTC, {one.size} bytes, {one.id}")
    print("  and every other copy of the old vault, its key file, recovery sheet and travel vaults.")
    tell_strength(passphrase)
    return 0


def ledger(args: Namespace, rooms: Rooms) -> int:
    """Say whether releases may be missing from the ledger, or state that none is."""
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        if args.none_missing is not None:
            state_complete(vault, args.none_missing)
        with vault.read() as reader:
            reason = incomplete(reader)
    finally:
        vault.close()
    if args.json:
        _print_json({"incomplete": bool(reason), "reason": reason})
    elif reason:
        print(f"Releases may be missing ({reason}). No anonymised document leaves before somebody states")
        print("that none is: casebook ledger VAULT --none-missing 'WHY'")
    else:
        print("No release is missing.")
    return 0


def driven(steps: Generator[Step, None, T]) -> T:
    """Carries a long job out; on a terminal it says on stderr what it does."""
    said = [""]

    def tell(step: Step) -> None:
        if step.text != said[-1] and sys.stderr.isatty():
            print(step.text, file=sys.stderr)
            said.append(step.text)

    return finished(steps, tell)


def _tell(made: Backup) -> None:
    counts = ", ".join(f"{key} {n}" for key, n in sorted(made.counts.items()))
    print(f"made: {made.at:%Y-%m-%d %H:%M} UTC, id {made.id.hex}, {made.size} bytes")
    print(f"records: {counts or 'none'}; evidence files: {made.files}")
    print(f"journal: {made.seq} entries, last {made.hash}")
    print("proved: restored, every page and record checked, records and journal the same")
    for words in fault_words(made):
        print(f"casebook: {words}", file=sys.stderr)


def _tell_new(made: Restored) -> None:
    print(f"Its passphrase is that of {made.staff}.")
    if made.without_key:
        print(f"Without a key in it, to be added again: {', '.join(made.without_key)}")
    if made.recovery:
        print("Recovery key, shown once. Write it down and keep it away from this computer:")
        print(made.recovery)


def _print_json(data: dict[str, Json]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))
