"""Why words were taken for a claim, and why its source stands for its speaker."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Add them; for claims that earlier versions read, none of this is known."""
    op.add_column("claim", sa.Column("evidence", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("claim", sa.Column("why_speaker", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them again."""
    with op.batch_alter_table("claim") as table:
        for name in ("evidence", "why_speaker"):
            table.drop_column(name)
