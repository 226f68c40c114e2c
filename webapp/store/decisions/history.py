"""What was decided, the last first: all of it, or about a mention, a claim, an article, a place, a speaker."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.decisions.records import OF_LOG, Decision, What
from webapp.domain import Span
from webapp.store.database import Database
from webapp.store.decisions import concerned
from webapp.store.decisions.models import DecisionRow
from webapp.store.models import ArticleRow

PORTION = 50
_LOG = [what.value for what in OF_LOG]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose history is asked for; all that is given must hold. ``span`` are words of the article ``article_id``."""

    article_id: int | None = None
    span: Span | None = None
    place_id: str = ""
    speaker: str = ""
    collection_id: int | None = None
    who: str = ""
    what: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision, whether it is undone, and by whom; ``article_id`` is where it was made, None if that is not here."""

    id: int
    decision: Decision
    undone_by: str
    article_id: int | None
    title: str


@dataclass(frozen=True, slots=True)
class History:
    """Some of what was decided; ``after`` asks for what was decided before that, None if nothing was."""

    entries: tuple[Entry, ...]
    after: int | None


class Histories:
    """Reads the log in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, asked: Asked, after: int | None = None, limit: int = PORTION) -> History:
        """What was decided, the last first."""
        with self._database.reading() as session:
            entries: list[Entry] = []
            last = after
            while len(entries) < limit:
                rows = session.scalars(_query(session, asked, last).limit(limit)).all()
                if not rows:
                    return History(tuple(entries), None)
                entries += _entries(session, [row for row in rows if _is_about(row, asked.span)])
                last = rows[-1].id
            return History(tuple(entries), last)

    def people(self) -> list[str]:
        """Everybody who decided anything, by name."""
        with self._database.reading() as session:
            return sorted(session.scalars(select(DecisionRow.who).distinct()), key=str.casefold)


def _query(session: Session, asked: Asked, before: int | None) -> Select[DecisionRow]:
    row = DecisionRow
    query = select(row).where(row.what.not_in(_LOG)).order_by(row.id.desc())
    if before is not None:
        query = query.where(row.id < before)
    if asked.article_id is not None:
        query = query.where(
            row.content_hash == session.scalar(select(ArticleRow.content_hash).where(ArticleRow.id == asked.article_id))
        )
    if asked.collection_id is not None:
        hashes = select(ArticleRow.content_hash).where(ArticleRow.collection_id == asked.collection_id)
        query = query.where(row.content_hash.in_(hashes) | (row.collection_id == asked.collection_id))
    for column, value in (
        (row.place_id, asked.place_id),
        (row.speaker, asked.speaker),
        (row.who, asked.who),
        (row.what, asked.what),
        (row.scope, asked.scope),
    ):
        if value:
            query = query.where(column == value)
    return query


def _is_about(row: DecisionRow, span: Span | None) -> bool:
    if span is None:
        return True
    spans = row.anchor.get("spans", ())
    return any(start < span.end and span.start < end for start, end in spans)


def _entries(session: Session, rows: list[DecisionRow]) -> list[Entry]:
    decisions = concerned.decisions_of(session, rows)
    hashes = {one.content_hash for one in decisions if one.content_hash}
    where = select(ArticleRow.content_hash, ArticleRow.id, ArticleRow.title).where(ArticleRow.content_hash.in_(hashes))
    articles = {one.content_hash: (one.id, one.title) for one in session.execute(where)} if hashes else {}
    undone = _undone(session, [one.uid for one in decisions])
    return [
        Entry(row.id, one, undone.get(one.uid, ""), *articles.get(one.content_hash, (None, "")))
        for row, one in zip(rows, decisions, strict=True)
    ]


def _undone(session: Session, uids: list[str]) -> dict[str, str]:
    """Who undid each of these decisions, of those that are undone."""
    query = select(DecisionRow).where(DecisionRow.undoes.in_(uids)).order_by(DecisionRow.made, DecisionRow.uid)
    found: dict[str, str] = {}
    for row in session.scalars(query):
        found[row.undoes] = row.who if row.what == What.UNDO.value else ""
    return found
