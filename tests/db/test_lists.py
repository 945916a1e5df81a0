"""Lists and search over a real vault: conditions, order, text in four scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.fields import FieldType
from app.ports import Condition, ListQuery
from app.records import Record, new, row
from app.values import Text, Translation, uncertain
from db import folding, tables
from db.making import create
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms

WOMAN, MAN, NOBODY = UUID(int=1), UUID(int=2), UUID(int=3)
DANDONG, TUMEN = UUID(int=11), UUID(int=12)
OCTOBER, AUGUST = UUID(int=21), UUID(int=22)


def _people() -> list[Record]:
    return [
        new("person", id=WOMAN, names=(row(text="리영희"), row(text="Ri Yong-hui")), sex="female"),
        new("person", id=MAN, names=(row(text="金哲洙"), row(text="김철수")), sex="male", home=TUMEN),
        new("person", id=NOBODY, names=(row(text="Żółć Ünal"),), birth=uncertain("1990"), sex="unknown"),
    ]


def _cases() -> list[Record]:
    return [
        new("case", code="B", person=WOMAN, status="released", risk_factors=("minor", "pregnancy")),
        new("case", code="A", person=MAN, exit=uncertain("2019"), narrative=Text("단둥에서 수용소로", "ko")),
        new("case", code="C", person=NOBODY, exit=uncertain("2021-05"), status="arrested"),
        new("case", code="D", distressing="yes", risk_factors=("minority",)),
    ]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbVault]:
    """A vault with a few linked records."""
    folder: Path = tmp_path_factory.mktemp("lists") / "vault"
    made, _ = create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())
    cases = _cases()
    korean = (Translation("ko", "단둥"),)
    with made.write() as unit:
        for record in (
            new("place", id=DANDONG, key="dandong", name=Text("Dandong", "en", korean), precision=500),
            new(
                "place",
                id=TUMEN,
                key="tumen",
                name=Text("Tumen"),
                aliases=(row(text="图们"), row(text="도문")),
            ),
            new(
                "event",
                id=OCTOBER,
                code="2023-10-09",
                title=Text("Return"),
                kind="x",
                origin=(TUMEN, DANDONG),
            ),
            new("event", id=AUGUST, code="2023-08-28-V", title=Text("Bus"), kind="x", origin=(TUMEN,)),
            new("event", code="2012-03", title=Text("Handover"), kind="y"),
            *_people(),
            *cases,
            new("link", case=cases[0].id, event=OCTOBER, certainty="sure"),
            new("link", case=cases[0].id, event=AUGUST, certainty="sure"),
            new("link", case=cases[1].id, event=AUGUST, certainty="sure"),
        ):
            unit.save(record)
        gone = unit.save(new("link", case=cases[2].id, event=AUGUST, certainty="sure"))
        unit.delete(gone)
        unit.commit()
    yield made
    made.close()


def codes(vault: DbVault, query: ListQuery) -> str:
    """The codes of a list in its order."""
    with vault.read() as reader:
        numbers = reader.numbers(query)
        assert reader.count(query) == len(numbers)
        return " ".join(r.text("code") for r in reader.page(query.type, numbers))


@pytest.mark.parametrize(
    ("path", "op", "value", "found"),
    [
        ("status", "is", "released", "B"),
        ("status", "is_not", "released", "A C D"),
        ("status", "empty", None, "A D"),
        ("status", "not_empty", None, "B C"),
        ("code", "is", "A", "A"),
        ("distressing", "is", "yes", "D"),
        ("person", "is", MAN, "A"),
        ("person", "empty", None, "D"),
        ("risk_factors", "is", "minor", "B"),
        ("risk_factors", "is_not", "minor", "A C D"),
        ("risk_factors", "empty", None, "A C"),
        ("exit", "is", uncertain("2019"), "A"),
        ("exit", "before", uncertain("2021-05"), "A"),
        ("exit", "after", uncertain("2019-12"), "C"),
        ("exit", "before", uncertain("2021-05-10"), "A"),
        ("exit", "empty", None, "B D"),
        ("narrative", "not_empty", None, "A"),
        ("narrative", "empty", None, "B C D"),
        ("person.sex", "is", "female", "B"),
        ("person.sex", "is_not", "female", "A C D"),
        ("person.home", "not_empty", None, "A"),
        ("person.home", "empty", None, "B C D"),
        ("person.home.name", "is", Text("TUMEN"), "A"),
        ("person.names", "is", "ri yong-hui", "B"),
        ("person.names", "is_not", "리영희", "A C D"),
        ("person.birth", "not_empty", None, "C"),
        ("link/event", "is", AUGUST, "A B"),
        ("link/event", "is", OCTOBER, "B"),
        ("link/event", "is_not", OCTOBER, "A C D"),
        ("link/event", "empty", None, "C D"),
        ("link/event.code", "is", "2023-08-28-V", "A B"),
        ("link/event.origin", "is", DANDONG, "B"),
        ("link/certainty", "not_empty", None, "A B"),
    ],
)
def test_conditions(vault: DbVault, path: str, op: str, value: object, found: str) -> None:
    condition = Condition(path, op, value)  # type: ignore[arg-type]
    assert codes(vault, ListQuery("case", sort="code", conditions=(condition,))) == found


def test_conditions_on_numbers_rows_and_lists(vault: DbVault) -> None:
    with vault.read() as reader:
        for path, op, value, found in (
            ("precision", "before", 600, [1]),
            ("precision", "after", 499, [1]),
            ("precision", "after", 500, []),
            ("aliases", "empty", None, [1]),
            ("aliases", "not_empty", None, [2]),
            ("aliases", "is", "도문", [2]),
            ("name", "empty", None, []),
        ):
            condition = Condition(path, op, value)
            assert list(reader.numbers(ListQuery("place", conditions=(condition,)))) == found


@pytest.mark.parametrize(
    ("sort", "descending", "found"),
    [
        ("code", False, "A B C D"),
        ("code", True, "D C B A"),
        ("title", False, "A B C D"),
        ("person", False, "B A C D"),
        ("person", True, "C A B D"),
        ("exit", False, "A C B D"),
        ("exit", True, "C A B D"),
        ("distressing", False, "D B A C"),
        ("created", False, "B A C D"),
        ("changed", True, "B A C D"),
        ("narrative", False, "A B C D"),
        ("risk_factors", False, "B D A C"),
    ],
)
def test_order_is_total_and_what_is_missing_comes_last(
    vault: DbVault, sort: str, descending: bool, found: str
) -> None:
    assert codes(vault, ListQuery("case", sort=sort, descending=descending)) == found


def test_terms_sort_in_the_order_of_their_vocabulary(vault: DbVault) -> None:
    with vault.read() as reader:
        order = [t.code for t in reader.terms() if t.vocabulary == "sex"]
        people = reader.page("person", reader.numbers(ListQuery("person", sort="sex")))
        assert [p.text("sex") for p in people] == order[:3]


def test_codes_that_are_dates_sort_as_dates(vault: DbVault) -> None:
    assert codes(vault, ListQuery("event", sort="code")) == "2012-03 2023-08-28-V 2023-10-09"


def test_people_sort_by_their_first_name_and_aliases_by_theirs(vault: DbVault) -> None:
    with vault.read() as reader:
        for sort in ("names", "title"):
            assert list(reader.numbers(ListQuery("person", sort=sort))) == [1, 2, 3]
        assert list(reader.numbers(ListQuery("place", sort="aliases"))) == [2, 1]


def test_deleted_records_have_a_list_of_their_own(vault: DbVault) -> None:
    with vault.read() as reader:
        assert reader.count(ListQuery("link")) == 3
        assert reader.count(ListQuery("link", deleted=True)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("리영희", "B"),
        ("영희", "B"),
        ("리", "B"),
        ("희", "B"),
        ("ri yong", "B"),
        ("YONGHUI", ""),
        ("riyonghui", "B"),
        ("yong-hui", "B"),
        ("金哲", "A"),
        ("哲洙", "A"),
        ("金洙", ""),
        ("철수", "A"),
        ("김 철수", "A"),
        ("수용소", "A"),
        ("단둥", "A"),
        ("둥에", "A"),
        ("zołc", "C"),
        ("ünal", "C"),
        ("UNAL", "C"),
        ("nal", ""),
        ("A", "A"),
        ("zz", ""),
        ('"', ""),
        ("*", ""),
        ("NEAR(", ""),
        ("리영희 AND", ""),
        ("-리영희", "B"),
        ("tokens:리영희", ""),
        ("(" * 500, ""),
        ("%", ""),
        ("_", ""),
        ("' OR 1=1 --", ""),
        (unicodedata.normalize("NFD", "리영희"), "B"),
        ("ㄹㅣ", "B"),
        ("(" * 5_000, ""),
        ("secret_notes : x", ""),
        ("a " * 10_000, "A"),
        ("가" * 10_000, ""),
        ("가 " * 10_000, ""),
        ("x" * 100_000, ""),
    ],
)
def test_search(vault: DbVault, text: str, found: str) -> None:
    assert codes(vault, ListQuery("case", sort="code", text=text)) == found


def test_an_empty_search_is_none(vault: DbVault) -> None:
    assert codes(vault, ListQuery("case", sort="code", text="  ")) == "A B C D"
    with vault.read() as reader:
        assert reader.find(" ", ["case"]) == []


def test_finding_by_a_few_letters_begins_with_what_begins(vault: DbVault) -> None:
    with vault.read() as reader:
        assert [r.text("key") for r in reader.find("도문", ["place", "person"])] == ["tumen"]
        assert [r.text("key") for r in reader.find("단", ["place"])] == ["dandong"]
        assert [r.text("code") for r in reader.find("2023", ["event"])] == ["2023-08-28-V", "2023-10-09"]
        assert [r.text("code") for r in reader.find("return", ["event"])] == ["2023-10-09"]
        assert [r.id for r in reader.find("리", ["person"])] == [WOMAN]
        assert [r.text("code") for r in reader.find("리영", ["case"])] == ["B"]
        assert len(reader.find("2", ["event", "place", "case"], limit=1)) == 1


def test_what_was_changed_is_found_by_what_it_is_now(vault: DbVault) -> None:
    with vault.write() as unit:
        saved = unit.save(new("person", names=(row(text="박순남"),)))
        assert [r.id for r in unit.find("순남", ["person"])] == [saved.id]
        changed = unit.save(saved.with_values(names=(row(text="최옥순"),)))
        assert unit.find("순남", ["person"]) == []
        assert [r.id for r in unit.find("옥순", ["person"])] == [saved.id]
        unit.delete(changed)
        assert unit.find("옥순", ["person"]) == []


def test_sealed_records_are_in_no_list(vault: DbVault) -> None:
    with vault.read() as reader:
        for call in (
            lambda: reader.count(ListQuery("identity")),
            lambda: reader.numbers(ListQuery("identity")),
            lambda: reader.page("identity", [1]),
            lambda: reader.find("x", ["identity"]),
        ):
            with pytest.raises(ValueError, match="sealed"):
                call()
        assert "identity" not in tables.SEARCHED


def test_pages_keep_the_order_asked_for(vault: DbVault) -> None:
    with vault.read() as reader:
        assert [r.number for r in reader.page("case", [3, 1, 99, 2])] == [3, 1, 2]


def test_own_fields_filter_and_sort(vault: DbVault) -> None:
    kinds = {
        "church": FieldType.PHRASE,
        "met": FieldType.DATE,
        "trips": FieldType.NUMBER,
        "tags": FieldType.TERMS,
    }
    with vault.write() as unit:
        for key, kind in kinds.items():
            row_ = {"record_type": "case", "key": key, "type": kind.value, "label": key, "help": ""}
            row_ |= {"vocabulary": "", "of": "", "identifies": "none", "leaves": "never"}
            unit.connection.execute(
                tables.own_field.insert().values(**row_, position=1, searched=True, retired=False)
            )
        unit.commit()
    values: list[dict[str, object]] = [
        {"church": Text("Grace"), "trips": 12, "met": uncertain("2020"), "tags": ("x", "y")},
        {"church": Text("은혜"), "trips": 3, "met": uncertain("2021")},
        {},
    ]
    with vault.write() as unit:
        for case in [*unit.all("case")][3:]:
            unit.delete(case)
        for case, more in zip([*unit.all("case")], values, strict=True):
            unit.save(replace(case, values={**case.values, **more}))  # type: ignore[dict-item]
        for path, op, value, found in (
            ("church", "is", Text("GRACE"), [1]),
            ("church", "is_not", Text("grace"), [2, 3]),
            ("church", "empty", None, [3]),
            ("church", "not_empty", None, [1, 2]),
            ("trips", "is", 3, [2]),
            ("trips", "after", 4, [1]),
            ("trips", "before", 4, [2]),
            ("met", "before", uncertain("2021"), [1]),
            ("met", "is", uncertain("2021"), [2]),
            ("tags", "is", "y", [1]),
        ):
            condition = Condition(path, op, value)
            query = ListQuery("case", sort="created", conditions=(condition,))
            assert list(unit.numbers(query)) == found, (path, op)
        assert list(unit.numbers(ListQuery("case", sort="trips"))) == [2, 1, 3]
        assert list(unit.numbers(ListQuery("case", sort="church", descending=True))) == [2, 1, 3]
        with pytest.raises(KeyError):
            unit.numbers(ListQuery("case", sort="unheard_of"))


def test_tokens_hold_letters_and_digits_only() -> None:
    assert list(folding.index_tokens("Kim_Ch'ol 2023년 10월, 단둥시!")) == [
        *("kim", "ch", "ol", "2023", "년", "10", "월", "단둥", "둥시", "시"),
    ]
    assert list(folding.name_tokens("김 철수")) == ["김", "철수", "수", "김철", "철수", "수"]
    assert folding.query("\u200b") == ""
    assert list(folding.name_tokens("long " * 50)) == ["long"] * 50


def test_the_index_needs_no_scan(vault: DbVault) -> None:
    """The first page of a list and the search behind a few letters read an index, not the table."""
    with vault.read() as reader:
        statement = sa.text(
            "EXPLAIN QUERY PLAN SELECT n FROM rec_case WHERE sort_title >= 'a' AND sort_title < 'b'"
        )
        plan = " ".join(str(r) for r in reader.connection.execute(statement))
    assert "ix_rec_case_sort_title" in plan


def test_events_are_found_by_what_they_are_linked_to_from_either_end(vault: DbVault) -> None:
    with vault.write() as unit:
        unit.save(new("event_link", event=AUGUST, kind="follows", other=OCTOBER))
        unit.commit()
    for op, value, found in (
        ("is", OCTOBER, "2023-08-28-V"),
        ("is", AUGUST, "2023-10-09"),
        ("is_not", OCTOBER, "2012-03 2023-10-09"),
        ("not_empty", None, "2023-08-28-V 2023-10-09"),
        ("empty", None, "2012-03"),
    ):
        condition = Condition("event_link/other", op, value)
        assert codes(vault, ListQuery("event", sort="code", conditions=(condition,))) == found
