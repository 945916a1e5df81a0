"""The timed purge of the trash: what goes, what stays because something names it, what a wrong clock does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.ports import PROGRAM, Entry
from app.records import Record, new
from app.services import purging
from app.services.saving import delete
from app.steps import finished
from app.values import Text
from tests.fakes import FakeVault
from tests.stories import FixedClock

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PERSON, OTHER = new("person"), new("person")
CASE = new("case", code="K7QM-2XDP", person=PERSON.id)
EVENT, SOURCE = new("event", code="2023-10-09"), new("source", name=Text("A newspaper"))
STEP = new("step", case=CASE.id, kind="arrest")
LINK = new("link", case=CASE.id, event=EVENT.id, certainty="confirmed")
LIVING = (
    new("release", kind="brief", state="done", cases=(CASE.id,)),
    new("quick_note", case=CASE.id, said=Text("called again")),
    new("relation", person=OTHER.id, kind="mother", other=PERSON.id),
    new("role", event=EVENT.id, person=PERSON.id, role="witness"),
)
"""Records that live and name the case or its person, each of which keeps them."""


def vault_of(*records: Record, trash: tuple[Record, ...], ago: int = 31) -> FakeVault:
    """A vault in which some were deleted `ago` days ago, and which was used yesterday."""
    vault = FakeVault(*records)
    vault.now = NOW - timedelta(days=ago)
    for one in trash:
        with vault.read() as reader:
            record = reader.get(one.type, one.id)
        delete(vault, record)
    vault.now = NOW - timedelta(days=1)
    purging.choose(vault, 30)
    return vault


def gone(vault: FakeVault, now: datetime = NOW) -> set[str]:
    """The kinds of what a purge removes."""
    before = dict(vault.state.records)
    finished(purging.purge(vault, FixedClock(now), purging.last_used(vault, FixedClock(now))))
    return {r.type for i, r in before.items() if i not in vault.state.records}


def test_what_is_due_goes_with_its_parts_and_the_journal_says_so() -> None:
    vault = vault_of(PERSON, CASE, EVENT, STEP, LINK, trash=(CASE,))
    with vault.write() as work:
        work.keep_draft("step:x", STEP)
        work.commit()
    assert gone(vault) == {"case", "person", "step", "link"}
    with vault.read() as reader:
        assert reader.drafts() == {}
        assert [c.erased for e in reader.history(CASE.id) for c in e.changes] != []
        assert all(c.erased for e in reader.history(CASE.id) for c in e.changes)
    assert [e.detail for e in vault.state.entries if e.detail] == [{"trash_days": 30, "records": 4}]


@pytest.mark.parametrize("living", LIVING, ids=lambda r: r.type)
def test_what_something_that_lives_names_stays(living: Record) -> None:
    vault = vault_of(PERSON, OTHER, CASE, EVENT, STEP, living, trash=(CASE,))
    assert gone(vault) == set()


def test_an_event_to_which_a_living_case_is_linked_stays_until_both_go() -> None:
    records = (PERSON, CASE, EVENT, LINK)
    assert gone(vault_of(*records, trash=(EVENT,))) == set()
    assert gone(vault_of(*records, trash=(EVENT, CASE))) == {"event", "case", "person", "link"}


def test_a_person_of_two_files_goes_with_the_last() -> None:
    second = new("case", code="AAAA-BBBB", person=PERSON.id)
    assert gone(vault_of(PERSON, CASE, second, trash=(CASE,))) == {"case"}
    assert gone(vault_of(PERSON, CASE, second, trash=(CASE, second))) == {"case", "person"}


@pytest.mark.parametrize(("ago", "kept"), [(29, 30), (31, 0)])
def test_nothing_goes_too_early_or_unasked(ago: int, kept: int) -> None:
    vault = vault_of(SOURCE, trash=(SOURCE,), ago=ago)
    purging.choose(vault, kept)
    assert gone(vault) == set()


def test_after_long_without_use_or_with_a_clock_set_wrong_nothing_goes() -> None:
    vault = vault_of(SOURCE, trash=(SOURCE,))
    assert gone(vault, NOW + timedelta(days=365)) == set()
    assert gone(vault) == {"source"}


@pytest.mark.parametrize(
    ("action", "noted", "unlocked"),
    [
        ("migrate", timedelta(days=365), timedelta(days=365, minutes=1)),
        ("restored", -timedelta(days=9), timedelta()),
    ],
)
def test_a_newer_program_and_a_restored_backup_let_nothing_go_unseen(
    action: str, noted: timedelta, unlocked: timedelta
) -> None:
    vault = vault_of(SOURCE, trash=(SOURCE,))
    last = vault.state.entries[-1]
    noted_then = Entry(last.seq + 1, NOW + noted, PROGRAM, action)
    vault.state = replace(vault.state, entries=(*vault.state.entries, noted_then))
    assert gone(vault, NOW + unlocked) == set()
