"""The whole file: all that is part of a case or event is found, shown, in order, and never let out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from app.canonical import Json, dumps, encode
from app.dossier import BriefOptions, every_text
from app.errors import Invalid
from app.fields import FieldType, Leaves
from app.messages import Message, Msg
from app.records import ALL, TYPES, Record, new
from app.services.events import event_page
from app.services.files import case_file
from app.services.parts import refs_of
from app.services.releases import prepare_brief
from app.services.saving import delete, save, save_in, undo
from app.services.showing import whole
from app.services.tasks import open_tasks
from app.values import Text, uncertain
from tests.db import samples
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock, add_person, consent, event_id, public_vault

NEW = ("act", "sighting", "relation", "role", "task", "event_link", "citation", "rival", "comment", "review")
MARK = "PLANTED"


def test_nothing_of_the_new_kinds_may_leave() -> None:
    """But for interventions, whose lines stand in the chronology of a brief."""
    for key in NEW:
        for field in TYPES[key].fields:
            assert field.leaves is Leaves.NEVER
            assert all(inner.leaves is Leaves.NEVER for inner in field.fields)
    fresh = {"case", "ours", "recipient", "forum", "release", "answered"}
    assert {f.leaves for f in TYPES["contact"].fields if f.key in fresh} == {Leaves.NEVER}
    assert {f.leaves for f in TYPES["case"].by_key["risks"].fields} == {Leaves.NEVER}


def _filled(record_type: str, case: Record, vault: FakeVault) -> Record:
    """A record of a type with the mark in every text, part of a case and of the event."""
    of = samples.ids() | {"case": case.id, "event": event_id(vault), "person": case.ref("person") or case.id}
    kind = TYPES[record_type]
    values = {
        f.key: samples.value(f, of, MARK)
        for f in kind.fields
        if f.type not in (FieldType.TERM, FieldType.TERMS, FieldType.ROWS)
    }
    return new(record_type).with_values(**values)


def test_what_is_planted_in_them_is_in_no_brief() -> None:
    """Even of a person who may be named to everybody. Control: the mark in a claim is printed."""
    vault = public_vault()
    case = add_person(
        vault, "리영희", consent("count"), consent("account"), consent("publish_name"), latin="Ri Yong Hui"
    )
    with vault.write() as work:
        for key in (*NEW, "contact"):
            work.save(_filled(key, case, vault))
        work.commit()
    for kind in ("one_page", "full"):
        options = BriefOptions(events=(OCTOBER,), kind=kind)
        assert MARK not in "\n".join(every_text(prepare_brief(vault, FixedClock(), options).dossier))
    with vault.write() as work:
        claim = work.where("claim", "event", [event_id(vault)])[0]
        work.save(claim.with_values(wording=Text(MARK)))
        work.commit()
    options = BriefOptions(events=(OCTOBER,), kind="full")
    assert MARK in "\n".join(every_text(prepare_brief(vault, FixedClock(), options).dossier))


@pytest.fixture
def vault() -> FakeVault:
    return public_vault()


def test_a_case_is_shown_with_every_part_of_it_and_of_its_person(vault: FakeVault) -> None:
    case = add_person(vault, "리영희")
    with vault.write() as work:
        for key in NEW:
            if key != "event_link":
                work.save(replace(_filled(key, case, vault)))
        work.save(new("relation", kind="parent", person=new("person").id, other=case.ref("person")))
        act = work.save(new("act", case=case.id, type="expulsion"))
        claim = work.save(new("claim", event=event_id(vault), claimant=Text("A"), wording=Text("many")))
        for part in (act, claim):
            about = new("comment", record=part.id, type=part.type, text=Text(f"which {part.type}?", "en"))
            work.save(about)
        work.delete(claim)
        work.commit()
    with vault.read() as reader:
        shown = whole(reader, reader.get("case", case.id))
        event = whole(reader, reader.get("event", event_id(vault)))
    assert {f"{k}s" for k in NEW if k != "event_link"} <= set(shown)
    assert len(shown["relations"]) == 2  # type: ignore[arg-type]
    assert {"acts", "roles", "tasks", "contacts", "links"} <= set(event) | {"acts"}
    assert "which act?" in dumps(shown["comments"])
    told = next(c for c in _list(event["comments"]) if "which claim?" in dumps(c))
    assert told["in_trash"] is True


def _list(data: Json) -> list[dict[str, Json]]:
    return cast("list[dict[str, Json]]", data)


def test_a_file_has_its_parts_in_the_order_of_time(vault: FakeVault) -> None:
    case = add_person(vault, "리영희")
    with vault.write() as work:
        for due, done in (("", ""), ("2026-12-01", ""), ("2026-10-01", "2026-10-02"), ("2026-11-01", "")):
            what = Text(f"{due or 'some day'}")
            save_in(
                work,
                new(
                    "task",
                    case=case.id,
                    what=what,
                    due=uncertain(due) if due else None,
                    done=uncertain(done) if done else None,
                ),
            )
        for when in ("2023-10", "2021", "2023-06/2023-10"):
            save_in(work, new("act", case=case.id, type="torture", date=uncertain(when)))
        work.commit()
    with vault.read() as reader:
        file = case_file(reader, case.id, date(2026, 11, 25))
    said = [t.phrase("what").text for t in file.tasks]
    assert said == ["2026-11-01", "2026-12-01", "some day", "2026-10-01"]
    days = [a.date("date") for a in file.acts]
    assert [d.edtf if d else "" for d in days] == ["2021", "2023-06/2023-10", "2023-10"]


def test_what_rows_point_to_is_read_with_a_file(vault: FakeVault) -> None:
    guard, source = new("person"), new("source")
    perpetrators = samples.value(
        TYPES["act"].by_key["perpetrators"], samples.ids() | {"person": guard.id}, ""
    )
    act = new("act").with_values(perpetrators=perpetrators)
    risks = samples.value(TYPES["case"].by_key["risks"], samples.ids() | {"source": source.id}, "")
    assert refs_of([act, new("case").with_values(risks=risks)], "person") == {guard.id}
    assert refs_of([new("case").with_values(risks=risks)], "source") == {source.id}


RULES: tuple[tuple[Record, Msg], ...] = (
    (new("sighting", date=uncertain("2023")), Msg.WHOSE_MISSING),
    (new("role", person=new("person").id, role="witness"), Msg.WHOSE_MISSING),
    (new("citation", record=new("case").id, type="identity", source=new("source").id), Msg.NO_SUCH_ADDRESS),
    (new("comment", record=new("case").id, type="nothing", text=Text("t")), Msg.NO_SUCH_ADDRESS),
    (new("comment", record=new("case").id, type="comment", text=Text("t")), Msg.NO_SUCH_ADDRESS),
    (
        new("rival", record=new("case").id, type="case", field="exit", value='{"edtf":"no date"}'),
        Msg.VALUE_WRONG_TYPE,
    ),
    (
        new("rival", record=new("case").id, type="case", field="exit", row="ab", value='{"edtf":"2019"}'),
        Msg.NO_SUCH_ADDRESS,
    ),
)


@pytest.mark.parametrize(("draft", "reason"), RULES, ids=lambda v: getattr(v, "type", getattr(v, "name", "")))
def test_what_points_at_nothing_is_refused(vault: FakeVault, draft: Record, reason: Msg) -> None:
    with pytest.raises(Invalid) as e:
        save(vault, draft)
    assert e.value.message.values["reason"] == Message(reason).render()


def test_nobody_is_related_to_themselves(vault: FakeVault) -> None:
    case = add_person(vault, "리영희")
    person = case.ref("person")
    with pytest.raises(Invalid):
        save(vault, new("relation", person=person, other=person, kind="sibling"))
    save(vault, new("relation", person=person, other=new("person").id, kind="sibling"))


def test_a_value_of_a_rival_comes_back(vault: FakeVault) -> None:
    """What each source says stays, as canonical JSON of the field it is about."""
    case = add_person(vault, "리영희")
    said = dumps(encode(uncertain("2019~", "돼지해")))
    (saved,) = save(vault, new("rival", record=case.id, type="case", field="exit", value=said, accepted="no"))
    assert saved.record.text("value") == said
    undo(vault, saved)
    with vault.read() as reader:
        assert reader.where("rival", "record", [case.id]) == []


def test_every_kind_says_whose_part_it_is_by_fields_it_has() -> None:
    for kind in ALL:
        for key in (kind.parent, *kind.also) if kind.parent else ():
            assert kind.by_key[key].type is FieldType.RECORD


def test_open_tasks_stand_by_the_day_they_are_due(vault: FakeVault) -> None:
    """Without what is done, and without those of a case in the trash."""
    case, gone = add_person(vault, "리영희"), add_person(vault, "박금숙")
    drafts = [
        new("task", case=case.id, what=Text("later"), due=uncertain("2026-12")),
        new("task", case=case.id, what=Text("some day")),
        new("task", event=event_id(vault), what=Text("first"), due=uncertain("2026-11-20")),
        new("task", case=case.id, what=Text("done"), due=uncertain("2026"), done=uncertain("2026")),
        new("task", case=gone.id, what=Text("gone"), due=uncertain("2020")),
        new("task", what=Text("of the office"), due=uncertain("2027")),
    ]
    save(vault, *drafts)
    with vault.read() as reader:
        delete(vault, reader.get("case", gone.id))
    with vault.read() as reader:
        found = open_tasks(reader)
    assert [t.record.phrase("what").text for t in found] == ["first", "later", "of the office", "some day"]
    assert [(t.name, bool(t.code)) for t in found] == [
        ("", True),
        ("리영희", True),
        ("", False),
        ("리영희", True),
    ]


def test_a_link_between_events_reads_from_both(vault: FakeVault) -> None:
    one, other = event_id(vault), event_id(vault, "2023-09-18")
    save(vault, new("event_link", event=one, kind="follows", other=other))
    with vault.read() as reader:
        there, here = event_page(reader, other, "en"), event_page(reader, one, "en")
    assert [(r.text("kind"), r.ref("other")) for r in here.links] == [("follows", other)]
    assert [(r.text("kind"), r.ref("other")) for r in there.links] == [("precedes", one)]
    assert set(there.events) == {one}
