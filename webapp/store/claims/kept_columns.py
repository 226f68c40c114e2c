"""Keeps the columns of claims and articles true as articles come in, are read again, change or go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sqlalchemy import case, select
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.claims.columns import BLOCK, ENTRIES, LINKS, NOBODY, Array, changed, codes, load, store
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow

_CLAIM = tuple(name for name in ENTRIES if name.startswith("claim."))
_ARTICLE = tuple(name for name in ENTRIES if name.startswith("article."))
_BATCH = 5_000
"""Articles in one statement."""


class Columns:
    """The part of what the database derives that holds the columns."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Enter these articles, their claims and their links."""
        for ids in chunks(article_ids, _BATCH):
            self.described(session, ids)
            claims = session.execute(_claims(ids)).all()
            links = session.execute(_links(ids)).all()
            _enter(session, claims, links)

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Empty the entries of these articles and of their claims."""
        changed(session)
        for ids in chunks(article_ids, _BATCH):
            claims = np.array(session.scalars(select(ClaimRow.id).where(ClaimRow.article_id.in_(ids))).all(), np.int64)
            for number, entries in _by_block(claims):
                columns = load(session, number, (*_CLAIM, *LINKS))
                for name in _CLAIM:
                    columns[name][entries] = NOBODY
                store(session, number, columns | _without_links(columns, entries))
            for number, entries in _by_block(np.array(ids, np.int64)):
                columns = load(session, number, _ARTICLE)
                for name in _ARTICLE:
                    columns[name][entries] = NOBODY
                store(session, number, columns)

    def described(self, session: Session, article_ids: Sequence[int]) -> None:
        """Enter what is said of these articles: publisher, date and collection."""
        changed(session)
        for ids in chunks(article_ids, _BATCH):
            query = select(ArticleRow.id, ArticleRow.publisher, ArticleRow.date, ArticleRow.collection_id)
            rows = session.execute(query.where(ArticleRow.id.in_(ids))).all()
            known = codes(session, "publisher", (row.publisher for row in rows if row.publisher), add=True)
            found = {
                "article.publisher": [known.get(row.publisher, NOBODY) for row in rows],
                "article.day": [row.date.toordinal() if row.date else NOBODY for row in rows],
                "article.collection": [row.collection_id or NOBODY for row in rows],
            }
            articles = np.array([row.id for row in rows], np.int64)
            for number, entries in _by_block(articles):
                here = articles // BLOCK == number
                columns = load(session, number, _ARTICLE)
                for name, values in found.items():
                    columns[name][entries] = np.array(values)[here]
                store(session, number, columns)


def _claims(ids: Sequence[int]) -> Any:
    row = ClaimRow
    return select(row.id, row.article_id, row.speaker_id, row.kind, row.manner, row.said, row.confidence).where(
        row.article_id.in_(ids)
    )


def _links(ids: Sequence[int]) -> Any:
    place = case((MentionRow.mappable, MentionRow.place_id), else_=None)
    return (
        select(ClaimPlaceRow.claim_id, place, ClaimPlaceRow.role, ClaimPlaceRow.basis, ClaimPlaceRow.confidence)
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(MentionRow.article_id.in_(ids))
    )


def _enter(session: Session, claims: Sequence[Any], links: Sequence[Any]) -> None:
    if not claims:
        return
    ids, articles, speakers, kinds, manners, said, confidences = zip(*claims, strict=True)
    entered = {
        "claim.article": np.array(articles),
        "claim.speaker": np.array([speaker or NOBODY for speaker in speakers]),
        "claim.kind": _coded(session, "kind", kinds),
        "claim.manner": _coded(session, "manner", manners),
        "claim.said": np.array(said),
        "claim.confidence": np.array(confidences),
    }
    of_claim, places, roles, bases, sure = zip(*links, strict=True) if links else ((), (), (), (), ())
    tied = {
        "link.place": _coded(session, "place", places),
        "link.role": _coded(session, "role", roles),
        "link.basis": _coded(session, "basis", bases),
        "link.confidence": np.array(sure),
    }
    numbers, linked = np.array(ids, np.int64), np.array(of_claim, np.int64)
    for number, entries in _by_block(numbers):
        columns = load(session, number, (*_CLAIM, *LINKS))
        here = numbers // BLOCK == number
        for name, values in entered.items():
            columns[name][entries] = values[here]
        kept = _without_links(columns, entries)
        tied_here = linked // BLOCK == number
        added = {"link.claim": linked[tied_here] % BLOCK} | {name: tied[name][tied_here] for name in tied}
        joined = {name: np.concatenate([kept[name], values.astype(LINKS[name])]) for name, values in added.items()}
        # In this order, the same place twice in a claim is seen by looking at the link before.
        order = np.lexsort((joined["link.place"], joined["link.claim"]))
        store(session, number, columns | {name: array[order] for name, array in joined.items()})


def _without_links(columns: dict[str, Array], entries: Array) -> dict[str, Array]:
    kept = ~np.isin(columns["link.claim"], entries)
    return {name: columns[name][kept] for name in LINKS}


def _coded(session: Session, of: str, words: Iterable[str | None]) -> Array:
    held = list(words)
    known = codes(session, of, (word for word in held if word), add=True)
    return np.array([known.get(word or "", NOBODY) for word in held], np.int64)


def _by_block(ids: Array) -> list[tuple[int, Array]]:
    """For each block that has some of these ids, its number and the entries, in the order of the ids."""
    blocks = ids // BLOCK
    return [(int(number), ids[blocks == number] % BLOCK) for number in np.unique(blocks)]
