"""Columns of claims know the places of datelines and of words in other names, which put nothing on the map."""

from __future__ import annotations

from alembic import op
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.store.claims.kept_columns import Columns
from webapp.store.models import ClaimPlaceRow, MentionRow
from webapp.store.records import BEYOND

revision = "0015"
down_revision: str | None = "0014"


def upgrade() -> None:
    """Enter the claims of articles that have such links anew."""
    session = Session(op.get_bind())
    link, mention = ClaimPlaceRow, MentionRow
    query = (
        select(mention.article_id)
        .distinct()
        .join(link, link.mention_id == mention.id)
        .where(
            link.role.in_([role.value for role in BEYOND]), mention.mappable.is_(False), mention.place_id.is_not(None)
        )
    )
    articles = list(session.scalars(query))
    if articles:
        columns = Columns()
        columns.leaving(session, articles)
        columns.added(session, articles)
        session.flush()


def downgrade() -> None:
    """Leave them: an earlier version asks for no such links."""
