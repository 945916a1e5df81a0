"""The words of the command line, and what `--help` says of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date

from app.errors import UsageError
from app.messages import Msg
from ui.commands import backup_arguments, key_arguments, own_arguments, travel_arguments

PATHS = ("vault", "file", "target", "passphrase_file", "new_passphrase_file", "key_file", "copy")
ANY_BYTES = PATHS + key_arguments.ANY_BYTES
DIMENSIONS = ("event", "crossing", "sex", "age", "status", "year")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command line as values. Ends the process with status 2 where it is wrong, 0 after `--help`.

    Raises UsageError for what cannot be kept as text; only the paths that are never kept may be any bytes.
    """
    args = parser().parse_args(list(words))
    for name, value in vars(args).items():
        if name not in ANY_BYTES and not all(map(_is_text, value if isinstance(value, list) else [value])):
            raise UsageError(Msg.ARGUMENT_NOT_TEXT)
    return args


def _is_text(value: object) -> bool:
    return not isinstance(value, str) or not any("\ud800" <= c <= "\udfff" for c in value)


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    top = argparse.ArgumentParser(
        prog="casebook",
        description="Case files and briefs in an encrypted vault. Without a command, opens the window.",
        allow_abbrev=False,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _new(_command(commands, "new", "make an empty vault; prints its recovery key once"))
    _new(_command(commands, "sample", "make a vault that holds the invented sample"))
    _brief(_command(commands, "brief", "write a brief on events as PDF"))
    _summary(_command(commands, "summary", "write an anonymised summary as PDF, XLSX or CSV"))
    blank = _command(commands, "form", "write a blank form to print, with the fields of this vault")
    blank.add_argument("kind", choices=["intake", "consent"], help="which form")
    blank.add_argument("--language", choices=["en", "ko"], default="en")
    _output(blank, "FILE.pdf")
    taking = _command(commands, "import", "take in a CSV file: all rows or none")
    taking.add_argument("file", metavar="FILE.csv")
    taking.add_argument("--as", dest="kind", choices=["cases"], required=True, help="what the rows are")
    listing = _command(commands, "list", "list cases, events or claims, by code")
    listing.add_argument("what", choices=["cases", "events", "claims"])
    listing.add_argument("--json", action="store_true", help="as JSON")
    checking = _command(commands, "check", "check the integrity of everything; writes nothing of itself")
    checking.add_argument("--json", action="store_true", help="what was found as one JSON list")
    checking.add_argument(
        "--acknowledge",
        metavar="REASON",
        help="let what is found about the clock stand, for this reason; written into the journal",
    )
    key_arguments.key(_command(commands, "key", "list, add, change or remove what opens the vault"))
    showing = _command(commands, "show", "print one record with everything that is part of it")
    showing.add_argument("code", metavar="CODE", help="the code of a case or event, or an id")
    showing.add_argument("--json", action="store_true", help="as JSON")
    erasing = _command(commands, "erase", "forget the file on a person for good, and say what still holds it")
    erasing.add_argument("code", metavar="CODE", help="the code of a case, or the id of a person")
    erasing.add_argument("--reason", required=True, help="why, and who asked; kept in the journal")
    erasing.add_argument("--yes", action="store_true", help="do not ask for the code once more")
    telling = _command(commands, "history", "print who changed what of a record, newest first")
    telling.add_argument("record", metavar="RECORD", help="the code of a case or event, or an id")
    telling.add_argument(
        "--all", action="store_true", help="also of the person, consents and all else that belongs to it"
    )
    telling.add_argument("--json", action="store_true", help="as JSON")
    own_arguments.edit(_command(commands, "edit", "change values of one record, all or none"))
    own_arguments.vocabulary(_command(commands, "vocabulary", "list, add, rename, retire or merge terms"))
    own_arguments.field(_command(commands, "field", "list, add, rename or retire fields of your own"))
    backup_arguments.backup(_command(commands, "backup", "write everything into one file, and prove it"))
    backup_arguments.drill(_command(commands, "drill", "try a backup without keeping anything of it"))
    travel_arguments.travel(
        _command(commands, "travel", "make a travel vault: some cases, with keys of their own")
    )
    backup_arguments.rekey(_command(commands, "rekey", "make a new vault of this one with new secrets"))
    backup_arguments.ledger(_command(commands, "ledger", "say whether the list of releases is whole"))
    about = "make a new vault out of a backup"
    restoring = commands.add_parser("restore", help=about, description=about, allow_abbrev=False)
    restoring.add_argument("file", metavar="FILE.ncb", help="the backup")
    backup_arguments.new_vault(restoring)
    add_passphrase(restoring)
    attaching = _command(commands, "attach", "take a file in as evidence; prints its id")
    attaching.add_argument("owner", metavar="CASE", help="the code of a case or event, or an id")
    attaching.add_argument("file", metavar="FILE")
    _evidence(_command(commands, "evidence", "list the evidence of a case, or save a copy of one item"))
    dating = commands.add_parser("date", help="say what is understood of a date", allow_abbrev=False)
    dating.add_argument("text", metavar="TEXT", help="such as 'about 1987', '1998년 여름', 2023-10")
    dating.add_argument("--json", action="store_true", help="as JSON")
    add_passphrase(dating)
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
    command.add_argument("vault", metavar="VAULT", help="the folder of the vault")
    add_passphrase(command)
    return command


def add_passphrase(command: argparse.ArgumentParser) -> None:
    """The one way to give a passphrase without being asked, beside CASEBOOK_PASSPHRASE_FD."""
    command.add_argument(
        "--passphrase-file",
        metavar="F",
        help="read the passphrase from a file; one final line end is dropped",
    )


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("--staff", metavar="NAME", default="Staff 1", help="whose slot it is (Staff 1)")


def _output(command: argparse.ArgumentParser, form: str) -> None:
    command.add_argument("-o", "--output", metavar=form, required=True, help="the file to write")
    command.add_argument("--force", action="store_true", help="replace a file that exists")


def _brief(command: argparse.ArgumentParser) -> None:
    command.add_argument("--event", metavar="CODE", action="append", required=True, help="may be repeated")
    command.add_argument("--kind", choices=["one-page", "full"], default="one-page")
    command.add_argument("--audience", choices=["public", "government", "un"], default="public")
    command.add_argument(
        "--recipient", metavar="CODE", default="", help="who receives it, such as KR, un_wgeid"
    )
    command.add_argument("--state", choices=["CN", "KP"], default="", help="whose conduct is addressed")
    command.add_argument("--language", choices=["en", "ko"], default="en")
    command.add_argument("--date", type=day, help="the date printed, YYYY-MM-DD (today)")
    command.add_argument("--handling", default="", help="the handling line, in place of the usual one")
    command.add_argument(
        "--case", metavar="CODE", action="append", default=[], help="show this individual; may be repeated"
    )
    _output(command, "FILE.pdf")


def _summary(command: argparse.ArgumentParser) -> None:
    command.add_argument("--audience", choices=["public", "partner"], default="public")
    command.add_argument(
        "--by", type=dimensions, default=(), metavar="DIM[,DIM]", help="of " + ", ".join(DIMENSIONS)
    )
    command.add_argument("--language", choices=["en", "ko"], default="en")
    command.add_argument("--date", type=day, help="the date printed, YYYY-MM-DD (today)")
    _output(command, "FILE.pdf|.xlsx|.csv")


def _evidence(command: argparse.ArgumentParser) -> None:
    command.add_argument("owner", metavar="CASE", help="the code of a case or event, or an id")
    command.add_argument("item", metavar="ID", nargs="?", default="", help="the id that attach printed")
    command.add_argument(
        "-o", "--output", dest="copy", metavar="FILE", help="where the copy goes: a file, or a folder"
    )
    command.add_argument(
        "--replace", "--force", dest="replace", action="store_true", help="replace a file that exists"
    )
    command.add_argument("--json", action="store_true", help="the list as JSON")


def day(text: str) -> date:
    """A date of the command line, YYYY-MM-DD and nothing else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise argparse.ArgumentTypeError(f"{text!r} is no date of the form YYYY-MM-DD")
    return found


def dimensions(text: str) -> tuple[str, ...]:
    """One or two different dimensions."""
    found = tuple(part.strip() for part in text.split(","))
    if not 1 <= len(found) <= 2 or len(set(found)) != len(found) or not set(found) <= set(DIMENSIONS):
        raise argparse.ArgumentTypeError(f"one or two different ones of {', '.join(DIMENSIONS)}")
    return found
