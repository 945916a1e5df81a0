"""The vault against plain SQLite: saving a case, a page of the list, one record by its id."""

from __future__ import annotations

import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import db.making
import db.vault
from app.ports import ListQuery, UnitOfWork
from app.records.record import Record
from app.services.saving import save
from app.values import Row, Text, uncertain
from db import folding
from db.tables import RECORDS, ROWS
from db.unit import DbUnitOfWork
from measure import Row as Figure
from measure import compare
from plain import Plain

PAGE = 50
LIST = ListQuery("case", sort="code")
BEFORE = "'2026-01-01 00:00:00.000000'"
"""As the database has it: when copies were made and changed."""
NOTE = "돌아온 뒤 소식이 끊겼다. Taken back by bus in the evening, as two neighbours say. " * 8


def person(number: int) -> Record:
    """A person as a form makes one."""
    name = Row(uuid.uuid4(), {"text": f"김영희 {number}", "family": "김", "given": f"영희 {number}"})
    born = uncertain(f"19{60 + number % 40}-0{1 + number % 9}")
    made = Record("person", uuid.uuid4())
    return made.with_values(names=(name,), sex="female", birth=born, note=Text(NOTE))


def case(number: int, of: uuid.UUID) -> Record:
    """A case as a form makes one."""
    return Record("case", uuid.uuid4()).with_values(code=f"NK-{number:06}", person=of, status="unknown")


def row(number: int) -> tuple[str, ...]:
    """The same facts as a row of plain columns."""
    born = f"19{60 + number % 40}-0{1 + number % 9}"
    return (f"NK-{number:06}", f"김영희 {number}", "female", born, "unknown", "", NOTE)


@dataclass(frozen=True)
class Pair:
    """A vault, a plain file that holds the same, and that file's tables once more under a key."""

    vault: db.vault.DbVault
    plain: Plain
    keyed: Plain
    ids: list[uuid.UUID]
    plain_ids: list[bytes]
    keyed_ids: list[bytes]


def fill(unit: UnitOfWork, numbers: range) -> list[uuid.UUID]:
    made = []
    for number in numbers:
        one = case(number, unit.save(person(number)).id)
        made.append(unit.save(one).id)
    return made


def multiply(vault: db.vault.DbVault, times: int) -> None:
    """Copies every person and case `times` times inside the database: rows of lists, found by letters.

    A copy has no history, so its file cannot be opened; it was changed before anything that was saved.
    """
    if times < 1:
        return
    with vault.write() as unit:
        for turn in range(1, times + 1):
            new_id = f"substr({{}}, 1, 24) || printf('%08x', {turn})"
            for key, named in (("person", ()), ("case", ("person",))):
                table = RECORDS[key]
                columns = {c.name: c.name for c in table.columns if c.name != "n"}
                columns |= {name: new_id.format(name) for name in ("id", *named)}
                columns |= {"created_at": BEFORE, "changed_at": BEFORE}
                if key == "case":
                    columns["code"] = f"code || '-{turn}'"
                _copy(unit, table.name, columns, f"changed_at <> {BEFORE}")
            names = ROWS["person", "names"]
            columns = {c.name: c.name for c in names.columns}
            columns |= {name: new_id.format(name) for name in ("row_id", "owner")}
            _copy(unit, names.name, columns, "substr(row_id, 25) > '0000ffff'")
        _index(unit)
        unit.commit()


def _copy(unit: DbUnitOfWork, table: str, columns: dict[str, str], where: str) -> None:
    into, out = ", ".join(columns), ", ".join(columns.values())
    statement = f"INSERT INTO {table} ({into}) SELECT {out} FROM {table} WHERE {where}"
    unit.connection.exec_driver_sql(statement)


def _index(unit: DbUnitOfWork) -> None:
    """The words of the copies."""
    for key, text in (("person", "text"), ("case", "code")):
        source = "row_person_names r JOIN rec_person p ON r.owner = p.id" if key == "person" else "rec_case p"
        query = f"SELECT p.n, {text} FROM {source} WHERE p.changed_at = {BEFORE}"
        found = unit.connection.exec_driver_sql(query).all()
        words = [(n, " ".join(folding.name_tokens(said))) for n, said in found]
        unit.connection.exec_driver_sql(f"INSERT INTO fts_{key} (rowid, tokens) VALUES (?, ?)", words)


