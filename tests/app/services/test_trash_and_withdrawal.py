"""What lies in the trash goes nowhere and still protects; a "no" for any reaches everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.consent import judge
from app.dossier import BriefOptions
from app.errors import Conflict, Invalid, Refused
from app.ports import Rendered
from app.records.record import Record, new, row
from app.services.releases import Prepared, look_through, prepare_brief
from app.services.saving import delete, restore, save, undo
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock, add_person, consent, event_id, public_vault

NAME = "홍길동수"
PUBLIC = BriefOptions(events=(OCTOBER,), kind="full")
TO_KR = replace(PUBLIC, audience="government", recipient="KR")


def _prepared(vault: FakeVault, options: BriefOptions = PUBLIC) -> Prepared:
    return prepare_brief(vault, FixedClock(), options)


def _person(vault: FakeVault, case: Record) -> Record:
    with vault.read() as reader:
        return reader.get("person", case.ref("person") or case.id)


@pytest.mark.parametrize("what", ["person", "case"])
def test_who_is_in_the_trash_stands_in_no_brief(what: str) -> None:
    """Control: before, she is named."""
    vault = public_vault()
    case = add_person(vault, NAME, consent("publish_name"), consent("count"))
    assert [p.name for p in _prepared(vault).dossier.people.named] == [NAME]
    delete(vault, case if what == "case" else _person(vault, case))
    assert _prepared(vault).judged == ()


@pytest.mark.parametrize("what", ["person", "case", "both"])
def test_a_name_in_the_trash_is_still_searched_for(what: str) -> None:
    """Control: while her consent reaches the reader the text may hold her name."""
    vault = public_vault()
    case = add_person(vault, NAME, consent("publish_name"))
    said = replace(PUBLIC, handling=f"{NAME} 말함")
    assert _prepared(vault, said)
    if what != "case":
        delete(vault, _person(vault, case))
    if what != "person":
        delete(vault, case)
    if what != "person":
        with pytest.raises(Refused):
            _prepared(vault, said)
    rendered = Rendered({"": b""}, (), (f"({case.text('code')})",))
    with pytest.raises(Refused):
        look_through(vault, FixedClock(), _prepared(vault), rendered)


def test_a_sealed_identity_in_the_trash_is_still_searched_for() -> None:
    vault = public_vault()
    source = new("source", name=Text("a relative"))
    identity = new("identity", source=source.id, name=NAME)
    save(vault, source)
    ((kept,),) = (save(vault, identity),)
    delete(vault, kept.record)
    with pytest.raises(Refused) as refused:
        _prepared(vault, replace(PUBLIC, handling=NAME))
    assert NAME not in str(refused.value)


def test_a_withdrawal_cannot_be_moved_to_the_trash() -> None:
    """Else the consent before it would hold again. Control: another part of the file can."""
    vault = public_vault()
    gone = consent("publish_name", answer="withdrawn", date="2025-06-01")
    case = add_person(vault, NAME, consent("publish_name"), gone)
    assert _prepared(vault).dossier.people.named == ()
    with vault.read() as reader:
        records = reader.where("consent", "case", [case.id])
        (link,) = reader.where("link", "case", [case.id])
    for record in records:
        with pytest.raises(Conflict):
            delete(vault, record)
    assert delete(vault, link).record.deleted_at


def test_a_consent_entered_by_mistake_can_be_undone() -> None:
    vault = public_vault()
    case = add_person(vault, NAME)
    (saved,) = save(vault, consent("publish_name").with_values(case=case.id))
    assert _prepared(vault).dossier.people.named
    undo(vault, saved)
    assert not _prepared(vault).dossier.people.named


@pytest.mark.parametrize("answer", ["withdrawn", "refused"])
@pytest.mark.parametrize(
    ("key", "audience", "one"), [("government", "government", "KR"), ("un", "un", "un_wgeid")]
)
def test_a_no_for_any_reaches_each_one_allowed_before(key: str, audience: str, one: str, answer: str) -> None:
    """Control: a no for another one does not; a yes given later holds."""
    day = date(2026, 1, 1)
    anybody = "any_government" if key == "government" else "any_un"
    other = "US" if key == "government" else "un_ohchr"
    given = consent(key, recipients=(one,))
    no_to_any = consent(key, answer, "2025-06-01", recipients=(anybody,))
    no_to_other = consent(key, answer, "2025-06-01", recipients=(other,))
    later = consent(key, date="2025-07-01", recipients=(one,))
    assert judge([given, no_to_other], audience, one, day).named
    assert not judge([given, no_to_any], audience, one, day).named
    assert judge([given, no_to_any, later], audience, one, day).named


def test_a_person_with_two_files_is_counted_once() -> None:
    vault = public_vault()
    case = add_person(vault, NAME, consent("count"))
    second = new("case", code="ZZZZ-ZZZZ", person=case.ref("person"), status="returned_unknown")
    with vault.write() as work:
        work.save(second)
        work.save(new("link", case=second.id, event=event_id(vault), certainty="confirmed"))
        work.save(consent("count").with_values(case=second.id))
        work.commit()
    prepared = _prepared(vault, TO_KR)
    assert len(prepared.judged) == 2
    assert (prepared.dossier.people.countable, prepared.dossier.people.split) == ("1", (0, 0, 1))


def test_a_code_given_away_meanwhile_keeps_a_record_in_the_trash() -> None:
    vault = public_vault()
    event = new("event", code="A", title=Text("one"), kind="arrest", date=uncertain("2024"))
    (first,) = save(vault, event)
    gone = delete(vault, first.record)
    save(vault, new("event", code="A", title=Text("two"), kind="arrest", date=uncertain("2024")))
    with pytest.raises(Invalid):
        restore(vault, gone.record)
    with pytest.raises(Invalid):
        undo(vault, gone)


def test_names_of_every_kind_are_found_in_a_text() -> None:
    """An unseen space, right-to-left marks and markup in a name hide it from nobody."""
    vault = public_vault()
    long = "Maria Anna Kim Chol Su Lee"
    for name in (
        "김\u200b철수",
        "\u202e박영희\u202c",
        '<img src="/etc/hostname">',
        "=cmd|'/C calc'!A0",
        "Ri, Chol-su",
        long,
    ):
        with vault.write() as work:
            work.save(new("person", names=(row(text=name),)))
            work.commit()
    for text in (
        "김철수가 말함",
        "박영희",
        "see IMG SRC etc hostname",
        "cmd C calc A0",
        "김·철수",
        "Ri Chol Su",
        long,
    ):
        with pytest.raises(Refused):
            _prepared(vault, replace(PUBLIC, handling=text))
    assert _prepared(vault, replace(PUBLIC, handling="Confidential"))
