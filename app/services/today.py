"""What waits today beside deadlines: tasks, reviews, quick notes, releases that are out of date."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.ports import Reader, Vault
from app.records.record import Record
from app.services import notes
from app.services.files import primary_name
from app.services.releases import changed_since
from app.services.reviewing import Waiting, waiting
from app.services.tasks import Task, open_tasks

NEAR = timedelta(days=7)
MOST_NOTES = 50


@dataclass(frozen=True)
class ForReview:
    """A case or event that waits for review; `name` is of the person, "" of an event."""

    waiting: Waiting
    name: str = ""


@dataclass(frozen=True)
class Outdated:
    """A release with records that changed or went since, and consents that were taken back since."""

    release: Record
    changed: int
    withdrawn: int


@dataclass(frozen=True)
class Today:
    """What waits: tasks late or due within a week, of `open_tasks`; at most 50 notes, of `notes_all`."""

    tasks: tuple[Task, ...] = ()
    open_tasks: int = 0
    reviews: tuple[ForReview, ...] = ()
    notes: tuple[Record, ...] = ()
    notes_all: int = 0
    releases: tuple[Outdated, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether anything does."""
        return bool(self.tasks or self.reviews or self.notes or self.releases)


def today(vault: Vault, on: date) -> Generator[None, None, Today]:
    """Read it in short slices, each a transaction of its own; a release a slice."""
    with vault.read() as reader:
        tasks = open_tasks(reader)
    yield
    with vault.read() as reader:
        reviews = _reviews(reader)
    yield
    with vault.read() as reader:
        query = notes.waiting(reader)
        numbers = reader.numbers(query) if query else ()
        found = _whole(reader, list(numbers[:MOST_NOTES]))
        released = [r.id for r in reader.glance.all("release") if r.text("state") == "done"]
    outdated = []
    for release in reversed(released):
        yield
        with vault.read() as reader:
            outdated += _outdated(reader, release)
    due = tuple(t for t in tasks if t.day is not None and t.day <= on + NEAR)
    return Today(due, len(tasks), reviews, found, len(numbers), tuple(outdated))


def _reviews(reader: Reader) -> tuple[ForReview, ...]:
    found = waiting(reader)
    people = reader.glance.many("person", [p for w in found if (p := w.record.ref("person"))])
    named = {i: primary_name(p.rows("names")) for i, p in people.items()}
    return tuple(ForReview(w, named.get(w.record.ref("person") or w.record.id, "")) for w in found)


def _whole(reader: Reader, numbers: list[int]) -> tuple[Record, ...]:
    """Notes with what was said, in the order of the list."""
    ids = [r.id for r in reader.glance.page("quick_note", numbers)]
    whole = reader.glance.many("quick_note", ids)
    return tuple(whole[i] for i in ids if i in whole)


def _outdated(reader: Reader, release_id: UUID) -> list[Outdated]:
    release = reader.glance.get("release", release_id)
    found = Outdated(release, len(changed_since(reader, release)), withdrawn_since(reader, release))
    return [found] if found.changed or found.withdrawn else []


def withdrawn_since(reader: Reader, release: Record) -> int:
    """Of how many persons a consent that a release rested on was refused or withdrawn after it was made."""
    relied = reader.glance.many("consent", release.refs("consents")).values()
    about = {(c.ref("case"), c.text("permission")) for c in relied}
    later = reader.glance.where("consent", "case", {case for case, _ in about if case})
    return len(
        {
            c.ref("case")
            for c in later
            if c.text("answer") != "given"
            and (c.ref("case"), c.text("permission")) in about
            and c.created_at
            and release.created_at
            and c.created_at > release.created_at
        }
    )
