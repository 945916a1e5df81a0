"""What the page of releases asks the worker for, and how a release reads: without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.claims.words import Labels, label
from app.i18n import _, ngettext
from app.records import TYPES
from app.records.record import Record
from app.services.releases import ReleaseRow, changed_since, release_rows
from app.vocabularies import Term

if TYPE_CHECKING:
    from app.ports import Vault


WRITTEN = {"en": "English", "ko": "한국어"}
"""The languages of documents, as they are chosen: the vocabulary names what people speak."""


@dataclass(frozen=True)
class Ledger:
    """The releases, newest first, and the words of their codes."""

    rows: tuple[ReleaseRow, ...]
    labels: Labels
    language: str

    def word(self, vocabulary: str, code: str) -> str:
        """A term in the language of the window."""
        return label(self.labels, vocabulary, code, self.language) if code else ""


@dataclass(frozen=True)
class Detail:
    """One release opened: events and cases by code, and the records that are no longer as they were."""

    release: Record
    events: tuple[str, ...]
    cases: Mapping[str, tuple[str, ...]]
    changed: tuple[tuple[str, str], ...]


def load_ledger(vault: Vault, language: str) -> Ledger:
    """Everything that went out."""
    with vault.read() as reader:
        labels: dict[tuple[str, str], Term] = {(t.vocabulary, t.code): t for t in reader.terms()}
        return Ledger(tuple(release_rows(reader)), labels, language)


def load_detail(vault: Vault, release: Record, language: str) -> Detail:
    """What one release held, and what has changed since."""
    with vault.read() as closely:
        reader = closely.glance
        events = reader.many("event", release.refs("events"))
        kinds = {key: reader.many("case", release.refs(key)) for key in ("named", "told", "cases")}
        gone = changed_since(reader, release)
        by_type: dict[str, list[Any]] = {}
        for record_type, record_id in gone:
            by_type.setdefault(record_type, []).append(record_id)
        changed = [
            (record_type, _title(record, language))
            for record_type, ids in by_type.items()
            for record in reader.many(record_type, ids).values()
        ]
    return Detail(
        release,
        tuple(e.text("code") for e in events.values()),
        {key: tuple(sorted(c.text("code") for c in found.values())) for key, found in kinds.items()},
        tuple(changed),
    )


def _title(record: Record, language: str) -> str:
    for key in TYPES[record.type].title:
        words = record.phrase(key).in_language(language) or record.text(key)
        if words:
            return words
    return ""


def heads() -> tuple[str, ...]:
    """What stands above the columns."""
    return (
        _("When"),
        _("What went out"),
        _("For whom"),
        _("Language"),
        _("By whom"),
        _("Hash"),
        _("Changed since"),
    )


def cells(ledger: Ledger, row_: ReleaseRow) -> tuple[str, ...]:
    """One release as a row of texts."""
    release = row_.release
    kind = ledger.word("release_kind", release.text("kind"))
    state = release.text("state")
    title = _("{text} ({note})").format(text=release.text("title"), note=kind)
    title += "" if state == "done" else f", {state_words(state)}"
    return (
        when(release.created_at),
        title,
        whom(ledger, release),
        WRITTEN.get(release.text("language")) or ledger.word("language", release.text("language")),
        row_.by,
        release.text("sha256")[:8],
        changed_words(row_.changed),
    )


def whom(ledger: Ledger, release: Record) -> str:
    """Audience and recipient."""
    audience = ledger.word("audience", release.text("audience"))
    recipient = ledger.word("recipient", release.text("recipient"))
    return _("{text} ({note})").format(text=recipient, note=audience) if recipient else audience


def state_words(state: str) -> str:
    """How a release stands that did not simply go out."""
    return {"pending": _("pending"), "failed": _("failed, nothing went out")}.get(state, state)


def changed_words(n: int) -> str:
    """How many of its records changed."""
    if not n:
        return _("nothing")
    return ngettext("{n} record", "{n} records", n).format(n=f"{n:,}")


def when(at: datetime | None) -> str:
    """A time in the zone of this computer."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else ""


def facts(ledger: Ledger, detail: Detail) -> list[tuple[str, str]]:
    """What the ledger says of one release."""
    release = detail.release
    size = release.number_of("size")
    found = [
        (_("For whom"), whom(ledger, release)),
        (_("State addressed"), ledger.word("state", release.text("addressed"))),
        (_("Events"), ", ".join(detail.events)),
        (_("Named"), ", ".join(detail.cases["named"])),
        (_("Under a pseudonym"), ", ".join(detail.cases["told"])),
        (_("Cases in any form"), f"{len(detail.cases['cases']):,}" if detail.cases["cases"] else ""),
        (_("On which consents"), f"{len(release.refs('consents')):,}" if release.refs("consents") else ""),
        (_("File"), release.text("file")),
        (_("Size"), _("{n} bytes").format(n=f"{size:,}") if size is not None else ""),
        ("SHA-256", release.text("sha256")),
    ]
    return [(name, value) for name, value in found if value]
