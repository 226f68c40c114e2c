"""Articles, mentions, places, speakers and claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Create the first tables."""
    _create_articles()
    _create_mentions()
    _create_claims()


def downgrade() -> None:
    """Drop them again."""
    for table in ("claim_place", "claim_span", "claim", "speaker", "mention", "place", "article"):
        op.drop_table(table)


def _create_articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String()),
        sa.Column("author", sa.String()),
        sa.Column("date", sa.Date()),
        sa.Column("url", sa.String()),
        sa.Column("filename", sa.String()),
        sa.Column("front_matter", sa.JSON(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("gazetteer", sa.String(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("content_hash", name="uq_article_content_hash"),
        sqlite_autoincrement=True,
    )


def _create_mentions() -> None:
    op.create_table(
        "place",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("feature_class", sa.String(), nullable=False),
        sa.Column("feature_code", sa.String(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("admin1", sa.String()),
        sa.Column("admin2", sa.String()),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
    )
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("place_id", sa.String()),
        sa.Column("place_confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("mappable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mention"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_mention_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_mention_place_id"),
        sa.UniqueConstraint("article_id", "position", name="uq_mention_article_id"),
    )
    op.create_index("ix_mention_place_id", "mention", ["place_id"])


def _create_claims() -> None:
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker"),
        sa.UniqueConstraint("name", name="uq_speaker_name"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("speaker_id", sa.Integer()),
        sa.Column("description", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_claim_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_claim_speaker_id"),
        sa.UniqueConstraint("article_id", "position", name="uq_claim_article_id"),
    )
    op.create_index("ix_claim_speaker_id", "claim", ["speaker_id"])
    op.create_table(
        "claim_span",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim_span"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_claim_span_claim_id", ondelete="CASCADE"),
    )
    op.create_index("ix_claim_span_claim_id", "claim_span", ["claim_id"])
    op.create_table(
        "claim_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim_place"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_claim_place_claim_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name="fk_claim_place_mention_id", ondelete="CASCADE"),
    )
    op.create_index("ix_claim_place_claim_id", "claim_place", ["claim_id"])
    op.create_index("ix_claim_place_mention_id", "claim_place", ["mention_id"])
