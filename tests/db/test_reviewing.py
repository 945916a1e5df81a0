"""Review over a real vault: a second person with a passphrase of their own signs; files wait and return."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Invalid, Refused, WrongPassphrase
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
from app.services.saving import save
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
    vault.close()
    second = open_vault(folder, SECOND, terms=TERMS)
    with second.read() as reader:
        (one,) = waiting(reader)
        assert (one.record.id, one.submitted.phrase("note").text) == (case.id, "please read")
    with pytest.raises(Invalid):
        send_back(second, case, Text(" ", "en"))
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
        (entry,) = changed_since_signed(reader, later.record, second.staff.id)
    assert [c.field for c in entry.changes] == ["status"]
    second.close()
