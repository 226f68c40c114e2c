"""Claims by tag: those on the claim itself, on its speaker, on a place where it is shown, and on its article."""

from __future__ import annotations

from dataclasses import dataclass

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
    row = ArticleTagRow
    articles, tags = (
        ids_of(session, select(column).order_by(row.article_id, row.tag_id)) for column in (row.article_id, row.tag_id)
    )
    return Pairs.of(articles, tags), _of_claims(session), _of_places(session)


def _of_claims(session: Session) -> Pairs:
    row, tagged = RemarkRow, RemarkRow.tag_id.is_not(None)
    own = select(row.claim_id, row.tag_id).where(tagged, row.claim_id.is_not(None))
    found = {(claim, tag) for claim, tag in session.execute(own)}
    groups = conditions.groups_with(tagged)
    spoken = (
        select(SpokenRow.claim_id, row.tag_id)
        .join(groups, groups.c.group_id == SpokenRow.group_id)
        .join(row, row.id == groups.c.remark_id)
    )
    found |= {(claim, tag) for claim, tag in session.execute(spoken)}
    return _pairs(found)


def _of_places(session: Session) -> Pairs:
    row = RemarkRow
    query = select(CodeRow.code, row.tag_id).join(row, row.subject == CodeRow.word)
    tagged = query.where(CodeRow.of == "place", row.about == About.PLACE.value, row.tag_id.is_not(None))
    return _pairs({(code, tag) for code, tag in session.execute(tagged)})


def _pairs(found: set[tuple[int | None, int | None]]) -> Pairs:
    both = np.array(list(found), np.int64).reshape(-1, 2)
    return Pairs.of(both[:, 0], both[:, 1])
