"""Decisions of people: the log, the readings below it, what of claims and mentions is reviewed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision: str | None = "0014"

_WORDS = ("who", "what", "scope", "content_hash", "collection", "name", "was", "why", "undoes", "place_id", "speaker")
_INDEXES = ("content_hash", "step", "undoes", "place_id", "speaker")


def upgrade() -> None:
    """Create the tables; nothing is decided yet, and every mention gets how much it needs a person."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _WORDS),
        sa.Column("collection_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("anchor", "value", "over")),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("uid", name="uq_decision_uid"),
        sqlite_autoincrement=True,
    )
    for name in _INDEXES:
        op.create_index(f"ix_decision_{name}", "decision", [name])
    op.create_index("ix_decision_scope_name", "decision", ["scope", "name"])
    op.create_index("ix_decision_who", "decision", ["who", "id"])
    op.create_table(
        "plain_reading",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("plain", sa.LargeBinary(), nullable=False),
        sa.Column("informed", sa.LargeBinary(), nullable=True),
        sa.Column("informed_by", sa.String(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("article_id", name="pk_plain_reading"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_plain_reading_article_id", ondelete="CASCADE"),
    )
    op.create_table(
        "decision_laid",
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("uid", "article_id", name="pk_decision_laid"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_decision_laid_article_id", ondelete="CASCADE"),
    )
    op.create_index("ix_decision_laid_article_id", "decision_laid", ["article_id"])
    op.add_column("claim", sa.Column("status", sa.String(), nullable=False, server_default="unverified"))
    op.add_column("mention", sa.Column("doubt", sa.Float(), nullable=False, server_default="0"))
    op.add_column("article", sa.Column("mention_count", sa.Integer(), nullable=False, server_default="0"))
    _count()
    op.create_index("ix_mention_doubt", "mention", ["doubt"], sqlite_where=sa.text("doubt > 0"))
    reviewed = sa.text("status != 'unverified'")
    op.create_index("ix_mention_status", "mention", ["article_id", "status"], sqlite_where=reviewed)
    op.create_index("ix_claim_status", "claim", ["article_id", "status"], sqlite_where=reviewed)
    op.create_index("ix_article_collection_mentions", "article", ["collection_id", "mention_count"])


def _count() -> None:
    op.execute("UPDATE mention SET status = 'rejected' WHERE status = 'not_a_place'")
    op.execute(
        "UPDATE article SET mention_count = (SELECT count(*) FROM mention WHERE mention.article_id = article.id)"
    )
    # Roughly what ``webapp.store.decisions.doubt`` works out of a reading; exact once an article is read again.
    op.execute(
        "UPDATE mention SET doubt = (1 - place_confidence) * (1 + (SELECT count(*) FROM claim_place"
        " WHERE claim_place.mention_id = mention.id AND claim_place.role = 'about'))"
        " WHERE kind = 'toponym' AND status = 'unverified' AND place_id IS NOT NULL"
    )


def downgrade() -> None:
    """Drop all of it: what was decided is lost, and what articles show stays."""
    op.drop_index("ix_article_collection_mentions", "article")
    op.drop_index("ix_claim_status", "claim")
    op.drop_index("ix_mention_status", "mention")
    op.drop_index("ix_mention_doubt", "mention")
    for table, column in (("article", "mention_count"), ("mention", "doubt"), ("claim", "status")):
        op.drop_column(table, column)
    for table in ("decision_laid", "plain_reading", "decision"):
        op.drop_table(table)
