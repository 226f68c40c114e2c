"""Full text of articles and claims, columns from which claims are counted, and the indexes that filters need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"

FULL_TEXT = {
    "article_words": "text, content='article', content_rowid='id'",
    "claim_words": "words, content=''",
}
INDEXES = {
    "ix_article_publisher": ["publisher"],
    "ix_article_date": ["date"],
}


def upgrade() -> None:
    """Create them; the program fills them when it opens the database."""
    for name, what in FULL_TEXT.items():
        op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({what}, tokenize='porter unicode61 remove_diacritics 2')")
    op.create_table(
        "column_block",
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("block", "name", name="pk_column_block"),
    )
    op.create_table(
        "column_code",
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("of", "code", name="pk_column_code"),
        sa.UniqueConstraint("of", "word", name="uq_column_code_of"),
    )
    op.create_table(
        "column_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_column_change"),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "article", columns)


def downgrade() -> None:
    """Drop them again."""
    for name in INDEXES:
        op.drop_index(name, "article")
    for name in ("column_block", "column_code", "column_change", *FULL_TEXT):
        op.drop_table(name)
