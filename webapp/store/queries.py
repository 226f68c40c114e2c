"""The map's queries to the database, in a fixed number of statements however many articles there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select, tuple_
from sqlalchemy.orm import Session

from webapp.domain import ClaimKind, Edition, Manner, Role, Span
from webapp.errors import NotFound
from webapp.store.claim_filter import EVERY_CLAIM, PINNING, ClaimFilter
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow, PlaceRow, SpeakerRow
from webapp.store.records import place_of, spans_of
from webapp.store.standings import Counts, Standing, claim_counts, claims_at
from webapp.store.summaries import (
    ArticleRef,
    ArticleSummary,
    PlacedClaim,
    PlaceDetail,
    PlacedMention,
    PlaceOnMap,
    SpeakerRef,
)

CONTEXT_CHARS = 70
"""Characters shown before and after a mention."""


def article_summaries(
    session: Session, which: ClaimFilter = EVERY_CLAIM, article_id: int | None = None
) -> tuple[ArticleSummary, ...]:
    """A summary of every article, the last added first, or of only one; it counts the claims that ``which`` shows."""
    claims = (
        select(ClaimRow.article_id, func.count().label("claims"))
        .where(which.where())
        .group_by(ClaimRow.article_id)
        .subquery()
    )
    mapped = func.count(distinct(MentionRow.place_id)).filter(MentionRow.mappable)
    unmapped = func.count().filter(~MentionRow.mappable)
    mentions = (
        select(MentionRow.article_id, mapped.label("places"), unmapped.label("unmapped"))
        .group_by(MentionRow.article_id)
        .subquery()
    )
    query = (
        select(
            ArticleRow.id,
            ArticleRow.title,
            ArticleRow.publisher,
            ArticleRow.author,
            ArticleRow.date,
            ArticleRow.filename,
            func.coalesce(claims.c.claims, 0),
            func.coalesce(mentions.c.places, 0),
            func.coalesce(mentions.c.unmapped, 0),
        )
        .outerjoin(claims, claims.c.article_id == ArticleRow.id)
        .outerjoin(mentions, mentions.c.article_id == ArticleRow.id)
        .order_by(ArticleRow.id.desc())
    )
    if article_id is not None:
        query = query.where(ArticleRow.id == article_id)
    return tuple(ArticleSummary(*row) for row in session.execute(query))


def is_outdated(edition: Edition) -> ColumnElement[bool]:
    """That an article's reading is of another edition.

    Written as two ranges of an index: with "is not" SQLite would look at every article.
    """
    columns = tuple_(ArticleRow.program, ArticleRow.model, ArticleRow.gazetteer)
    values = tuple_(edition.program, edition.model, edition.gazetteer)
    return or_(columns < values, columns > values)


def outdated_count(session: Session, edition: Edition) -> int:
    """How many articles have a reading of another edition."""
    return session.scalar(select(func.count()).select_from(ArticleRow).where(is_outdated(edition))) or 0


def places_on_map(session: Session, article_id: int | None, which: ClaimFilter = EVERY_CLAIM) -> tuple[PlaceOnMap, ...]:
    """The places of every article, or of one: most claims first, then most mentions, then by name."""
    tally = _mention_counts(session, article_id)
    written = _wordings(session, _on_map(article_id))
    roles = claim_counts(session, article_id, which)
    none = Counts()
    places = []
    for place, mentions, articles in tally:
        about, acting = (roles.get((place.id, role.value), none) for role in PINNING)
        if which.selects and not about.claims and not acting.claims:
            continue
        places.append(
            PlaceOnMap(
                place=place_of(place),
                written=written[place.id],
                claims=about.claims,
                acting=acting.claims,
                mentions=mentions,
                articles=articles,
                by_context=about.by_context,
                basis=about.basis,
                confidence=about.confidence,
            )
        )
    return tuple(sorted(places, key=lambda place: (-place.claims, -place.mentions, place.name, place.id)))


def claim_count(session: Session, article_id: int | None, which: ClaimFilter) -> int:
    """How many of the claims that ``which`` selects are in all articles, or in one."""
    query = select(func.count()).select_from(ClaimRow).where(which.where())
    if article_id is not None:
        query = query.where(ClaimRow.article_id == article_id)
    return session.scalar(query) or 0


def place_detail(
    session: Session, place_id: str, article_id: int | None, which: ClaimFilter = EVERY_CLAIM
) -> PlaceDetail:
    """One place with its claims and mentions; NotFound if no article puts it on the map."""
    here = and_(_on_map(article_id), MentionRow.place_id == place_id)
    written = _wordings(session, here).get(place_id)
    row = session.get(PlaceRow, place_id)
    if row is None or written is None:
        raise NotFound("this place is not on the map: the article that mentions it may have been deleted")
    about = claims_at(session, place_id, Role.ABOUT, article_id, which)
    seen = {standing.claim.id for standing in about}
    in_action = claims_at(session, place_id, Role.ACTOR, article_id, which)
    acting = [standing for standing in in_action if standing.claim.id not in seen]
    mentions = [] if which.selects else _unclaimed(session, here, which)
    claims = _standing_claims(session, [*about, *acting], which)
    articles = _articles(session, {row.article_id for row in mentions})
    return PlaceDetail(
        place=place_of(row),
        written=written,
        about=claims[: len(about)],
        acting=claims[len(about) :],
        mentions=tuple(_placed_mention(mention, articles[mention.article_id]) for mention in mentions),
    )


def placed_claims(
    session: Session, rows: Sequence[ClaimRow], which: ClaimFilter = EVERY_CLAIM
) -> tuple[PlacedClaim, ...]:
    """Claims as they are shown, in their articles' words; ``which`` says which of them are attitudes."""
    articles = _articles(session, {row.article_id for row in rows})
    outer = _outer_speakers(session, {row.article_id for row in rows if row.within is not None})
    return tuple(_placed_claim(row, articles[row.article_id], outer, which) for row in rows)


