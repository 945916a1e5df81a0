"""What cases are counted by, from the database: the same as in memory, without what is hidden or gone."""

from __future__ import annotations

from dataclasses import replace

from app.ports import ListQuery
from app.services.counts import figures
from app.steps import finished
from db.vault import DbVault
from tests.app.services.test_counts import filled
from tests.fakes import FakeVault

ORDER = ("place", "event", "person", "case", "link")


def both(vault: DbVault) -> FakeVault:
    memory = filled()
    records = sorted(memory.state.records.values(), key=lambda r: ORDER.index(r.type))
    with vault.write() as work:
        for record in records:
            work.save(replace(record, version=0, number=0))
        work.commit()
    return memory


def test_database_and_memory_count_alike(vault: DbVault) -> None:
    memory = both(vault)
    assert finished(figures(vault, ListQuery("case"))) == finished(figures(memory, ListQuery("case")))


def test_what_is_in_the_trash_does_not_count(vault: DbVault) -> None:
    memory = both(vault)
    with vault.write() as work:
        gone = next(r for r in memory.state.records.values() if r.type == "event" and r.text("code") == "E1")
        work.delete(work.get("event", gone.id))
        case = next(iter(work.all("case")))
        work.delete(case)
        work.commit()
    found = finished(figures(vault, ListQuery("case")))
    assert found.cases == 2
    assert [b.code for b in found.of("year").bars] == ["2023"]
