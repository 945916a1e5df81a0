"""The words of the command `travel`."""

from __future__ import annotations

import argparse


def travel(command: argparse.ArgumentParser) -> None:
    """`travel VAULT NEWVAULT`."""
    command.add_argument("target", metavar="NEWVAULT", help="the folder of the travel vault")
    command.add_argument(
        "--case", metavar="CODE", action="append", default=[], help="this case; may be repeated"
    )
    command.add_argument("--event", metavar="CODE", default="", help="the cases linked to this event")
    command.add_argument("--status", metavar="CODE", default="", help="the cases with this current status")
    command.add_argument("--find", metavar="TEXT", default="", help="the cases in which this is found")
    command.add_argument(
        "--evidence", metavar="ID", action="append", default=[], help="this evidence too; may be repeated"
    )
    command.add_argument("--staff", metavar="NAME", default="", help="whose vault it is (who opened VAULT)")
    command.add_argument("--plan", action="store_true", help="only say what would come and what stays")
    command.add_argument("--recovery-key", action="store_true", help="print a recovery key of its own, once")
    command.add_argument(
        "--new-passphrase-file", metavar="F", help="its passphrase, which must be another one"
    )
    command.add_argument("--json", action="store_true", help="what comes and what stays, as JSON")
