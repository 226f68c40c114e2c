"""The articles that decisions concern, each with what the program read of it and what is in force there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.decisions.mentions import Judged, judged
from webapp.decisions.records import Decision
from webapp.domain import Reading
from webapp.errors import NotFound
from webapp.store.decisions import concerned
from webapp.store.decisions.held import held_of, load
from webapp.store.decisions.laying import concerning
from webapp.store.decisions.models import PlainReadingRow
from webapp.store.models import ArticleRow, CollectionRow


def reviewed(session: Session, collection: str | None) -> Iterator[tuple[Reading, list[Judged], list[Decision]]]:
    """Of each article: the plain reading, decisions on its mentions, and those on its claims and the whole of it.

    Raises NotFound if there is no collection of that name.
    """
    query = select(PlainReadingRow.article_id).order_by(PlainReadingRow.article_id)
    if collection is not None:
        number = session.scalar(select(CollectionRow.id).where(CollectionRow.name == collection))
        if number is None:
            raise NotFound(f"there is no collection {collection!r}: `mention-mapper collections` lists them")
        query = query.join(ArticleRow, ArticleRow.id == PlainReadingRow.article_id)
        query = query.where(ArticleRow.collection_id == number)
    for article_id in session.scalars(query).all():
        article = load(session, article_id)
        found = concerned.standing_for(session, [article.content_hash])
        on, name = concerning(session, article, found)
        plain = held_of(session, article).plain
        whole = [on.whole] if on.whole else []
        yield plain, judged(plain, on.mentions, name), [*on.claims.single, *whole]
        session.expunge_all()
