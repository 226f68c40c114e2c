"""Work in the background: jobs, and the files and articles of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision: str | None = "0013"


def upgrade() -> None:
    """Create both tables; articles that are there belong to no job."""
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("served", sa.DateTime(), nullable=True),
        sa.Column("started", sa.DateTime(), nullable=True),
        sa.Column("before", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ended", sa.DateTime(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("changes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("collection_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name="fk_job_collection_id", ondelete="SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_ended_served", "job", ["ended", "served"])
    op.create_table(
        "job_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False, server_default=""),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("deaths", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("alone", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("lease", sa.DateTime(), nullable=True),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job_item"),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_job_item_job_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["job_item.id"], name="fk_job_item_parent_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_job_item_article_id", ondelete="SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_item_job_id_state", "job_item", ["job_id", "state", "attempts"])
    op.create_index("ix_job_item_job_id_changed", "job_item", ["job_id", "changed"])
    op.create_index("ix_job_item_article_id", "job_item", ["article_id"])
    op.create_index("ix_job_item_parent_id", "job_item", ["parent_id"])


def downgrade() -> None:
    """Drop them again."""
    for name in ("job_item", "job"):
        op.drop_table(name)
