"""What the program read of an article, as the database has it: below the decisions that are laid over it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain import Reading
from webapp.store.decisions.models import PlainReadingRow
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow
from webapp.store.reading_json import reading_from, reading_json
from webapp.store.records import reading_of
from webapp.store.saving import no_article


@dataclass(frozen=True, slots=True)
class Held:
    """What the program read of an article: by itself, and with decided places in view."""

    plain: Reading
    informed: Reading | None = None
    informed_by: str = ""


def held_of(session: Session, article: ArticleRow) -> Held:
    """What the program read of an article."""
    kept = session.get(PlainReadingRow, article.id)
    if kept is None:
        return Held(reading_of(article))
    informed = unpacked(kept.informed) if kept.informed else None
    return Held(unpacked(kept.plain), informed, kept.informed_by)


def load(session: Session, article_id: int) -> ArticleRow:
    """An article with all that was read from it; NotFound if there is none."""
    article: ArticleRow | None = session.scalar(whole([article_id]))
    if article is None:
        raise no_article()
    return article


def whole(ids: Sequence[int]) -> Select[Any]:
    """Articles with all that was read from them, in the order of their ids."""
    return (
        select(ArticleRow)
        .where(ArticleRow.id.in_(ids))
        .order_by(ArticleRow.id)
        .options(
            selectinload(ArticleRow.mentions).joinedload(MentionRow.place),
            selectinload(ArticleRow.claims).options(
                joinedload(ClaimRow.speaker),
                selectinload(ClaimRow.spans),
                selectinload(ClaimRow.places).joinedload(ClaimPlaceRow.mention),
            ),
        )
        .execution_options(populate_existing=True)
    )


def let_go(session: Session, article: ArticleRow) -> None:
    """Have the session forget the rows of a reading: others take their place, under the same ids perhaps."""
    for mention in article.mentions:
        session.expunge(mention)
    for claim in article.claims:
        for part in (*claim.spans, *claim.places, claim):
            session.expunge(part)
    session.expire(article, ["mentions", "claims"])


def packed(reading: Reading) -> bytes:
    """A reading, compressed."""
    return zlib.compress(json.dumps(reading_json(reading), ensure_ascii=False, separators=(",", ":")).encode(), 5)


def unpacked(data: bytes) -> Reading:
    """The reading that was compressed."""
    return reading_from(json.loads(zlib.decompress(data)))
