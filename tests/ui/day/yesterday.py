"""The vault of the day as it was left the evening before: public events, eight cases, work that waits."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from app.backups import Step
from app.ports import UnitOfWork, Vault
from app.records.record import Record, new
from app.sample.ids import Ids
from app.sample.public import public_records
from app.services.backups import EVERY, choose
from app.services.files import named_person, new_case_in
from app.services.saving import save_in
from app.steps import finished
from app.values import Text, uncertain
from main import Vaults
from tests.ui.day.words import APPROACHED, BEFORE, TODAY, Somebody, Words
from ui.forms.spoken import guessed

PASSPHRASE = "파란 지붕 아래 고양이 3마리"


def make(vaults: Vaults, folder: Path, words: Words) -> None:
    """Make the vault in `folder`; its backups go into a folder beside it."""

    def filling(vault: Vault) -> Generator[Step, None, None]:
        fill(vault, words)
        yield from ()

    steps = vaults.make_filled(folder, PASSPHRASE, words.staff, filling, sample=False, recovery=False)
    finished(steps)
    copies = folder.with_name("copies")
    copies.mkdir()
    vault = vaults.open(folder, PASSPHRASE)
    choose(vault, copies, EVERY)
    vault.close()


def fill(vault: Vault, words: Words) -> None:
    """Write what was there."""
    with vault.write() as work:
        for record in public_records(Ids(1)):
            save_in(work, replace(record, sample=False))
        first, *others = [_person(work, one) for one in BEFORE[words.language]]
        approached = new("contact", case=first.id, by=_said(words.staff), ours="yes")
        before, asked = _said(words.ministry), _said(words.asked)
        save_in(work, approached.with_values(before=before, what=asked, date=uncertain(APPROACHED)))
        due = uncertain(TODAY)
        save_in(work, new("task", case=others[0].id, what=_said(words.due), due=due, who=words.staff))
        work.commit()


def _said(text: str) -> Text:
    return Text(text, guessed(text, "en"))


def _person(work: UnitOfWork, one: Somebody) -> Record:
    named = named_person(one.name).with_values(sex=one.sex, birth=uncertain(one.birth))
    _who, made = new_case_in(work, named, new("case", status=one.status))
    case = made.record
    event = work.by_text("event", "code", one.event)
    assert event is not None
    basis = Text("list", "en")
    save_in(work, new("link", case=case.id, event=event.id, certainty="probable", basis=basis))
    if one.consent:
        date = uncertain("2025-05-02")
        save_in(
            work,
            new("consent", case=case.id, permission="hold", answer="given", by="parent", date=date),
        )
    return case
