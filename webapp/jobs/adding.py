"""Adds articles to the map in batches: as a worker does with what is handed in on the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gazetteer.errors import GazetteerError
from webapp.domain import Article, Reading
from webapp.errors import MentionMapperError, StoreUnavailable
from webapp.services.ingest import OutcomeStatus, titled
from webapp.store import ArticleStore

logger = logging.getLogger(__name__)

BATCH = 32
"""Articles that are read at once."""
Read = Callable[[Iterable[Article]], Iterator[Reading]]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an article, why it failed if it did, and the id under which it is there."""

    title: str
    status: OutcomeStatus
    why: str = ""
    id: int | None = None


def add(articles: Iterable[Article], store: ArticleStore, read: Read) -> Iterator[Result]:
    """Save a reading of each article that the store lacks, in order; one that cannot be read does not stop the rest.

    Each is saved whole before its result is given, so whoever stops here loses none. Raises StoreUnavailable if
    nothing can be saved, GazetteerError if no place can be looked up.
    """
    waiting = iter(articles)
    while batch := [titled(article) for article in islice(waiting, BATCH)]:
        yield from _batch(batch, store, read)


def _batch(batch: Sequence[Article], store: ArticleStore, read: Read) -> Iterator[Result]:
    back = _brought_back(batch, store)
    lacking = {one.content_hash: one for one in batch if store.find(one.content_hash) is None}
    readings = _readings(list(lacking.values()), read)
    for article in batch:
        found = readings.pop(article.content_hash, None)
        if found is None:
            status = OutcomeStatus.RESTORED if article.content_hash in back else OutcomeStatus.EXISTING
            back.discard(article.content_hash)
            yield Result(article.title, status, id=store.find(article.content_hash))
        elif isinstance(found, str):
            yield Result(article.title, OutcomeStatus.FAILED, found)
        else:
            yield _saved(found, article, store)


def _brought_back(batch: Sequence[Article], store: ArticleStore) -> set[str]:
    """Bring back what of a batch is in the bin; the hashes of those articles."""
    hashes = {article.content_hash for article in batch}
    return {one for one in hashes if store.find(one) is None and store.bin.bring_back(one) is not None}


def _saved(found: Reading, article: Article, store: ArticleStore) -> Result:
    try:
        saved = store.save(found)
    except StoreUnavailable:
        raise
    except (MentionMapperError, ValueError) as error:
        return Result(article.title, OutcomeStatus.FAILED, f"it cannot be saved: {error}")
    return Result(article.title, OutcomeStatus.EXISTING if saved.existing else OutcomeStatus.ADDED, id=saved.id)


def _readings(articles: Sequence[Article], read: Read) -> dict[str, Reading | str]:
    """The reading of each article by the hash of its content, or why there is none."""
    try:
        return {found.article.content_hash: found for found in read(articles)}
    except (StoreUnavailable, GazetteerError):
        raise
    except Exception:
        # One of them cannot be read: each is tried alone, so that only that one fails.
        return {article.content_hash: _alone(article, read) for article in articles}


def _alone(article: Article, read: Read) -> Reading | str:
    try:
        return next(read([article]))
    except GazetteerError:
        raise
    except MentionMapperError as error:
        return str(error)
    except Exception:
        logger.exception("reading %r failed", article.title)
        return "something went wrong while reading it; the log has the details"
