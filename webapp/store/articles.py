"""The store of articles: saves readings, finds them again, lists their places for the map, deletes them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from gazetteer.place import Place
from webapp.domain import Reading
from webapp.errors import NotFound, UnreadableArticle
from webapp.store import queries
from webapp.store.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.database import BUSY_TIMEOUT, Database
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow, PlaceRow, SpeakerRow
from webapp.store.records import PLACE_FIELDS, article_row, reading_of
from webapp.store.speakers import SpeakerBook
from webapp.store.summaries import ArticleSummary, PlaceDetail, PlaceOnMap, Saved


class ArticleStore:
    """Articles with everything that was read from them, in one SQLite file; may be used from several threads.

    Every method raises StoreUnavailable if the file cannot be used.
    """

    def __init__(self, database_path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self._database = Database(database_path, busy_timeout=busy_timeout)
        self.speakers = SpeakerBook(self._database)

    def prepare(self) -> None:
        """Create or migrate the file now rather than on first use."""
        self._database.prepare()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def save(self, reading: Reading) -> Saved:
        """Save a reading, completely or not at all; an article whose text is stored already is left as it is."""
        _require_storable(reading)
        with self._database.writing() as session:
            existing = _find(session, reading.article.content_hash)
            if existing is not None:
                return Saved(existing, existing=True)
            row = article_row(reading, _place_rows(session, reading), _speaker_rows(session, reading))
            session.add(row)
            session.flush()
            return Saved(row.id, existing=False)

    def find(self, content_hash: str) -> int | None:
        """The id of the article with this content, None if it is new."""
        with self._database.reading() as session:
            return _find(session, content_hash)

    def reading(self, article_id: int) -> Reading:
        """Everything that was read from an article, as it was saved; NotFound if there is none."""
        query = (
            select(ArticleRow)
            .where(ArticleRow.id == article_id)
            .options(
                selectinload(ArticleRow.mentions).joinedload(MentionRow.place),
                selectinload(ArticleRow.claims).options(
                    joinedload(ClaimRow.speaker),
                    selectinload(ClaimRow.spans),
                    selectinload(ClaimRow.places).joinedload(ClaimPlaceRow.mention),
                ),
            )
        )
        with self._database.reading() as session:
            row = session.scalar(query)
            if row is None:
                raise _no_article()
            return reading_of(row)

    def articles(self) -> tuple[ArticleSummary, ...]:
        """A summary of every article, the last added first."""
        with self._database.reading() as session:
            return queries.article_summaries(session)

    def summary(self, article_id: int) -> ArticleSummary:
        """A summary of one article; NotFound if there is none."""
        with self._database.reading() as session:
            found = queries.article_summaries(session, article_id)
        if not found:
            raise _no_article()
        return found[0]

    def count(self) -> int:
        """How many articles there are."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(ArticleRow)) or 0

    def delete(self, article_id: int) -> None:
        """Remove an article with everything that belongs to it; NotFound if there is none."""
        with self._database.writing() as session:
            gone = session.scalars(delete(ArticleRow).where(ArticleRow.id == article_id).returning(ArticleRow.id)).all()
            if not gone:
                raise _no_article()
            mentioned = select(MentionRow.place_id).where(MentionRow.place_id == PlaceRow.id)
            session.execute(delete(PlaceRow).where(~mentioned.exists()))
            quoted = select(ClaimRow.id).where(ClaimRow.speaker_id == SpeakerRow.id)
            session.execute(delete(SpeakerRow).where(~quoted.exists()))

    def places(self, article_id: int | None = None, which: ClaimFilter = EVERY_CLAIM) -> tuple[PlaceOnMap, ...]:
        """The places on the map, of every article or of one: most claims first, then mentions, then by name.

        If ``which`` selects claims, only the places that such a claim is about or that act in one.
        """
        with self._database.reading() as session:
            return queries.places_on_map(session, article_id, which)

    def place(self, place_id: str, article_id: int | None = None, which: ClaimFilter = EVERY_CLAIM) -> PlaceDetail:
        """What a place's pop-up shows; NotFound if it is not on the map."""
        with self._database.reading() as session:
            detail = queries.place_detail(session, place_id, article_id, which)
            return queries.with_speakers(detail, self.speakers.within(session))

    def claim_count(self, article_id: int | None = None, which: ClaimFilter = EVERY_CLAIM) -> int:
        """How many of the claims that ``which`` selects there are."""
        with self._database.reading() as session:
            return queries.claim_count(session, article_id, which)


def _no_article() -> NotFound:
    return NotFound("there is no such article: it may have been deleted")


def _require_storable(reading: Reading) -> None:
    article = reading.article
    try:
        for words in (article.text, article.title, article.publisher, article.author):
            (words or "").encode()
    except UnicodeEncodeError as error:
        raise UnreadableArticle(
            article.filename or article.title or "the text",
            "it contains broken characters (lone surrogates); save it as UTF-8 and try again",
        ) from error


def _find(session: Session, content_hash: str) -> int | None:
    return session.scalar(select(ArticleRow.id).where(ArticleRow.content_hash == content_hash))


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
