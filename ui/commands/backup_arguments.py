"""The words of the commands about copies of a vault."""

from __future__ import annotations

import argparse


def backup(command: argparse.ArgumentParser) -> None:
    """`backup VAULT -o FILE`."""
    command.add_argument("-o", "--output", metavar="FILE.ncb", required=True, help="the file to write")
    command.add_argument("--force", action="store_true", help="replace a file that exists")
    command.add_argument("--json", action="store_true", help="what was proved, as JSON")


def drill(command: argparse.ArgumentParser) -> None:
    """`drill VAULT FILE`."""
    command.add_argument("file", metavar="FILE.ncb", help="a backup of this vault")
    command.add_argument(
        "--key-file", metavar="F", help="try the passphrase or recovery key in this file, not one's own"
    )


def rekey(command: argparse.ArgumentParser) -> None:
    """`rekey VAULT NEWVAULT`."""
    new_vault(command)


def ledger(command: argparse.ArgumentParser) -> None:
    """`ledger VAULT`."""
    command.add_argument(
        "--none-missing", metavar="WHY", help="state, in your words, that no release is missing; it is kept"
    )
    command.add_argument("--json", action="store_true", help="as JSON")


def new_vault(command: argparse.ArgumentParser) -> None:
    """Where a new vault goes, and what opens it."""
    command.add_argument("target", metavar="NEWVAULT", help="the folder of the new vault")
    command.add_argument(
        "--new-passphrase-file", metavar="F", help="its passphrase (else the one that opened the old)"
    )
