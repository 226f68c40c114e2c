"""How each claim was said, claims inside claims, and which speakers a person merged or split."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Add them; the claims that earlier versions read are neutral, affirmed and inside no other."""
    op.add_column("claim", sa.Column("manner", sa.String(), nullable=False, server_default="neutral"))
    op.add_column("claim", sa.Column("negated", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("claim", sa.Column("within", sa.Integer()))
    op.create_table(
        "speaker_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("undone", sa.DateTime()),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("other", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_choice"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("speaker_choice")
    with op.batch_alter_table("claim") as table:
        for name in ("manner", "negated", "within"):
            table.drop_column(name)
