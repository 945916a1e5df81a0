"""The command that takes a foreign file in: all rows or none."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from app.errors import ImportRefused
from app.i18n import ngettext
from app.importing import look
from app.messages import Msg
from app.services.imports import known_here, take_cases
from ui.commands.passphrase import asked
from ui.commands.rooms import Rooms

MOST_TOLD = 20
LARGEST = 256 * 2**20
"""Bytes of a file at most."""


def take(args: Namespace, rooms: Rooms) -> int:
    """Read the file in the child, then write its rows as cases; each bad cell is named by row and column, and
    on stderr each that should be looked at again."""
    table = rooms.read_table(read_file(Path(args.file)))
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        with vault.read() as reader:
            odd = look(table, known_here(reader), rooms.clock.now().date()).odd
        *_, done = take_cases(vault, table)
    finally:
        vault.close()
    print(ngettext("{n} case taken in.", "{n} cases taken in.", done).format(n=done))
    for cell in odd[:MOST_TOLD]:
        print(f"casebook: {cell.message.render()}", file=sys.stderr)
    if len(odd) > MOST_TOLD:
        more = len(odd) - MOST_TOLD
        print(f"casebook: {ngettext('{n} more', '{n} more', more).format(n=f'{more:,}')}", file=sys.stderr)
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
