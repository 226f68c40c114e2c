"""Claims as they are shown: counted, and in the words of their articles, which are cut out by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from webapp.domain import ClaimKind, Manner, Status
from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow, SpeakerRow
from webapp.store.remarks.records import NOTHING, on_claims
from webapp.store.summaries import ArticleRef, PlacedClaim, PlaceDetail, SpeakerRef

_SHOWN_PARTS = ("cue", "content")
Words = dict[tuple[int, str], list[str]]


def claim_count(session: Session, article_id: int | None, which: ClaimFilter) -> int:
    """How many of the claims that ``which`` selects are in all articles, or in one."""
    query = select(func.count()).select_from(ClaimRow).where(which.where())
    if article_id is not None:
        query = query.where(ClaimRow.article_id == article_id)
    return session.scalar(query) or 0


def placed_claims(
    session: Session, rows: Sequence[ClaimRow], which: ClaimFilter = EVERY_CLAIM
) -> tuple[PlacedClaim, ...]:
    """Claims as they are shown, in their articles' words; ``which`` says which of them are attitudes."""
    articles = article_refs(session, {row.article_id for row in rows})
    words = claim_words(session, [row.id for row in rows])
    outer = _outer_speakers(session, {(row.article_id, row.within) for row in rows if row.within is not None})
    remarks = on_claims(session, [row.id for row in rows])
    return tuple(
        replace(_placed_claim(row, articles[row.article_id], words, outer, which), remarks=remarks.get(row.id, NOTHING))
        for row in rows
    )


def with_speakers(detail: PlaceDetail, known: Mapping[tuple[int, int], SpeakerRef]) -> PlaceDetail:
    """The same with each claim's speaker as known across all articles, by the article's id and the claim's place."""
    parts = detail.about, detail.acting, detail.origin, detail.named
    about, acting, origin, named = (tuple(_known(claim, known) for claim in some) for some in parts)
    return replace(detail, about=about, acting=acting, origin=origin, named=named)


def article_refs(session: Session, ids: Collection[int]) -> dict[int, ArticleRef]:
    """What is said of the articles that claims and mentions are in, without their texts."""
    columns = (ArticleRow.id, ArticleRow.title, ArticleRow.publisher, ArticleRow.date)
    portions = (session.execute(select(*columns).where(ArticleRow.id.in_(some))) for some in chunks(sorted(ids)))
    rows = (row for portion in portions for row in portion)
    return {row.id: ArticleRef(row.id, row.title, row.publisher, row.date) for row in rows}


def claim_words(session: Session, claims: Sequence[int]) -> Words:
    """The cue and the content of claims in their articles' words, by claim and part, piece by piece."""
    span = ClaimSpanRow
    words: Words = defaultdict(list)
    for some in chunks(claims):
        query = (
            select(span.claim_id, span.part, func.substr(ArticleRow.text, span.start + 1, span.end - span.start))
            .join(ClaimRow, ClaimRow.id == span.claim_id)
            .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
            .where(span.claim_id.in_(some), span.part.in_(_SHOWN_PARTS))
            .order_by(span.id)
        )
        for claim, part, text in session.execute(query):
            words[claim, part].append(text)
    return words


def _known(claim: PlacedClaim, known: Mapping[tuple[int, int], SpeakerRef]) -> PlacedClaim:
    return replace(claim, known_as=known.get((claim.article.id, claim.index)))


def _outer_speakers(
    session: Session, claims: Iterable[tuple[int, int | None]]
) -> dict[tuple[int, int | None], str | None]:
    found: dict[tuple[int, int | None], str | None] = {}
    for some in chunks(sorted(claims, key=str)):
        query = (
            select(ClaimRow.article_id, ClaimRow.position, SpeakerRow.name)
            .outerjoin(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
            .where(tuple_(ClaimRow.article_id, ClaimRow.position).in_(some))
        )
        found |= {(article_id, position): name for article_id, position, name in session.execute(query)}
    return found


def _placed_claim(
    row: ClaimRow,
    article: ArticleRef,
    words: Words,
    outer: dict[tuple[int, int | None], str | None],
    which: ClaimFilter,
) -> PlacedClaim:
    return PlacedClaim(
        index=row.position,
        kind=ClaimKind(row.kind),
        speaker=row.speaker.name if row.speaker else None,
        description=row.description,
        cue=" … ".join(words.get((row.id, "cue"), ())),
        fragments=tuple(words.get((row.id, "content"), ())),
        article=article,
        manner=Manner(row.manner),
        negated=row.negated,
        nested=row.within is not None,
        reported_by=outer.get((row.article_id, row.within)) if row.within is not None else None,
        said=row.said,
        attitude=which.is_attitude(row.said, Manner(row.manner)),
        status=Status(row.status),
    )
