"""Backups as people use them: made and proved, noted in the vault, rotated, reminded of, tried."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.backups import Backup, Restored, Step
from app.canonical import Json, dumps, loads
from app.clock import Clock
from app.errors import NotFound
from app.messages import Msg
from app.ports import Reader, UnitOfWork, Vault
from app.settings import BACKUPS

FOLDER, DAYS, CLOSING = "backup_folder", "backup_days", "backup_closing"
"""Settings of the vault: where backups are kept, days to the reminder, days after which one is made when the
window closes (none: never)."""
EVERY = 7
"""Days without a proved backup after which somebody is reminded, unless they chose otherwise."""
DAILY, WEEKLY = 7, 4
"""How many are kept: one a day of the last seven with one, one a week of the last four."""
REMEMBERED = 40
"""How many the vault lists; older ones drop out of the list, not out of the journal."""


@dataclass(frozen=True)
class Reminder:
    """Whether to say that a backup is due: `days` since the last proved one, None where there never was."""

    due: bool
    days: int | None
    last: Backup | None


@dataclass(frozen=True)
class AtClosing:
    """A backup is made in `folder` when the window closes, where the last proved one (None: there is none) is
    at least `days` old."""

    folder: Path
    days: int
    last: datetime | None

    def due(self, now: datetime) -> bool:
        """Whether to make one now."""
        return self.last is None or (now - self.last).days >= self.days


@dataclass(frozen=True)
class Rotated:
    """A backup put into the chosen folder, and how many older ones were taken away."""

    backup: Backup
    path: Path
    removed: int


def known(reader: Reader) -> tuple[Backup, ...]:
    """The proved backups of this vault, newest first."""
    text = reader.setting(BACKUPS)
    found = loads(text) if text else []
    items: list[Json] = found if isinstance(found, list) else []
    return tuple(Backup.of(item) for item in reversed(items))


def reminder(reader: Reader, clock: Clock) -> Reminder:
    """Whether a backup is due. A vault in which nothing was ever written needs none."""
    last = next(iter(known(reader)), None)
    if last is None:
        return Reminder(reader.last_entry() is not None, None, None)
    days = max(0, (clock.now() - last.at).days)
    return Reminder(days >= every(reader), days, last)


def only_beside(reader: Reader, clock: Clock) -> bool:
    """Whether every backup that is not too old was put on the disk on which the vault lies."""
    listed, days = known(reader), every(reader)
    counted = [one for one in listed if (clock.now() - one.at).days < days] or listed[:1]
    return bool(counted) and all(one.beside for one in counted)


def every(reader: Reader) -> int:
    """The days after which a reminder comes."""
    text = reader.setting(DAYS)
    return int(text) if text.isdecimal() else EVERY


def folder(reader: Reader) -> Path | None:
    """The folder in which backups are rotated, None where nobody chose one."""
    text = reader.setting(FOLDER)
    return Path(text) if text else None


def closing(reader: Reader) -> int:
    """The days after which a backup is made when the window closes, 0 for never."""
    text = reader.setting(CLOSING)
    return int(text) if text.isdecimal() else 0


def at_closing(reader: Reader) -> AtClosing | None:
    """What is to be done when the window closes; None where nobody chose it, or no folder."""
    place, days = folder(reader), closing(reader)
    last = next(iter(known(reader)), None)
    return AtClosing(place, days, last.at if last else None) if place and days else None


def choose_closing(vault: Vault, days: int) -> None:
    """Choose after how many days a backup is made when the window closes, 0 for never (journaled)."""
    with vault.write() as work:
        work.set_setting(CLOSING, str(days) if days > 0 else "")
        work.commit()


def choose(vault: Vault, place: Path | None, days: int) -> None:
    """Choose the folder of backups and the days of the reminder (journaled)."""
    with vault.write() as work:
        for key, value in ((FOLDER, str(place) if place else ""), (DAYS, str(max(1, days)))):
            if value != work.setting(key):
                work.set_setting(key, value)
        work.commit()


def back_up(vault: Vault, path: Path, *, replace: bool = False) -> Generator[Step, None, Backup]:
    """Make and prove a backup, then note it in the vault. Raises as `Vault.back_up`."""
    made = yield from vault.back_up(path, replace=replace)
    with vault.write() as work:
        _note(work, made)
        work.commit()
    return made


def rotate(vault: Vault, clock: Clock, place: Path) -> Generator[Step, None, Rotated]:
    """Make a backup in a folder, then take away the older ones of this vault that are no longer kept.

    Only files whose id the vault noted when it proved them are removed, never one it does not know; and none
    while evidence is lacking or damaged in the new one, for an older one may hold it whole.
    """
    path = _free(place, clock.now())
    made = yield from back_up(vault, path)
    with vault.read() as reader:
        listed = known(reader)
    lying = vault.backup_files(place)
    surplus = {b.id for b in listed} - kept(listed) - {made.id}
    gone = [i for i in lying if i in surplus and made.whole]
    for backup in gone:
        vault.remove_backup(lying[backup], backup)
    return Rotated(made, path, len(gone))


def kept(backups: Iterable[Backup]) -> frozenset[UUID]:
    """Which of some backups a rotation keeps: the newest of each of the last seven days and four weeks."""
    newest = sorted(backups, key=lambda b: b.at, reverse=True)
    days: dict[object, UUID] = {}
    weeks: dict[object, UUID] = {}
    for one in newest:
        days.setdefault(one.at.date(), one.id)
        weeks.setdefault(one.at.isocalendar()[:2], one.id)
    return frozenset([*list(days.values())[:DAILY], *list(weeks.values())[:WEEKLY]])


def newest_file(vault: Vault) -> Path:
    """The file of the newest proved backup in the chosen folder. Raises NotFound."""
    with vault.read() as reader:
        place, listed = folder(reader), known(reader)
    lying = vault.backup_files(place) if place else {}
    found = next((lying[b.id] for b in listed if b.id in lying), None)
    if found is None:
        raise NotFound(Msg.BACKUP_NONE)
    return found


def drill(vault: Vault, typed: str, path: Path | None = None) -> Generator[Step, None, Backup]:
    """Try, without harm, whether a backup can be restored with what somebody types: a passphrase or the
    recovery key. Without `path` the newest of the chosen folder. Raises as `Vault.rehearse`, NotFound."""
    found = yield from vault.rehearse(path or newest_file(vault), typed)
    with vault.write() as work:
        work.log("drill", detail={"backup": found.id.hex})
        work.commit()
    return found


def rekey(
    vault: Vault, target: Path, passphrase: str
) -> Generator[Step, None, tuple[Restored, tuple[Backup, ...]]]:
    """A new vault with new secrets, and the backups that still open with the old ones: destroy them."""
    with vault.read() as reader:
        listed = known(reader)
    made = yield from vault.rekey(target, passphrase)
    return made, listed


def _note(work: UnitOfWork, made: Backup) -> None:
    """Neither the path nor the name of the file is noted: a journal cannot forget where copies are."""
    listed: list[Json] = [b.plain for b in reversed(known(work))]
    work.set_setting(BACKUPS, dumps([*listed, made.plain][-REMEMBERED:]))
    work.log("backup", detail={"backup": made.plain})


def _free(place: Path, now: datetime) -> Path:
    """A name that says the day and nothing else; the first that is free."""
    number, path = 2, place / f"{now:%Y-%m-%d}.ncb"
    while path.exists():
        path, number = place / f"{now:%Y-%m-%d}-{number}.ncb", number + 1
    return path
