"""Collections of articles, tags on them, and which are copies of one story."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"

REFERENCES = {"collection_id": "collection", "copy_of": "article"}


def upgrade() -> None:
    """Create them; articles that are there belong to no collection."""
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False, server_default=""),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_collection"),
        sa.UniqueConstraint("name", name="uq_collection_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("name", name="uq_tag_name"),
    )
    op.create_table(
        "article_tag",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "tag_id", name="pk_article_tag"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_tag_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_article_tag_tag_id", ondelete="CASCADE"),
    )
    op.create_index("ix_article_tag_tag_id", "article_tag", ["tag_id"])
    # In SQL, because Alembic adds no references to a table of SQLite, except in a batch: that replaces the table, which
    # would delete the rows that belong to its own.
    for name, table in REFERENCES.items():
        op.execute(
            f"ALTER TABLE article ADD COLUMN {name} INTEGER "
            f"CONSTRAINT fk_article_{name} REFERENCES {table} (id) ON DELETE SET NULL"
        )
        op.create_index(f"ix_article_{name}", "article", [name])


def downgrade() -> None:
    """Drop them again."""
    for name in REFERENCES:
        op.drop_index(f"ix_article_{name}", "article")
        op.drop_column("article", name)
    for name in ("article_tag", "tag", "collection"):
        op.drop_table(name)
