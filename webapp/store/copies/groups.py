"""Which articles are copies of one story: found by their words as articles come in, and kept up to date.

Only the longest of a story's articles is counted; ``article.copy_of`` of the others names it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.copies.models import CopyChoiceRow, CopyMarkRow
from webapp.store.copies.shingles import Story, contained, marks, shared, story
from webapp.store.counted import recounting
from webapp.store.models import ArticleRow, Base, ClaimRow, ClaimSpanRow

CHUNK = 500
"""Articles, marks or ids in one statement."""
CROWDED = 64
"""Articles by which a mark is kept; more have it only if it belongs to words that everybody repeats."""
LEAST_MARKS = 3
"""Marks that two articles share before their texts are compared."""
COMPARED = 8
"""Articles that one is compared to, those with the most marks in common first."""
LEAST_WORDS = 0.4
"""Share of the shorter text's words, five in a row, that a copy has in common with the longer."""
LEAST_SAID = 0.4
"""Share of the words of the shorter text's claims that the longer text has too."""
LEAST_NAMES = 0.5
LEAST_FIGURES = 0.5
LEAST_MEAN = 0.65
"""What these shares must come to on average."""
FEW_FIGURES = 3
"""Numbers up to which they tell nothing."""
FEW_SAID = 6
"""The same for the hashes of claims."""


class CopyGroups:
    """The part of the database that says which articles are copies."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Find the stories that these articles are copies of."""
        new = set(article_ids)
        for chunk in chunks(sorted(new), CHUNK):
            take_in(session, chunk, new=new)

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


GROUPS = CopyGroups()


def group_stored(connection: Connection) -> None:
    """Find the copies among all articles, in a database that does not know them yet."""
    with Session(connection) as session:
        for chunk in chunks(session.scalars(select(ArticleRow.id).order_by(ArticleRow.id)).all(), CHUNK):
            take_in(session, chunk, tell_others=False)
        session.commit()


def is_copy(one: Story, other: Story) -> bool:
    """Whether two articles are copies of one story: most of the shorter is in the longer.

    That must be so of its words, of what is claimed in it, of its names and of its numbers: reports of a series share
    most words, but neither who said what nor the figures.
    """
    short, long = sorted((one, other), key=lambda story: story.length)
    words = contained(short.shingles, long.shingles)
    if words < LEAST_WORDS:
        return False
    shares = [(words, LEAST_WORDS), (shared(short.names, long.names), LEAST_NAMES)]
    if len(short.claims) >= FEW_SAID:
        shares.append((contained(short.claims, long.short_shingles), LEAST_SAID))
    if len(short.figures) > FEW_FIGURES:
        shares.append((shared(short.figures, long.figures), LEAST_FIGURES))
    alike = all(share >= least for share, least in shares)
    return alike and sum(share for share, _ in shares) / len(shares) >= LEAST_MEAN


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
    session: Session, article_ids: Sequence[int], *, new: Collection[int] = (), tell_others: bool = True
) -> None:
    """Group some new articles with each other and with those that are there; at most ``CHUNK`` of them.

    ``new`` are all that come in with them: the other parts of the database do not know these yet.
    """
    columns = (ArticleRow.id, ArticleRow.content_hash, ArticleRow.text, ArticleRow.copy_of)
    rows = session.execute(select(*columns).where(ArticleRow.id.in_(article_ids)).order_by(ArticleRow.id)).all()
    texts = {row.id: row.text for row in rows}
    forced = _joined(session, {row.content_hash: row.id for row in rows})
    candidates = _candidates(session, {row.id: marks(row.text) for row in rows})
    were_copies = {row.id for row in rows if row.copy_of is not None}
    wanted = {one for found in candidates.values() for one in found} | candidates.keys()
    alone = _alone(session, wanted)
    stories = _Stories(session, texts, wanted.union(*forced))
    groups = _Groups(stories.copy_of)
    for one in texts:
        likely = [] if one in alone else [other for other in candidates.get(one, ()) if other not in alone]
        copies = [other for other in likely if stories.are_copies(one, other)]
        if copies:
            groups.join(one, max(copies, key=lambda other: stories.likeness(one, other)))
    for one, other in forced:
        groups.join(one, other)
    together = [group for group in groups.all(texts) if len(group) > 1 or group & were_copies]
    _settle(session, together, {*texts, *new}, tell_others=tell_others)


class _Stories:
    """Articles that are compared, each prepared once, and what the ones that were there are copies of."""

    def __init__(self, session: Session, new: Mapping[int, str], wanted: set[int]) -> None:
        self._texts = dict(new)
        self.copy_of: dict[int, int] = {}
        for chunk in chunks(sorted(wanted - new.keys()), CHUNK):
            columns = (ArticleRow.id, ArticleRow.text, ArticleRow.copy_of)
            for row in session.execute(select(*columns).where(ArticleRow.id.in_(chunk))):
                self._texts[row.id] = row.text
                if row.copy_of is not None:
                    self.copy_of[row.id] = row.copy_of
        self._claims = _claims(session, self._texts, wanted)
        self._made: dict[int, Story] = {}

    def are_copies(self, one: int, other: int) -> bool:
        return is_copy(self._story(one), self._story(other))

    def likeness(self, one: int, other: int) -> float:
        short, long = sorted((self._story(one), self._story(other)), key=lambda story: story.length)
        return contained(short.shingles, long.shingles)

    def _story(self, article_id: int) -> Story:
        if article_id not in self._made:
            self._made[article_id] = story(self._texts[article_id], self._claims.get(article_id, ()))
        return self._made[article_id]


