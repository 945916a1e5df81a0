"""The home page as data: counts, where people are, what runs out soon."""

from __future__ import annotations

from datetime import date

from app.completeness import months_after
from app.records.record import Record, new, row
from app.services.overview import Overview, in_slices
from app.steps import finished
from app.values import Text, uncertain
from tests.fakes import FakeVault

ON = date(2026, 11, 25)


def _overview(*records: Record) -> Overview:
    return finished(in_slices(FakeVault(*records).read, ON))


def _case(code: str, name: str, **values: object) -> tuple[Record, Record]:
    person = new("person", names=(row(text=name, script="hangul"),))
    return person, new("case", code=code, person=person.id, **values)  # type: ignore[arg-type]


def _consent(case: Record, expires: str, answer: str = "given") -> Record:
    return new(
        "consent",
        case=case.id,
        permission="government",
        recipients=("any_government",),
        answer=answer,
        date=uncertain("2026-01-01"),
        expires=uncertain(expires),
    )


def test_an_empty_vault_has_an_empty_overview() -> None:
    found = _overview()
    assert (found.cases, found.events, found.claims, found.sources, found.releases) == (0, 0, 0, 0, 0)
    assert found.deadlines == ()
    assert found.recent == ()
    assert {count for _, count in found.statuses} == {0}


def test_statuses_are_counted_with_those_that_are_not_recorded() -> None:
    people = [
        _case("A", "리영희", status="arrested"),
        _case("B", "박금숙", status="arrested"),
        _case("C", "최명철"),
    ]
    found = _overview(*(r for pair in people for r in pair))
    assert {code: n for code, n in found.statuses if n} == {"arrested": 2, "": 1}
    assert found.statuses[-1] == ("", 1)
    assert found.unlinked == 3
    assert {r.name for r in found.recent} == {"최명철", "박금숙", "리영희"}


def test_the_latest_events_come_first_with_their_claims_and_cases() -> None:
    _, case = pair = _case("A", "리영희")
    early, late = (new("event", code=c, title=Text(c), date=uncertain(c)) for c in ("2012-03", "2023-10-09"))
    claim = new("claim", event=late.id, claimant=Text("x"), wording=Text("y"))
    link = new("link", case=case.id, event=late.id, certainty="probable")
    found = _overview(*pair, early, late, claim, link).lately
    assert [(e.event.text("code"), e.claims, e.cases) for e in found] == [
        ("2023-10-09", 1, 1),
        ("2012-03", 0, 0),
    ]


def test_consents_that_end_soon_and_urgent_cases_are_deadlines_in_order() -> None:
    one, two, three = (
        _case("A", "백설화"),
        _case("B", "박금숙", arrest_date=uncertain("2026-08-27")),
        _case("C", "x"),
    )
    records = [
        *one,
        *two,
        *three,
        _consent(one[1], "2026-12-14"),
        _consent(three[1], "2027-06-01"),
        _consent(three[1], "2026-11-01"),
        _consent(three[1], "2026-12-01", answer="refused"),
    ]
    found = _overview(*records).deadlines
    assert [(d.case.name, d.permission, d.day) for d in found] == [
        ("박금숙", "", date(2026, 11, 27)),
        ("백설화", "government", date(2026, 12, 14)),
    ]
    assert [d.days_left(ON) for d in found] == [2, 19]
    assert found[0].used(ON) > 0.9
    assert 0.9 < found[1].used(ON) < 1.0


def test_a_case_in_the_trash_has_no_deadline() -> None:
    person, case = _case("A", "백설화")
    vault = FakeVault(person, case, _consent(case, "2026-12-14"))
    with vault.write() as work:
        work.delete(work.get("case", case.id))
        work.commit()
    assert finished(in_slices(vault.read, ON)).deadlines == ()


def test_months_end_where_they_end() -> None:
    assert months_after(date(2026, 5, 31), -3) == date(2026, 2, 28)
    assert months_after(date(2026, 1, 15), -3) == date(2025, 10, 15)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
