"""Erasure: no byte of what was erased stays in any page of the database, and the chain stays whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.canonical import Json, dumps
from app.errors import Conflict, Invalid, NotFound
from app.ports import Finding
from app.records import ALL, Record, new, row
from app.services import purging
from app.services.erasure import erase, plan
from app.services.saving import delete, save, undo
from app.steps import finished
from app.values import Text, Translation, uncertain
from db import engine, journal, search, tables
from db.making import create
from db.vault import DbVault
from tests.db import samples
from tests.db.conftest import PASSPHRASE, cheap_terms, reopened
from tests.stories import FixedClock

MARK, OTHER = "QQMARKERQQ", "ZZOTHERZZ"


def person(mark: str) -> Record:
    """A person whose every text holds a mark."""
    names = (row(text=f"{mark} 김영희", family=mark), row(text=f"Kim {mark}", script="latin"))
    note = Text(f"note {mark} " * 400, "en", (Translation("ko", f"번역 {mark}"),))
    return new("person", names=names, note=note, sex="female", birth=uncertain("1987", f"about {mark}"))


def file_on(vault: DbVault, mark: str, code: str) -> tuple[Record, Record]:
    """A case with its person and parts, changed and half deleted, in a release and a draft, with evidence."""
    with vault.write() as unit:
        somebody = unit.save(person(mark))
        case = unit.save(new("case", code=code, person=somebody.id, narrative=Text(f"told {mark} " * 900)))
        event = unit.save(new("event", code=f"E-{code}", title=Text("Event")))
        unit.save(new("link", case=case.id, event=event.id, certainty="confirmed", basis=Text(mark)))
        step = unit.save(new("step", case=case.id, kind="arrest", note=Text(mark)))
        consent = unit.save(new("consent", case=case.id, permission="count", answer="given", note=Text(mark)))
        unit.save(new("sighting", person=somebody.id, note=Text(mark)))
        unit.save(new("comment", record=somebody.id, type="person", text=Text(mark)))
        manifest: Json = {"records": [["case", case.id.hex, "x"]], "cells": [["a", [case.id.hex]]]}
        out = new("release", kind="brief", state="done", manifest=dumps(manifest))
        unit.save(out.with_values(cases=(case.id,), named=(case.id,), consents=(consent.id,)))
        unit.delete(step)
        unit.keep_draft(f"person:{somebody.id.hex}", somebody.with_values(note=Text(f"draft {mark}")))
        unit.commit()
    with vault.write() as unit:
        unit.save(somebody.with_values(note=Text(f"changed {mark}"), occupation=Text(mark)))
        unit.save(case.with_values(narrative=Text(f"again {mark} " * 2000)))
        unit.log("open", case)
        unit.commit()
    return somebody, case


@pytest.fixture
def plain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DbVault]:
    """A vault whose database is the same but for the cipher, so that every page can be read as it is."""

    class Unkeyed:
        """A connection that takes no key."""

        def __init__(self, inner: Any) -> None:
            self.inner = inner

        def set_key(self, key: bytearray) -> None:
            """Leaves the file as plain SQLite."""

        def __getattr__(self, name: str) -> Any:
            return getattr(self.inner, name)

    keyed = engine._set_up

    def unkeyed(raw: Any, key: bytes, *, reading: bool) -> None:
        keyed(Unkeyed(raw), key, reading=reading)

    monkeypatch.setattr(engine, "_set_up", unkeyed)
    made, _ = create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())
    yield made
    made.close()


def places(folder: Path, mark: str) -> int:
    """How often a mark stands in the pages of the database, in any case and encoding we write."""
    data = (folder / "vault.db").read_bytes().lower()
    assert data.startswith(b"sqlite format 3")
    forms = (mark.lower().encode(), mark.lower().encode("utf-16-le"))
    return sum(data.count(form) for form in forms)


def forget(vault: DbVault, code: str) -> None:
    """Erases a file as the window and the command do."""
    with vault.read() as reader:
        seen = plan(reader, code)
    erase(vault, seen, "asked to be forgotten")


def found(vault: DbVault) -> list[Finding]:
    """What a check finds."""
    return [f for f in vault.check() if isinstance(f, Finding)]


def test_no_page_holds_what_was_erased_and_the_other_file_is_untouched(plain: DbVault, folder: Path) -> None:
    somebody, case = file_on(plain, MARK, "K7QM-2XDP")
    other, _ = file_on(plain, OTHER, "AAAA-BBBB")
    with plain.read() as reader:
        before = reader.get("person", other.id)
        ids = [case.id.hex.encode(), somebody.id.hex.encode()]
    forget(plain, "K7QM-2XDP")
    assert places(folder, MARK) == 0
    with plain.read() as reader:
        assert reader.get("person", other.id) == before
        assert places(folder, OTHER) > 50
        releases = [(r.refs("cases"), r.text("manifest")) for r in reader.all("release")]
        assert len(releases[0][0]) == 0
        assert not any(i in releases[0][1].encode() for i in ids)
        assert len(releases[1][0]) == 1
        assert reader.find(MARK, ["person", "case"]) == []
        assert [k for k in reader.drafts() if somebody.id.hex in k] == []
        assert [e.action for e in reader.history(somebody.id)] == ["erase", "update", "create"]
        assert all(c.erased for e in reader.history(somebody.id) for c in e.changes)
        with pytest.raises(NotFound):
            reader.get("case", case.id)


def test_moving_to_the_trash_leaves_it_in_the_pages(plain: DbVault, folder: Path) -> None:
    """Control: a plain delete is no erasure."""
    somebody, case = file_on(plain, MARK, "K7QM-2XDP")
    with plain.read() as reader:
        records = [reader.get("case", case.id), reader.get("person", somebody.id)]
    for record in records:
        delete(plain, record)
    assert places(folder, MARK) > 50


def test_no_page_holds_what_left_the_trash_for_good(plain: DbVault, folder: Path) -> None:
    with plain.write() as unit:
        note = unit.save(new("quick_note", said=Text(f"told {MARK} " * 900), who=Text(MARK)))
        unit.commit()
    delete(plain, note)
    purging.choose(plain, 1)
    assert places(folder, MARK) > 50
    later = FixedClock(datetime.now(UTC) + timedelta(days=2))
    assert finished(purging.purge(plain, later, later.now())) == 1
    assert places(folder, MARK) == 0


@pytest.mark.parametrize("step", ["words", "values", "overwriting"])
def test_each_step_of_it_is_needed(
    plain: DbVault, folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: without any one of them something stays in the file."""
    file_on(plain, MARK, "K7QM-2XDP")
    if step == "words":
        monkeypatch.setattr(search, "optimise", lambda *_: None)
    elif step == "values":
        monkeypatch.setattr(journal, "empty", lambda *_: None)
    else:
        with plain.write() as unit:
            unit.connection.exec_driver_sql("PRAGMA secure_delete = OFF")
    forget(plain, "K7QM-2XDP")
    assert places(folder, MARK) > 0


