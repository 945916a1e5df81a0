"""When a slot was made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """From revision 2 to 3."""
    op.add_column("slot", sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
