"""Quick notes: their records and search."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

_DATES = ("when", "settled")
_PHRASES = ("who", "urgent", "reach")


def upgrade() -> None:
    """From revision 6 to 7."""
    dates: dict[str, list[sa.Column[Any]]] = {
        name: [
            sa.Column(f"{name}_edtf", sa.Text()),
            sa.Column(f"{name}_words", sa.Text()),
            sa.Column(f"{name}_earliest", sa.Date()),
            sa.Column(f"{name}_latest", sa.Date()),
        ]
        for name in _DATES
    }
    phrases: dict[str, list[sa.Column[Any]]] = {
        name: [sa.Column(f"{name}{end}", sa.Text()) for end in ("", "_language", "_fold")]
        for name in _PHRASES
    }
    op.create_table(
        "rec_quick_note",
        sa.Column(
            "n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("batch", sa.Uuid()),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("sort_title", sa.Text(), nullable=False),
        *phrases["who"],
        *dates["when"],
        *phrases["urgent"],
        *phrases["reach"],
        sa.Column("case", sa.Uuid()),
        *dates["settled"],
        sa.ForeignKeyConstraint(
            ["case"],
            ["rec_case.id"],
            name=op.f("fk_rec_quick_note_case"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_rec_quick_note")),
        sa.UniqueConstraint("id", name=op.f("uq_rec_quick_note_id")),
        sqlite_autoincrement=True,
    )
    for column in ("batch", "case", "sort_title"):
        op.create_index(op.f(f"ix_rec_quick_note_{column}"), "rec_quick_note", [column])
    op.execute(
        "CREATE VIRTUAL TABLE fts_quick_note USING fts5"
        "(tokens, content='', contentless_delete=1, tokenize='ascii')"
    )
