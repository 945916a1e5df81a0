"""The fake vault of the other tests and the real one do the same, where services rely on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from app.errors import Conflict, NotFound
from app.ports import Change, Condition, Finding, JournalQuery, ListQuery, Vault
from app.records import Record, new, row
from app.values import Text, uncertain
from db.making import create
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.fakes import FakeVault


@pytest.fixture(params=["fake", "real"])
def any_vault(request: pytest.FixtureRequest, folder: Path) -> Iterator[Vault]:
    """An empty vault of either kind."""
    vault: Vault
    if request.param == "fake":
        vault = FakeVault()
    else:
        vault, _ = create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())
    yield vault
    vault.close()


def save(vault: Vault, *records: Record) -> list[Record]:
    """Saves records in one unit of work."""
    with vault.write() as unit:
        saved = [unit.save(r) for r in records]
        unit.commit()
    return saved


def person(name: str, sex: str = "") -> Record:
    """A person of one name."""
    return new("person", names=(row(text=name),), sex=sex)


def test_saving(any_vault: Vault) -> None:
    draft = person("리영희")
    with any_vault.write() as unit:
        unit.save(draft)
    with any_vault.read() as reader:
        assert reader.many("person", [draft.id]) == {}
        with pytest.raises(NotFound):
            reader.get("person", draft.id)
    (saved,) = save(any_vault, draft)
    assert (saved.version, saved.created_by, saved.changed_by) == (1, any_vault.staff.id, any_vault.staff.id)
    assert saved.created_at == saved.changed_at is not None
    with any_vault.read() as reader:
        assert reader.get("person", draft.id) == saved
        assert [e.action for e in reader.history(draft.id)] == ["create"]
    with any_vault.write() as unit, pytest.raises(Conflict):
        unit.save(draft)
    (changed,) = save(any_vault, saved.with_values(sex="female"))
    with any_vault.write() as unit, pytest.raises(Conflict):
        unit.delete(saved)
    with any_vault.read() as reader:
        newest, _ = reader.history(draft.id)
        assert newest == reader.last_entry()
        assert [(c.field, c.old, c.new) for c in newest.changes] == [("sex", None, "female")]
        assert (newest.version, newest.record_type, newest.record_id) == (2, "person", changed.id)


def test_a_unit_reads_its_own_writes(any_vault: Vault) -> None:
    with any_vault.write() as unit:
        saved = unit.save(person("리영희"))
        assert [*unit.all("person")] == [saved]
        assert unit.find("리영", ["person"]) == [saved]
        gone = unit.delete(saved)
        assert [*unit.all("person")] == []
        assert unit.many("person", [gone.id]) == {gone.id: gone}
        back = unit.restore(gone)
        assert unit.where("person", "sex", ["female"]) == []
        assert [r.id for r in unit.where("person", "sex", [])] == []
        assert [*unit.all("person")] == [back]
        unit.commit()


def test_lists(any_vault: Vault) -> None:
    one, other = person("나", sex="male"), person("가", sex="female")
    place, event = new("place", key="x", name=Text("Dandong")), new("event", code="E", title=Text("Return"))
    cases = [
        new("case", code="B", person=one.id, exit=uncertain("2019"), risk_factors=("minor",)),
        new("case", code="A", person=other.id, exit=uncertain("2021"), last_known_place=place.id),
        new("case", code="C"),
    ]
    link = new("link", case=cases[0].id, event=event.id, certainty="sure")
    save(any_vault, one, other, place, event, *cases, link)

    def codes(sort: str = "code", text: str = "", **condition: object) -> str:
        wanted = [Condition(**condition)] if condition else []  # type: ignore[arg-type]
        query = ListQuery("case", sort=sort, text=text, conditions=tuple(wanted))
        with any_vault.read() as reader:
            numbers = reader.numbers(query)
            assert reader.count(query) == len(numbers)
            return " ".join(r.text("code") for r in reader.page("case", numbers))

    assert codes() == "A B C"
    assert codes(text="가") == "A"
    assert codes(path="person.sex", op="is", value="female") == "A"
    assert codes(path="person.sex", op="is_not", value="female") == "B C"
    assert codes(path="person.sex", op="empty") == "C"
    assert codes(path="exit", op="before", value=uncertain("2020")) == "B"
    assert codes(path="exit", op="after", value=uncertain("2020")) == "A"
    assert codes(path="risk_factors", op="is", value="minor") == "B"
    assert codes(path="risk_factors", op="empty") == "A C"
    assert codes(path="link/event", op="is", value=event.id) == "B"
    assert codes(path="link/event", op="empty") == "A C"
    assert codes(path="last_known_place.key", op="is", value="x") == "A"


def test_batches(any_vault: Vault) -> None:
    batch = uuid4()
    with any_vault.write(batch=batch) as unit:
        hidden = unit.save(person("x"))
        assert [*unit.all("person")] == [hidden]
        unit.commit()
    with any_vault.read() as reader:
        assert [*reader.all("person")] == []
    any_vault.reveal(batch)
    with any_vault.read() as reader:
        assert [r.batch for r in reader.all("person")] == [batch]


def test_the_rest(any_vault: Vault) -> None:
    draft = replace(new("case", code="A", note=Text("unsaved")), typed={"status": "somewhere"})
    with any_vault.write() as unit:
        unit.keep_draft("k", draft)
        unit.set_setting("organisation", "Office")
        unit.log("opened", detail={"n": 1})
        unit.commit()
    with any_vault.read() as reader:
        assert reader.drafts() == {"k": draft}
        assert (reader.setting("organisation"), reader.setting("other")) == ("Office", "")
        last = reader.last_entry()
        assert last is not None
        assert (last.action, dict(last.detail), last.actor) == ("opened", {"n": 1}, any_vault.staff.id)
        assert reader.staff() == (any_vault.staff,)
        assert len(reader.terms()) > 100
        assert reader.knows_term("sex", "female")
        assert reader.by_text("case", "code", "A") is None
    with any_vault.write() as unit:
        unit.drop_draft("k")
        unit.commit()
    with any_vault.read() as reader:
        assert reader.drafts() == {}
    assert len(any_vault.keyed_hash("x", b"y")) == 32
    assert [f for f in any_vault.check() if isinstance(f, Finding)] == []
    assert not any_vault.sample


def test_positions(any_vault: Vault) -> None:
    case = new("case", code="A")
    steps = [new("step", case=case.id, kind="arrest", position=n) for n in (2, 1)]
    save(any_vault, case, *steps)
    with any_vault.read() as reader:
        assert [s.number_of("position") for s in reader.where("step", "case", [case.id])] == [1, 2]
        found = reader.by_text("case", "code", "A")
        assert found is not None
        assert replace(found, number=0).values == case.values


def test_the_journal_of_the_whole_vault_comes_in_pages(any_vault: Vault) -> None:
    one, two = save(any_vault, person("리영희"), person("박금숙"))
    with any_vault.write() as unit:
        unit.save(one.with_values(sex="female"))
        unit.log("export", two, {"file": "R-1"})
        unit.set_setting("contact", "a")
        unit.commit()
    with any_vault.read() as reader:
        first = reader.journal(JournalQuery(limit=2))
        second = reader.journal(JournalQuery(limit=2, before=first.before))
        assert [e.action for e in (*first.entries, *second.entries)] == [
            "setting",
            "export",
            "update",
            "create",
        ]
        assert second.entries[0].changes == (Change("sex", None, None),)
        assert first.entries[0].changes == (Change("contact", None, None),)
        exports = reader.journal(JournalQuery(actions=("export", "import"), actor=any_vault.staff.id))
        assert [(e.record_id, dict(e.detail)) for e in exports.entries] == [(two.id, {"file": "R-1"})]
        assert reader.journal(JournalQuery(actor=uuid4())).entries == ()
        oldest, seen = reader.journal(JournalQuery(limit=3)), 3
        while oldest.before:
            oldest = reader.journal(JournalQuery(limit=3, before=oldest.before))
            seen += len(oldest.entries)
        assert seen == len(reader.journal(JournalQuery(limit=500)).entries)
