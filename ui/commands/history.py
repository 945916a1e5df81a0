"""The command `history`: who changed what of a record, from what to what."""

from __future__ import annotations

import json
from argparse import Namespace

from app.canonical import Json
from app.services import histories
from ui.commands.passphrase import asked
from ui.commands.reading import told
from ui.commands.rooms import Rooms


def history(args: Namespace, rooms: Rooms) -> int:
    """Print the entries about a record, newest first, and under each its changes."""
    vault = told(rooms.vaults.open(args.vault, asked(args)))
    try:
        with vault.read() as reader:
            entries = histories.history(reader, args.record)
    finally:
        vault.close()
    if args.json:
        print(json.dumps(entries, ensure_ascii=False, indent=1))
        return 0
    for entry in entries:
        print("\t".join(_clean(str(entry[key])) for key in ("seq", "at", "by", "action", "version")))
        changes = entry["changes"]
        for change in changes if isinstance(changes, list) else ():
            if isinstance(change, dict):
                print(_clean(f"  {change['field']}: {_told(change)}"))
    return 0


def _told(change: dict[str, Json]) -> str:
    if change.get("erased"):
        return "erased"
    return " -> ".join(json.dumps(change[side], ensure_ascii=False) for side in ("old", "new"))


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
