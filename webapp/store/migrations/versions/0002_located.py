"""How the coordinates of each place are known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add the column; nearly all places of earlier versions were located by GeoNames."""
    op.add_column("place", sa.Column("located", sa.String(), nullable=False, server_default="geonames"))


def downgrade() -> None:
    """Drop it again."""
    with op.batch_alter_table("place") as table:
        table.drop_column("located")
