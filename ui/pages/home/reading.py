"""What Home asks the worker for, and how it is said in a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.clock import Clock
from app.i18n import _, ngettext
from app.services.overview import Overview, in_slices
from app.services.safety import Safety, safety
from app.services.today import Today
from app.steps import told
from app.vocabularies import Term
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from app.ports import Vault


@dataclass(frozen=True)
class Shown:
    """What the page needs in one answer of the worker."""

    found: Overview
    labels: dict[tuple[str, str], Term]
    safe: Safety


def load(vault: Vault, clock: Clock) -> Slices[Shown]:
    """Read the home page on the worker's thread, in slices; the day is never before the last entry of the
    journal."""
    safe = safety(vault, clock)
    with vault.read() as reader:
        last = reader.last_entry()
        day = clock.now().date()
        on = max(day, last.at.date()) if last else day
        labels = {(t.vocabulary, t.code): t for t in reader.terms()}
    found = yield from told(in_slices(vault.read, on), silent)
    return Shown(found, labels, safe)


def silent(_step: None) -> Progress:
    """Nobody is shown how far it is."""
    return Progress(0)


def label(labels: dict[tuple[str, str], Term], vocabulary: str, code: str, language: str) -> str:
    """The label of a term; words of our own where nothing is recorded."""
    term = labels.get((vocabulary, code))
    return term.label(language) if term else code or _("Not recorded")


def words(shown: Shown, waits: Today | None) -> tuple[str, str]:
    """The headline and the line under it: the most urgent thing in words.

    That nothing waits is said only once everything was read (`waits`).
    """
    found = shown.found
    week = sum(1 for d in found.deadlines if d.days_left(found.on) <= 7)
    if week:
        head = ngettext("One deadline this week", "{n} deadlines this week", week).format(n=week)
    elif found.deadlines:
        count = len(found.deadlines)
        head = ngettext("One deadline ahead", "{n} deadlines ahead", count).format(n=count)
    elif waits is None or waits.waits or shown.safe.concerns:
        head = _("Nothing is urgent today")
    else:
        head = _("Nothing waits today")
    if waits is not None and waits.waits:
        return head, waiting_words(waits)
    people = ngettext("{n} individual on file", "{n} individuals on file", found.cases)
    events = ngettext("{n} reported event", "{n} reported events", found.events)
    claims = ngettext("{n} claim", "{n} claims", found.claims)
    second = _("{people}, {events}, {claims}.").format(
        people=people.format(n=f"{found.cases:,}"),
        events=events.format(n=f"{found.events:,}"),
        claims=claims.format(n=f"{found.claims:,}"),
    )
    return head, second


def waiting_words(waits: Today) -> str:
    """What waits, in counts: "2 tasks due  ·  1 review  ·  1 quick note"."""
    late, reviews, notes, old = len(waits.tasks), len(waits.reviews), waits.notes_all, len(waits.releases)
    told_of = (
        (late, ngettext("{n} task due", "{n} tasks due", late)),
        (reviews, ngettext("{n} review", "{n} reviews", reviews)),
        (notes, ngettext("{n} quick note", "{n} quick notes", notes)),
        (old, ngettext("{n} release to update", "{n} releases to update", old)),
    )
    return "  ·  ".join(text.format(n=f"{n:,}") for n, text in told_of if n)
