"""Notes and tags on claims, places and speakers, and the column of what was decided about claims."""

from __future__ import annotations

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision: str | None = "0015"

BLOCK = 16_384
STATUSES = ("unverified", "verified", "corrected")
_ABOUT_SOMETHING = sa.text("subject != ''")


def upgrade() -> None:
    """Create the table; nobody has noted anything yet, and most claims are unverified."""
    op.add_column("decision", sa.Column("subject", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_decision_subject", "decision", ["subject"], sqlite_where=_ABOUT_SOMETHING)
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("about", "subject", "what", "text", "who")),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
        sa.UniqueConstraint("uid", name="uq_remark_uid"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_remark_tag_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_remark_claim_id", ondelete="SET NULL"),
    )
    op.create_index("ix_remark_about_subject", "remark", ["about", "subject"])
    op.create_index("ix_remark_tag_id", "remark", ["tag_id"])
    op.create_index("ix_remark_claim_id", "remark", ["claim_id"])
    op.execute(
        "CREATE VIRTUAL TABLE remark_words USING fts5("
        "text, content='remark', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Make the column of every block that has claims."""
    codes = {word: code for code, word in enumerate(STATUSES, 1)}
    for word, code in codes.items():
        connection.execute(
            sa.text("INSERT INTO column_code (\"of\", code, word) VALUES ('status', :code, :word)"),
            {"code": code, "word": word},
        )
    reviewed: dict[int, list[tuple[int, int]]] = {}
    for number, status in connection.execute(sa.text("SELECT id, status FROM claim WHERE status != 'unverified'")):
        reviewed.setdefault(number // BLOCK, []).append((number % BLOCK, codes.get(status, 0)))
    blocks = connection.execute(sa.text("SELECT block, data FROM column_block WHERE name = 'claim.article'")).all()
    for block, data in blocks:
        column = (np.frombuffer(data, np.int32) > 0).astype(np.uint8)
        for entry, code in reviewed.get(block, ()):
            column[entry] = code if column[entry] else 0
        connection.execute(
            sa.text("INSERT INTO column_block (block, name, data) VALUES (:block, 'claim.status', :data)"),
            {"block": block, "data": column.tobytes()},
        )


def downgrade() -> None:
    """Drop all of it; the log keeps what was noted, and the program enters it again."""
    op.execute("DELETE FROM column_block WHERE name = 'claim.status'")
    op.execute("DELETE FROM column_code WHERE \"of\" = 'status'")
    op.drop_table("remark_words")
    op.drop_table("remark")
    op.drop_index("ix_decision_subject", "decision")
    op.drop_column("decision", "subject")
