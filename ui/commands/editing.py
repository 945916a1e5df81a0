"""The command `edit`: change single values of a record."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Iterable
from datetime import date

from app.errors import UsageError
from app.messages import Msg
from app.oddities import oddities
from app.records import TYPES
from app.records.record import Record
from app.services.editing import edit as edited
from ui.commands.passphrase import asked
from ui.commands.rooms import Rooms


def edit(args: Namespace, rooms: Rooms) -> int:
    """Change fields of one record, all or none; prints what was changed, by field."""
    changes = assignments(args.change)
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        saved = edited(vault, args.code, changes, args.source)
    finally:
        vault.close()
    for one in saved:
        if one.record.type in ("citation", "rival"):
            continue
        before = one.before.values if one.before else {}
        keys = {k for k in {**before, **one.record.values} if before.get(k) != one.record.values.get(k)}
        for key in sorted(keys):
            print(f"{one.record.type}.{key}")
        _tell_odd(one.record, keys, rooms.clock.now().date())
    return 0


def _tell_odd(record: Record, changed: Collection[str], today: date) -> None:
    """What of the changed fields should be looked at again, on stderr; it was saved all the same."""
    for odd in oddities(record, today):
        if odd.field in changed:
            label = TYPES[record.type].by_key[odd.field].called()
            print(f"casebook: {label}: {odd.message.render()}", file=sys.stderr)


def assignments(words: Iterable[str]) -> dict[str, str]:
    """FIELD=VALUE words as a mapping. Raises UsageError for another form, and for a field given twice."""
    changes: dict[str, str] = {}
    for word in words:
        key, sign, text = word.partition("=")
        if not sign or not key:
            raise UsageError(Msg.EDIT_ASSIGNMENT)
        if key in changes:
            raise UsageError(Msg.EDIT_TWICE, field=key)
        changes[key] = text
    return changes
