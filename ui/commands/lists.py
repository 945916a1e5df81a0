"""The command `list`: cases, events or claims, sorted by code."""

from __future__ import annotations

import json
from argparse import Namespace

from app.services.listing import Row, cases, claims, events
from ui.commands.passphrase import asked
from ui.commands.reading import told
from ui.commands.rooms import Rooms

LISTS = {"cases": cases, "events": events, "claims": claims}


def show_list(args: Namespace, rooms: Rooms) -> int:
    """Print a list, as JSON or as columns parted by tabs."""
    vault = told(rooms.vaults.inspect(args.vault, asked(args)))
    try:
        with vault.read() as reader:
            rows = LISTS[args.what](reader)
    finally:
        vault.close()
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(line(row))
    return 0


def line(row: Row) -> str:
    """A row as columns parted by tabs, each on the one line."""
    return "\t".join(_cell(row, key) for key in row)


def _cell(row: Row, key: str) -> str:
    value = row[key]
    if value is None:
        return ""
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return "".join(" " if not c.isprintable() else c for c in text)
