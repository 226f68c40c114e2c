"""The rows of tags, which articles share with claims, places and speakers."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.store.models import ArticleTagRow, TagRow
from webapp.store.remarks.models import RemarkRow


def tag_ids(session: Session) -> dict[str, int]:
    """The id of every tag by its name without capitals: databases know those of few alphabets."""
    return {row.name.casefold(): row.id for row in session.execute(select(TagRow.id, TagRow.name))}


def tag_ids_for(session: Session, names: Iterable[str]) -> dict[str, int]:
    """The same with a new row for each of these names that has none."""
    known = tag_ids(session)
    for name in names:
        if name.casefold() not in known:
            row = TagRow(name=name)
            session.add(row)
            session.flush()
            known[name.casefold()] = row.id
    return known


def drop_unused(session: Session) -> None:
    """Delete the tags that nothing has any more."""
    on_articles = select(ArticleTagRow.tag_id).where(ArticleTagRow.tag_id == TagRow.id)
    elsewhere = select(RemarkRow.id).where(RemarkRow.tag_id == TagRow.id)
    unused = delete(TagRow).where(~on_articles.exists(), ~elsewhere.exists())
    session.execute(unused, execution_options={"synchronize_session": False})


def is_elsewhere(session: Session, tag_id: int) -> bool:
    """Whether a tag is on a claim, a place or a speaker."""
    return session.scalar(select(RemarkRow.id).where(RemarkRow.tag_id == tag_id).limit(1)) is not None
