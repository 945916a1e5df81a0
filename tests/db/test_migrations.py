"""The schema: the revisions make exactly the tables of the declarations, wholly or not at all."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from app.errors import DamagedVault, NewerVault
from db import migrations, search, tables
from db.engine import connect, in_memory, open_engine
from db.migrations import draft, r0001_first
from db.vault import DbVault
from tests.db.conftest import contents, reopened

REFERENCE = re.compile(r"(\w+) (\w+\(32\)) (REFERENCES .+)")


def _schema(connection: sa.Connection) -> dict[str, frozenset[str]]:
    """Every statement as the set of its clauses: a column that was added later stands behind the others, its
    reference beside it and without a name."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: frozenset(_clauses(" ".join(sql.replace('"', "").split()))) for name, sql in rows}


def _clauses(sql: str) -> Iterator[str]:
    head, body = sql.split("(", 1)
    yield head.strip()
    depth, clause = 0, ""
    for c in body.rsplit(")", 1)[0] + ",":
        if c == "," and depth == 0:
            plain = re.sub(r"CONSTRAINT fk_\w+ FOREIGN KEY\((\w+)\)", r"FOREIGN KEY \1", clause.strip())
            if inline := REFERENCE.fullmatch(plain):
                yield f"{inline[1]} {inline[2]}"
                plain = f"FOREIGN KEY {inline[1]} {inline[3]}"
            yield plain
            clause = ""
        else:
            depth += {"(": 1, ")": -1}.get(c, 0)
            clause += c
    yield body.rsplit(")", 1)[1].strip()


def test_the_revisions_make_the_tables_of_the_declarations() -> None:
    """Clause by clause; controls: a table more is noticed, a reference less too."""
    made, declared = in_memory(), in_memory()
    with made.begin() as one, declared.begin() as other:
        migrations.upgrade(one)
        tables.metadata.create_all(other)
        for record_type in search.every_type():
            other.exec_driver_sql(search.ddl(record_type.key))
        assert _schema(one) == _schema(other)
        other.exec_driver_sql("CREATE TABLE extra (a)")
        assert _schema(one) != _schema(other)
        later = "CREATE TABLE t (a CHAR(32) REFERENCES s (id) DEFERRABLE, b TEXT)"
        named = "CONSTRAINT fk_t_a FOREIGN KEY(a) REFERENCES s (id) DEFERRABLE"
        assert set(_clauses(later)) == set(_clauses(f"CREATE TABLE t (b TEXT, a CHAR(32), {named})"))
        assert set(_clauses(later)) != set(_clauses("CREATE TABLE t (b TEXT, a CHAR(32))"))


def test_autogenerate_finds_nothing_to_do() -> None:
    """Control: a column taken away is found."""
    with in_memory().begin() as connection:
        migrations.upgrade(connection)
        context = MigrationContext.configure(connection, opts=draft.options())
        assert compare_metadata(context, tables.metadata) == []
        connection.exec_driver_sql("ALTER TABLE setting DROP COLUMN value")
        assert compare_metadata(context, tables.metadata) != []


def test_a_real_vault_has_that_schema(vault: DbVault) -> None:
    with in_memory().begin() as connection, vault.read() as reader:
        migrations.upgrade(connection)
        assert _schema(reader.connection) == _schema(connection)
        assert migrations.revision(reader.connection) == migrations.head()


def test_a_revision_knows_nothing_of_the_program() -> None:
    for path in Path(r0001_first.__file__).parent.glob("r[0-9]*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        imported |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        assert imported <= {"__future__", "alembic", "sqlalchemy", "re", "typing", "json"}


def test_a_revision_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(r0001_first.INDEXES, "rec_case", "no_such_column")
    path = tmp_path / "vault.db"
    path.touch()
    engine = open_engine(path, bytes(32))
    with pytest.raises(sa.exc.OperationalError), engine.begin() as connection:
        migrations.upgrade(connection)
    engine.dispose()
    raw = connect(path, bytes(32))
    assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert raw.execute("PRAGMA user_version").fetchone() == (0,)
    raw.close()


def test_a_later_schema_is_refused() -> None:
    with in_memory().begin() as connection:
        migrations.upgrade(connection)
        migrations.upgrade(connection)
        connection.exec_driver_sql("PRAGMA user_version = 99")
        with pytest.raises(NewerVault):
            migrations.upgrade(connection)


def test_a_draft_of_the_next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a field added to a declaration would ask for, written where the test says."""
    monkeypatch.setattr(draft, "__file__", str(tmp_path / "draft.py"))
    table = tables.metadata.tables["setting"]
    added: sa.Column[object] = sa.Column("added", tables.UtcTime)
    table.append_column(added)
    try:
        path = draft.write("more")
    finally:
        table._columns.remove(added)
    text = path.read_text("utf-8")
    ast.parse(text)
    assert path.name == f"r{migrations.head() + 1:04}_more.py"
    assert "'added', sa.DateTime(timezone=True)" in text


def _second(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Makes the program one of a later revision."""
    module = ModuleType("db.migrations.r9999_last")

    def upgrade() -> None:
        for statement in statements:
            op.execute(statement)

    vars(module)["upgrade"] = upgrade
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, "r9999_last"))


def test_an_older_vault_is_brought_up_on_opening(
    vault: DbVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()
    _second(monkeypatch, "ALTER TABLE setting ADD COLUMN added TEXT")
    before = contents(folder)
    looked = reopened(folder, read_only=True)
    with looked.read() as reader:
        assert reader.connection.exec_driver_sql("SELECT added FROM setting").all() == []
    looked.close()
    assert contents(folder) == before
    for _ in range(2):
        again = reopened(folder)
        with again.read() as reader:
            assert migrations.revision(reader.connection) == migrations.head()
            assert reader.connection.exec_driver_sql("SELECT added FROM setting").all() == []
            assert reader.connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        again.close()
    assert sorted(contents(folder)) == sorted(before)


@pytest.mark.parametrize(
    "statements",
    [
        ("ALTER TABLE setting ADD COLUMN added TEXT", "nonsense"),
        ("INSERT INTO slot (id, staff, kind) VALUES ('a', 'b', 'c')",),
    ],
    ids=["an error", "a broken reference"],
)
def test_a_migration_that_fails_leaves_the_vault_as_it_was(
    vault: DbVault, folder: Path, monkeypatch: pytest.MonkeyPatch, statements: tuple[str, ...]
) -> None:
    vault.close()
    before = contents(folder)
    with monkeypatch.context() as patch:
        _second(patch, *statements)
        with pytest.raises((sa.exc.OperationalError, DamagedVault)):
            reopened(folder)
    assert contents(folder) == before
    reopened(folder).close()


def test_a_revision_draws_up_the_first_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "__file__", str(tmp_path / "draft.py"))
    monkeypatch.setattr(migrations, "REVISIONS", ())
    path = draft.write("first")
    assert path.name == "r0001_first.py"
    assert path.read_text("utf-8").count("op.create_table(") == len(tables.metadata.tables)
