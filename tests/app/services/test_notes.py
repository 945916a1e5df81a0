"""Quick notes: taken, made a case, attached, settled, taken back; searched without who called."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import Invalid
from app.ports import ListQuery
from app.records.record import Record, new
from app.services.erasure import plan
from app.services.notes import beginning, make_case, settle, waiting
from app.services.packing import pack
from app.services.saving import undo
from app.travel import STAYS
from app.values import Text, uncertain
from tests.fakes import FakeVault

ON = date(2026, 11, 25)


def note() -> Record:
    return new(
        "quick_note",
        who=Text("Caller Unnamed", "en"),
        when=uncertain("2026-11-24"),
        said=Text("Her cousin was taken in Tumen.\nShe knows no more.", "en"),
        urgent=Text("Answer tonight", "en"),
        reach=Text("+00 555 0100", "en"),
    )


def test_a_case_is_made_of_it_and_leads_back() -> None:
    taken = note()
    vault = FakeVault(taken)
    saved = make_case(vault, taken.id, "김순희", ON)
    with vault.read() as reader:
        case, used = reader.get("case", saved[1].record.id), reader.get("quick_note", taken.id)
        assert case.phrase("narrative") == taken.phrase("said")
        assert case.phrase("note") == taken.phrase("urgent")
        assert used.ref("case") == case.id
        assert used.date("settled") == uncertain("2026-11-25")
        assert reader.where("quick_note", "case", [case.id]) == [used]
        assert waiting(reader) is None
        told = repr((case, reader.get("person", saved[0].record.id)))
    assert "555 0100" not in told
    assert "Caller Unnamed" not in told
    for one in reversed(saved):
        undo(vault, one)
    with vault.read() as reader:
        assert reader.get("quick_note", taken.id).values == taken.values
        assert reader.count(ListQuery("case")) == 0


def test_without_a_name_nothing_is_made() -> None:
    taken = note()
    vault = FakeVault(taken)
    with pytest.raises(Invalid):
        make_case(vault, taken.id, "", ON)
    with vault.read() as reader:
        assert reader.get("quick_note", taken.id).values == taken.values
        assert reader.count(ListQuery("person")) == 0


def test_it_is_attached_settled_and_waits_again() -> None:
    taken, other = note(), note()
    person = new("person", names=())
    case = new("case", code="K7QM-2XDP", person=person.id)
    vault = FakeVault(taken, other, person, case)
    settle(vault, taken.id, ON, case.id)
    settle(vault, other.id, ON)
    with vault.read() as reader:
        assert [n.id for n in reader.where("quick_note", "case", [case.id])] == [taken.id]
        assert waiting(reader) is None
    settle(vault, taken.id, None)
    with vault.read() as reader:
        query = waiting(reader)
        assert query is not None
        assert [r.id for r in reader.page("quick_note", reader.numbers(query))] == [taken.id]
        assert reader.where("quick_note", "case", [case.id]) == []


def test_it_stays_at_home_and_goes_with_the_file_that_is_erased() -> None:
    taken = note()
    vault = FakeVault(taken)
    saved = make_case(vault, taken.id, "김순희", ON)
    with vault.read() as reader:
        case = reader.get("case", saved[1].record.id)
        assert "quick_note" in STAYS
        assert "quick_note" not in {r.type for r in pack(reader, [case]).records}
        assert taken.id in {r.id for r in plan(reader, case.text("code")).records}


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ({"said": Text("one\n two", "en"), "who": Text("x", "en")}, "one two"),
        ({"urgent": Text("now", "en"), "who": Text("x", "en")}, "now"),
        ({"who": Text("x", "en")}, "x"),
        ({}, ""),
        ({"said": Text("a" * 200, "en")}, "a" * 120 + "…"),
    ],
)
def test_it_is_called_by_how_it_begins(values: dict[str, Text], begins: str) -> None:
    assert beginning(new("quick_note").with_values(**values), "en") == begins
