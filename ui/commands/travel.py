"""The command `travel`: what comes and what stays is said, then the travel vault is made."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.errors import NotFound
from app.i18n import _
from app.messages import Msg
from app.ports import Condition, ListQuery, Reader
from app.records import TYPES
from app.services.packing import chosen, pack
from app.services.saving import by_code
from app.services.showing import id_of
from app.services.travel import leave
from app.travel import Luggage
from ui.commands.backups import driven
from ui.commands.passphrase import asked, chosen_apart, tell_strength
from ui.commands.rooms import Rooms

LISTED = 40
"""Codes that are named before the rest is only counted."""


def travel(args: Namespace, rooms: Rooms) -> int:
    """Make a travel vault of some cases; with `--plan` only say what it would hold."""
    typed = asked(args)
    evidence = [id_of(text) for text in args.evidence]
    passphrase = "" if args.plan else chosen_apart(args, typed)
    open_ = rooms.vaults.inspect if args.plan else rooms.vaults.open
    vault = open_(args.vault, typed)
    try:
        with vault.read() as reader:
            luggage = pack(reader, chosen(reader, args.case, _query(reader, args)), evidence)
        recovery = ""
        if not args.plan:
            steps = leave(
                vault,
                luggage,
                Path(args.target),
                passphrase,
                rooms.vaults.make_filled,
                recovery=args.recovery_key,
                staff=args.staff,
            )
            recovery = driven(steps)
    finally:
        vault.close()
    if args.json:
        _print_json(luggage, recovery)
    else:
        _tell(luggage)
    if not args.plan:
        _tell_made(args, recovery)
        tell_strength(passphrase)
    return 0


def _tell_made(args: Namespace, recovery: str) -> None:
    if args.json:
        return
    print(f"Travel vault made: {args.target}")
    if recovery:
        print("Recovery key, shown once. Leave it at home, not in the bag:")
        print(recovery)


def _query(reader: Reader, args: Namespace) -> ListQuery | None:
    """The list that the options describe, None where none was given."""
    conditions = []
    if args.event:
        event = by_code(reader, "event", args.event)
        if event is None:
            raise NotFound(Msg.NO_EVENT, code=args.event)
        conditions.append(Condition("link/event", "is", event.id))
    if args.status:
        conditions.append(Condition("status", "is", args.status))
    if not conditions and not args.find:
        return None
    return ListQuery("case", conditions=tuple(conditions), text=args.find)


def _print_json(luggage: Luggage, recovery: str) -> None:
    told = {
        "cases": luggage.cases,
        "taken": dict(luggage.taken),
        "stays": dict(luggage.stays),
        "stays_cases": luggage.cases_left,
        "cut": [{"from": cut.code, "field": cut.label} for cut in luggage.cuts],
        "naming": luggage.naming,
        **({"recovery_key": recovery} if recovery else {}),
    }
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _tell(luggage: Luggage) -> None:
    print("Comes: " + _counts(luggage.taken))
    print("  cases " + _listed(luggage.cases))
    print("Stays: " + _counts(luggage.stays))
    print("  and history, trash, drafts, releases, evidence, sealed identities, names of other staff")
    print("  cases " + (_listed(luggage.cases_left) or "none"))
    for cut in luggage.cuts:
        print(f"Taken off: {cut.code or '-'}: {_(cut.label)}")
    for code in luggage.naming:
        print(f"Look at {code}: a text in it names somebody who stays at home")


def _listed(codes: Sequence[str]) -> str:
    more = f" and {len(codes) - LISTED} more (--json names all)" if len(codes) > LISTED else ""
    return ", ".join(codes[:LISTED]) + more


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{_(TYPES[key].plural)} {n}" for key, n in counts.items()) or "nothing"
