"""Puts a reading into the database in place of the one that an article has."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from gazetteer.place import Place
from webapp.domain import Reading, Span
from webapp.errors import NotFound, UnreadableArticle
from webapp.store.carried import Said, carried, said
from webapp.store.chunks import chunks
from webapp.store.counted import recounting
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow, MentionRow, PlaceRow, SpeakerRow
from webapp.store.records import PLACE_FIELDS, reading_rows
from webapp.store.speakers.labels import key_of
from webapp.store.speakers.models import ChoiceMemberRow
from webapp.store.speakers.regroup import member_of

_UNSEEN = {"synchronize_session": False}
# Made once: to build a statement takes longer than to run it.
_WITH_HASH = select(ArticleRow.id).where(ArticleRow.content_hash == bindparam("content_hash"))


def find(session: Session, content_hash: str) -> int | None:
    """The id of the article with this content, None if there is none."""
    return session.connection().scalar(_WITH_HASH, {"content_hash": content_hash})


def put(session: Session, readings: Sequence[tuple[ArticleRow, Reading]]) -> None:
    """Show of each article a reading in place of the one that it has; some dozens at once are quickest.

    The articles themselves stay as they are: id, text, title, publisher, author, date and address. Merges and splits of
    their speakers are carried over.
    """
    ids = [article.id for article, _ in readings]
    before = {article_id: _said_before(session, article_id) for article_id in ids}
    places, speakers = named_by(session, ids)
    # The texts are the same, and with them whose copy an article is.
    with recounting(session, ids):
        session.execute(delete(ClaimRow).where(ClaimRow.article_id.in_(ids)), execution_options=_UNSEEN)
        session.execute(delete(MentionRow).where(MentionRow.article_id.in_(ids)), execution_options=_UNSEEN)
        for article, reading in readings:
            _put(session, article, reading)
            _carry_choices(session, article.content_hash, before[article.id], said(reading.claims))
    drop_unused(session, places, speakers)


def _put(session: Session, article: ArticleRow, reading: Reading) -> None:
    session.add_all(_rows_of(session, article.id, reading))
    article.program, article.model, article.gazetteer = reading.program, reading.model, reading.gazetteer
    article.notes = list(reading.notes)
    article.mention_count = len(reading.mentions)
    article.revision = 1 + (session.scalar(select(func.max(ArticleRow.revision))) or 0)


def named_by(session: Session, article_ids: Sequence[int]) -> tuple[Sequence[str], Sequence[int]]:
    """The ids of the places and of the speakers that the readings of some articles name."""
    places = select(MentionRow.place_id).where(MentionRow.article_id.in_(article_ids), MentionRow.place_id.is_not(None))
    speakers = select(ClaimRow.speaker_id).where(ClaimRow.article_id.in_(article_ids), ClaimRow.speaker_id.is_not(None))
    return (
        [one for one in session.scalars(places.distinct()) if one is not None],
        [one for one in session.scalars(speakers.distinct()) if one is not None],
    )


def drop_unused(session: Session, places: Sequence[str], speakers: Sequence[int]) -> None:
    """Delete those of these places and speakers that no reading names any more."""
    mentioned = select(MentionRow.place_id).where(MentionRow.place_id == PlaceRow.id)
    for some_places in chunks(places):
        session.execute(delete(PlaceRow).where(PlaceRow.id.in_(some_places), ~mentioned.exists()))
    quoted = select(ClaimRow.id).where(ClaimRow.speaker_id == SpeakerRow.id)
    for some_speakers in chunks(speakers):
        session.execute(delete(SpeakerRow).where(SpeakerRow.id.in_(some_speakers), ~quoted.exists()))


def require_storable(reading: Reading) -> None:
    """Raise UnreadableArticle if the article has characters that UTF-8 cannot hold."""
    article = reading.article
    try:
        for words in (article.text, article.title, article.publisher, article.author):
            (words or "").encode()
    except UnicodeEncodeError as error:
        raise UnreadableArticle(
            article.filename or article.title or "the text",
            "it contains broken characters (lone surrogates); save it as UTF-8 and try again",
        ) from error


def no_article() -> NotFound:
    """The error for an id that no article has."""
    return NotFound("there is no such article: it may have been deleted")


def _rows_of(session: Session, article_id: int, reading: Reading) -> list[MentionRow | ClaimRow]:
    mentions, claims = reading_rows(reading, _place_rows(session, reading), _speaker_rows(session, reading))
    rows: list[MentionRow | ClaimRow] = [*mentions, *claims]
    for row in rows:
        row.article_id = article_id
    return rows


def _place_rows(session: Session, reading: Reading) -> dict[str, PlaceRow]:
    places = {place.id: place for mention in reading.mentions if (place := mention.resolution.place)}
    rows = {row.id: row for row in session.scalars(select(PlaceRow).where(PlaceRow.id.in_(sorted(places))))}
    for place in places.values():
        row = rows.setdefault(place.id, PlaceRow(id=place.id))
        _copy(place, row)
    session.add_all(rows.values())
    return rows


def _copy(place: Place, row: PlaceRow) -> None:
    for field in PLACE_FIELDS:
        setattr(row, field, getattr(place, field))


def _speaker_rows(session: Session, reading: Reading) -> dict[str, SpeakerRow]:
    names = {claim.speaker.name for claim in reading.claims if claim.speaker}
    rows = {row.name: row for row in session.scalars(select(SpeakerRow).where(SpeakerRow.name.in_(sorted(names))))}
    rows |= {name: SpeakerRow(name=name) for name in sorted(names - rows.keys())}
    session.add_all(rows.values())
    return rows


def _said_before(session: Session, article_id: int) -> list[Said]:
    query = (
        select(ClaimRow.id, SpeakerRow.name, ClaimSpanRow.start, ClaimSpanRow.end)
        .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .join(ClaimSpanRow, ClaimSpanRow.claim_id == ClaimRow.id)
        .where(ClaimRow.article_id == article_id, ClaimSpanRow.part == "content")
        .order_by(ClaimRow.position, ClaimSpanRow.id)
    )
    spans: dict[int, list[Span]] = {}
    names: dict[int, str] = {}
    for claim, name, start, end in session.execute(query):
        names[claim] = name
        spans.setdefault(claim, []).append(Span(start, end))
    return [Said(name, tuple(spans[claim])) for claim, name in names.items()]


def _carry_choices(session: Session, content_hash: str, before: Sequence[Said], after: Sequence[Said]) -> None:
    """Carry over every merge and split that names a speaker of this article, also those that were undone."""
    for row in session.scalars(select(ChoiceMemberRow).where(ChoiceMemberRow.content_hash == content_hash)):
        now = carried(member_of(row), before, after)
        row.name_now, row.start_now, row.key_now = now.name_now, now.start_now, key_of(now.name_now)
