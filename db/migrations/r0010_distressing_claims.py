"""Whether the words of a claim are distressing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """From revision 9 to 10."""
    op.add_column("rec_claim", sa.Column("distressing", sa.Text(), nullable=True))
