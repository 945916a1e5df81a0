"""The words of the command line, and what `--help` says of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date

from app.errors import UsageError
from app.messages import Msg
from ui.commands import backup_arguments, key_arguments, own_arguments, travel_arguments

PATHS = ("vault", "file", "target", "passphrase_file", "new_passphrase_file", "key_file", "copy")
ANY_BYTES = PATHS + key_arguments.ANY_BYTES
Words = Callable[[argparse.ArgumentParser], None]
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
    for name, about, words in OF_A_VAULT:
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        command.add_argument("vault", metavar="VAULT", help="the folder of the vault")
        add_passphrase(command)
        words(command)
    about = "make a new vault out of a backup"
    _restore(commands.add_parser("restore", help=about, description=about, allow_abbrev=False))
    _date(commands.add_parser("date", help="say what is understood of a date", allow_abbrev=False))
    return top


def add_passphrase(command: argparse.ArgumentParser) -> None:
    """The one way to give a passphrase without being asked, beside CASEBOOK_PASSPHRASE_FD."""
    command.add_argument(
        "--passphrase-file",
        metavar="F",
        help="read the passphrase from a file; one final line end is dropped",
    )


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("--staff", metavar="NAME", default="Staff 1", help="whose slot it is (Staff 1)")


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE.ncb", help="the backup")
    backup_arguments.new_vault(command)
    add_passphrase(command)


def _date(command: argparse.ArgumentParser) -> None:
    command.add_argument("text", metavar="TEXT", help="such as 'about 1987', '1998년 여름', 2023-10")
    command.add_argument("--json", action="store_true", help="as JSON")


def _form(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=["intake", "consent"], help="which form")
    command.add_argument("--language", choices=["en", "ko"], default="en")
    _output(command, "FILE.pdf")


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE.csv")
    command.add_argument("--as", dest="kind", choices=["cases"], required=True, help="what the rows are")


def _list(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=["cases", "events", "claims"])
    command.add_argument("--json", action="store_true", help="as JSON")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="what was found as one JSON list")
    command.add_argument(
        "--acknowledge",
        metavar="REASON",
        help="let what is found about the clock stand, for this reason; written into the journal",
    )


def _show(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", metavar="CODE", help="the code of a case or event, or an id")
    command.add_argument("--json", action="store_true", help="as JSON")


def _erase(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", metavar="CODE", help="the code of a case, or the id of a person")
    command.add_argument("--reason", required=True, help="why, and who asked; kept in the journal")
    command.add_argument("--yes", action="store_true", help="do not ask for the code once more")


def _history(command: argparse.ArgumentParser) -> None:
    command.add_argument("record", metavar="RECORD", help="the code of a case or event, or an id")
    command.add_argument(
        "--all", action="store_true", help="also of the person, consents and all else that belongs to it"
    )
    command.add_argument("--json", action="store_true", help="as JSON")


def _attach(command: argparse.ArgumentParser) -> None:
    command.add_argument("owner", metavar="CASE", help="the code of a case or event, or an id")
    command.add_argument("file", metavar="FILE")


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


OF_A_VAULT: tuple[tuple[str, str, Words], ...] = (
    ("new", "make an empty vault; prints its recovery key once", _new),
    ("sample", "make a vault that holds the invented sample", _new),
    ("brief", "write a brief on events as PDF", _brief),
    ("summary", "write an anonymised summary as PDF, XLSX or CSV", _summary),
    ("form", "write a blank form to print, with the fields of this vault", _form),
    ("import", "take in a CSV file: all rows or none", _import),
    ("list", "list cases, events or claims, by code", _list),
    ("check", "check the integrity of everything; writes nothing of itself", _check),
    ("key", "list, add, change or remove what opens the vault", key_arguments.key),
    ("show", "print one record with everything that is part of it", _show),
    ("erase", "forget the file on a person for good, and say what still holds it", _erase),
    ("history", "print who changed what of a record, newest first", _history),
    ("edit", "change values of one record, all or none", own_arguments.edit),
    ("vocabulary", "list, add, rename, retire or merge terms", own_arguments.vocabulary),
    ("field", "list, add, rename or retire fields of your own", own_arguments.field),
    ("backup", "write everything into one file, and prove it", backup_arguments.backup),
    ("drill", "try a backup without keeping anything of it", backup_arguments.drill),
    ("travel", "make a travel vault: some cases, with keys of their own", travel_arguments.travel),
    ("rekey", "make a new vault of this one with new secrets", backup_arguments.rekey),
    ("ledger", "say whether the list of releases is whole", backup_arguments.ledger),
    ("attach", "take a file in as evidence; prints its id", _attach),
    ("evidence", "list the evidence of a case, or save a copy of one item", _evidence),
)
"""The commands that take a vault: name, what it does, what adds its own words."""


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