@contextmanager
def pair(size: int) -> Iterator[Pair]:
    """Makes both with `size` cases."""
    with tempfile.TemporaryDirectory() as folder:
        vault, _ = db.making.create(Path(folder) / "vault", "six random words are better than one")
        plain, keyed = Plain(Path(folder) / "plain.db"), Plain(Path(folder) / "keyed.db", bytes(range(32)))
        ids: list[uuid.UUID] = []
        for first in range(0, size, 500):
            with vault.write() as unit:
                ids += fill(unit, range(first, min(first + 500, size)))
                unit.commit()
        some = [row(number) for number in range(size)]
        try:
            yield Pair(vault, plain, keyed, ids, plain.save(*some), keyed.save(*some))
        finally:
            plain.close()
            keyed.close()
            vault.close()


def rows(size: int) -> list[Figure]:
    """The comparisons at one size."""
    print(f"filling a vault with {size} cases ...", file=sys.stderr, flush=True)
    with pair(size) as both:
        ours = [_save(both, size), _first_page(both, size), _next_page(both, size), _look_up(both, size)]
        return ours + _encryption(both, size)


def _save(both: Pair, size: int) -> Figure:
    with both.vault.write() as unit:
        owner = unit.save(person(size)).id
        unit.commit()

    def ours(turn: int) -> None:
        save(both.vault, case(size + turn, owner))

    def bare(turn: int) -> None:
        both.plain.save(row(size + turn))

    return compare("save a case", f"{size:,}", "plain SQLite, equally durable", ours, bare, times=25)


def _first_page(both: Pair, size: int) -> Figure:
    def ours(_: int) -> None:
        with both.vault.read() as reader:
            reader.page("case", reader.numbers(LIST)[:PAGE])

    def bare(_: int) -> None:
        both.plain.ids()
        both.plain.page(0, PAGE)

    return compare(f"open the list, first {PAGE}", f"{size:,}", "plain SQLite", ours, bare, times=25)


def _next_page(both: Pair, size: int) -> Figure:
    with both.vault.read() as reader:
        numbers = reader.numbers(LIST)

    def ours(turn: int) -> None:
        first = (turn * PAGE) % (size - PAGE)
        with both.vault.read() as reader:
            reader.page("case", numbers[first : first + PAGE])

    def bare(turn: int) -> None:
        both.plain.page((turn * PAGE) % (size - PAGE), PAGE)

    return compare(f"next {PAGE} of the list", f"{size:,}", "plain SQLite", ours, bare, times=50)


def _look_up(both: Pair, size: int) -> Figure:
    def ours(turn: int) -> None:
        with both.vault.read() as reader:
            for step in range(20):
                reader.get("case", both.ids[(turn * 7919 + step * 104729) % size])

    def bare(turn: int) -> None:
        for step in range(20):
            both.plain.one(both.plain_ids[(turn * 7919 + step * 104729) % size])

    return compare("20 records by id", f"{size:,}", "plain SQLite", ours, bare, times=50)


def _encryption(both: Pair, size: int) -> list[Figure]:
    """What the cipher alone costs: the bare statements with a key against the same without."""

    def save_with(plain: Plain, turn: int) -> None:
        plain.save(row(2 * size + turn))

    def look_up(plain: Plain, ids: list[bytes], turn: int) -> None:
        for step in range(20):
            plain.one(ids[(turn * 7919 + step * 104729) % size])

    saving = compare(
        "save a row, bare SQL with a key",
        f"{size:,}",
        "plain SQLite",
        lambda turn: save_with(both.keyed, turn),
        lambda turn: save_with(both.plain, turn),
        times=25,
    )
    looking = compare(
        "20 rows by id, bare SQL with a key",
        f"{size:,}",
        "plain SQLite",
        lambda turn: look_up(both.keyed, both.keyed_ids, turn),
        lambda turn: look_up(both.plain, both.plain_ids, turn),
        times=50,
    )
    return [saving, looking]
