"""Conditions of lists against a plain model: the same invented cases in a vault and in memory."""

from __future__ import annotations

from random import Random
from uuid import UUID

import pytest

from app.conditions import BARE, Offered, offered, parted
from app.fields import FieldType
from app.ports import Condition, ListQuery, Reader
from app.records.record import Record, new, row
from app.services.filters import SETTING, saved
from app.services.saving import save
from app.values import Text, Value, uncertain
from db.vault import DbVault
from tests.fakes import FakeVault

T = FieldType
DATES = (
    "2019",
    "2020-03",
    "2020-03-15",
    "2021-05/2021-08",
    "2022/..",
    "../2018-06",
    "[1991,1992]",
    "2023-10-09~",
)
WORDS = ("Grace", "은혜", "north gate", "Kim")
TERMS = {
    "status": ("arrested", "released", "returned_unknown"),
    "certainty": ("confirmed", "probable", "possible"),
    "sex": ("female", "male"),
    "risk_factor": ("church_contact", "trafficked"),
}
NUMBERS = (1, 4, 9)
RETURN = "forced_return"
EVENTS = tuple(
    new("event", id=UUID(int=900 + n), code=f"E{n}", title=Text("Return"), kind=RETURN, date=uncertain(day))
    for n, day in enumerate(("2023-10-09", "2020-03", "2024/.."))
)
PLACES = (
    new("place", id=UUID(int=800), name=Text("Musan")),
    new("place", id=UUID(int=801), name=Text("Helong")),
)


def drawn(rng: Random, number: int) -> list[Record]:
    """A person, a case and what hangs on it, many fields left empty."""

    def some(*values: Value) -> Value | None:
        return rng.choice((None, *values))

    dates = tuple(uncertain(d) for d in DATES)
    person = new("person", id=UUID(int=100 + number), names=(row(text=rng.choice(WORDS) + str(number)),))
    person = person.with_values(
        sex=some(*TERMS["sex"]), birth=some(uncertain("2007"), *dates), home=some(*(p.id for p in PLACES)),
        occupation=some(*(Text(w) for w in WORDS)),
    )  # fmt: skip
    case = new("case", id=UUID(int=200 + number), code=f"C{number:02}", person=person.id).with_values(
        status=some(*TERMS["status"]), exit=some(*dates), arrest_date=some(*dates),
        risk_factors=some(("church_contact",), ("church_contact", "trafficked")),
        submitter=some(*(Text(w) for w in WORDS)), arrest_warrant=some("yes", "no", "unknown"),
        narrative=some(Text("long")), detention_place=some(*(p.id for p in PLACES)),
        risks=some((row(factor="trafficked", note=Text("Grace")),)),
    )  # fmt: skip
    parts = [
        new("link", case=case.id, event=event.id, certainty=rng.choice(TERMS["certainty"]))
        for event in rng.sample(EVENTS, rng.randrange(3))
    ]
    if rng.random() < 0.5:
        step = new("step", case=case.id, kind="arrest", position=rng.choice(NUMBERS), date=rng.choice(dates))
        parts.append(step.with_values(place=some(*(p.id for p in PLACES))))
    return [person, case, *parts]


@pytest.fixture
def both(vault: DbVault) -> tuple[DbVault, FakeVault]:
    rng = Random(11)
    records = [*EVENTS, *PLACES, *(r for n in range(40) for r in drawn(rng, n))]
    save(vault, *records)
    return vault, FakeVault(*records)


def codes(reader: Reader, query: ListQuery) -> list[str]:
    found = reader.page(query.type, reader.numbers(query))
    assert reader.count(query) == len(found)
    return [c.text("code") for c in found]


def value_for(rng: Random, one: Offered, op: str) -> Value | None:
    """A value as the builder hands it over."""
    field = one.entered
    if op in BARE:
        return None
    match field.type:
        case T.DATE:
            whole = one.path in ("changed", "created")
            return uncertain("2026-11-24" if whole else rng.choice(DATES[:4]))
        case T.TERM | T.YES_NO:
            return rng.choice(TERMS.get(field.vocabulary, ("yes", "no")))
        case T.NUMBER:
            return rng.choice(NUMBERS)
        case T.RECORD:
            return rng.choice([r.id for r in (*EVENTS, *PLACES)])
        case _:
            return rng.choice((*WORDS, "C07", "E1"))


