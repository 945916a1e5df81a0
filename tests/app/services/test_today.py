"""What waits today: tasks near their day, reviews, quick notes, releases that are out of date."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from typing import TypeVar

from app.canonical import dumps
from app.ports import Vault
from app.records.record import Record, new, row
from app.services.overview import in_slices
from app.services.reviewing import submit
from app.services.saving import save
from app.services.today import Today, today
from app.steps import finished
from app.values import Text, uncertain
from tests.fakes import FakeVault

ON = date(2026, 11, 25)
T = TypeVar("T")


def drained(steps: Generator[None, None, T]) -> tuple[T, int]:
    """What a generator returns, and how many times it let others go first."""
    times: list[None] = []
    return finished(steps, times.append), len(times)


def read(vault: Vault) -> Today:
    return finished(today(vault, ON))


def task(what: str, due: str = "", **more: str) -> Record:
    return new(
        "task",
        what=Text(what, "en"),
        due=uncertain(due) if due else None,
        done=uncertain(more["done"]) if "done" in more else None,
    )


def test_in_an_empty_vault_nothing_waits() -> None:
    found = read(FakeVault())
    assert found == Today()
    assert not found.waits


def test_tasks_late_or_due_within_a_week_wait_and_all_that_are_open_are_counted() -> None:
    vault = FakeVault(
        task("late", "2026-11-01"),
        task("soon", "2026-12-02"),
        task("later", "2026-12-03"),
        task("some day"),
        task("done", "2026-11-01", done="2026-11-02"),
    )
    found = read(vault)
    assert [t.record.phrase("what").text for t in found.tasks] == ["late", "soon"]
    assert found.open_tasks == 4


def test_reviews_and_notes_wait() -> None:
    person = new("person", names=(row(text="김순희"),))
    case = new("case", code="K7QM-2XDP", person=person.id)
    note = new("quick_note", said=Text("A call", "en"))
    settled = new("quick_note", said=Text("Old", "en"), settled=uncertain("2026-11-01"))
    vault = FakeVault(person, case, note, settled)
    with vault.read() as reader:
        kept = reader.get("case", case.id)
    submit(vault, kept)
    found = read(vault)
    assert [(r.name, r.waiting.record.id) for r in found.reviews] == [("김순희", case.id)]
    assert [n.phrase("said").text for n in found.notes] == ["A call"]
    assert found.notes_all == 1


def released(state: str = "done") -> tuple[FakeVault, Record, Record]:
    """A vault in which a document went out on a consent; the case, and the consent."""
    person = new("person", names=(row(text="김순희"),))
    case = new("case", code="K7QM-2XDP", person=person.id)
    consent = new(
        "consent", case=case.id, permission="government", answer="given", date=uncertain("2026-01-01")
    )
    vault = FakeVault(person, case, consent)
    with vault.read() as reader:
        digest = reader.get("case", case.id).digest
    manifest = dumps({"records": [["case", case.id.hex, digest]]})
    save(
        vault,
        new(
            "release",
            title="R-1",
            kind="one_page",
            state=state,
            cases=(case.id,),
            consents=(consent.id,),
            manifest=manifest,
        ),
    )
    return vault, case, consent


def test_a_release_is_out_of_date_once_its_case_changed() -> None:
    vault, case, _consent = released()
    assert read(vault).releases == ()
    with vault.read() as reader:
        kept = reader.get("case", case.id)
    save(vault, kept.with_values(status="arrested"))
    (found,) = read(vault).releases
    assert (found.release.text("title"), found.changed, found.withdrawn) == ("R-1", 1, 0)


def test_a_release_is_out_of_date_once_its_consent_was_withdrawn() -> None:
    vault, case, _consent = released()
    other = new("consent", case=case.id, permission="count", answer="withdrawn", date=uncertain("2026"))
    save(vault, other)
    assert read(vault).releases == ()
    gone = new("consent", case=case.id, permission="government", answer="withdrawn", date=uncertain("2026"))
    save(vault, gone)
    (found,) = read(vault).releases
    assert (found.changed, found.withdrawn) == (0, 1)


def test_what_never_went_out_is_no_release() -> None:
    vault, case, _consent = released("failed")
    with vault.read() as reader:
        kept = reader.get("case", case.id)
    save(vault, kept.with_values(status="arrested"))
    assert read(vault).releases == ()


def test_others_go_first_between_slices() -> None:
    vault, _case, _consent = released()
    assert drained(today(vault, ON))[1] == 3
    assert drained(in_slices(vault.read, ON))[1] > 10


def test_a_consent_that_was_withdrawn_runs_out_no_more() -> None:
    person = new("person", names=(row(text="김순희"),))
    case = new("case", code="K7QM-2XDP", person=person.id)
    given = new(
        "consent",
        case=case.id,
        permission="account",
        answer="given",
        date=uncertain("2026-01-01"),
        expires=uncertain("2026-12-01"),
    )
    vault = FakeVault(person, case, given)
    assert [d.permission for d in finished(in_slices(vault.read, ON)).deadlines] == ["account"]
    save(
        vault,
        new("consent", case=case.id, permission="account", answer="withdrawn", date=uncertain("2026-02-01")),
    )
    assert finished(in_slices(vault.read, ON)).deadlines == ()
