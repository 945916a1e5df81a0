"""Commands about the vault as a whole: new, sample, check."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path

from app.errors import DamagedVault
from app.i18n import ngettext
from app.ports import Finding, Vault
from app.services.checking import acknowledge
from app.services.sample import fill
from app.surroundings import warnings
from ui.commands.passphrase import asked, chosen, tell_strength
from ui.commands.rooms import Rooms


def new(args: Namespace, rooms: Rooms) -> int:
    """Make an empty vault and print its recovery key, the only time it is shown."""
    passphrase = chosen(args)
    recovery = rooms.vaults.make(args.vault, passphrase, args.staff)
    print(f"Vault made: {args.vault}")
    print("Recovery key, shown once. Write it down and keep it away from this computer:")
    print(recovery)
    tell_strength(passphrase)
    for word in warnings(Path(args.vault)):
        print(f"casebook: {word.render()}", file=sys.stderr)
    return 0


def sample(args: Namespace, rooms: Rooms) -> int:
    """Make a vault with the public events and the invented people."""
    made: Counter[str] = Counter()

    def filling(vault: Vault) -> None:
        made.update(fill(vault, rooms.sample_records()))

    rooms.vaults.make(args.vault, chosen(args), args.staff, fill=filling)
    print(f"Sample vault made: {args.vault}")
    print(f"{made['case']} invented people, {made['event']} public events, {made['claim']} claims")
    return 0


def check(args: Namespace, rooms: Rooms) -> int:
    """Check everything; exit 1 with one line a finding, or all of them as one JSON list; how many on stderr.

    A vault too damaged to be opened is one finding, of the kind `vault`; stderr says it too.
    """
    reason = args.acknowledge
    open_it = rooms.vaults.inspect if reason is None else rooms.vaults.open
    try:
        vault = open_it(args.vault, asked(args))
    except DamagedVault as error:
        if args.json:
            _print_json([Finding("vault", differs=str(error))])
        raise
    found: list[Finding] = []
    said = ""
    try:
        for item in vault.check():
            if isinstance(item, Finding):
                found.append(item)
            elif item is not None and not args.json and item != said:
                said = item
                print(item)
        if reason is not None:
            found = list(acknowledge(vault, rooms.clock, found, reason))
    finally:
        vault.close()
    if args.json:
        _print_json(found)
    elif not found:
        print("Nothing wrong was found.")
    else:
        for one in found:
            print(" ".join(filter(None, (f"{one.kind}:", one.record, one.differs))))
        words = ngettext("{n} finding.", "{n} findings.", len(found)).format(n=len(found))
        print(f"casebook: {words}", file=sys.stderr)
    return 1 if found else 0


def _print_json(found: list[Finding]) -> None:
    listed = [{"kind": f.kind, "record": f.record, "differs": f.differs} for f in found]
    print(json.dumps(listed, ensure_ascii=False, indent=1))
