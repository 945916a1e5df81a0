"""For developers: writes the next revision from what the declarations ask beyond the last one.

    python -m db.migrations.draft NAME

What it writes is a draft: read it, add what moves values, then leave it alone for ever.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext

from db import migrations, tables
from db.engine import in_memory

_HEAD = '''"""{title}."""

from __future__ import annotations

from alembic import op


def upgrade() -> None:
    """From revision {before} to {after}."""
'''


def write(name: str) -> Path:
    """Writes `rNNNN_<name>.py` beside the others; gives its path."""
    with in_memory().connect() as connection:
        migrations.upgrade(connection)
        context = MigrationContext.configure(connection, opts=options())
        script = produce_migrations(context, tables.metadata)
    assert script.upgrade_ops is not None
    body = render_python_code(script.upgrade_ops, render_item=_render, migration_context=context)
    number = migrations.head() + 1
    head = _HEAD.format(title=name.replace("_", " ").capitalize(), before=number - 1, after=number)
    path = Path(__file__).parent / f"r{number:04}_{name}.py"
    path.write_text(head + "    " + body.strip() + "\n", "utf-8")
    return path


def options() -> dict[str, Any]:
    """How the tables of a database are compared with the declarations."""
    return {"include_object": _compared, "compare_type": True, "render_as_batch": True}


def _compared(_item: object, name: str | None, kind: str, *_: object) -> bool:
    """The tables of the full-text index are not SQLAlchemy's; of a column that was added later it does not
    see that its reference is checked at commit (`tests/db/test_migrations.py` holds the statements)."""
    return kind != "foreign_key_constraint" and not (
        kind == "table" and (name or "").startswith(("fts_", "sqlite_"))
    )


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Types of ours are written as what they are to the database, so that a revision needs none of us."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, tables.UtcTime) else False


if __name__ == "__main__":  # pragma: no cover - one line
    write(sys.argv[1])
