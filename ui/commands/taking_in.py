"""The command `import`: all rows or none."""

from __future__ import annotations

import sys
from argparse import Namespace

from app.services.intake import import_cases

from app.errors import ImportRefused
from app.messages import Msg
from ui.commands.passphrase import asked
from ui.commands.rooms import Rooms


def take_in(args: Namespace, rooms: Rooms) -> int:
    """Take in a CSV file as cases; names each bad row on stderr."""
    try:
        with open(args.file, "rb") as file:
            data = file.read()
    except OSError:
        raise ImportRefused(Msg.IMPORT_FILE_UNREADABLE) from None
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        result = import_cases(vault, rooms.read_table(data))
    finally:
        vault.close()
    for problem in result.problems:
        print(f"row {problem.row}: {problem.message.render()}", file=sys.stderr)
    if result.problems:
        raise ImportRefused(Msg.IMPORT_ROWS_WRONG, rows=len(result.problems))
    print(f"{result.made} cases taken in")
    return 0
