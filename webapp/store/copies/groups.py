"""Which articles are copies of one story: found by their words as articles come in, and kept up to date.

Only the longest of a story's articles is counted; ``article.copy_of`` of the others names it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.copies.models import CopyChoiceRow, CopyMarkRow
from webapp.store.copies.shingles import Words
from webapp.store.copies.stories import CHUNK, TEXTS, Stories
from webapp.store.counted import recounting
from webapp.store.models import ArticleRow
from webapp.store.statements import Made, among, table_of

Marks = Mapping[int, list[int]]
"""The marks of articles, by id."""
CROWDED = 64
"""Articles by which a mark is kept; more have it only if it belongs to words that everybody repeats."""
LEAST_MARKS = 3
"""Marks that two articles share before their texts are compared."""
UNGROUPED = -1
"""In place of the marks of an article of an earlier version, until its words are looked at."""
COMPARED = 8
"""Articles that one is compared to, those with the most marks in common first."""


# Statements are made once: for one article that takes longer than to run them.
_HOLDERS = Made(select(CopyMarkRow.mark, CopyMarkRow.article_id).where(among(CopyMarkRow.mark, "marks")))
_IS_UNGROUPED = CopyMarkRow.mark == UNGROUPED
_UNGROUPED = select(CopyMarkRow.article_id).where(_IS_UNGROUPED).order_by(CopyMarkRow.article_id).limit(CHUNK)
_NEW_MARKS = Made(insert(table_of(CopyMarkRow)))
_ALONE = Made(
    select(ArticleRow.id)
    .join(CopyChoiceRow, CopyChoiceRow.content_hash == ArticleRow.content_hash)
    .where(among(ArticleRow.id, "ids"), CopyChoiceRow.of_hash.is_(None))
)
_CHOSEN = Made(
    select(CopyChoiceRow.content_hash, CopyChoiceRow.of_hash).where(
        or_(among(CopyChoiceRow.content_hash, "hashes"), among(CopyChoiceRow.of_hash, "hashes")),
        CopyChoiceRow.of_hash.is_not(None),
    )
)
_LENGTHS = tuple(
    Made(select(ArticleRow.id, ArticleRow.copy_of, func.length(ArticleRow.text)).where(among(column, "ids")))
    for column in (ArticleRow.id, ArticleRow.copy_of)
)
_MAKE_COPIES = Made(
    update(table_of(ArticleRow)).where(table_of(ArticleRow).c.id == bindparam("one")).values(copy_of=bindparam("of"))
)


class CopyGroups:
    """The part of the database that says which articles are copies."""

    def added(self, session: Session, article_ids: Sequence[int], marks: Marks | None = None) -> None:
        """Find the stories that these articles are copies of; ``marks`` are those of their texts, if they are known."""
        new = set(article_ids)
        for chunk in chunks(sorted(new), CHUNK):
            take_in(session, chunk, new=new, marks=marks)

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Name another article for each story whose named one goes, and forget the words of those that go."""
        for chunk in chunks(article_ids, CHUNK):
            session.execute(delete(CopyMarkRow).where(CopyMarkRow.article_id.in_(chunk)))
            left = select(ArticleRow.copy_of, ArticleRow.id).where(ArticleRow.copy_of.in_(chunk))
            groups: defaultdict[int, set[int]] = defaultdict(set)
            for root, member in session.execute(left):
                groups[root or 0].add(member)
            going = set(article_ids)
            staying = [members - going for members in groups.values()]
            named = _settle(session, [members for members in staying if members], going)
            _keep_findable(session, named)

    def fill(self, session: Session) -> None:
        """Find the copies among articles that a migration marked, which all other parts have counted already."""
        while marked := session.scalars(_UNGROUPED).all():
            session.execute(delete(CopyMarkRow).where(_IS_UNGROUPED, CopyMarkRow.article_id.in_(marked)))
            take_in(session, marked, counted=True)


GROUPS = CopyGroups()


@dataclass(slots=True)
class _Groups:
    """Articles that belong together, each group under one of them; ``head`` leads to it."""

    head: dict[int, int] = field(default_factory=dict)

    def of(self, article_id: int) -> int:
        while (up := self.head.get(article_id, article_id)) != article_id:
            article_id = up
        return article_id

    def join(self, one: int, other: int) -> None:
        self.head[self.of(one)] = self.of(other)

    def all(self, ids: Iterable[int]) -> list[set[int]]:
        found: defaultdict[int, set[int]] = defaultdict(set)
        for one in (*ids, *self.head):
            found[self.of(one)] |= {one, self.of(one)}
        return list(found.values())


