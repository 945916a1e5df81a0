"""Quick notes: taken, made a case, attached, settled, taken back; searched without who called."""

from __future__ import annotations

from datetime import date

import pytest

from app.dossier import BriefOptions
from app.errors import Invalid, Refused
from app.messages import Msg
from app.ports import ListQuery
from app.records.record import Record, new
from app.services.erasure import plan
from app.services.notes import beginning, make_case, settle, waiting
from app.services.packing import pack
from app.services.releases import prepare_brief
from app.services.saving import save, undo
from app.travel import STAYS
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock, public_vault

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


def _brief(vault: FakeVault) -> None:
    options = BriefOptions(events=(OCTOBER,), kind="full", audience="public", language="en")
    prepare_brief(vault, FixedClock(), options)


def _say_of_the_event(vault: FakeVault, words: str) -> None:
    with vault.read() as reader:
        event = reader.by_text("event", "code", OCTOBER)
    assert event is not None
    save(vault, event.with_values(title=Text(words, "en")))


@pytest.mark.parametrize("words", ["Told by Kim Young Hee", "김영희가 전한 송환", "Kim Yŏnghŭi heard of it"])
def test_no_document_holds_the_name_of_who_called(words: str) -> None:
    vault = public_vault()
    save(vault, note().with_values(who=Text("김영희, 이모", "ko")))
    _brief(vault)
    _say_of_the_event(vault, words)
    with pytest.raises(Refused) as refused:
        _brief(vault)
    assert refused.value.message.text is Msg.CALLER_IN_TEXT


def test_who_called_as_a_public_source_or_as_somebody_unnamed_stops_no_document() -> None:
    """A claimant whom documents name may call; "a neighbour" is no name."""
    vault = public_vault()
    claimant = Text("Jong Song Il of a rights group", "en")
    with vault.read() as reader:
        claim = next(iter(reader.all("claim")))
    save(vault, claim.with_values(claimant=claimant))
    save(vault, note().with_values(who=Text("a neighbour", "en")))
    save(vault, note().with_values(who=Text("Jong Song Il", "en")))
    _say_of_the_event(vault, "A neighbour and Jong Song Il tell of it")
    _brief(vault)
