"""Collections of articles, and tags on them, in the database of articles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection as Many
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from webapp.errors import EditRefused, NotFound
from webapp.store import derived
from webapp.store.chunks import chunks
from webapp.store.claims.columns import changed
from webapp.store.database import Database
from webapp.store.decisions.background import lay_over_moved
from webapp.store.lists.tag_rows import drop_unused, is_elsewhere, tag_ids, tag_ids_for
from webapp.store.models import ArticleRow, ArticleTagRow, CollectionRow, TagRow


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles that belong together, and how many they are."""

    id: int
    name: str
    notes: str
    created: dt.datetime
    articles: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, and how many articles have it."""

    name: str
    articles: int


class CollectionBook:
    """The collections; may be used from several threads. Names are given as they are to be kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Collection, ...]:
        """Every collection, by name."""
        counts = (
            select(ArticleRow.collection_id, func.count().label("articles"))
            .where(ArticleRow.collection_id.is_not(None))
            .group_by(ArticleRow.collection_id)
            .subquery()
        )
        row = CollectionRow
        query = select(row.id, row.name, row.notes, row.created, func.coalesce(counts.c.articles, 0))
        with self._database.reading() as session:
            found = session.execute(query.outerjoin(counts, counts.c.collection_id == row.id))
            return tuple(sorted((Collection(*one) for one in found), key=lambda one: one.name.casefold()))

    def names(self) -> dict[int, str]:
        """The name of every collection by its id, in the order of the names."""
        with self._database.reading() as session:
            rows = session.execute(select(CollectionRow.id, CollectionRow.name)).all()
        return {row.id: row.name for row in sorted(rows, key=lambda row: row.name.casefold())}

    def get(self, collection_id: int) -> Collection:
        """One collection; NotFound if there is none."""
        with self._database.reading() as session:
            row = _collection(session, collection_id)
            count = select(func.count()).where(ArticleRow.collection_id == collection_id)
            return Collection(row.id, row.name, row.notes, row.created, session.scalar(count) or 0)

    def loose(self) -> int:
        """How many articles are in no collection."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(ArticleRow.collection_id.is_(None))) or 0

    def create(self, name: str, notes: str = "") -> Collection:
        """Create a collection; EditRefused if there is one of this name."""
        with self._database.writing() as session:
            _require_free(session, name)
            row = CollectionRow(name=name, notes=notes, created=dt.datetime.now(dt.UTC).replace(tzinfo=None))
            session.add(row)
            session.flush()
            return Collection(row.id, row.name, row.notes, row.created, 0)

    def named(self, name: str) -> Collection:
        """The collection of this name, in whatever capitals, created if there is none."""
        with self._database.reading() as session:
            found = _of_name(session, name)
        return self.create(name) if found is None else self.get(found.id)

    def edit(self, collection_id: int, name: str, notes: str) -> None:
        """Rename a collection and replace its notes; NotFound if there is none, EditRefused if the name is taken."""
        with self._database.writing() as session:
            row = _collection(session, collection_id)
            if name != row.name:
                _require_free(session, name, but=collection_id)
            row.name, row.notes = name, notes

    def delete(self, collection_id: int) -> str:
        """Delete a collection, whose articles stay; its name. NotFound if there is none."""
        with self._database.writing() as session:
            name = _collection(session, collection_id).name
            ids = session.scalars(select(ArticleRow.id).where(ArticleRow.collection_id == collection_id)).all()
            _put(session, ids, None)
            session.execute(delete(CollectionRow).where(CollectionRow.id == collection_id))
            return name

    def put(self, article_ids: Sequence[int], collection_id: int | None) -> int:
        """Put articles into a collection, or into none; how many of them there are. NotFound if it is not there."""
        with self._database.writing() as session:
            if collection_id is not None:
                _collection(session, collection_id)
            return _put(session, article_ids, collection_id)

    def receive(self, article_ids: Sequence[int], collection_id: int) -> int:
        """Put those of these articles into a collection that are in none; how many. NotFound if it is not there."""
        with self._database.writing() as session:
            _collection(session, collection_id)
            loose = select(ArticleRow.id).where(ArticleRow.collection_id.is_(None))
            found = [session.scalars(loose.where(ArticleRow.id.in_(some))).all() for some in chunks(article_ids)]
            return _put(session, [one for some in found for one in some], collection_id)


class TagBook:
    """The tags on articles; may be used from several threads. One that nothing has any more is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Tag, ...]:
        """Every tag, by name."""
        query = select(TagRow.name, func.count(ArticleTagRow.article_id)).join(ArticleTagRow).group_by(TagRow.name)
        with self._database.reading() as session:
            found = session.execute(query)
            return tuple(sorted((Tag(name, count) for name, count in found), key=lambda one: one.name.casefold()))

    def of(self, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The tags of each of these articles, by id; without those that have none."""
        with self._database.reading() as session:
            return tags_of(session, article_ids)

    def add(self, article_ids: Sequence[int], names: Many[str]) -> int:
        """Put tags on articles; how many of these there are. A tag that differs in capitals only is the same."""
        with self._database.writing() as session:
            return sum(_tag(session, ids, names) for ids in chunks(article_ids))

    def remove(self, article_ids: Sequence[int], names: Many[str]) -> int:
        """Take tags off articles; how many of these there are."""
        with self._database.writing() as session:
            count = sum(_untag(session, ids, names) for ids in chunks(article_ids))
            drop_unused(session)
            return count

    def replace(self, article_id: int, names: Many[str]) -> None:
        """Give an article these tags and no others."""
        with self._database.writing() as session:
            held = tags_of(session, [article_id]).get(article_id, ())
            wanted = {name.casefold() for name in names}
            _untag(session, [article_id], [name for name in held if name.casefold() not in wanted])
            _tag(session, [article_id], names)
            drop_unused(session)

    def rename(self, name: str, new_name: str) -> int:
        """Give a tag another name on articles; if there is one of that name, the two become one. How many have it.

        On claims, places and speakers it stays what the log says. NotFound if there is no such tag.
        """
        with self._database.writing() as session:
            tag = session.scalar(select(TagRow).where(TagRow.name == name))
            if tag is None:
                raise NotFound(f"there is no tag “{name}”: it may have been removed or renamed")
            ids = session.scalars(select(ArticleTagRow.article_id).where(ArticleTagRow.tag_id == tag.id)).all()
            stays = is_elsewhere(session, tag.id) and new_name.casefold() != name.casefold()
            other = (tag_ids_for(session, [new_name]) if stays else tag_ids(session)).get(new_name.casefold(), tag.id)
            if other == tag.id:
                tag.name = new_name
            else:
                for some in chunks(ids):
                    _give(session, some, [other])
                    _untag(session, some, [name])
                drop_unused(session)
                changed(session)
            return len(ids)


def tags_of(session: Session, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The tags of each of these articles, by id; without those that have none."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for some in chunks(article_ids):
        query = select(ArticleTagRow.article_id, TagRow.name).join(TagRow).where(ArticleTagRow.article_id.in_(some))
        for article_id, name in session.execute(query):
            found[article_id].append(name)
    return {article_id: tuple(sorted(names, key=str.casefold)) for article_id, names in found.items()}


def _collection(session: Session, collection_id: int) -> CollectionRow:
    row = session.get(CollectionRow, collection_id)
    if row is None:
        raise NotFound("there is no such collection: it may have been deleted")
    return row


def _require_free(session: Session, name: str, but: int | None = None) -> None:
    """Raise EditRefused if another collection has this name, in whatever capitals."""
    found = _of_name(session, name)
    if found is not None and found.id != but:
        raise EditRefused(f"there is a collection “{found.name}” already: choose another name")


def _of_name(session: Session, name: str) -> CollectionRow | None:
    """The collection of this name, in whatever capitals: databases know those of few alphabets."""
    rows = session.scalars(select(CollectionRow))
    return next((row for row in rows if row.name.casefold() == name.casefold()), None)


def _put(session: Session, article_ids: Sequence[int], collection_id: int | None) -> int:
    count = 0
    for some in chunks(article_ids):
        moved = update(ArticleRow).where(ArticleRow.id.in_(some)).values(collection_id=collection_id)
        ids = session.scalars(moved.returning(ArticleRow.id)).all()
        derived.described(session, ids)
        lay_over_moved(session, ids)
        count += len(ids)
    return count


def _tag(session: Session, article_ids: Sequence[int], names: Many[str]) -> int:
    there = session.scalars(select(ArticleRow.id).where(ArticleRow.id.in_(article_ids))).all()
    known = tag_ids_for(session, names)
    _give(session, there, [known[name.casefold()] for name in names])
    return len(there)


def _give(session: Session, article_ids: Sequence[int], tag_ids: Sequence[int]) -> None:
    for tag_id in dict.fromkeys(tag_ids):
        having = select(ArticleTagRow.article_id).where(
            ArticleTagRow.tag_id == tag_id, ArticleTagRow.article_id.in_(article_ids)
        )
        held = set(session.scalars(having))
        rows = [{"article_id": one, "tag_id": tag_id} for one in article_ids if one not in held]
        if rows:
            session.execute(insert(ArticleTagRow), rows)
            changed(session)


def _untag(session: Session, article_ids: Sequence[int], names: Many[str]) -> int:
    known = tag_ids(session)
    wanted = [known[name.casefold()] for name in names if name.casefold() in known]
    row = ArticleTagRow
    gone = delete(row).where(row.article_id.in_(article_ids), row.tag_id.in_(wanted))
    session.execute(gone, execution_options={"synchronize_session": False})
    changed(session)
    there = select(func.count()).select_from(ArticleRow).where(ArticleRow.id.in_(article_ids))
    return session.scalar(there) or 0
