"""The same facts entered by two persons in different order give the same dossier.

Every record of the public events and of the files written by hand, with ids of its own in each vault and in
an order of its own: what is pointed to is there first, and what is a history (consents of a case, statuses of
an element) keeps its order, for there the order is part of the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest

from app.dossier import BriefOptions, Dossier, every_text
from app.records.record import Record
from app.sample import SEED
from app.sample.files import interviews, written, written_files
from app.sample.ids import Ids
from app.sample.public import public_records
from app.services.codes import with_check
from app.services.releases import prepare_brief
from app.services.saving import save_in
from app.services.showing import find, whole
from app.values import Row
from db.making import create
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.stories import OCTOBER, FixedClock

ARRANGED = ("step", "request", "act")
"""Types whose position somebody chose; of all others it is taken away here, so that nothing arranges them."""


def facts() -> list[Record]:
    """What both know."""
    ids = Ids(SEED)
    codes = [with_check(f"{n:07}") for n in range(1, len(written()) + 1)]
    found = [*public_records(ids), *interviews(ids), *written_files(ids, codes)]
    return [r if r.type in ARRANGED else r.with_values(position=None) for r in found]


def _inside(value: object) -> Iterator[UUID]:
    if isinstance(value, UUID):
        yield value
    elif isinstance(value, Row):
        for inner in value.values.values():
            yield from _inside(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)


def entered_by(who: int, known: list[Record]) -> list[Record]:
    """The facts under ids of somebody's own, in their order."""
    rng = Random(who)
    own = {record.id: UUID(int=rng.getrandbits(128), version=4) for record in known}

    def other(value: Any) -> Any:
        match value:
            case UUID():
                return own[value]
            case Row():
                inner = MappingProxyType({k: other(v) for k, v in value.values.items()})
                return Row(UUID(int=rng.getrandbits(128), version=4), inner)
            case tuple():
                return tuple(other(item) for item in value)
            case _:
                return value

    made = [
        replace(r, id=own[r.id], values=MappingProxyType({k: other(v) for k, v in r.values.items()}))
        for r in known
    ]
    return _mixed(rng, made)


def _mixed(rng: Random, records: list[Record]) -> list[Record]:
    """Any order in which what a record points to, and the history it goes on, is there before it."""
    here = {record.id for record in records}
    last: dict[tuple[object, ...], UUID] = {}
    needs: dict[UUID, set[UUID]] = {}
    for record in records:
        needs[record.id] = {i for v in record.values.values() for i in _inside(v)} & here
        if record.type in ("consent", "status"):
            of = (record.ref("case") or record.ref("event"), record.text("element"))
            needs[record.id] |= {last[of]} if of in last else set()
            last[of] = record.id
    done: list[Record] = []
    placed: set[UUID] = set()
    waiting = list(records)
    while waiting:
        ready = [n for n, record in enumerate(waiting) if needs[record.id] <= placed]
        record = waiting.pop(rng.choice(ready))
        placed.add(record.id)
        done.append(record)
    return done


def vault_of(folder: Path, who: int, known: list[Record]) -> DbVault:
    """A vault into which somebody entered the facts one by one."""
    clock = FixedClock(datetime(2026, 11, 25, 9, who % 60, tzinfo=UTC))
    vault, _printed = create(folder, PASSPHRASE, recovery=False, terms=replace(cheap_terms(), clock=clock))
    with vault.write() as work:
        for record in entered_by(who, known):
            save_in(work, record)
        work.commit()
    return vault


def dossier_of(vault: DbVault, options: BriefOptions) -> Dossier:
    """The dossier without what a vault draws by its own secret: the numbers of people told without a name."""
    found = prepare_brief(vault, FixedClock(), options).dossier
    told = sorted((replace(t, number=0) for t in found.people.told), key=repr)
    return replace(found, people=replace(found.people, told=tuple(told)))


def shown(vault: DbVault, code: str) -> Any:
    """What `show --json` prints, each id in it by its place among them."""
    seen: dict[str, str] = {}

    def plain(value: Any) -> Any:
        match value:
            case dict():
                return {key: plain(inner) for key, inner in value.items()}
            case list():
                return [plain(item) for item in value]
            case str() if _is_id(value):
                return seen.setdefault(value.replace("-", ""), f"id {len(seen)}")
            case _:
                return value

    with vault.read() as reader:
        return plain(whole(reader, find(reader, code)))


def _is_id(text: str) -> bool:
    try:
        return UUID(text) is not None
    except ValueError:
        return False


BRIEFS = [
    BriefOptions((OCTOBER,), "one_page", "public", language="en"),
    BriefOptions((OCTOBER,), "full", "un", language="ko"),
    BriefOptions((OCTOBER, "2023-08-29"), "full", "government", state="CN", language="en"),
]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DbVault, DbVault]]:
    """Two vaults of the same facts."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    known = facts()
    vaults = [vault_of(tmp_path_factory.mktemp(f"of{who}") / "vault", who, known) for who in (1, 2)]
    yield vaults[0], vaults[1]
    for vault in vaults:
        vault.close()
    patch.undo()


@pytest.mark.parametrize("options", BRIEFS, ids=lambda o: f"{o.kind} {o.audience} {o.language}")
def test_the_same_dossier(pair: tuple[DbVault, DbVault], options: BriefOptions) -> None:
    one, two = (dossier_of(vault, options) for vault in pair)
    assert list(every_text(one)) == list(every_text(two))
    assert one == two


def test_the_same_file_of_every_case_and_event(pair: tuple[DbVault, DbVault]) -> None:
    codes = [r.text("code") for r in facts() if r.type in ("case", "event")]
    assert len(codes) > 10
    for code in codes:
        assert shown(pair[0], code) == shown(pair[1], code), code


def test_other_facts_are_another_dossier(pair: tuple[DbVault, DbVault], tmp_path: Path) -> None:
    """Control: one claim with one person more."""
    known = facts()
    at = next(n for n, r in enumerate(known) if r.type == "claim" and r.number_of("high") == 600)
    known[at] = known[at].with_values(high=601)
    other = vault_of(tmp_path / "vault", 3, known)
    assert dossier_of(other, BRIEFS[0]) != dossier_of(pair[0], BRIEFS[0])
    other.close()


def test_the_two_did_enter_in_another_order() -> None:
    """Control: the orders differ, by type and by what is told."""
    known = facts()
    orders = [[(r.type, r.phrase("wording").text) for r in entered_by(who, known)] for who in (1, 2)]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])
