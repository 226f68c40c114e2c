"""Adds articles to the map in batches: as a worker does with what is handed in on the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gazetteer.errors import GazetteerError
from webapp.domain import Article, Reading
from webapp.errors import MentionMapperError, StoreUnavailable
from webapp.services.ingest import OutcomeStatus, outcome, titled
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
    hashes = {article.content_hash for article in batch}
    there = store.found(hashes)
    back = store.bin.bring_back(hashes - there.keys())
    lacking = {one.content_hash: one for one in batch if one.content_hash not in there | back}
    readings = _readings(list(lacking.values()), read)
    for article in batch:
        content = article.content_hash
        if content in back:
            there[content] = back.pop(content)
            yield Result(article.title, OutcomeStatus.RESTORED, id=there[content])
        elif (found := readings.pop(content, None)) is None:
            yield Result(article.title, OutcomeStatus.EXISTING, id=there.get(content) or store.find(content))
        elif isinstance(found, str):
            yield Result(article.title, OutcomeStatus.FAILED, found)
        else:
            yield _saved(found, article, store)


def _saved(found: Reading, article: Article, store: ArticleStore) -> Result:
    try:
        saved = store.save(found)
    except StoreUnavailable:
        raise
    except (MentionMapperError, ValueError) as error:
        return Result(article.title, OutcomeStatus.FAILED, f"it cannot be saved: {error}")
    return Result(article.title, outcome(saved), id=saved.id)


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
