"""The history of a place, a speaker and a collection is found without a look at all of the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision: str | None = "0018"

_NAMES_A_SPEAKER = sa.text("what = 'speaker'")


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_decision_was", "decision", ["was"])
    op.create_index("ix_decision_new_speaker", "decision", ["what"], sqlite_where=_NAMES_A_SPEAKER)
    op.create_index("ix_decision_collection_id", "decision", ["collection_id"])


def downgrade() -> None:
    """Drop them."""
    for name in ("was", "new_speaker", "collection_id"):
        op.drop_index(f"ix_decision_{name}", "decision")