def _standing_claims(session: Session, standings: Sequence[Standing], which: ClaimFilter) -> tuple[PlacedClaim, ...]:
    claims = placed_claims(session, [standing.claim for standing in standings], which)
    return tuple(
        replace(claim, basis=standing.basis, confidence=standing.confidence)
        for claim, standing in zip(claims, standings, strict=True)
    )


def with_speakers(detail: PlaceDetail, known: Mapping[tuple[int, int], SpeakerRef]) -> PlaceDetail:
    """The same with each claim's speaker as known across all articles, by the article's id and the claim's place."""
    about, acting = (tuple(_known(claim, known) for claim in some) for some in (detail.about, detail.acting))
    return replace(detail, about=about, acting=acting)


def _known(claim: PlacedClaim, known: Mapping[tuple[int, int], SpeakerRef]) -> PlacedClaim:
    return replace(claim, known_as=known.get((claim.article.id, claim.index)))


def _outer_speakers(session: Session, articles: set[int]) -> dict[tuple[int, int], str | None]:
    if not articles:
        return {}
    query = (
        select(ClaimRow.article_id, ClaimRow.position, SpeakerRow.name)
        .outerjoin(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .where(ClaimRow.article_id.in_(sorted(articles)))
    )
    return {(article_id, position): name for article_id, position, name in session.execute(query)}


@dataclass(frozen=True, slots=True)
class _Source:
    ref: ArticleRef
    text: str


def _on_map(article_id: int | None) -> ColumnElement[bool]:
    if article_id is None:
        return MentionRow.mappable.is_(True)
    return and_(MentionRow.mappable.is_(True), MentionRow.article_id == article_id)


def _mention_counts(session: Session, article_id: int | None) -> list[tuple[PlaceRow, int, int]]:
    counts = (
        select(
            MentionRow.place_id,
            func.count().label("mentions"),
            func.count(distinct(MentionRow.article_id)).label("articles"),
        )
        .where(_on_map(article_id))
        .group_by(MentionRow.place_id)
        .subquery()
    )
    rows = session.execute(
        select(PlaceRow, counts.c.mentions, counts.c.articles).join(counts, counts.c.place_id == PlaceRow.id)
    )
    return [(place, mentions, articles) for place, mentions, articles in rows]


def _wordings(session: Session, where: ColumnElement[bool]) -> dict[str, tuple[str, ...]]:
    rows = session.execute(
        select(MentionRow.place_id, MentionRow.text, func.count())
        .where(where)
        .group_by(MentionRow.place_id, MentionRow.text)
        .order_by(func.min(MentionRow.id))
    )
    wordings: dict[str | None, Counter[str]] = defaultdict(Counter)
    for place_id, text, count in rows:
        wordings[place_id][" ".join(text.split())] += count
    return {
        place_id: tuple(text for text, _ in forms.most_common())
        for place_id, forms in wordings.items()
        if place_id is not None
    }


def _unclaimed(session: Session, where: ColumnElement[bool], which: ClaimFilter) -> list[MentionRow]:
    claimed = (
        select(ClaimPlaceRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimPlaceRow.claim_id)
        .where(
            ClaimPlaceRow.mention_id == MentionRow.id,
            ClaimPlaceRow.role.in_([role.value for role in PINNING]),
            which.where(),
        )
    )
    query = select(MentionRow).where(where, ~claimed.exists()).order_by(MentionRow.article_id, MentionRow.position)
    return list(session.scalars(query))


def _articles(session: Session, ids: set[int]) -> dict[int, _Source]:
    if not ids:
        return {}
    columns = (ArticleRow.id, ArticleRow.title, ArticleRow.publisher, ArticleRow.date, ArticleRow.text)
    rows = session.execute(select(*columns).where(ArticleRow.id.in_(sorted(ids))))
    return {row.id: _Source(ArticleRef(row.id, row.title, row.publisher, row.date), row.text) for row in rows}


def _placed_claim(
    row: ClaimRow, source: _Source, outer: dict[tuple[int, int], str | None], which: ClaimFilter
) -> PlacedClaim:
    cue = spans_of(row.spans, "cue")
    return PlacedClaim(
        index=row.position,
        kind=ClaimKind(row.kind),
        speaker=row.speaker.name if row.speaker else None,
        description=row.description,
        cue=" … ".join(span.of(source.text) for span in cue),
        fragments=tuple(span.of(source.text) for span in spans_of(row.spans, "content")),
        article=source.ref,
        manner=Manner(row.manner),
        negated=row.negated,
        nested=row.within is not None,
        reported_by=outer.get((row.article_id, row.within)) if row.within is not None else None,
        said=row.said,
        attitude=which.is_attitude(row.said, Manner(row.manner)),
    )


def _placed_mention(row: MentionRow, source: _Source) -> PlacedMention:
    before = Span(max(0, row.start - CONTEXT_CHARS), row.start)
    after = Span(row.end, row.end + CONTEXT_CHARS)
    return PlacedMention(row.position, row.text, before.of(source.text), after.of(source.text), source.ref)
