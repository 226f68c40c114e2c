"""Why the words of a mention are a place, what they stand for, and what would have changed the choice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Add the columns; for mentions that earlier versions read, none of this is known."""
    for name in ("why_a_place", "contrast"):
        op.add_column("mention", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("mention", sa.Column("sense", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them again."""
    with op.batch_alter_table("mention") as table:
        for name in ("why_a_place", "contrast", "sense"):
            table.drop_column(name)
