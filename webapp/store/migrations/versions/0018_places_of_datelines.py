"""Columns of claims know the places of datelines and of words in other names, which put nothing on the map."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision: str | None = "0017"


def upgrade() -> None:
    """Empty the columns: the program fills them when it opens the database."""
    op.execute("DELETE FROM column_block")


def downgrade() -> None:
    """Leave them: an earlier version asks for no such links."""
