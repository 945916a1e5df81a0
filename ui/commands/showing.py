"""The commands `show` and `date`: one record whole, and what the program understands of a date."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from app.canonical import Json
from app.dates.phrases import understand
from app.services.opening import Session
from app.services.showing import find, whole
from ui.commands.passphrase import asked
from ui.commands.reading import told
from ui.commands.rooms import Rooms


def show(args: Namespace, rooms: Rooms) -> int:
    """Print one record with everything that is part of it."""
    vault = told(rooms.vaults.open_to_look(Path(args.vault), asked(args)))
    try:
        with vault.read() as reader:
            record = find(reader, args.code)
            shown = whole(reader, record)
        Session().opened(vault, [record])
    finally:
        vault.close()
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        for key, text in _lines(shown, ""):
            print(f"{key}\t" + "".join(c if c.isprintable() else " " for c in text))
    return 0


def _lines(data: Json, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _lines(value, f"{name}.{key}" if name else key)
    elif isinstance(data, list):
        for number, value in enumerate(data, start=1):
            yield from _lines(value, f"{name}.{number}")
    else:
        yield name, str(data)


def date(args: Namespace, _rooms: Rooms) -> int:
    """Print what is understood of a date, or of an age on a date: when somebody of it was born.

    A phrase that is not understood is an error (status 1).
    """
    found = understand(args.text, birth=True)
    value = found.value
    told = {
        "edtf": value.edtf,
        "earliest": value.earliest.isoformat() if value.earliest else None,
        "latest": value.latest.isoformat() if value.latest else None,
        "calendar": found.calendar,
        "words": value.words or args.text,
    }
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        for key, text in told.items():
            print(f"{key}\t{'' if text is None else text}")
    return 0