def _claims(session: Session, texts: Mapping[int, str], wanted: Iterable[int]) -> dict[int, list[str]]:
    """The words of the claims of some articles."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for chunk in chunks(sorted(wanted), CHUNK):
        query = (
            select(ClaimRow.article_id, ClaimSpanRow.start, ClaimSpanRow.end)
            .join(ClaimSpanRow, ClaimSpanRow.claim_id == ClaimRow.id)
            .where(ClaimRow.article_id.in_(chunk), ClaimSpanRow.part == "content")
        )
        for article_id, start, end in session.execute(query):
            found[article_id].append(texts[article_id][start:end])
    return found


def _candidates(session: Session, new: Mapping[int, list[int]]) -> dict[int, list[int]]:
    """For each new article those that may be copies of it, and the marks of all of them kept for later ones."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for chunk in chunks(sorted({mark for found in new.values() for mark in found}), CHUNK):
        query = select(CopyMarkRow.mark, CopyMarkRow.article_id).where(CopyMarkRow.mark.in_(chunk))
        for mark, article_id in session.execute(query):
            holders[mark].append(article_id)
    candidates, kept = {}, []
    for one, found in new.items():
        counts = Counter(other for mark in found for other in holders[mark])
        likely = [other for other, count in counts.most_common(COMPARED) if count >= min(LEAST_MARKS, len(found))]
        if likely:
            candidates[one] = likely
        free = [mark for mark in found if len(holders[mark]) < CROWDED]
        for mark in free:
            holders[mark].append(one)
        kept += [{"mark": mark, "article_id": one} for mark in free]
    _insert_marks(session, kept)
    return candidates


def _alone(session: Session, article_ids: Collection[int]) -> set[int]:
    """Those of these articles of which a person decided that they are stories of their own."""
    found: set[int] = set()
    chosen = select(ArticleRow.id).join(CopyChoiceRow, CopyChoiceRow.content_hash == ArticleRow.content_hash)
    for chunk in chunks(sorted(article_ids), CHUNK):
        found |= set(session.scalars(chosen.where(ArticleRow.id.in_(chunk), CopyChoiceRow.of_hash.is_(None))))
    return found


def _joined(session: Session, of_hash: Mapping[str, int]) -> list[tuple[int, int]]:
    """Pairs of articles, one of them with such a text, of which a person decided that they are copies."""
    row, hashes = CopyChoiceRow, sorted(of_hash)
    either = or_(row.content_hash.in_(hashes), row.of_hash.in_(hashes))
    made = session.execute(select(row.content_hash, row.of_hash).where(either, row.of_hash.is_not(None))).all()
    if not made:
        return []
    others = {one for pair in made for one in pair if one is not None and one not in of_hash}
    held = select(ArticleRow.content_hash, ArticleRow.id).where(ArticleRow.content_hash.in_(sorted(others)))
    ids = {**of_hash, **{row.content_hash: row.id for row in session.execute(held)}}
    return [(ids[one], ids[of]) for one, of in made if one in ids and of in ids]


def _settle(
    session: Session, groups: Sequence[Collection[int]], new: Collection[int], *, tell_others: bool = True
) -> list[int]:
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
    with recounting(session, sorted(turned) if tell_others else []):
        if changes:
            table = Base.metadata.tables["article"]
            statement = update(table).where(table.c.id == bindparam("one")).values(copy_of=bindparam("of"))
            session.connection().execute(statement, [{"one": one, "of": of} for one, of in changes.items()])
    return named


def _held(session: Session, ids: Sequence[int]) -> dict[int, tuple[int | None, int]]:
    """What these articles, and the copies of each, are copies of, and how long they are."""
    found: dict[int, tuple[int | None, int]] = {}
    columns = (ArticleRow.id, ArticleRow.copy_of, func.length(ArticleRow.text))
    for chunk in chunks(ids, CHUNK):
        for where in (ArticleRow.id.in_(chunk), ArticleRow.copy_of.in_(chunk)):
            found |= {one: (of, length) for one, of, length in session.execute(select(*columns).where(where))}
    return found


def _keep_findable(session: Session, article_ids: Sequence[int]) -> None:
    """Give articles those of their marks that were crowded when they came."""
    for chunk in chunks(article_ids, CHUNK):
        kept: defaultdict[int, set[int]] = defaultdict(set)
        held = select(CopyMarkRow.article_id, CopyMarkRow.mark).where(CopyMarkRow.article_id.in_(chunk))
        for one, mark in session.execute(held):
            kept[one].add(mark)
        texts = session.execute(select(ArticleRow.id, ArticleRow.text).where(ArticleRow.id.in_(chunk))).all()
        _insert_marks(
            session,
            [{"mark": mark, "article_id": one} for one, text in texts for mark in marks(text) if mark not in kept[one]],
        )


def _insert_marks(session: Session, rows: list[dict[str, int]]) -> None:
    if rows:
        session.connection().execute(insert(Base.metadata.tables["copy_mark"]), rows)
