"""What was decided, the last first: all of it, or about a mention, a claim, an article, a place, a speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select
from sqlalchemy.orm import Session

from webapp.decisions.records import OF_LOG, Decision, What
from webapp.decisions.remarks import About, Subject
from webapp.domain import Span
from webapp.store.database import Database
from webapp.store.decisions import concerned
from webapp.store.decisions.background import spreading_item
from webapp.store.decisions.models import DecisionRow
from webapp.store.jobs.records import OPEN_STATES
from webapp.store.models import ArticleRow
from webapp.store.speakers.counts import NAME
from webapp.store.speakers.models import SpeakerGroupRow, SpeakerTermRow

PORTION = 50
MOST_WORDS = 12
"""Words of a search; further ones are not looked for."""
_LOG = [what.value for what in OF_LOG]
# SQLite uses an index of some rows only where it reads in the statement itself that no others are asked for.
_SPEAKER: ColumnElement[str] = literal_column(f"'{What.SPEAKER.value}'")
_HAS_SUBJECT = DecisionRow.subject != literal_column("''")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose history is asked for; all that is given must hold. ``span`` are words of the article ``article_id``.

    ``speaker`` is the id of a speaker over all articles, or a name. Each of the ``words`` is looked for in the names
    that were decided on, the places and speakers that were chosen, notes, tags, reasons and names of who decided.
    """

    article_id: int | None = None
    span: Span | None = None
    place_id: str = ""
    speaker: str = ""
    collection_id: int | None = None
    who: str = ""
    what: str = ""
    scope: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision, whether it is undone, and by whom; ``article_id`` is where it was made, None if that is not here."""

    id: int
    decision: Decision
    undone_by: str
    article_id: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The decision that a job shows on further articles, or takes from them if it is undone.

    ``counting`` is whether a worker has yet to look which articles these are.
    """

    uid: str
    undone: bool
    counting: bool


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

    def count(self, asked: Asked) -> int:
        """How many decisions there are, those that are undone too; ``span`` is not looked at."""
        with self._database.reading() as session:
            found = _query(session, asked, None).order_by(None).subquery()
            return session.scalar(select(func.count()).select_from(found)) or 0

    def spreading(self, job_ids: Iterable[int]) -> dict[int, Spread]:
        """Which decision each job shows on further articles; without jobs that spread none."""
        found = {}
        with self._database.reading() as session:
            for job_id in job_ids:
                if item := spreading_item(session, job_id):
                    uid = item.given["spread"][0]
                    found[job_id] = Spread(uid, bool(_undone(session, [uid]).get(uid)), item.state in OPEN_STATES)
        return found

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
    if asked.place_id:
        query = query.where((row.place_id == asked.place_id) | (row.was == asked.place_id))
    if asked.speaker:
        query = query.where(_of_speaker(session, asked.speaker))
    for word in asked.words.split()[:MOST_WORDS]:
        query = query.where(_has(word))
    for column, value in (
        (row.who, asked.who),
        (row.what, asked.what),
        (row.scope, asked.scope),
    ):
        if value:
            query = query.where(column == value)
    return query


def _of_speaker(session: Session, speaker: str) -> ColumnElement[bool]:
    """That a row is about a speaker: renamed, named by somebody, or noted on, by any of the names that he has."""
    row, term = DecisionRow, SpeakerTermRow
    of_group = select(term.text).join(SpeakerGroupRow, SpeakerGroupRow.id == term.group_id)
    names = [speaker, *session.scalars(of_group.where(SpeakerGroupRow.public_id == speaker, term.kind == NAME))]
    named = (row.what == _SPEAKER) & row.value["name"].as_string().in_(names)
    noted = (row.subject == Subject(About.SPEAKER, speaker).words) & _HAS_SUBJECT
    return or_(row.speaker.in_(names), named, noted)


def _has(word: str) -> ColumnElement[bool]:
    """That a row has a word, in whatever capitals; databases may fold those of ASCII only."""
    row = DecisionRow
    texts: tuple[Any, ...] = (
        row.name,
        row.who,
        row.why,
        row.collection,
        row.anchor["text"].as_string(),
        row.value["place"]["name"].as_string(),
        row.value["name"].as_string(),
        row.value["text"].as_string(),
    )
    forms = dict.fromkeys((word, word.lower(), word.capitalize(), word.upper()))
    return or_(*(text.icontains(form, autoescape=True) for text in texts for form in forms))


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
