"""What keeps a vault safe, as people ask for it: keys on paper that were tried, backups, and what waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from app.backups import Backup
from app.clock import Clock
from app.keys import KeySlot, SlotKind
from app.ports import Finding, Reader, Vault
from app.services import backups
from app.services.checking import LastCheck, last_check
from app.services.ledger import incomplete
from app.settings import TRAVEL

TRIED = "recovery_tried"
"""Setting of the vault: the id of a recovery slot and the day on which its sheet was typed right."""
YEAR = 365
"""Days after which the sheet is to be tried again, as it says itself."""


class Concern(Enum):
    """What somebody should see to."""

    ALARM = "alarm"
    NO_RECOVERY = "no_recovery"
    NEVER_TRIED = "never_tried"
    TRIED_LONG_AGO = "tried_long_ago"
    BACKUP_DUE = "backup_due"
    LEDGER = "ledger"


@dataclass(frozen=True)
class Safety:
    """The state of a vault on the day `on`: `tried` is the day the recovery sheet was last typed right.

    `folder` is where backups are kept and `every` how many days may pass without one; `closing` after how
    many one is made when the window closes (0: never); `ledger` why releases
    may be missing from the ledger, "" where none can be.
    """

    on: date
    slots: tuple[KeySlot, ...] = ()
    tried: date | None = None
    last: Backup | None = None
    backup_due: bool = False
    days: int | None = None
    every: int = backups.EVERY
    closing: int = 0
    folder: Path | None = None
    only_beside: bool = False
    """Whether the backups that count all lie on the disk of the vault."""
    checked: LastCheck | None = None
    alarms: tuple[Finding, ...] = ()
    sample: bool = False
    ledger: str = ""
    travel: bool = False
    """Whether it is a travel vault."""

    @property
    def recovery(self) -> KeySlot | None:
        """The slot of the recovery key, None where there is none."""
        return next((s for s in self.slots if s.kind is SlotKind.RECOVERY), None)

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """What waits, the gravest first. A sample needs nothing but a whole ledger."""
        ledger = [Concern.LEDGER] if self.ledger else []
        if self.sample:
            return tuple(ledger)
        found = [Concern.ALARM] if self.alarms else []
        if self.recovery is None:
            found.append(Concern.NO_RECOVERY)
        elif self.tried is None:
            found.append(Concern.NEVER_TRIED)
        elif (self.on - self.tried).days > YEAR:
            found.append(Concern.TRIED_LONG_AGO)
        if self.backup_due:
            found.append(Concern.BACKUP_DUE)
        return (*found, *ledger)


def safety(vault: Vault, clock: Clock) -> Safety:
    """Everything at once."""
    slots = vault.keys.slots()
    with vault.read() as reader:
        due = backups.reminder(reader, clock)
        found = Safety(
            clock.now().date(),
            slots,
            last=due.last,
            backup_due=due.due,
            days=due.days,
            every=backups.every(reader),
            closing=backups.closing(reader),
            folder=backups.folder(reader),
            only_beside=backups.only_beside(reader, clock),
            checked=last_check(reader),
            alarms=vault.alarms,
            sample=vault.sample,
            ledger=incomplete(reader),
            travel=bool(reader.setting(TRAVEL)),
        )
        return _with_trial(found, reader)


def _with_trial(found: Safety, reader: Reader) -> Safety:
    slot_id, _space, day = reader.setting(TRIED).partition(" ")
    if found.recovery is None or slot_id != found.recovery.id:
        return found
    return replace(found, tried=datetime.fromisoformat(day).date())


def note_trial(vault: Vault, on: date) -> None:
    """Keep (journaled) that the sheet of the recovery key in force was typed right on a day."""
    slot = next((s for s in vault.keys.slots() if s.kind is SlotKind.RECOVERY), None)
    if slot is None:
        return
    value = f"{slot.id} {on.isoformat()}"
    with vault.write() as work:
        if work.setting(TRIED) != value:
            work.set_setting(TRIED, value)
        work.commit()


def try_recovery(vault: Vault, typed: str, on: date) -> None:
    """Try a recovery key without harm, and keep that it is right. Raises WrongPassphrase."""
    vault.keys.try_recovery(typed)
    note_trial(vault, on)
