"""On which ground each claim is tied to a place and how surely, and whether its words were said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Add the columns; earlier versions only tied claims to the places in their own words."""
    op.add_column("claim_place", sa.Column("basis", sa.String(), nullable=False, server_default="content"))
    op.add_column("claim_place", sa.Column("confidence", sa.Float(), nullable=False, server_default="1"))
    op.add_column("claim", sa.Column("said", sa.Float(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Drop them again."""
    # Not in a batch: that replaces the table, which would delete the rows that belong to its own.
    op.drop_column("claim", "said")
    for name in ("basis", "confidence"):
        op.drop_column("claim_place", name)
