"""What a signature names of the parts of a record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """From revision 10 to 11."""
    op.add_column("rec_review", sa.Column("signed_parts", sa.Text(), nullable=True))
    op.add_column("rec_review", sa.Column("signed_parts_fold", sa.Text(), nullable=True))
