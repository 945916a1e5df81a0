"""The fake vault works as the ports say, where the tests of the window rely on it."""

from __future__ import annotations

import pytest

from app.errors import Conflict
from app.ports import Condition, ListQuery, Vault
from app.records import new, row
from tests.fakes import FakeVault


def test_what_is_not_committed_is_gone() -> None:
    vault: Vault = FakeVault()
    person = new("person", names=(row(text="리영희"),))
    with vault.write() as work:
        work.save(person)
    with vault.read() as reader:
        assert reader.many("person", [person.id]) == {}


def test_an_old_version_is_a_conflict() -> None:
    person = new("person", names=(row(text="리영희"),))
    vault = FakeVault(person)
    with vault.write() as work, pytest.raises(Conflict):
        work.save(person)


def test_lists_filter_and_sort() -> None:
    people = [new("person", names=(row(text=t),), sex=s) for t, s in (("나", "male"), ("가", "female"))]
    cases = [new("case", code=f"C{n}", person=p.id) for n, p in enumerate(people)]
    vault = FakeVault(*people, *cases)
    with vault.read() as reader:
        assert list(reader.numbers(ListQuery("case", sort="person"))) == [4, 3]
        women = ListQuery("case", conditions=(Condition("person.sex", "is", "female"),))
        assert [c.text("code") for c in reader.page("case", reader.numbers(women))] == ["C1"]
        assert [r.id for r in reader.find("가", ["case"])] == [cases[1].id]
