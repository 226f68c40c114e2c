"""Claims by tag: those on the claim itself, on its speaker, on a place where it is shown, and on its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.decisions.remarks import About
from webapp.store.claims.chosen import Block, Tally
from webapp.store.claims.codes import CodeRow
from webapp.store.claims.columns import BLOCK, Array, ids_of
from webapp.store.models import ArticleTagRow
from webapp.store.remarks import conditions
from webapp.store.remarks.models import RemarkRow
from webapp.store.speakers.models import SpokenRow


@dataclass(frozen=True, slots=True)
class Pairs:
    """Things and their tags, in the order of the things: the tags of thing n are those from ``starts[n]`` on."""

    starts: Array
    tags: Array

    @classmethod
    def of(cls, things: Array, tags: Array) -> Pairs:
        """The same of things in any order."""
        order = np.argsort(things, kind="stable")
        counts = np.bincount(things) if len(things) else np.zeros(0, np.int64)
        return cls(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), tags[order].astype(np.int64))

    def spread(self, things: Array) -> tuple[Array, Array]:
        """For each tag of some things, which of them has it, by its position, and the tag."""
        inside = np.minimum(things.astype(np.int64), len(self.starts) - 1)
        first, end = self.starts[inside], self.starts[np.minimum(inside + 1, len(self.starts) - 1)]
        counts = end - first
        which = np.repeat(np.arange(len(things)), counts)
        nth = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        return which, self.tags[np.repeat(first, counts) + nth]


def add(block: Block, tally: Tally) -> None:
    """Count the claims of a block by tag, each once for each tag."""
    chunk = block.chunk
    kept = block.kept({"tag"})
    articles, claims, places = chunk.lasting("tagged", lambda: _asked(chunk.session))
    entries = np.flatnonzero(kept)
    which, tags = articles.spread(chunk["article"][entries])
    found = [(entries[which], tags)]
    if len(claims.tags):
        which, tags = claims.spread(chunk.ids[entries])
        found.append((entries[which], tags))
    if len(places.tags):
        links = np.flatnonzero(kept[chunk["link_claim"]] & chunk.among("link_role", conditions.ROLES))
        which, tags = places.spread(chunk["link_place"][links])
        found.append((chunk["link_claim"][links[which]], tags))
    if len(found) > 1:
        tags = np.unique(np.concatenate([tags * BLOCK + entries for entries, tags in found])) // BLOCK
    tally.add(tags)


def _asked(session: Session) -> tuple[Pairs, Pairs, Pairs]:
    """The tags of articles, of claims, and of places by their codes."""
    row, tagged = RemarkRow, RemarkRow.tag_id.is_not(None)
    own = select(row.claim_id, row.tag_id).where(tagged, row.claim_id.is_not(None))
    groups = conditions.groups_with(tagged)
    spoken = (
        select(SpokenRow.claim_id, row.tag_id)
        .join(groups, groups.c.group_id == SpokenRow.group_id)
        .join(row, row.id == groups.c.remark_id)
    )
    places = select(CodeRow.code, row.tag_id).join(row, row.subject == CodeRow.word)
    places = places.where(CodeRow.of == "place", row.about == About.PLACE.value, tagged)
    articles = select(ArticleTagRow.article_id, ArticleTagRow.tag_id)
    return (_pairs(session, articles), _pairs(session, own, spoken), _pairs(session, places))


def _pairs(session: Session, *queries: Any) -> Pairs:
    """What some queries of two columns find, each pair once."""
    found = [np.zeros((2, 0), np.int64)]
    for query in queries:
        held = query.subquery().c
        ordered = [select(one).order_by(held[0], held[1]) for one in held]
        found.append(np.stack([ids_of(session, one) for one in ordered]))
    things, tags = np.unique(np.concatenate(found, axis=1), axis=1)
    return Pairs.of(things, tags)
