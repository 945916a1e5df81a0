"""A change to many cases over a real vault: previewed, made in slices, journaled, taken back."""

from __future__ import annotations

from contextlib import AbstractContextManager
from uuid import UUID

import pytest

from app.errors import DiskTrouble
from app.messages import Msg
from app.ports import Condition, Finding, ListQuery, UnitOfWork
from app.records.record import Record, new, row
from app.services.batch import (
    Outcome,
    Preview,
    Turned,
    Wanted,
    cases_of,
    change,
    fields_by_path,
    from_trash,
    preview,
    to_trash,
    turn,
    ways,
)
from app.services.saving import save
from app.steps import finished
from app.values import Text, Translation
from db.vault import DbVault

MANY = 25


def never() -> bool:
    return False


@pytest.fixture
def filled(vault: DbVault) -> DbVault:
    records: list[Record] = []
    for n in range(MANY):
        trade = Text("Farmer", "en", (Translation("ko", "농민"),))
        person = new("person", names=(row(text=f"Kim {n}"),), sex="female", occupation=trade)
        status = {0: "released", 1: "resettled"}.get(n, "unknown")
        case = new("case", code=f"C{n:02}", person=person.id, status=status)
        records += [person, case.with_values(risk_factors=("trafficked",) if n % 2 else None)]
    save(vault, *records)
    return vault


def numbers(vault: DbVault, *conditions: Condition, deleted: bool = False) -> list[int]:
    with vault.read() as reader:
        query = ListQuery("case", sort="code", conditions=conditions, deleted=deleted)
        return reader.numbers(query).tolist()


def previewed(vault: DbVault, wanted: Wanted) -> Preview:
    return finished(preview(vault, numbers(vault), wanted))


def made(vault: DbVault, wanted: Wanted) -> Outcome:
    return finished(change(vault, previewed(vault, wanted).lines, wanted, never))


def test_the_preview_lists_what_changes_and_counts_what_stays(filled: DbVault) -> None:
    found = previewed(filled, Wanted("status", "set", "unknown"))
    assert [(x.code, x.name, x.before, x.after) for x in found.lines] == [
        ("C00", "Kim 0", "released", "unknown"),
        ("C01", "Kim 1", "resettled", "unknown"),
    ]
    assert found.same == MANY - 2


def test_a_change_is_journaled_record_by_record_and_taken_back_as_one(filled: DbVault) -> None:
    outcome = made(filled, Wanted("status", "set", "arrested"))
    assert (len(outcome.turned), outcome.left, outcome.stopped) == (MANY, 0, False)
    is_arrested = Condition("status", "is", "arrested")
    assert len(numbers(filled, is_arrested)) == MANY
    with filled.read() as reader:
        for one in outcome.turned:
            entry = reader.history(one.record)[0]
            assert (entry.action, [c.field for c in entry.changes]) == ("update", ["status"])
    back = finished(turn(filled, [t.back for t in reversed(outcome.turned)], never))
    assert (len(back.turned), back.left) == (MANY, 0)
    assert len(numbers(filled, is_arrested)) == 0
    assert len(numbers(filled, Condition("status", "is", "released"))) == 1
    assert [item for item in filled.check() if isinstance(item, Finding)] == []


def test_a_field_of_the_person_with_translations_is_changed_too(filled: DbVault) -> None:
    outcome = made(filled, Wanted("person.occupation", "set", Text("교사", "ko")))
    assert (len(outcome.turned), outcome.left) == (MANY, 0)
    finished(turn(filled, [t.back for t in outcome.turned], never))
    with filled.read() as reader:
        person = next(iter(reader.all("person")))
    assert person.phrase("occupation") == Text("Farmer", "en", (Translation("ko", "농민"),))