OFFERED = offered({})
OF_EVENTS = offered({}, "event")


def told_of(event: Record, rng: Random) -> list[Record]:
    """Parts of an event, many fields left empty."""
    claims = [
        new("claim", event=event.id, claimant=Text(rng.choice(WORDS)), wording=Text("w")).with_values(
            measure=rng.choice(("handed_over", "detained")),
            low=rng.choice((None, *NUMBERS)),
            said_on=rng.choice((None, *(uncertain(d) for d in DATES))),
            crossings=rng.choice((None, tuple(p.id for p in PLACES))),
        )
        for _claim in range(rng.randrange(3))
    ]
    stands = [
        new("status", event=event.id, element="date", status=status)
        for status in rng.sample(("rumoured", "reported", "corroborated"), rng.randrange(4))
    ]
    tasks = [new("task", event=event.id, what=Text("Ask"), due=uncertain("2024-01"))] * rng.randrange(2)
    return [*claims, *stands, *tasks]


def test_every_condition_on_events_finds_what_the_plain_model_finds(vault: DbVault) -> None:
    rng, hits = Random(17), set()
    events = [
        new("event", code=f"E{n:02}", title=Text(f"Return {n}"), kind=RETURN).with_values(
            date=uncertain(rng.choice(DATES)),
            kind=rng.choice((RETURN, "arrest")),
            returning_state=rng.choice((None, "CN", "KP")),
            note=rng.choice((None, Text("long"))),
        )
        for n in range(30)
    ]
    cases = [r for n in range(12) for r in drawn(rng, n)]
    cases = [r.with_values(event=rng.choice(events).id) if r.type == "link" else r for r in cases]
    linked = [
        new("event_link", event=one.id, kind="follows", other=rng.choice(EVENTS).id) for one in events[:9]
    ]
    records = [*events, *EVENTS, *PLACES, *cases, *linked, *(p for e in events for p in told_of(e, rng))]
    save(vault, *records)
    model = FakeVault(*records)
    values = {"event_kind": (RETURN, "arrest"), "state": ("CN", "KP"), "element_status": ("reported",)}
    values |= {"measure": ("handed_over",)}
    with vault.read() as reader, model.read() as plain:
        for one in (o for o in OF_EVENTS if o.path not in ("changed", "created")):
            for op in one.operators:
                code = rng.choice(values.get(one.field.vocabulary, ("",)))
                value = code or value_for(rng, one, op)
                condition = Condition(one.path, op, None if op in BARE else value)
                query = ListQuery("event", sort="code", conditions=(condition,))
                found = codes(reader, query)
                if one.field.type is T.NUMBER and op in ("before", "after"):
                    continue  # asked of a real vault alone: the model knows no order of numbers
                assert found == codes(plain, query), condition
                if 0 < len(found) < 33:
                    hits.add((one.path, op))
    assert len(hits) > 25
    assert {("status/status", "is"), ("event_link/other", "is"), ("event_link/other", "empty")} <= hits


def test_an_element_stands_as_its_last_entry_says(vault: DbVault) -> None:
    """The control: one that was corroborated and then disputed is found as disputed alone."""
    (event, *_others) = EVENTS
    save(vault, event, new("status", event=event.id, element="date", status="corroborated"))
    save(vault, new("status", event=event.id, element="count", status="corroborated"))

    def standing(status: str) -> int:
        with vault.read() as reader:
            asked = Condition("status/status", "is", status)
            return reader.count(ListQuery("event", conditions=(asked,)))

    assert standing("corroborated") == 1
    for element in ("date", "count"):
        save(vault, new("status", event=event.id, element=element, status="disputed"))
    assert (standing("corroborated"), standing("disputed")) == (0, 1)


