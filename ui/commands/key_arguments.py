"""The words of the command `key`: what is done to the keys of a vault, and where secrets are read from."""

from __future__ import annotations

import argparse

ANY_BYTES = ("recovery_file", "share_file")


def key(command: argparse.ArgumentParser) -> None:
    """`casebook key VAULT list|add|change|remove|recover|recovery|shares`."""
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = _action(actions, "list", "list what opens the vault")
    listing.add_argument("--json", action="store_true", help="as JSON")
    adding = _action(actions, "add", "add a member of staff with a passphrase of their own")
    adding.add_argument("--name", metavar="NAME", required=True, help="as it stands in the history")
    _new_passphrase(adding)
    _new_passphrase(_action(actions, "change", "change your passphrase"))
    removing = _action(actions, "remove", "take a key away, and say what else opens the vault")
    removing.add_argument("slot", metavar="SLOT", help="as `list` shows it; its first letters are enough")
    removing.add_argument("--own", action="store_true", help="also where it is your own passphrase")
    recovering = _action(actions, "recover", "open with the recovery key or two shares; set a new passphrase")
    recovering.add_argument("--recovery-file", metavar="F", help="read the recovery key from a file")
    recovering.add_argument(
        "--share-file", metavar="F", action="append", default=[], help="read a share from a file; given twice"
    )
    recovering.add_argument("--shares", action="store_true", help="ask for two shares")
    _new_passphrase(recovering)
    _action(actions, "recovery", "make a new recovery key in place of the old; printed once")
    _action(actions, "shares", "make three shares, two of which open the vault; printed once")


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    """An action, which takes the passphrase file of the command in its own place too."""
    action = actions.add_parser(name, help=about, description=about, allow_abbrev=False)
    action.add_argument(
        "--passphrase-file",
        metavar="F",
        default=argparse.SUPPRESS,
        help="read the passphrase that opens the vault from a file",
    )
    return action


def _new_passphrase(action: argparse.ArgumentParser) -> None:
    either = action.add_mutually_exclusive_group()
    either.add_argument("--new-passphrase-file", metavar="F", help="read the new passphrase from a file")
    either.add_argument("--generate", action="store_true", help="make one of six words; printed once")
