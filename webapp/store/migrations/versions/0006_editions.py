"""Which version of the program read each article, and how recently it was read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """Add them; articles that earlier versions read have no version, so that they are offered for reading again."""
    op.add_column("article", sa.Column("program", sa.String(), nullable=False, server_default=""))
    op.add_column("article", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_article_edition", "article", ["program", "model", "gazetteer"])
    op.create_index("ix_article_revision", "article", ["revision"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_article_revision", "article")
    op.drop_index("ix_article_edition", "article")
    with op.batch_alter_table("article") as table:
        for name in ("program", "revision"):
            table.drop_column(name)