def test_every_condition_finds_what_the_plain_model_finds(both: tuple[DbVault, FakeVault]) -> None:
    vault, model = both
    rng, hits = Random(5), set()
    with vault.read() as reader, model.read() as plain:
        for one in OFFERED:
            for op in one.operators:
                if one.path in ("changed", "created"):
                    continue  # the clocks of the two differ; test_filters looks at moments
                condition = Condition(one.path, op, value_for(rng, one, op))
                query = ListQuery("case", sort="code", conditions=(condition,))
                found = codes(reader, query)
                if one.field.type is T.NUMBER and op in ("before", "after"):
                    continue  # asked of a real vault alone: the model knows no order of numbers
                assert found == codes(plain, query), condition
                if 0 < len(found) < 40:
                    hits.add((one.path, op))
    assert len(hits) > 40  # what finds all or nothing everywhere would prove little


def test_groups_join_as_the_plain_model_joins_them(both: tuple[DbVault, FakeVault]) -> None:
    vault, model = both
    rng, told = Random(7), set()
    plain_ones = [o for o in OFFERED if o.path not in ("changed", "created") and o.field.type is not T.NUMBER]
    with vault.read() as reader, model.read() as plain:
        for _turn in range(80):
            groups = []
            for _group in range(rng.randint(1, 3)):
                some = rng.sample(plain_ones[:40], rng.randint(1, 3))
                asked = [(one, rng.choice(one.operators)) for one in some]
                groups.append(tuple(Condition(o.path, op, value_for(rng, o, op)) for o, op in asked))
            conditions, either = parted(groups)
            query = ListQuery("case", sort="code", conditions=conditions, either=either)
            assert codes(reader, query) == codes(plain, query), groups
            told.add(len(codes(reader, query)))
    assert len(told) > 10


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2020-03-15", True),
        ("2020", True),
        ("2020-04", False),
        ("2019", False),
        ("2020-03/..", True),
        ("../2020-02", False),
    ],
)
def test_a_date_overlaps_what_it_may_be(vault: DbVault, asked: str, found: bool) -> None:
    person = new("person", names=(row(text="A"),))
    save(vault, person, new("case", code="ONE", person=person.id, exit=uncertain("2020-03")))
    with vault.read() as reader:
        query = ListQuery("case", conditions=(Condition("exit", "overlaps", uncertain(asked)),))
        assert (reader.count(query) == 1) is found


def test_a_list_sorts_by_a_field_of_the_person_and_then_by_age_of_the_record(vault: DbVault) -> None:
    births = ("1990", "1980", "1990")
    people = [new("person", names=(row(text="P"),), birth=uncertain(day)) for day in births]
    save(vault, *people, *(new("case", code=f"C{n}", person=p.id) for n, p in enumerate(people)))
    with vault.read() as reader:
        assert codes(reader, ListQuery("case", sort="person.birth")) == ["C1", "C0", "C2"]
        assert codes(reader, ListQuery("case", sort="person.birth", descending=True)) == ["C0", "C2", "C1"]


def test_what_is_offered_covers_every_field_that_stands_in_a_list() -> None:
    paths = [o.path for o in OFFERED]
    assert len(paths) == len(set(paths))
    for path in ("changed", "minor", "status", "person.birth", "link/event", "link/event.date", "step/place",
                 "consent/answer", "evidence/kind", "risks", "narrative"):  # fmt: skip
        assert path in paths, path
    assert "last_known_place" not in paths  # only read
    assert all(o.operators for o in OFFERED)


def test_a_filter_saved_with_a_single_group_is_still_read(vault: DbVault) -> None:
    old = (
        '[{"conditions":[],"either":[{"kind":"plain","op":"is","path":"status","value":"released"},'
        '{"kind":"plain","op":"empty","path":"status","value":null}],"key":"k","name":"N","text":""}]'
    )
    with vault.write() as work:
        work.set_setting(SETTING, old)
        work.commit()
    with vault.read() as reader:
        (kept,) = saved(reader)
    assert kept.either == ((Condition("status", "is", "released"), Condition("status", "empty")),)
    assert kept.query().either == kept.either
