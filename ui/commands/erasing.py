"""The command `erase`: the file on a person forgotten for good, after saying what goes and what stays."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from app.erasure import Plan
from app.errors import Invalid, Refused
from app.i18n import _, ngettext
from app.messages import Msg
from app.records import TYPES
from app.services.codes import tidy
from app.services.erasure import erase as forget
from app.services.erasure import plan
from ui.commands.passphrase import asked
from ui.commands.rooms import Rooms


def erase(args: Namespace, rooms: Rooms) -> int:
    """Say what is lost and what lies outside, ask for the code once more, then erase."""
    if not args.reason.strip():
        raise Invalid(Msg.ERASE_REASON)
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        with vault.read() as reader:
            seen = plan(reader, args.code)
        for line in lines(seen):
            print(line)
        if not args.yes:
            _confirm(seen)
        forget(vault, seen, args.reason)
    finally:
        vault.close()
    print(_("Erased for good: {code}").format(code=seen.code))
    return 0


def _confirm(seen: Plan) -> None:
    """Raises Refused where the code is not typed once more; nobody is asked where there is no terminal."""
    if not sys.stdin.isatty():
        raise Refused(Msg.ERASE_NOT_CONFIRMED)
    print(_("Type {code} to erase it: ").format(code=seen.code), end="", flush=True)
    typed = sys.stdin.readline().strip()
    if seen.code not in (typed, tidy(typed)):
        raise Refused(Msg.ERASE_NOT_CONFIRMED)


def lines(seen: Plan) -> Iterator[str]:
    """What goes, what is changed, what must be reworded, what still holds the person: by code and number."""
    for kind, count in seen.counts.items():
        yield f"{_('to be erased')}\t{_(TYPES[kind].label)}\t{count}"
    if seen.drafts:
        yield f"{_('to be erased')}\t{_('Draft')}\t{len(seen.drafts)}"
    for record in seen.cut:
        yield f"{_('to be cut')}\t{_(TYPES[record.type].label)}\t{record.text('code') or record.id}"
    for record in seen.mentions:
        yield f"{_('names the person')}\t{_(TYPES[record.type].label)}\t{record.text('code') or record.id}"
    if seen.person_stays:
        yield _("The person stays: another file is about the same person.")
    outside = seen.outside
    for backup in outside.backups:
        yield f"{_('still in a backup')}\t{backup.at:%Y-%m-%d %H:%M}\t{backup.id}"
    for at in outside.travels:
        yield f"{_('still in a travel vault')}\t{at:%Y-%m-%d %H:%M}"
    for release in outside.releases:
        reader = release.text("recipient") or release.text("audience")
        yield f"{_('still in a document')}\t{reader}\t{release.id}"
    holders = len(outside.backups) + len(outside.travels) + len(outside.releases)
    told = ngettext(
        "{n} copy outside this vault still holds the person.",
        "{n} copies outside this vault still hold the person.",
        holders,
    )
    yield told.format(n=holders)
