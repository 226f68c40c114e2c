"""The readings in whose place others were put, for as long as they can be put back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision: str | None = "0016"


def upgrade() -> None:
    """Create the table; what was replaced before is not kept."""
    op.create_table(
        "earlier_reading",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("plain", sa.LargeBinary(), nullable=False),
        sa.Column("informed", sa.LargeBinary(), nullable=True),
        sa.Column("informed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_earlier_reading"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_earlier_reading_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_earlier_reading_job_id", ondelete="CASCADE"),
    )
    op.create_index("ix_earlier_reading_job_id", "earlier_reading", ["job_id", "article_id"])
    op.create_index("ix_earlier_reading_made", "earlier_reading", ["made"])


def downgrade() -> None:
    """Drop it: nothing that was read again can be taken back."""
    op.drop_table("earlier_reading")
