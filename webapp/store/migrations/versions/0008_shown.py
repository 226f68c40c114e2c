"""How sure each claim's speaker is, whether that is only a common noun, and an index of what was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"

SAID = "ix_claim_article_id_said_manner"
NEW_MANNERS = ("believes", "promises", "asks")


def upgrade() -> None:
    """Add them; of claims that earlier versions read neither is known."""
    op.add_column("claim", sa.Column("speaker_confidence", sa.Float(), nullable=False, server_default="0"))
    op.add_column("claim", sa.Column("generic", sa.Boolean()))
    op.create_index(SAID, "claim", ["article_id", "said", "manner"])


def downgrade() -> None:
    """Drop them again; earlier versions know fewer manners."""
    op.drop_index(SAID, "claim")
    claim = sa.table("claim", sa.column("manner", sa.String()))
    op.execute(claim.update().where(claim.c.manner.in_(NEW_MANNERS)).values(manner="neutral"))
    # Not in a batch: that replaces the table, which would delete the rows that belong to its own.
    for name in ("speaker_confidence", "generic"):
        op.drop_column("claim", name)
