"""Review over a real vault: a second person with a passphrase of their own signs; files wait and return."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.errors import Invalid, Refused, WrongPassphrase
from app.messages import Msg
from app.ports import Finding
from app.records.record import Record, new, row
from app.services.comments import trashed_parts
from app.services.events import set_status
from app.services.reviewing import (
    NotAsRead,
    Seen,
    changed_since_signed,
    last_step,
    seen,
    send_back,
    sign,
    submit,
    verify,
    waiting,
)
from app.services.saving import delete, save
from app.values import Text, uncertain
from db.opening import open_vault
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, StepClock, cheap_terms

TERMS = cheap_terms()
"""One clock for whoever opens the vault: it goes on."""
SECOND = "another passphrase 둘째"
WHY = Text("heard the witness", "en")


def _event(vault: DbVault, code: str = "2023") -> Record:
    title = Text("A return", "en")
    draft = new("event", code=code, title=title, kind="forced_return", date=uncertain("2023"))
    return save(vault, draft)[0].record


def _case(vault: DbVault, code: str = "x") -> Record:
    person = new("person", names=(row(text="리영희"),))
    return save(vault, person, new("case", code=code, person=person.id))[1].record


def test_verified_is_signed_by_a_second_person(vault: DbVault) -> None:
    event = _event(vault)
    colleague = vault.keys.add("한서윤", SECOND)
    shown = _seen(vault, event)
    with pytest.raises(WrongPassphrase):
        verify(vault, event.id, "happened", "guess", shown)
    with pytest.raises(Invalid):
        verify(vault, event.id, "happened", PASSPHRASE, shown)
    with pytest.raises(Invalid):
        set_status(vault, event.id, "happened", "verified", new("status", reviewer="한서윤"))
    _claim(vault, event, "40")
    with pytest.raises(NotAsRead) as refused:
        verify(vault, event.id, "happened", SECOND, shown, WHY)
    assert str(refused.value).startswith("Not signed: it changed after it was shown: Claim (1).")
    saved = verify(vault, event.id, "happened", SECOND, _seen(vault, event), WHY).record
    assert (saved.text("reviewer"), saved.text("second")) == ("한서윤", colleague.staff.id.hex)
    assert saved.created_by == vault.staff.id
    assert [item for item in vault.check() if isinstance(item, Finding)] == []


def test_a_file_is_handed_in_returned_and_signed_by_somebody_else(vault: DbVault, folder: Path) -> None:
    vault.keys.add("한서윤", SECOND)
    case = _case(vault)
    with pytest.raises(Refused):
        sign(vault, case, Seen({}))
    submit(vault, case, Text("please read", "en"))
    with pytest.raises(Refused):
        sign(vault, case, _seen(vault, case))
    with pytest.raises(Refused) as refused:
        send_back(vault, case, Text("not yet", "en"))
    assert refused.value.message.text is Msg.OTHERS_RETURN
    vault.close()
    second = open_vault(folder, SECOND, terms=TERMS)
    with second.read() as reader:
        (one,) = waiting(reader)
        assert (one.record.id, one.submitted.phrase("note").text) == (case.id, "please read")
    with pytest.raises(Invalid) as invalid:
        send_back(second, case, Text(" ", "en"))
    assert invalid.value.message.text is Msg.RETURN_REASON_MISSING
    with second.read() as reader:
        assert changed_since_signed(reader, case, second.staff.id) is None
    send_back(second, case, Text("no source", "en"))
    with second.read() as reader:
        assert waiting(reader) == ()
    second.close()
    first = open_vault(folder, PASSPHRASE, terms=TERMS)
    (changed,) = save(first, case.with_values(status="released"))
    submit(first, changed.record)
    first.close()
    second = open_vault(folder, SECOND, terms=TERMS)
    as_read = _seen(second, changed.record)
    with pytest.raises(Refused):
        sign(second, case, as_read)
    signed = sign(second, changed.record, as_read).record
    assert (signed.number_of("signed_version"), signed.text("signed_digest")) == (2, changed.record.digest)
    with second.read() as reader:
        assert changed_since_signed(reader, changed.record, second.staff.id) == ()
        last = last_step(reader, case)
    assert last is not None
    assert last.text("step") == "signed"
    (later,) = save(second, changed.record.with_values(status="resettled"))
    with second.read() as reader:
        changes = changed_since_signed(reader, later.record, second.staff.id)
    assert [[c.field for c in entry.changes] for entry in changes or ()] == [["status"]]
    second.close()


def test_what_changes_in_the_parts_of_a_signed_record_counts_and_what_is_said_about_it_does_not(
    vault: DbVault, folder: Path
) -> None:
    """A signature stands for an event with its claims, for a case with its person and what was done; a clock
    that was set back hides nothing."""
    vault.keys.add("한서윤", SECOND)
    vault.close()
    clock = StepClock()
    terms = replace(TERMS, clock=clock)
    clock.time += timedelta(days=1)
    first = open_vault(folder, PASSPHRASE, terms=terms)
    event, case = _event(first), _case(first)
    said = [_claim(first, event, "about 600"), _claim(first, event, "many")]
    for record in (event, case):
        submit(first, record)
    first.close()
    second = open_vault(folder, SECOND, terms=terms)
    for record in (event, case):
        sign(second, record, _seen(second, record))
    about = new("comment", record=event.id, type="event", text=Text("well read", "en"))
    save(second, about, new("task", event=event.id, what=Text("ask again", "en")))
    assert _changed(second, event) == _changed(second, case) == []
    clock.time -= timedelta(hours=5)
    third = _claim(second, event, "buses seen")
    delete(second, said[0])
    save(second, new("act", case=case.id, type="expulsion"))
    assert _changed(second, event) == [("claim", said[0].id), ("claim", third.id)]
    save(second, said[1].with_values(event=_event(second, "2024").id))
    assert len(_changed(second, event)) == 3, "what is no longer part of it was signed too"
    with second.read() as reader:
        assert [part.id for part in trashed_parts(reader, event)] == [said[0].id]
    assert [kind for kind, _id in _changed(second, case)] == ["act"]
    second.close()


def test_a_signature_is_refused_where_a_second_writer_changed_what_was_shown(
    vault: DbVault, folder: Path
) -> None:
    """Claims added, changed and deleted, the person of a file, an act: each after the page was read."""
    vault.keys.add("한서윤", SECOND)
    vault.close()
    first = open_vault(folder, PASSPHRASE, terms=TERMS)
    event, case = _event(first), _case(first)
    said = _claim(first, event, "about 600")
    act = save(first, new("act", case=case.id, type="expulsion"))[0].record
    with first.read() as reader:
        person = reader.get("person", case.ref("person") or case.id)
    submit(first, event)
    submit(first, case)
    first.close()
    reviewer = open_vault(folder, SECOND, terms=TERMS)
    writer = reviewer  # one process holds the vault: an import, a merge, another page of the same window

    def refused(record: Record, shown: Seen) -> list[tuple[str, str]]:
        with pytest.raises(NotAsRead) as caught:
            sign(reviewer, record, shown)
        assert caught.value.message.text is Msg.CHANGED_SINCE_SHOWN
        return [(e.record_type, e.action) for e in caught.value.changes]

    assert "(1)" in str(NotAsRead(event, ())), "erased since: the record itself is told"
    shown = _seen(reviewer, event)
    added = _claim(writer, event, "several buses")
    (changed,) = save(writer, said.with_values(wording=Text("about 500", "en")))
    assert refused(event, shown) == [("claim", "update"), ("claim", "create")]
    shown = _seen(reviewer, event)
    delete(writer, changed.record)
    assert refused(event, shown) == [("claim", "delete")]
    sign(reviewer, event, _seen(reviewer, event))
    with reviewer.read() as reader:
        assert changed_since_signed(reader, event, reviewer.staff.id) == ()
    shown = _seen(reviewer, case)
    save(writer, person.with_values(names=(row(text="이영희"),)))
    assert refused(case, shown) == [("person", "update")]
    shown = _seen(reviewer, case)
    elsewhere = _case(writer, "y")
    save(writer, act.with_values(case=elsewhere.id))
    assert refused(case, shown) == [("act", "update")], "what is no longer part of it was shown too"
    shown = _seen(reviewer, case)
    about = new("comment", record=case.id, type="case", text=Text("read", "en"))
    save(writer, about, added.with_values(note=Text("of the event", "en")))
    sign(reviewer, case, shown)  # control: talk, and what is no part of it, hinder no signature
    reviewer.close()


def _seen(vault: DbVault, record: Record) -> Seen:
    with vault.read() as reader:
        return seen(reader, record)


def _claim(vault: DbVault, event: Record, words: str) -> Record:
    draft = new("claim", event=event.id, claimant=Text("A group", "en"), wording=Text(words, "en"))
    return save(vault, draft)[0].record


def _changed(vault: DbVault, record: Record) -> list[tuple[str, UUID | None]]:
    with vault.read() as reader:
        entries = changed_since_signed(reader, record, vault.staff.id)
    return [(e.record_type, e.record_id) for e in entries or ()]
