"""The store of articles: saves readings, finds them again, lists their places for the map, deletes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from gazetteer.place import Place
from webapp.domain import Article, Edition, Reading
from webapp.store import bulk, saving
from webapp.store.bin.book import Bin, put_text_back
from webapp.store.bulk_rows import Rows, rows_of
from webapp.store.chunks import chunks
from webapp.store.claims import shown
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.claims.held import read_all
from webapp.store.claims.questions import Questions
from webapp.store.claims.search import ARTICLES, phrase
from webapp.store.claims.search import found as found_words
from webapp.store.copies.choices import CopyBook
from webapp.store.database import BUSY_TIMEOUT, Database
from webapp.store.decisions.book import DecisionBook
from webapp.store.decisions.held import load
from webapp.store.earlier import kept
from webapp.store.earlier.book import EarlierBook
from webapp.store.jobs.book import JobBook
from webapp.store.lists import article_summaries
from webapp.store.lists.article_list import ArticleLists
from webapp.store.lists.collections import CollectionBook, TagBook
from webapp.store.models import ArticleRow, PlaceRow
from webapp.store.places import totals
from webapp.store.places import view as map_places
from webapp.store.places.detail import place_detail
from webapp.store.places.held.points import points
from webapp.store.places.models import TallyRow
from webapp.store.places.source import Within
from webapp.store.records import article_of, place_of, reading_of
from webapp.store.remarks.book import RemarkBook
from webapp.store.speakers.book import SpeakerBook
from webapp.store.speakers.lookup import known_in
from webapp.store.summaries import ArticleSummary, MapCounts, MapView, PlaceDetail, PlaceOnMap, Saved


class ArticleStore:
    """Articles with everything that was read from them, in one SQLite file; may be used from several threads.

    Every method raises StoreUnavailable if the file cannot be used.
    """

    def __init__(self, database_path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self._database = Database(database_path, busy_timeout=busy_timeout)
        self.speakers = SpeakerBook(self._database)
        self.jobs = JobBook(self._database)
        self.bin = Bin(self._database)
        self.decisions = DecisionBook(self._database)
        self.earlier = EarlierBook(self._database)
        self.collections = CollectionBook(self._database)
        self.copies = CopyBook(self._database)
        self.lists = ArticleLists(self._database)
        self.tags = TagBook(self._database)
        self.questions = Questions(self._database)
        self.remarks = RemarkBook(self._database)

    def prepare(self) -> None:
        """Create or migrate the file now rather than on first use."""
        self._database.prepare()

    def warm(self) -> None:
        """Hold what questions under a filter are answered from now, rather than with the first of them."""
        with self._database.reading() as session:
            read_all(session)
            points(session)

    def count_as_said(self, least_said: float) -> None:
        """Keep totals for that probability from which claims count as said; all are counted anew if it is another."""
        with self._database.reading() as session:
            if totals.counted_as_said(session).least_said == least_said:
                return
        with self._database.writing() as session:
            totals.count_anew(session, least_said)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def save(self, reading: Reading) -> Saved:
        """Save a reading, completely or not at all; an article whose text is stored already is left as it is.

        One that is in the bin is put back as it was.
        """
        rows = rows_of(reading)
        with self._database.writing() as session:
            existing = saving.find(session, rows.content_hash)
            if existing is not None:
                return Saved(existing, existing=True)
            back = put_text_back(session, rows.content_hash)
            if back is not None:
                return Saved(back, existing=True, from_bin=True)
            return Saved(bulk.add_new(session, rows), existing=False)

    def save_many(self, readings: Sequence[Reading], *, collection_id: int | None = None) -> list[Saved]:
        """Save readings as ``save`` does with one, all of them or none; some thousand at once are the quickest.

        New ones come into the collection if one is given, which must be there.
        """
        return self.save_rows([rows_of(reading) for reading in readings], collection_id=collection_id)

    def save_rows(self, articles: Sequence[Rows], *, collection_id: int | None = None) -> list[Saved]:
        """Save rows that ``rows_of`` made, perhaps in another process, as ``save_many`` does with their readings."""
        with self._database.writing() as session:
            return bulk.add_many(session, articles, collection_id=collection_id)

    def replace(self, article_id: int, reading: Reading) -> None:
        """Put a new reading in place of the one that an article has, completely or not at all.

        The article keeps its id, title, publisher, author, date and address, and its speakers' merges and splits.
        Raises NotFound if there is no such article.
        """
        saving.require_storable(reading)
        with self._database.writing() as session:
            kept.replace(session, article_id, reading)

    def find(self, content_hash: str) -> int | None:
        """The id of the article with this content, None if it is new."""
        with self._database.reading() as session:
            return saving.find(session, content_hash)

    def found(self, content_hashes: Iterable[str]) -> dict[str, int]:
        """The ids of the articles with these contents, by the hashes of these; those that are new have none."""
        with self._database.reading() as session:
            return bulk.held_texts(session, content_hashes)

    def reading(self, article_id: int) -> Reading:
        """Everything that was read from an article, as it was saved; NotFound if there is none."""
        with self._database.reading() as session:
            return reading_of(load(session, article_id))

    def article(self, article_id: int) -> Article:
        """An article without what was read from it: all that reading it again needs; NotFound if there is none."""
        with self._database.reading() as session:
            row = session.get(ArticleRow, article_id)
            if row is None:
                raise saving.no_article()
            return article_of(row)

    def articles(
        self, which: ClaimFilter = EVERY_CLAIM, *, before: int | None = None, words: str = "", limit: int | None = None
    ) -> tuple[ArticleSummary, ...]:
        """Summaries of articles of the collections of ``which``, the last added first, with the claims that it shows.

        Those added before the article ``before``, with all of ``words`` in title or publisher, at most ``limit``.
        """
        with self._database.reading() as session:
            chosen = which.collections
            ids = article_summaries.article_ids(session, before=before, words=words, limit=limit, collections=chosen)
            return article_summaries.article_summaries(session, ids, which)

    def summaries(self, ids: Sequence[int], which: ClaimFilter = EVERY_CLAIM) -> tuple[ArticleSummary, ...]:
        """Summaries of these articles in this order, with the claims that ``which`` leaves in."""
        with self._database.reading() as session:
            return article_summaries.article_summaries(session, ids, which)

    def summary(self, article_id: int, which: ClaimFilter = EVERY_CLAIM) -> ArticleSummary:
        """A summary of one article; NotFound if there is none."""
        with self._database.reading() as session:
            found = article_summaries.article_summaries(session, [article_id], which)
        if not found:
            raise saving.no_article()
        return found[0]

    def count(self, collections: Collection[int] = ()) -> int:
        """How many articles there are, in these collections if any are given."""
        with self._database.reading() as session:
            if collections:
                return article_summaries.article_count(session, collections)
            return session.scalars(select(TallyRow.articles)).one()

    def outdated(self, edition: Edition) -> int:
        """How many articles have a reading of another edition than this one."""
        with self._database.reading() as session:
            return article_summaries.outdated_count(session, edition)

    def edition(self, article_id: int) -> Edition:
        """What made an article's reading; NotFound if there is no such article."""
        query = select(ArticleRow.program, ArticleRow.model, ArticleRow.gazetteer).where(ArticleRow.id == article_id)
        with self._database.reading() as session:
            row = session.execute(query).one_or_none()
        if row is None:
            raise saving.no_article()
        return Edition(*row)

    def ids(self, not_read_by: Edition | None = None, collection_id: int | None = None) -> tuple[int, ...]:
        """The ids of all articles, or of those whose reading is of another edition, the last added first.

        Of a collection, if one is given.
        """
        query = select(ArticleRow.id)
        if not_read_by is not None:
            query = query.where(article_summaries.is_outdated(not_read_by))
        if collection_id is not None:
            query = query.where(ArticleRow.collection_id == collection_id)
        with self._database.reading() as session:
            # Sorted here: sorted by the database, it would go through the articles instead of the index.
            return tuple(sorted(session.scalars(query), reverse=True))

    def naming(self, names: Iterable[str]) -> frozenset[int]:
        """The ids of the articles that have all words of any of these names beside each other."""
        with self._database.reading() as session:
            return frozenset(one for name in names for one in session.scalars(found_words(ARTICLES, phrase(name))))

    def titles(self, ids: Sequence[int]) -> dict[int, str]:
        """The titles of these articles, of those that there are."""
        found: dict[int, str] = {}
        with self._database.reading() as session:
            for some in chunks(ids):
                query = select(ArticleRow.id, ArticleRow.title).where(ArticleRow.id.in_(some))
                found.update((row.id, row.title) for row in session.execute(query))
        return found

    def named_places(self, ids: Iterable[str]) -> dict[str, Place]:
        """The places with these ids, of those that articles name."""
        with self._database.reading() as session:
            rows = (session.scalars(select(PlaceRow).where(PlaceRow.id.in_(some))) for some in chunks(sorted(ids)))
            return {row.id: place_of(row) for found in rows for row in found}

    def delete(self, article_id: int) -> None:
        """Move an article with everything that belongs to it into the bin; NotFound if there is none."""
        self.bin.delete_one(article_id)

    def places(self, article_id: int | None = None, which: ClaimFilter = EVERY_CLAIM) -> tuple[PlaceOnMap, ...]:
        """Every place on the map, of all articles or of one: most claims first, then mentions, then by name.

        If ``which`` selects, only the places that such a claim is about or that act in one.
        """
        with self._database.reading() as session:
            if article_id is not None:
                return map_places.of_article(session, article_id, which)
            return map_places.busiest(session, which, limit=None)[0]

    def busiest(
        self, which: ClaimFilter, within: Within, *, after: str = "", limit: int = map_places.LISTED
    ) -> tuple[tuple[PlaceOnMap, ...], str | None]:
        """A portion of the places with most claims, and the cursor for the next; ValueError if ``after`` is none."""
        with self._database.reading() as session:
            return map_places.busiest(session, which, within, after=after, limit=limit)

    def view(self, which: ClaimFilter, within: Within, zoom: float, *, group: bool = True) -> MapView:
        """What the map shows in a box at a zoom: each place if these are few, else areas and cells.

        Without ``group`` it is the busiest places themselves.
        """
        with self._database.reading() as session:
            return map_places.view(session, which, within, zoom, group=group)

    def reach(self, which: ClaimFilter) -> tuple[tuple[float, float], ...]:
        """Longitudes and latitudes of the busiest places on the map."""
        with self._database.reading() as session:
            return map_places.reach(session, which)

    def map_counts(self, which: ClaimFilter, places: int | None = None) -> MapCounts:
        """How many articles, places, claims and attitudes there are; ``places`` if that is known."""
        with self._database.reading() as session:
            return map_places.counts(session, which, places)

    def place(
        self,
        place_id: str,
        article_id: int | None = None,
        which: ClaimFilter = EVERY_CLAIM,
        *,
        after: str | None = None,
    ) -> PlaceDetail:
        """A portion of what a place's pop-up shows; NotFound if it is not on the map."""
        with self._database.reading() as session:
            detail = place_detail(session, place_id, article_id, which, after=after)
            articles = {claim.article.id for claim in (*detail.about, *detail.acting)}
            return shown.with_speakers(detail, known_in(session, articles))

    def claim_count(self, article_id: int | None = None, which: ClaimFilter = EVERY_CLAIM) -> int:
        """How many of the claims that ``which`` selects there are."""
        with self._database.reading() as session:
            return shown.claim_count(session, article_id, which)
