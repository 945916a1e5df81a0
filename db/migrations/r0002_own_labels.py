"""A Korean label for the fields that staff added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """From revision 1 to 2."""
    op.add_column("own_field", sa.Column("label_ko", sa.Text(), nullable=True))
