"""The commands `attach` and `evidence`: a file in, the list, a copy of the original out."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from app.errors import Invalid, UsageError
from app.messages import Msg
from app.services.evidence import Item, copy_name, item, items, left_behind, save_copy
from app.services.evidence import attach as take_in
from app.services.showing import find, id_of
from app.steps import finished
from ui.commands.passphrase import asked
from ui.commands.reading import told
from ui.commands.rooms import Rooms
from ui.commands.writing import tell_place


def attach(args: Namespace, rooms: Rooms) -> int:
    """Take a file in as evidence of a case or event; prints the id of the item and nothing else.

    On stderr it says that the original still lies where it lay.
    """
    file = Path(args.file)
    if not file.is_file():  # a pipe would be waited for, a device has no end
        raise Invalid(Msg.EVIDENCE_UNREADABLE)
    try:
        source = file.open("rb")
    except OSError:
        raise Invalid(Msg.EVIDENCE_UNREADABLE) from None
    with source:
        vault = rooms.vaults.open(args.vault, asked(args))
        try:
            with vault.read() as reader:
                owner = find(reader, args.owner)
            saved = finished(take_in(vault, rooms.clock, owner, source, file.name))
        finally:
            vault.close()
    print(saved.record.id)
    words = left_behind([file.absolute().parent])
    print(f"casebook: {_one_line(words)}", file=sys.stderr)
    return 0


def evidence(args: Namespace, rooms: Rooms) -> int:
    """List the evidence of a case or event, or write one original where `-o` says."""
    if args.item and not args.copy:
        raise UsageError(Msg.EVIDENCE_WITHOUT_OUTPUT)
    if args.copy and not args.item:
        raise UsageError(Msg.EVIDENCE_WITHOUT_ITEM)
    vault = told(rooms.vaults.open_to_look(Path(args.vault), asked(args)))
    try:
        with vault.read() as reader:
            owner = find(reader, args.owner)
            listed = () if args.item else items(reader, owner)
            wanted = item(reader, owner, id_of(args.item)) if args.item else None
        if wanted is None:
            _print(listed, as_json=args.json)
            return 0
        place = Path(args.copy)
        if place.is_dir():
            place /= copy_name(wanted)
        for _ in save_copy(vault, rooms.clock, rooms.outbox, wanted, str(place), replace=args.replace):
            pass
    finally:
        vault.close()
    tell_place(place)
    return 0


def _print(listed: tuple[Item, ...], *, as_json: bool) -> None:
    rows = [_plain(one) for one in listed]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        texts = (row[key] for key in ("id", "type", "size", "sha256", "received", "name", "what"))
        print("\t".join(_one_line(str(text)) for text in texts))


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _plain(one: Item) -> dict[str, str | int]:
    record, received = one.record, one.record.date("received")
    return {
        "id": str(record.id),
        "type": record.text("media_type"),
        "size": one.size,
        "sha256": record.text("sha256"),
        "received": received.edtf if received else "",
        "name": record.text("file_name"),
        "what": record.phrase("what").text,
        "custody": len(one.custody),
    }