def test_values_that_come_back_and_rows_that_come_back_are_found(vault: DbVault, folder: Path) -> None:
    somebody, _ = file_on(vault, MARK, "K7QM-2XDP")
    with vault.read() as reader:
        rows = reader.connection.execute(sa.select(tables.journal_value)).all()
        (release,) = reader.all("release")
    forget(vault, "K7QM-2XDP")
    assert found(vault) == []
    table = tables.journal_value
    for about in (somebody.id, release.id):
        with vault.write() as unit:
            (seq, *_), chain = [e.seq for e in unit.history(about)][::-1], rows[0].chain
            (old,) = [r for r in rows if r.seq == seq and r.field in ("sex", "cases")]
            where = (table.c.chain == chain, table.c.seq == seq, table.c.field == old.field)
            back = table.update().where(*where).values(salt=old.salt, value=old.value)
            unit.connection.execute(back)
            unit.commit()
        assert Finding("record", about.hex, "erased") in found(vault)
    with vault.write() as unit:
        unit.connection.execute(table.update().where(table.c.field == "organisation").values(value="1"))
        unit._store.insert(somebody)
        unit.commit()
    assert Finding("record", somebody.id.hex, "history") in found(vault)


def test_emptied_without_an_erasure_is_a_finding(vault: DbVault) -> None:
    file_on(vault, MARK, "K7QM-2XDP")
    with vault.write() as unit:
        (release,) = unit.all("release")
        journal.empty(unit.connection, [release.id], ["cases"])
        unit.commit()
    assert [f.kind for f in found(vault)] == ["journal"]
    with vault.write() as unit:
        unit._note(journal.Happening(journal.ERASE, release, detail={journal.FIELDS: ["named"]}))
        unit.commit()
    assert [f.kind for f in found(vault)] == ["journal", "record"]


