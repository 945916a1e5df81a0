"""How far a file answers the UN forms, and until when the urgent procedure is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from app.completeness import Answer, File, Meter, meters, months_after, urgent_until
from app.records.record import Record, new, row
from app.values import Text, Value, uncertain

ON = date(2026, 11, 23)
ALL_WGEID: dict[str, Value] = {
    "arrest_date": uncertain("2026-10"),
    "arrest_place": uuid4(),
    "arrest_authority": "psb",
    "forces_reason": Text("uniforms", "en"),
    "family_actions": Text("asked at the station", "en"),
    "submitter": Text("Example Centre", "en"),
    "submitter_confidential": "yes",
}


def _file(*parts: Record, named: bool = True, **values: Value) -> File:
    names = (row(text="리영희", script="hangul", kind="birth"),) if named else ()
    person = new("person", role="victim", names=names)
    steps = [p for p in parts if p.type == "step"]
    consents = [p for p in parts if p.type == "consent"]
    return File(new("case", person=person.id, code="x").with_values(**values), person, steps, consents, ON)


def _with(values: dict[str, Value]) -> File:
    file = _file(_consent("un_wgeid"))
    return replace(file, case=file.case.with_values(**values))


def _consent(recipient: str) -> Record:
    return new(
        "consent", permission="un", answer="given", recipients=(recipient,), date=uncertain("2026-11-01")
    )


def _answers(meter: Meter) -> list[str]:
    return [question.answer.value for question in meter.questions]


def test_an_empty_file_answers_nothing() -> None:
    found = meters(_file(named=False))
    assert [m.key for m in found] == ["wgeid", "special_procedures", "wgad"]
    assert [len(m.questions) for m in found] == [8, 8, 10]
    assert {a for m in found for a in _answers(m)} == {"none"}


def test_a_whole_file_answers_wgeid() -> None:
    meter = meters(_with(ALL_WGEID))[0]
    assert (meter.full, meter.part, meter.open) == (8, 0, ())


@pytest.mark.parametrize("missing", ALL_WGEID)
def test_each_answer_counts_alone(missing: str) -> None:
    """Control of the test before: one value less, one question open."""
    values = {key: value for key, value in ALL_WGEID.items() if key != missing}
    meter = meters(_with(values))[0]
    (open_,) = meter.open
    assert open_.answer is (Answer.PART if missing in ("arrest_authority", "forces_reason") else Answer.NONE)


@pytest.mark.parametrize(
    ("edtf", "answer"),
    [
        ("2026-10-09", "full"),
        ("2026-10", "full"),
        ("2026-10~", "full"),
        ("2026", "part"),
        ("2026-23", "part"),
        ("2026-10-09/2026-10-12", "part"),
    ],
)
def test_the_date_asks_for_month_and_year(edtf: str, answer: str) -> None:
    assert _answers(meters(_file(arrest_date=uncertain(edtf)))[0])[1] == answer


def test_the_custody_chain_answers_where_the_case_does_not() -> None:
    step = new("step", kind="arrest", date=uncertain("2026-09-30"), place=uuid4(), authority="psb")
    file = _file(step)
    assert _answers(meters(file)[0])[:4] == ["full", "full", "full", "part"]
    assert urgent_until(file) == date(2026, 12, 30)
    exit_only = _file(new("step", kind="exit", date=uncertain("2026-09-30"), place=uuid4()))
    assert _answers(meters(exit_only)[0])[:4] == ["full", "none", "none", "none"]
    assert urgent_until(exit_only) is None


def test_consent_answers_only_for_the_body_it_reaches() -> None:
    file = _file(_consent("un_wgad"))
    assert [_answers(m)[-1] for m in meters(file)] == ["none", "none", "full"]
    anybody = _file(_consent("any_un"))
    assert [_answers(m)[-1] for m in meters(anybody)] == ["full", "full", "full"]


def test_unknown_is_no_answer() -> None:
    assert _answers(meters(_file(submitter_confidential="unknown"))[0])[6] == "none"
    assert _answers(meters(_file(arrest_warrant="no"))[2])[4] == "full"


@pytest.mark.parametrize(
    ("edtf", "closes"),
    [("2026-10-09", date(2027, 1, 9)), ("2026-11", date(2027, 2, 1)), ("2026-11-30", date(2027, 2, 28))],
)
def test_urgency_runs_from_the_first_possible_day(edtf: str, closes: date) -> None:
    assert urgent_until(_file(arrest_date=uncertain(edtf))) == closes


def test_months_have_different_lengths() -> None:
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2026, 1, 15), -3) == date(2025, 10, 15)