def take_in(
    session: Session,
    article_ids: Sequence[int],
    *,
    new: Collection[int] = (),
    counted: bool = False,
    marks: Marks | None = None,
) -> None:
    """Group some new articles with each other and with those that are there; at most ``CHUNK`` of them.

    ``new`` are all that come in with them: the other parts of the database do not know these yet, unless all of them
    are ``counted``.
    """
    rows = TEXTS.rows(session, ids=list(article_ids))
    texts = {row.id: row.text for row in rows}
    forced = _joined(session, {row.content_hash: row.id for row in rows})
    words = {row.id: Words(row.text) for row in rows} if marks is None else {}
    known = marks or {one: found.marks for one, found in words.items()}
    candidates = _candidates(session, {one: known[one] for one in texts})
    were_copies = {row.id for row in rows if row.copy_of is not None}
    wanted = {one for found in candidates.values() for one in found} | candidates.keys()
    alone = _alone(session, wanted)
    stories = Stories(session, words, texts, wanted.union(*forced))
    groups = _Groups(stories.copy_of)
    for one in texts:
        likely = [] if one in alone else [other for other in candidates.get(one, ()) if other not in alone]
        if (copied := stories.likeliest(one, likely)) is not None:
            groups.join(one, copied)
    for one, other in forced:
        groups.join(one, other)
    together = [group for group in groups.all(texts) if len(group) > 1 or group & were_copies]
    _settle(session, together, () if counted else {*texts, *new})


def _candidates(session: Session, new: Mapping[int, list[int]]) -> dict[int, list[int]]:
    """For each new article those that may be copies of it, and the marks of all of them kept for later ones."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for chunk in chunks(sorted({mark for found in new.values() for mark in found})):
        for mark, article_id in _HOLDERS.rows(session, marks=chunk):
            holders[mark].append(article_id)
    candidates, kept = {}, []
    for one, found in new.items():
        shared_marks = Counter(other for mark in found for other in holders[mark])
        enough = Counter({other: n for other, n in shared_marks.items() if n >= min(LEAST_MARKS, len(found))})
        likely = [other for other, _ in enough.most_common(COMPARED)]
        if likely:
            candidates[one] = likely
        free = [mark for mark in found if len(holders[mark]) < CROWDED]
        for mark in free:
            holders[mark].append(one)
        kept += [(mark, one) for mark in free]
    _NEW_MARKS.fill(session, ("mark", "article_id"), kept)
    return candidates


def _alone(session: Session, article_ids: Collection[int]) -> set[int]:
    """Those of these articles of which a person decided that they are stories of their own."""
    found: set[int] = set()
    for chunk in chunks(sorted(article_ids), CHUNK):
        found |= {one for (one,) in _ALONE.rows(session, ids=chunk)}
    return found


def _joined(session: Session, of_hash: Mapping[str, int]) -> list[tuple[int, int]]:
    """Pairs of articles, one of them with such a text, of which a person decided that they are copies."""
    made = _CHOSEN.rows(session, hashes=sorted(of_hash))
    if not made:
        return []
    others = {one for pair in made for one in pair if one is not None and one not in of_hash}
    held = select(ArticleRow.content_hash, ArticleRow.id).where(ArticleRow.content_hash.in_(sorted(others)))
    ids = {**of_hash, **{row.content_hash: row.id for row in session.execute(held)}}
    return [(ids[one], ids[of]) for one, of in made if one in ids and of in ids]


def _settle(session: Session, groups: Sequence[Collection[int]], new: Collection[int]) -> list[int]:
    """Name the longest article of each group, with all that were copies of its articles; their ids.

    The other parts of the database are told of articles that are counted now or no longer, but not of ``new`` ones.
    """
    held = _held(session, sorted({one for group in groups for one in group}))
    changes: dict[int, int | None] = {}
    named = []
    for group in groups:
        ids = set(group) | {one for one, (copy_of, _) in held.items() if copy_of in group}
        first = max(ids, key=lambda one: (held[one][1], -one))
        named.append(first)
        wanted = {one: None if one == first else first for one in ids}
        changes |= {one: of for one, of in wanted.items() if held[one][0] != of}
    turned = [one for one, of in changes.items() if one not in new and (of is None) != (held[one][0] is None)]
    with recounting(session, sorted(turned)):
        _MAKE_COPIES.many(session, [{"one": one, "of": of} for one, of in changes.items()])
    return named


def _held(session: Session, ids: Sequence[int]) -> dict[int, tuple[int | None, int]]:
    """What these articles, and the copies of each, are copies of, and how long they are."""
    found: dict[int, tuple[int | None, int]] = {}
    for chunk in chunks(ids, CHUNK):
        for query in _LENGTHS:
            found |= {one: (of, length) for one, of, length in query.rows(session, ids=chunk)}
    return found


def _keep_findable(session: Session, article_ids: Sequence[int]) -> None:
    """Give articles those of their marks that were crowded when they came."""
    for chunk in chunks(article_ids, CHUNK):
        kept: defaultdict[int, set[int]] = defaultdict(set)
        held = select(CopyMarkRow.article_id, CopyMarkRow.mark).where(CopyMarkRow.article_id.in_(chunk))
        for one, mark in session.execute(held):
            kept[one].add(mark)
        texts = session.execute(select(ArticleRow.id, ArticleRow.text).where(ArticleRow.id.in_(chunk))).all()
        _NEW_MARKS.many(
            session,
            [
                {"mark": mark, "article_id": one}
                for one, text in texts
                for mark in Words(text).marks
                if mark not in kept[one]
            ],
        )
