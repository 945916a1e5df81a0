"""What only the UN forms ask of a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

COLUMNS = (
    "forces_reason forces_reason_language forces_reason_fold submitter submitter_language submitter_fold"
    " submitter_confidential arrest_warrant detention_reasons detention_reasons_language"
    " detention_reasons_fold"
)


def upgrade() -> None:
    """From revision 3 to 4. The long answers lie in the table of long texts."""
    for name in COLUMNS.split():
        op.add_column("rec_case", sa.Column(name, sa.Text(), nullable=True))
