"""The command that takes a foreign file in: all rows or none."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.errors import ImportRefused
from app.i18n import ngettext
from app.messages import Msg
from app.services.imports import take_cases
from ui.commands.passphrase import asked
from ui.commands.rooms import Rooms

LARGEST = 256 * 2**20
"""Bytes of a file at most."""


def take(args: Namespace, rooms: Rooms) -> int:
    """Read the file in the child, then write its rows as cases; each bad cell is named by row and column."""
    table = rooms.read_table(read_file(Path(args.file)))
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        *_, done = take_cases(vault, table)
    finally:
        vault.close()
    print(ngettext("{n} case taken in.", "{n} cases taken in.", done).format(n=done))
    return 0


def read_file(path: Path) -> bytes:
    """The bytes of a foreign file. Raises ImportRefused where there is none, or more than `LARGEST`."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise ImportRefused(Msg.IMPORT_NO_FILE, file=path.name) from None
    if len(data) > LARGEST:
        raise ImportRefused(Msg.IMPORT_FILE_LARGE, file=path.name, limit=LARGEST // 2**20)
    return data