def test_what_was_changed_since_it_was_shown_is_not_erased(vault: DbVault) -> None:
    somebody, case = file_on(vault, MARK, "K7QM-2XDP")
    with vault.read() as reader:
        seen = plan(reader, "k7qm2xdp")
    with pytest.raises(Invalid):
        erase(vault, seen, "  ")
    save(vault, new("step", case=case.id, kind="handover"))
    with pytest.raises(Conflict):
        erase(vault, seen, "asked")
    with vault.read() as reader:
        assert reader.get("person", somebody.id)
        with pytest.raises(Invalid):
            plan(reader, "E-K7QM-2XDP")
        with pytest.raises(NotFound):
            plan(reader, "0000-0000")


def test_a_person_with_another_file_stays_and_all_go_with_the_person(vault: DbVault) -> None:
    somebody, case = file_on(vault, MARK, "K7QM-2XDP")
    second = save(vault, new("case", code="AAAA-BBBB", person=somebody.id))[0].record
    delete(vault, second)
    with vault.read() as reader:
        seen = plan(reader, "K7QM-2XDP")
        assert seen.person_stays
        assert somebody.id not in {r.id for r in seen.records}
        whole = plan(reader, str(somebody.id))
        assert {case.id, second.id, somebody.id} <= {r.id for r in whole.records}
        assert not whole.person_stays
        assert [len(seen.outside.releases), len(whole.outside.releases)] == [1, 1]
        assert plan(reader, str(second.id)).counts == {"case": 1}
    erase(vault, whole, "asked")
    assert found(vault) == []
    with vault.read() as reader:
        assert list(reader.all("sighting")) == list(reader.all("comment")) == []


def test_who_else_names_the_person_is_listed(vault: DbVault) -> None:
    file_on(vault, MARK, "K7QM-2XDP")
    file_on(vault, OTHER, "AAAA-BBBB")
    event = new("event", code="N", kind="forced_return", date=uncertain("2023"))
    save(vault, event.with_values(title=Text(f"with {MARK} 김영희")))
    with vault.read() as reader:
        assert [r.text("code") for r in plan(reader, "K7QM-2XDP").mentions] == ["N"]


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_one_erasure_leaves_the_chain_valid_and_the_rest_as_it_was(
    vault: DbVault, seed: int
) -> None:
    """Random saves, undos, deletes over files on people; then one of them is erased."""
    draw = random.Random(seed)
    marks = [f"mark{n}" for n in range(4)]
    people = [file_on(vault, mark, f"CODE-{n}")[0].id for n, mark in enumerate(marks)]
    for _turn in range(12):
        with vault.read() as reader:
            one = reader.get("person", draw.choice(people))
        saved = save(vault, one.with_values(sex=draw.choice(["male", "female"]), note=Text(f"n{_turn}")))[0]
        if draw.random() < 0.4:
            undo(vault, saved)
    gone = draw.randrange(4)
    before = everything(vault, people[gone])
    forget(vault, f"CODE-{gone}")
    assert everything(vault, people[gone]) == before
    assert found(vault) == []
    vault.close()


def everything(vault: DbVault, but: UUID) -> dict[UUID, tuple[Record, list[Any]]]:
    """Every record with its history, but for one person's file and the releases it stood in."""
    with vault.read() as reader:
        mine = {c.id for c in reader.where("case", "person", [but], trash=True)}
        return {
            r.id: (r, reader.history(r.id))
            for kind in ALL
            for r in reader.all(kind.key, trash=True)
            if r.id != but
            and r.id not in mine
            and not {v for v in r.values.values() if isinstance(v, UUID)} & {but, *mine}
            and r.type != "release"
        }


def test_it_holds_after_the_vault_is_opened_again(vault: DbVault, folder: Path) -> None:
    file_on(vault, MARK, "K7QM-2XDP")
    forget(vault, "K7QM-2XDP")
    vault.close()
    opened = reopened(folder)
    assert opened.alarms == ()
    assert found(opened) == []
    opened.close()
    assert samples.ids()