def test_terms_are_added_and_taken_away(filled: DbVault) -> None:
    has = Condition("risk_factors", "is", "trafficked")
    before = len(numbers(filled, has))
    added = made(filled, Wanted("risk_factors", "add", "trafficked"))
    assert len(added.turned) == MANY - before
    gone = made(filled, Wanted("risk_factors", "remove", "trafficked"))
    assert len(gone.turned) == MANY
    assert numbers(filled, has) == []
    assert len(numbers(filled, Condition("risk_factors", "empty"))) == MANY


def test_what_was_changed_meanwhile_stays(filled: DbVault) -> None:
    wanted = Wanted("status", "set", "arrested")
    lines = previewed(filled, wanted).lines
    with filled.write() as work:
        other = work.get("case", lines[3].case)
        work.save(other.with_values(status="deceased"))
        work.commit()
    outcome = finished(change(filled, lines, wanted, never))
    assert (len(outcome.turned), outcome.left) == (MANY - 1, 1)
    with filled.read() as reader:
        assert reader.get("case", lines[3].case).text("status") == "deceased"


def test_a_batch_that_is_stopped_leaves_whole_records_and_can_be_taken_back(filled: DbVault) -> None:
    wanted, asked = Wanted("status", "set", "arrested"), [False, True]
    outcome = finished(change(filled, previewed(filled, wanted).lines, wanted, lambda: asked.pop(0)))
    assert outcome.stopped
    assert 0 < len(outcome.turned) < MANY
    assert len(numbers(filled, Condition("status", "is", "arrested"))) == len(outcome.turned)
    finished(turn(filled, [t.back for t in outcome.turned], never))
    assert numbers(filled, Condition("status", "is", "arrested")) == []


def test_trouble_in_the_middle_leaves_what_was_done_and_can_be_taken_back(
    filled: DbVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, write, calls = Wanted("status", "set", "arrested"), filled.write, [0]
    lines = previewed(filled, wanted).lines

    def full(*, batch: UUID | None = None) -> AbstractContextManager[UnitOfWork]:
        calls[0] += 1
        if calls[0] > 2:
            raise DiskTrouble(Msg.DISK_FULL)
        return write(batch=batch)

    monkeypatch.setattr(filled, "write", full)
    outcome = finished(change(filled, lines, wanted, never))
    monkeypatch.undo()
    assert isinstance(outcome.error, DiskTrouble)
    assert len(numbers(filled, Condition("status", "is", "arrested"))) == len(outcome.turned) > 0
    finished(turn(filled, [t.back for t in outcome.turned], never))
    assert numbers(filled, Condition("status", "is", "arrested")) == []


def test_a_value_that_is_none_of_the_vocabulary_changes_nothing(filled: DbVault) -> None:
    outcome = made(filled, Wanted("status", "set", "no_such_status"))
    assert (outcome.turned, outcome.left) == ((), MANY)


def test_cases_go_to_the_trash_and_come_back(filled: DbVault) -> None:
    with filled.read() as reader:
        some = cases_of(reader, numbers(filled)[:12])
    outcome = finished(to_trash(filled, some, never))
    assert len(outcome.turned) == 12
    assert len(numbers(filled, deleted=True)) == 12
    again = finished(to_trash(filled, some, never))
    assert (again.turned, again.left) == ((), 12)
    back = finished(turn(filled, [t.back for t in outcome.turned], never))
    assert len(back.turned) == 12
    finished(to_trash(filled, some[:2], never))
    assert len(finished(from_trash(filled, some, never)).turned) == 2
    assert len(numbers(filled)) == MANY


def test_what_a_batch_never_changes() -> None:
    fields = fields_by_path(lambda _kind: ())
    assert not {"code", "person", "person.names", "narrative", "risks"} & set(fields)
    assert ways(fields["risk_factors"]) == ("add", "remove", "empty")
    assert ways(fields["status"]) == ("set", "empty")
    assert Turned("case", UUID(int=1), "a", "x", "y").back == Turned("case", UUID(int=1), "a", "y", "x")
