"""Where a passphrase comes from: a file, a file descriptor, or the terminal; never an argument."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace

from app.errors import CasebookError, Refused, UsageError
from app.i18n import _
from app.messages import Msg
from app.passphrases import strength

DESCRIPTOR = "CASEBOOK_PASSPHRASE_FD"
GOOD = 3
"""The step of strength from which nothing is said."""
LONGEST = 4096
"""Bytes read at most; the vault refuses over 1,024."""


def given(args: Namespace) -> str | None:
    """The passphrase given without asking, one final line end dropped and nothing else; None for none."""
    if args.passphrase_file:
        return read_secret(args.passphrase_file)
    descriptor = os.environ.get(DESCRIPTOR)
    if descriptor:
        try:
            with os.fdopen(int(descriptor), "rb", closefd=False) as file:
                return _decoded(file.read(LONGEST))
        except (OSError, ValueError):
            raise UsageError(Msg.PASSPHRASE_FILE) from None
    return None


def read_secret(path: str) -> str:
    """The passphrase or key in a file, one final line end dropped. Raises UsageError."""
    try:
        with open(path, "rb") as file:
            return _decoded(file.read(LONGEST))
    except OSError:
        raise UsageError(Msg.PASSPHRASE_FILE) from None


def _decoded(data: bytes) -> str:
    for end in (b"\r\n", b"\n"):
        if data.endswith(end):
            data = data.removesuffix(end)
            break
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise CasebookError(Msg.PASSPHRASE_NOT_TEXT) from None


def asked(args: Namespace) -> str:
    """The passphrase that opens a vault, asked for where it was not given."""
    found = given(args)
    return found if found is not None else ask("Passphrase: ")


def chosen(args: Namespace) -> str:
    """A passphrase for a new vault, asked for twice where it was not given."""
    found = given(args)
    return found if found is not None else ask_twice()


def chosen_anew(args: Namespace, opened: str) -> str:
    """The passphrase of a vault made of another: its own file, else what opened the other where that was
    given without asking, else asked for twice."""
    if args.new_passphrase_file:
        return read_secret(args.new_passphrase_file)
    if args.passphrase_file or os.environ.get(DESCRIPTOR):
        return opened
    return ask_twice()


def chosen_apart(args: Namespace, opened: str) -> str:
    """A passphrase for a vault that must not open with that of another: its own file, else asked for twice.

    Raises Refused where it is the one that opened the other.
    """
    found = read_secret(args.new_passphrase_file) if args.new_passphrase_file else ask_twice()
    if found == opened:
        raise Refused(Msg.TRAVEL_SAME_PASSPHRASE)
    return found


def tell_strength(passphrase: str) -> None:
    """Say on stderr how hard a new passphrase is to guess, where that is less than good."""
    found = strength(passphrase)
    if found.step < GOOD:
        print(f"How hard to guess: {_(found.word)}. Five or six words are better.", file=sys.stderr)


def ask_twice() -> str:
    """A new secret, typed twice. Raises UsageError where there is no terminal."""
    first = ask("New passphrase: ")
    if ask("Once more: ") != first:
        raise CasebookError(Msg.PASSPHRASES_DIFFER)
    return first


def ask(prompt: str) -> str:
    """A secret typed at the terminal. Raises UsageError where there is none."""
    if not sys.stdin.isatty():
        raise UsageError(Msg.PASSPHRASE_NOT_GIVEN)
    return getpass.getpass(prompt)
