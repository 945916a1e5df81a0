"""Whether what was told of an act is distressing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """From revision 7 to 8."""
    op.add_column("rec_act", sa.Column("distressing", sa.Text(), nullable=True))
