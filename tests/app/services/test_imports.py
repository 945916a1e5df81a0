"""Taking rows in: all or none, shown at once, each with a code of its own."""

from __future__ import annotations

import pytest

from app.errors import ImportRefused
from app.foreign import ForeignRow, ForeignTable
from app.ports import ListQuery
from app.sample.ids import Ids
from app.sample.public import public_records
from app.services.imports import SLICE, take_cases
from tests.fakes import FakeVault

NAMES = [f"김철{chr(0xAC00 + n * 28)}" for n in range(SLICE * 2 + 5)]


def _table(*rows: tuple[str, str]) -> ForeignTable:
    lines = tuple(ForeignRow(n, row) for n, row in enumerate(rows, start=2))
    return ForeignTable(("이름", "event"), lines, "utf-8", ",")


def _vault() -> FakeVault:
    return FakeVault(*public_records(Ids(1)))


def _cases(vault: FakeVault) -> int:
    with vault.read() as reader:
        return reader.count(ListQuery("case"))


def test_rows_become_cases_with_their_links() -> None:
    vault = _vault()
    steps = list(take_cases(vault, _table(*((name, "2023-10-09") for name in NAMES))))
    assert steps == [0, SLICE, 2 * SLICE, len(NAMES)]
    with vault.read() as reader:
        cases = list(reader.all("case"))
        people = {p.id: p for p in reader.all("person")}
        links = list(reader.all("link"))
    names = [str(people[c.ref("person") or c.id].rows("names")[0].values["text"]) for c in cases]
    assert sorted(names) == sorted(NAMES)
    assert len({c.text("code") for c in cases}) == len(NAMES)
    assert {link.ref("case") for link in links} == {c.id for c in cases}


def test_one_bad_row_keeps_everything_out() -> None:
    vault = _vault()
    with pytest.raises(ImportRefused):
        list(take_cases(vault, _table(("김철수", ""), ("", ""), ("리영희", "2023-10-09"))))
    assert _cases(vault) == 0


def test_nothing_is_seen_before_the_end_nor_after_it_was_given_up() -> None:
    vault = _vault()
    taking = take_cases(vault, _table(*((name, "") for name in NAMES)))
    assert [next(taking), next(taking)] == [0, SLICE]
    assert _cases(vault) == 0
    taking.close()
    assert _cases(vault) == 0
    assert list(take_cases(vault, _table(("김철수", ""))))[-1] == 1
    assert _cases(vault) == 1
