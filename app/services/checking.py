"""The check of everything in the background: when it is due, what it found, what of that may stand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.canonical import dumps
from app.clock import Clock
from app.errors import CasebookError, Invalid
from app.i18n import N_, _
from app.messages import Msg
from app.ports import Finding, Reader, Vault
from app.values import clean

SETTING = "last_check"
DAILY = timedelta(days=1)
BEHIND = timedelta(minutes=10)
"""How far the clock may be behind the last entry: servers set it."""
UNSETTLED = "check"
KINDS = {
    "record": N_("records that are not as the history says"),
    "journal": N_("entries of the journal"),
    "clock": N_("a clock that was set back"),
    "rollback": N_("an older vault in the place of a newer one"),
    "pages": N_("pages of the database"),
    "structure": N_("the structure of the database"),
    "reference": N_("references between records"),
    "schema": N_("the schema of the database"),
    "key_file": N_("the key file"),
    "evidence": N_("files of evidence"),
}
OTHER = N_("what stands beside the journal")


@dataclass(frozen=True)
class LastCheck:
    """When everything was checked last (UTC), and how many findings of which kind there were."""

    at: datetime
    found: tuple[tuple[str, int], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return not self.found


def last_check(reader: Reader) -> LastCheck | None:
    """The last check of everything whose outcome was kept; None where there was none."""
    try:
        kept = json.loads(reader.setting(SETTING) or "null")
        found = tuple((str(kind), int(count)) for kind, count in kept["found"])
        return LastCheck(datetime.fromisoformat(kept["at"]), found)
    except (ValueError, TypeError, KeyError):
        return None


def due(reader: Reader, clock: Clock) -> bool:
    """Whether the check should run: never yet, a day ago, in the future, or with findings the last time."""
    last = last_check(reader)
    return last is None or not last.clean or not timedelta(0) <= clock.now() - last.at < DAILY


def distrust(vault: Vault) -> None:
    """After unlock: what the last check found still holds, so that the vault stays for reading only."""
    with vault.read() as reader:
        last = last_check(reader)
    if last is not None and not last.clean:
        vault.judge([Finding(UNSETTLED, differs=kind) for kind, _count in last.found])


def check_everything(vault: Vault, clock: Clock) -> Generator[str, None, tuple[Finding, ...]]:
    """The check in slices; yields what is being checked, keeps the outcome, returns the findings.

    With findings the vault is for reading only afterwards. Where the outcome cannot be written, as in a vault
    that is for reading only already, it holds for this session alone.
    """
    found: list[Finding] = []
    now = ""
    for item in vault.check():
        if isinstance(item, Finding):
            found.append(item)
        else:
            now = item or now
            yield now
    keep(vault, clock, found)
    return tuple(found)


def keep(vault: Vault, clock: Clock, found: Sequence[Finding]) -> None:
    """Keep the outcome of a check, by kind and number alone, and let the vault be as trusted as it says."""
    vault.judge(())
    counted = Counter(f.kind for f in found)
    outcome = dumps({"at": clock.now().isoformat(), "found": [[k, n] for k, n in sorted(counted.items())]})
    with suppress(CasebookError), vault.write() as work:
        work.set_setting(SETTING, outcome)
        work.commit()
    vault.judge(found)


def words(found: Sequence[Finding]) -> str:
    """What findings are about, each kind once."""
    return ", ".join(dict.fromkeys(_(KINDS.get(f.kind, OTHER)) for f in found))


def acknowledge(vault: Vault, clock: Clock, found: Sequence[Finding], reason: str) -> tuple[Finding, ...]:
    """Let findings about the clock stand, with the reason a person gives; returns the others.

    Journaled, so that whoever reads the journal sees who said so. Raises Invalid without a reason.
    """
    reason = clean(reason.strip())
    if not reason:
        raise Invalid(Msg.CHECK_REASON)
    others = tuple(f for f in found if f.kind != "clock")
    if len(others) < len(found):
        vault.judge(())
        with vault.write() as work:
            work.acknowledge(found, reason)
            work.commit()
    keep(vault, clock, others)
    return others


def clock_behind(reader: Reader, clock: Clock) -> datetime | None:
    """The time of the last entry where the clock of this computer is well behind it, else None."""
    last = reader.last_entry()
    return last.at if last is not None and clock.now() < last.at - BEHIND else None
