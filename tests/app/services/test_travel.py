"""What travels with a case: its parts and what they need, nothing that leads to a case left at home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import pytest

from app.errors import NotFound, Refused
from app.fields import Field, FieldType
from app.ports import ListQuery
from app.records import TYPES, Record, new, row
from app.services.packing import chosen, pack
from app.travel import ABOUT, CHOSEN, PARTS, PULLED, STAFF, STAYS, TOGETHER, Luggage, stands, stripped
from app.values import Text, Translation
from tests.fakes import FakeVault


def person(name: str) -> Record:
    return new("person", names=(row(text=name, script="latin"),))


HERE, THERE = person("Ri Travels Here"), person("Pak Stays There")
MINE, OTHER = new("case", code="MINE", person=HERE.id), new("case", code="OTHER", person=THERE.id)
EVENT = new("event", code="2023-10-09", title=Text("October"), kind="return")
ELSEWHERE = new("event", code="2020-01-01", title=Text("Another"), kind="return")
BASE = (HERE, THERE, MINE, OTHER, EVENT, ELSEWHERE)
LINK = new("link", case=MINE.id, event=EVENT.id, certainty="confirmed")


def packed(
    *records: Record, own: Mapping[str, tuple[Field, ...]] | None = None, code: str = "MINE"
) -> Luggage:
    with FakeVault(*BASE, *records, own=own).read() as reader:
        return pack(reader, chosen(reader, [code]))


def ids(luggage: Luggage) -> set[UUID]:
    return {record.id for record in luggage.records if record.type != "place"}


def test_every_kind_of_record_is_said_to_travel_or_to_stay() -> None:
    """A new kind stays until somebody decides; this asks for the decision."""
    said = [CHOSEN, *PULLED, *PARTS, *TOGETHER, *ABOUT, *STAYS]
    assert len(said) == len(set(said))
    assert set(TYPES) - set(said) == set()
    for kind, keys in {**PARTS, **TOGETHER, **STAFF}.items():
        if kind in TYPES:
            assert [key for key in keys if key not in TYPES[kind].by_key and key != "case"] == []


def test_a_case_brings_its_person_its_parts_and_its_event_with_claims_and_their_sources() -> None:
    wire = new("source", name=Text("Wire"))
    paper = new("source", name=Text("Paper"), repeats=wire.id)
    claim = new("claim", event=EVENT.id, claimant=Text("A"), wording=Text("w"), relayed_by=paper.id)
    step = new("step", case=MINE.id, kind="exit")
    luggage = packed(LINK, wire, paper, claim, step)
    assert ids(luggage) == {HERE.id, MINE.id, LINK.id, EVENT.id, claim.id, wire.id, paper.id, step.id}
    assert luggage.cases == ("MINE",)
    assert luggage.cases_left == ("OTHER",)
    assert luggage.stays["person"] == luggage.stays["case"] == luggage.stays["event"] == 1
    assert luggage.cuts == ()
    assert luggage.naming == ()


def test_parts_of_other_cases_and_events_stay() -> None:
    theirs = new("link", case=OTHER.id, event=EVENT.id, certainty="confirmed")
    claim = new("claim", event=ELSEWHERE.id, claimant=Text("A"), wording=Text("w"))
    standing = new("claim", claimant=Text("A"), wording=Text("running total"))
    assert ids(packed(LINK, theirs, claim, standing)) == {HERE.id, MINE.id, LINK.id, EVENT.id}


def test_a_reference_to_what_stays_is_taken_off_and_said() -> None:
    part = new("claim", claimant=Text("B"), wording=Text("w"))
    claim = new("claim", event=EVENT.id, claimant=Text("A"), wording=Text("w"), part_of=part.id)
    luggage = packed(LINK, part, claim)
    [travelling] = [r for r in luggage.records if r.type == "claim"]
    assert travelling.id == claim.id
    assert travelling.ref("part_of") is None
    assert [(cut.code, cut.label) for cut in luggage.cuts] == [("2023-10-09", "Part of the figure of")]


def test_sealed_identities_releases_and_the_trash_stay() -> None:
    source = new("source", name=Text("Wire"))
    step = new("step", case=MINE.id, kind="exit", source=source.id)
    sealed = new("identity", source=source.id, name="Secret Name")
    release = new("release", title="r", kind="one_page", state="done", cases=(MINE.id,))
    gone = new("step", case=MINE.id, kind="arrest")
    vault = FakeVault(*BASE, source, step, sealed, release, gone)
    with vault.write() as work:
        work.delete(work.get("step", gone.id))
        work.commit()
    with vault.read() as reader:
        luggage = pack(reader, chosen(reader, ["MINE"]))
    assert ids(luggage) == {HERE.id, MINE.id, source.id, step.id}
    assert luggage.stays["identity"] == 1


def test_names_of_staff_and_translators_stay() -> None:
    words = Text("said", "en", (Translation("ko", "말", "Kim of the office"),))
    signed = new("status", event=EVENT.id, element="date", status="verified", second=UUID(int=9).hex)
    signed = signed.with_values(reviewer="Han of the office")
    asked = new("consent", case=MINE.id, permission="count", answer="given", interviewer="Yun of the office")
    noted = new("step", case=MINE.id, kind="exit", note=words)
    said = repr(packed(LINK, signed, asked, noted).records)
    assert "of the office" not in said
    assert "말" in said


def test_a_relative_comes_unless_a_case_of_theirs_stays() -> None:
    alone = person("Choe Alone")
    sister = new("relation", person=HERE.id, kind="sibling", other=alone.id)
    friend = new("relation", person=THERE.id, kind="friend", other=HERE.id)
    theirs = new("relation", person=alone.id, kind="sibling", other=THERE.id)
    found = ids(packed(alone, sister, friend, theirs))
    assert found == {HERE.id, MINE.id, alone.id, sister.id}


def test_a_relative_whose_case_lies_in_the_trash_stays() -> None:
    gone = person("Han Gone")
    case = new("case", code="GONE", person=gone.id)
    link = new("relation", person=HERE.id, kind="sibling", other=gone.id)
    vault = FakeVault(*BASE, gone, case, link)
    with vault.write() as work:
        work.delete(work.get("case", case.id))
        work.commit()
    with vault.read() as reader:
        assert ids(pack(reader, chosen(reader, ["MINE"]))) == {HERE.id, MINE.id}


def test_roles_and_perpetrators_come_without_anybody_who_leads_home() -> None:
    witness = person("Yun Witness")
    role = new("role", case=MINE.id, person=witness.id, role="witness")
    shared = new("role", case=MINE.id, person=THERE.id, role="witness")
    both = new("role", case=OTHER.id, event=EVENT.id, person=witness.id, role="witness")
    of_event = new("role", event=EVENT.id, person=person("Not Even There").id, role="witness")
    by = (row(person=THERE.id, authority="psb"), row(person=witness.id))
    act = new("act", case=MINE.id, type="refoulement", perpetrators=by)
    luggage = packed(LINK, witness, role, shared, both, of_event, act)
    assert ids(luggage) == {HERE.id, MINE.id, LINK.id, EVENT.id, witness.id, role.id, act.id}
    [travelling] = [r for r in luggage.records if r.type == "act"]
    assert [dict(one.values) for one in travelling.rows("perpetrators")] == [
        {"authority": "psb"},
        {"person": witness.id},
    ]
    assert "Believed responsible" in {cut.label for cut in luggage.cuts}


def test_citations_and_rival_values_go_with_what_they_are_about() -> None:
    wire, other = new("source", name=Text("Wire")), new("source", name=Text("Other"))
    mine = new("citation", record=MINE.id, type="case", field="status", source=wire.id)
    theirs = new("citation", record=OTHER.id, type="case", field="status", source=other.id)
    said = new("rival", record=MINE.id, type="case", field="person", value=f'"{THERE.id.hex}"')
    luggage = packed(wire, other, mine, theirs, said)
    assert ids(luggage) == {HERE.id, MINE.id, wire.id, mine.id}


def test_a_sighting_of_another_case_and_a_contact_about_it_stay() -> None:
    seen = new("sighting", case=MINE.id, note=Text("seen"))
    theirs = new("sighting", case=OTHER.id, person=HERE.id)
    asked = new("contact", event=EVENT.id, by=Text("We"))
    about = new("contact", event=EVENT.id, case=OTHER.id, by=Text("We, of the other"))
    found = ids(packed(LINK, seen, theirs, asked, about))
    assert found == {HERE.id, MINE.id, LINK.id, EVENT.id, seen.id, asked.id}


def test_a_record_that_cannot_be_without_what_stays_stays_too() -> None:
    fields = {"of": Field("of", FieldType.RECORD, "Of", of="case", required=True)}
    record = Record("link", LINK.id).with_values(of=OTHER.id)
    draft, gone = stripped(record, fields, lambda _id: False)
    assert gone == ("Of",)
    assert not stands(draft, fields)
    assert stands(stripped(record, fields, lambda _id: True)[0], fields)


def test_fields_of_ones_own_travel_and_do_not_lead_elsewhere() -> None:
    own = {
        "case": (
            Field("friend", FieldType.RECORD, "Friend", of="person", own=True),
            Field("shoes", FieldType.TEXT, "Shoes", own=True),
            Field("gone", FieldType.TEXT, "No longer asked", own=True, retired=True),
        )
    }
    friend = person("Choe Friend Alone")
    case = new("case", code="OWN", person=friend.id, shoes="red")
    asker = person("Han Asks")
    asks = new("case", code="ASKS", person=asker.id, friend=THERE.id, shoes="blue")
    luggage = packed(friend, asker, case, asks, own=own, code="OWN")
    assert [f.key for _type, f in luggage.own_fields] == ["friend", "shoes"]
    luggage = packed(friend, asker, case, asks, own=own, code="ASKS")
    [travelling] = [r for r in luggage.records if r.type == "case"]
    assert travelling.text("shoes") == "blue"
    assert travelling.ref("friend") is None
    assert [cut.code for cut in luggage.cuts] == ["ASKS"]


def test_a_text_that_names_somebody_who_stays_is_pointed_out() -> None:
    told = MINE.with_values(narrative=Text("She was held with Pak Stays There in Tumen."))
    assert packed().naming == ()
    with FakeVault(HERE, THERE, told, OTHER).read() as reader:
        assert pack(reader, chosen(reader, ["MINE"])).naming == ("MINE",)


def test_cases_are_chosen_by_code_or_as_a_list_shows_them() -> None:
    with FakeVault(*BASE).read() as reader:
        found: Sequence[Record] = chosen(reader, ["OTHER"], ListQuery("case", text="mine"))
        assert [case.text("code") for case in found] == ["OTHER", "MINE"]
        with pytest.raises(NotFound):
            chosen(reader, ["NONE"])
        with pytest.raises(Refused):
            pack(reader, chosen(reader, []))


def test_only_terms_that_are_needed_travel() -> None:
    from app.vocabularies import Term

    vault = FakeVault(HERE, THERE, MINE.with_values(status="mine"), OTHER.with_values(status="theirs"))
    mine, theirs = (Term("status", code, code, code, position=90) for code in ("mine", "theirs"))
    vault.vocabulary = (*vault.vocabulary, mine, theirs)
    with vault.read() as reader:
        assert pack(reader, chosen(reader, ["MINE"])).terms == (mine,)
