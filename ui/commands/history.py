"""The command `history`: who changed what of a record, from what to what."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from app.canonical import Json
from app.i18n import ngettext
from app.services import histories
from ui.commands.passphrase import asked
from ui.commands.reading import told
from ui.commands.rooms import Rooms


def history(args: Namespace, rooms: Rooms) -> int:
    """Print the entries about a record, newest first, and under each its changes."""
    vault = told(rooms.vaults.open_to_look(Path(args.vault), asked(args)))
    try:
        with vault.read() as reader:
            tell = histories.whole_history if args.all else histories.history
            entries = tell(reader, args.record)
            more = 0 if args.all else len(histories.belonging(reader, args.record))
    finally:
        vault.close()
    if args.json:
        print(json.dumps(entries, ensure_ascii=False, indent=1))
        return 0
    also = ("type", "id") if args.all else ()
    for entry in entries:
        print("\t".join(_clean(str(entry[key])) for key in ("seq", "at", "by", "action", "version", *also)))
        changes = entry["changes"]
        for change in changes if isinstance(changes, list) else ():
            if isinstance(change, dict):
                print(_clean(f"  {change['field']}: {_told(change)}"))
    _tell_of_more(more)
    return 0


def _tell_of_more(more: int) -> None:
    """Changes of a consent or a custody step are changes of records of their own."""
    if more:
        words = ngettext(
            "{n} record that belongs to it has a history of its own: --all tells it too.",
            "{n} records that belong to it have a history of their own: --all tells it too.",
            more,
        )
        print(f"casebook: {words.format(n=more)}", file=sys.stderr)


def _told(change: dict[str, Json]) -> str:
    if change.get("erased"):
        return "erased"
    return " -> ".join(json.dumps(change[side], ensure_ascii=False) for side in ("old", "new"))


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
