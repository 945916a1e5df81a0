"""The journal in plain words: one sentence an entry, entries alike told together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.i18n import N_, _
from app.ports import Entry
from app.records import TYPES
from ui.forms.lookup import capital

RECORDS = {
    "create": N_("{what}: made"),
    "update": N_("{what}: changed"),
    "undo": N_("{what}: a change taken back"),
    "delete": N_("{what}: moved to the trash"),
    "restore": N_("{what}: restored"),
    "erase": N_("{what}: erased for good"),
    "open": N_("{what}: opened"),
    "export": N_("{what}: document let out"),
    "put_back": N_("{what}: an earlier value put back"),
    "merge_terms": N_("{what}: a term replaced by another"),
    "opened": N_("{what}: opened"),
    "exported": N_("{what}: copied out of the vault"),
    "travel": N_("{what}: packed into a travel vault"),
}
VAULT = {
    "vault": N_("Vault made"),
    "setting": N_("Setting of the vault changed"),
    "staff": N_("Member of staff added"),
    "passphrase": N_("Passphrase changed"),
    "recovery": N_("Recovery key made anew"),
    "shares": N_("Shares made anew"),
    "quick_unlock": N_("Quick unlock turned on"),
    "key_removed": N_("Key removed"),
    "term": N_("Term of a list changed"),
    "own_field": N_("Field of one's own changed"),
    "ledger": N_("Statement that no release is missing"),
    "backup": N_("Backup made and proved"),
    "drill": N_("Restore tried"),
    "restored": N_("Vault restored from a backup"),
    "rekeyed": N_("Vault moved to new keys"),
    "travel": N_("Travel vault made"),
    "acknowledge": N_("Finding of a check left to stand"),
    "migrate": N_("Vault brought to a newer format"),
    "import": N_("Spreadsheet taken in"),
    "reveal": N_("Import finished"),
    "sweep": N_("Unfinished import removed"),
    "export": N_("Document let out"),
    "erase": N_("Values erased for good"),
}
SETTINGS = {
    "organisation": N_("Name of the organisation changed"),
    "organisation_ko": N_("Name of the organisation changed"),
    "contact": N_("Contact of the organisation changed"),
    "backups": N_("List of backups brought up to date"),
    "backup_folder": N_("Place of backups changed"),
    "backup_days": N_("Reminder of backups changed"),
    "backup_closing": N_("Backup at closing changed"),
    "trash_days": N_("How long the trash keeps things changed"),
    "recovery_tried": N_("Recovery sheet tried"),
    "last_check": N_("Vault checked as a whole"),
    "filters": N_("Saved filters changed"),
    "columns": N_("Columns of the table of cases changed"),
}
"""What a change of a setting is called, by its key (msgids)."""
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "records",
        N_("Records"),
        ("create", "update", "undo", "put_back", "merge_terms", "delete", "restore", "erase"),
    ),
    ("seen", N_("Opened"), ("open", "opened")),
    ("out", N_("Let out"), ("export", "exported", "ledger")),
    ("in", N_("Taken in"), ("import", "reveal", "sweep")),
    (
        "keys",
        N_("Keys"),
        ("staff", "passphrase", "recovery", "shares", "quick_unlock", "key_removed"),
    ),
    ("vault", N_("Vault and settings"), ("vault", "setting", "term", "own_field", "migrate", "acknowledge")),
    ("backups", N_("Backups"), ("backup", "drill", "restored", "rekeyed", "travel")),
)
"""What the filter offers: a key, a label (msgid), the actions."""


FIRST = frozenset({"case", "event", "release"})
TOGETHER = timedelta(minutes=1)


@dataclass(frozen=True)
class Line:
    """A row of the journal: when, who, what in words; `record` where it is about one that can be shown."""

    at: datetime
    who: UUID
    words: str
    record_type: str = ""
    record: UUID | None = None


def lines(entries: Sequence[Entry], codes: Mapping[UUID, str]) -> Iterator[Line]:
    """Rows for entries, newest first. What one person did in the same way in one minute is one row."""
    start = 0
    for n in range(1, len(entries) + 1):
        if n < len(entries) and _alike(entries[start], entries[n]):
            continue
        yield _line(entries[start:n], codes)
        start = n


def _alike(one: Entry, other: Entry) -> bool:
    same = (one.actor, one.action, bool(one.record_type)) == (
        other.actor,
        other.action,
        bool(other.record_type),
    )
    return same and one.record_type != "" and abs(one.at - other.at) < TOGETHER


def _line(entries: Sequence[Entry], codes: Mapping[UUID, str]) -> Line:
    first = entries[0]
    if first.record_type not in TYPES or first.action not in RECORDS:
        return Line(first.at, first.actor, _of_vault(first))
    kinds: dict[str, set[UUID | None]] = {}
    for entry in entries:
        kinds.setdefault(entry.record_type, set()).add(entry.record_id)
    order = sorted(kinds, key=lambda kind: (kind not in FIRST, kind))
    named = next((k for k in order if len(kinds[k]) == 1 and next(iter(kinds[k])) in codes), "")
    what = ", ".join(_what(kind, kinds[kind], codes) for kind in order)
    record = next(iter(kinds[named])) if named else None
    return Line(first.at, first.actor, _(RECORDS[first.action]).format(what=what), named, record)


def _of_vault(entry: Entry) -> str:
    """What was done to the vault itself; whom it was about, where the entry names somebody."""
    if entry.action == "setting" and entry.changes:
        key = entry.changes[0].field.partition(".")[0]  # columns are kept for each member of staff
        return _(SETTINGS.get(key, VAULT["setting"]))
    words = _(VAULT[entry.action]) if entry.action in VAULT else entry.action
    if entry.action == "erase" and "trash_days" in entry.detail:
        return _("Gone from the trash for good, after the days that were chosen")
    name = entry.detail.get("name")
    if entry.action == "staff" and isinstance(name, str):
        return _("{what}: {name}").format(what=words, name=name)
    return words


def _what(kind: str, ids: set[UUID | None], codes: Mapping[UUID, str]) -> str:
    """ "Case K7Q-M2XD", "Consent × 3", "Person"."""
    label = capital(_(TYPES[kind].label)) if kind in TYPES else kind
    if len(ids) > 1:
        return f"{label} × {len(ids):,}"
    one = next(iter(ids))
    return f"{label} {codes.get(one, '')}".rstrip() if one else label
