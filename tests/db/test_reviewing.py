"""Review over a real vault: a second person with a passphrase of their own signs; files wait and return."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from app.errors import Invalid, Refused, WrongPassphrase
from app.messages import Msg
from app.ports import Finding
from app.records.record import Record, new, row
from app.services.events import set_status
from app.services.reviewing import (
    changed_since_signed,
    last_step,
    send_back,
    sign,
    submit,
    verify,
    waiting,
)
from app.services.saving import delete, save
from app.values import Text, uncertain
from db.vault import DbVault, open_vault
from tests.db.conftest import PASSPHRASE, cheap_terms

TERMS = cheap_terms()
"""One clock for whoever opens the vault: it goes on."""
SECOND = "another passphrase 둘째"
WHY = Text("heard the witness", "en")


def _event(vault: DbVault) -> Record:
    title = Text("A return", "en")
    draft = new("event", code="2023", title=title, kind="forced_return", date=uncertain("2023"))
    return save(vault, draft)[0].record


def _case(vault: DbVault) -> Record:
    person = new("person", names=(row(text="리영희"),))
    return save(vault, person, new("case", code="x", person=person.id))[1].record


def test_verified_is_signed_by_a_second_person(vault: DbVault) -> None:
    event = _event(vault)
    colleague = vault.keys.add("한서윤", SECOND)
    with pytest.raises(WrongPassphrase):
        verify(vault, event.id, "happened", "guess")
    with pytest.raises(Invalid):
        verify(vault, event.id, "happened", PASSPHRASE)
    with pytest.raises(Invalid):
        set_status(vault, event.id, "happened", "verified", new("status", reviewer="한서윤"))
    saved = verify(vault, event.id, "happened", SECOND, WHY).record
    assert (saved.text("reviewer"), saved.text("second")) == ("한서윤", colleague.staff.id.hex)
    assert saved.created_by == vault.staff.id
    assert [item for item in vault.check() if isinstance(item, Finding)] == []


def test_a_file_is_handed_in_returned_and_signed_by_somebody_else(vault: DbVault, folder: Path) -> None:
    vault.keys.add("한서윤", SECOND)
    case = _case(vault)
    with pytest.raises(Refused):
        sign(vault, case)
    submit(vault, case, Text("please read", "en"))
    with pytest.raises(Refused):
        sign(vault, case)
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
    with pytest.raises(Refused):
        sign(second, case)
    signed = sign(second, changed.record).record
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
    """A signature stands for an event with its claims, for a case with its person and what was done."""
    vault.keys.add("한서윤", SECOND)
    vault.close()
    first = open_vault(folder, PASSPHRASE, terms=TERMS)
    event, case = _event(first), _case(first)
    said = [_claim(first, event, "about 600"), _claim(first, event, "many")]
    for record in (event, case):
        submit(first, record)
    first.close()
    second = open_vault(folder, SECOND, terms=TERMS)
    for record in (event, case):
        sign(second, record)
    about = new("comment", record=event.id, type="event", text=Text("well read", "en"))
    save(second, about, new("task", event=event.id, what=Text("ask again", "en")))
    assert _changed(second, event) == _changed(second, case) == []
    third = _claim(second, event, "buses seen")
    delete(second, said[0])
    save(second, new("act", case=case.id, type="expulsion"))
    assert _changed(second, event) == [("claim", said[0].id), ("claim", third.id)]
    assert [kind for kind, _id in _changed(second, case)] == ["act"]
    second.close()


def _claim(vault: DbVault, event: Record, words: str) -> Record:
    draft = new("claim", event=event.id, claimant=Text("A group", "en"), wording=Text(words, "en"))
    return save(vault, draft)[0].record


def _changed(vault: DbVault, record: Record) -> list[tuple[str, UUID | None]]:
    with vault.read() as reader:
        entries = changed_since_signed(reader, record, vault.staff.id)
    return [(e.record_type, e.record_id) for e in entries or ()]
