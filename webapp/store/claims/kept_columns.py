"""Keeps the columns of claims and articles true as articles come in, are read again, change or go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import bindparam, case, select
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.claims.codes import codes, codes_with_new
from webapp.store.claims.columns import (
    BLOCK,
    ENTRIES,
    LINKS,
    NOBODY,
    Array,
    changed,
    load,
    store,
)
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow
from webapp.store.records import where_stands
from webapp.store.statements import Made, among

_CLAIM = tuple(name for name in ENTRIES if name.startswith("claim."))
_ARTICLE = tuple(name for name in ENTRIES if name.startswith("article."))
_BATCH = 5_000
"""Articles in one statement."""
# Statements are made once: for one article that takes longer than to run them.
_IDS: Any = bindparam("ids", expanding=True)
_CLAIM_IDS = Made(select(ClaimRow.id).where(among(ClaimRow.article_id, "ids")))
_CLAIMS = Made(
    select(
        ClaimRow.id,
        ClaimRow.article_id,
        ClaimRow.speaker_id,
        ClaimRow.kind,
        ClaimRow.manner,
        ClaimRow.said,
        ClaimRow.confidence,
        ClaimRow.status,
    ).where(among(ClaimRow.article_id, "ids"))
)
_TIED = Made(
    select(
        ClaimPlaceRow.claim_id,
        case((where_stands(), MentionRow.place_id), else_=None),
        ClaimPlaceRow.role,
        ClaimPlaceRow.basis,
        ClaimPlaceRow.confidence,
    )
    .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
    .where(among(MentionRow.article_id, "ids"))
)
_DESCRIBED = select(ArticleRow.id, ArticleRow.publisher, ArticleRow.date, ArticleRow.collection_id).where(
    ArticleRow.id.in_(_IDS)
)


class Columns:
    """The part of what the database derives that holds the columns."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Enter these articles, their claims and their links."""
        for ids in chunks(article_ids, _BATCH):
            self.described(session, ids)
            claims = _CLAIMS.rows(session, ids=ids)
            links = _TIED.rows(session, ids=ids)
            _enter(session, claims, links)

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Empty the entries of these articles and of their claims."""
        changed(session)
        for ids in chunks(article_ids, _BATCH):
            claims = np.array([claim for (claim,) in _CLAIM_IDS.rows(session, ids=ids)], np.int64)
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
            rows = session.connection().execute(_DESCRIBED, {"ids": ids}).all()
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


def _enter(session: Session, claims: Sequence[Any], links: Sequence[Any]) -> None:
    if not claims:
        return
    of_claim, places, roles, bases, sure = zip(*links, strict=True) if links else ((), (), (), (), ())
    ids, articles, speakers, kinds, manners, said, confidences, statuses = zip(*claims, strict=True)
    words = {"kind": kinds, "manner": manners, "status": statuses, "place": places, "role": roles, "basis": bases}
    known = codes_with_new(session, {of: {word for word in some if word} for of, some in words.items()})
    coded = {of: np.array([known[of].get(word, NOBODY) for word in some], np.int64) for of, some in words.items()}
    entered = {
        "claim.article": np.array(articles),
        "claim.speaker": np.array([speaker or NOBODY for speaker in speakers]),
        "claim.kind": coded["kind"],
        "claim.manner": coded["manner"],
        "claim.status": coded["status"],
        "claim.said": np.array(said),
        "claim.confidence": np.array(confidences),
    }
    tied = {
        "link.place": coded["place"],
        "link.role": coded["role"],
        "link.basis": coded["basis"],
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


def _by_block(ids: Array) -> list[tuple[int, Array]]:
    """For each block that has some of these ids, its number and the entries, in the order of the ids."""
    blocks = ids // BLOCK
    return [(int(number), ids[blocks == number] % BLOCK) for number in np.unique(blocks)]
