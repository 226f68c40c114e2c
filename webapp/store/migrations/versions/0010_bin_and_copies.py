"""A bin for deleted articles, what was read before a person's edits, and what tells copies of one story."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"


def upgrade() -> None:
    """Create them, and mark all articles: the program finds the copies among them, once all migrations have run."""
    op.add_column("article", sa.Column("as_read", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "deleted_article",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String()),
        sa.Column("deleted", sa.DateTime(), nullable=False),
        sa.Column("deletion", sa.String(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deleted_article"),
        sa.UniqueConstraint("content_hash", name="uq_deleted_article_content_hash"),
    )
    op.create_index("ix_deleted_article_deletion", "deleted_article", ["deletion"])
    op.create_index("ix_deleted_article_deleted", "deleted_article", ["deleted"])
    op.create_table(
        "copy_mark",
        sa.Column("mark", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mark", "article_id", name="pk_copy_mark"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_copy_mark_article_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_mark_article_id", "copy_mark", ["article_id"])
    op.create_table(
        "copy_choice",
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("of_hash", sa.String(64)),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash", name="pk_copy_choice"),
    )
    op.create_index("ix_copy_choice_of_hash", "copy_choice", ["of_hash"])
    op.execute("INSERT INTO copy_mark (mark, article_id) SELECT -1, id FROM article")


def downgrade() -> None:
    """Drop them again; articles in the bin are lost."""
    for name in ("copy_choice", "copy_mark", "deleted_article"):
        op.drop_table(name)
    op.drop_column("article", "as_read")
