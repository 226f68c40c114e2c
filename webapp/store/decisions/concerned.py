"""Which rows of the log concern an article, and which articles a decision may concern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session

from webapp.decisions.records import OF_CLAIM, OF_MENTION, REMARKS, Decision, Scope, What, name_key
from webapp.decisions.standing import Standing, standing
from webapp.store.chunks import chunks
from webapp.store.claims.search import ARTICLES, phrase
from webapp.store.claims.search import found as found_words
from webapp.store.decisions.models import DecisionRow, LaidRow
from webapp.store.decisions.rows import decision_of
from webapp.store.models import ArticleRow, ClaimRow, CollectionRow, MentionRow, SpeakerRow
from webapp.store.statements import Made

WIDE = tuple(scope.value for scope in Scope if scope.is_wide)
_ANY = Made(select(DecisionRow.id).limit(1))
_REMARKS = tuple(what.value for what in REMARKS)


def log_of(session: Session, content_hashes: Iterable[str], names: Iterable[str] | None = None) -> list[Decision]:
    """The rows on these articles and all wide ones, with the rows that undo or redo them; no notes and tags.

    Of the wide ones only those on some ``names`` if they are given.
    """
    wide: ColumnElement[bool] = DecisionRow.scope.in_(WIDE)
    if names is not None:
        wide = wide & DecisionRow.name.in_(sorted(set(names)))
    hashes = sorted(set(content_hashes))
    rows: dict[str, Decision] = {}
    for condition in (wide, *(DecisionRow.content_hash.in_(some) for some in chunks(hashes))):
        rows |= _by_uid(session, condition & DecisionRow.what.not_in(_REMARKS))
    for some in chunks(sorted(rows)):
        rows |= _undoing(session, some)
    return list(rows.values())


def whole_log(session: Session, collection_id: int | None = None) -> list[Decision]:
    """Every row in order; of a collection those on its articles and for it, with the rows that undo or redo them."""
    if collection_id is None:
        rows = _by_uid(session, true())
    else:
        hashes = select(ArticleRow.content_hash).where(ArticleRow.collection_id == collection_id)
        of_it = DecisionRow.content_hash.in_(hashes) | (DecisionRow.collection_id == collection_id)
        rows = _by_uid(session, of_it)
        rows |= {uid: row for some in chunks(sorted(rows)) for uid, row in _undoing(session, some).items()}
    return sorted(rows.values(), key=lambda row: row.order)


def rows_with(session: Session, uids: Iterable[str]) -> list[Decision]:
    """The rows with these names, in order."""
    rows: dict[str, Decision] = {}
    for some in chunks(sorted(set(uids))):
        rows |= _by_uid(session, DecisionRow.uid.in_(some))
    return sorted(rows.values(), key=lambda row: row.order)


def decisions_of(session: Session, rows: Sequence[DecisionRow]) -> list[Decision]:
    """The decisions of rows; those for a collection have its name as it is now."""
    ids = {row.collection_id for row in rows if row.collection_id is not None}
    names: dict[int, str] = {}
    if ids:
        query = select(CollectionRow.id, CollectionRow.name).where(CollectionRow.id.in_(ids))
        names = {row.id: row.name for row in session.execute(query)}
    found = map(decision_of, rows)
    return [
        replace(one, collection=names.get(row.collection_id or 0, one.collection))
        for row, one in zip(rows, found, strict=True)
    ]


def standing_for(session: Session, content_hashes: Iterable[str]) -> Standing:
    """The decisions in force that may concern these articles."""
    return standing(log_of(session, content_hashes))


def collection_of(session: Session, article: ArticleRow) -> str:
    """The name of an article's collection, "" if it is in none."""
    if article.collection_id is None:
        return ""
    return session.scalar(select(CollectionRow.name).where(CollectionRow.id == article.collection_id)) or ""


def is_empty(session: Session) -> bool:
    """Whether nobody has decided anything yet."""
    return not _ANY.rows(session)


def own_articles(session: Session, decisions: Sequence[Decision]) -> list[int]:
    """The articles in which some decisions were made, of those that are here."""
    hashes = sorted({row.content_hash for row in decisions if row.content_hash})
    query = select(ArticleRow.id)
    return [one for some in chunks(hashes) for one in session.scalars(query.where(ArticleRow.content_hash.in_(some)))]


def articles_of(session: Session, decisions: Sequence[Decision], most: int | None = None) -> list[int]:
    """The articles that some decisions may change, or do: their own first; about ``most`` of them if given.

    Notes and tags change none.
    """
    decisions = [row for row in decisions if row.what not in REMARKS]
    found = dict.fromkeys(own_articles(session, decisions))
    for row in decisions:
        if row.scope.is_wide:
            found |= dict.fromkeys(session.scalars(_wide(row).limit(most)))
        # What shows the decisions that this one takes the place of may not have the name any more.
        laid = select(LaidRow.article_id).where(LaidRow.uid.in_([row.uid, *row.over])).limit(most)
        found |= dict.fromkeys(session.scalars(laid))
        if most is not None and len(found) >= most:
            break
    return list(found)


def of_these(session: Session, article_ids: Sequence[int]) -> list[int]:
    """Those of some articles that a decision may concern: few, where few decisions are wide."""
    concerned: set[int] = set()
    of_readings = DecisionRow.what.not_in(_REMARKS)
    query = select(DecisionRow).where(DecisionRow.scope.in_(WIDE), of_readings)
    wide = decisions_of(session, session.scalars(query).all())
    names = {row.name for row in wide if row.what in OF_MENTION}
    speakers = {row.was for row in wide if row.what is What.SPEAKER}
    marked = [row for row in wide if row.what is What.MARKED]
    for some in chunks(article_ids):
        there = ArticleRow.id.in_(some)
        own = select(ArticleRow.id).where(
            there, ArticleRow.content_hash.in_(select(DecisionRow.content_hash).where(of_readings))
        )
        concerned |= set(session.scalars(own))
        if names:
            mentioned = session.execute(
                select(MentionRow.article_id, MentionRow.text).where(MentionRow.article_id.in_(some)).distinct()
            )
            concerned |= {row.article_id for row in mentioned if name_key(row.text) in names}
        if speakers:
            spoken = select(ClaimRow.article_id).join(SpeakerRow).where(ClaimRow.article_id.in_(some))
            concerned |= set(session.scalars(spoken.where(SpeakerRow.name.in_(sorted(speakers)))))
    for row in marked:
        concerned |= set(session.scalars(_wide(row))) & set(article_ids)
    return sorted(concerned)


def _undoing(session: Session, uids: Sequence[str]) -> dict[str, Decision]:
    return _by_uid(session, DecisionRow.undoes.in_(uids))


def _by_uid(session: Session, condition: ColumnElement[bool]) -> dict[str, Decision]:
    rows = session.scalars(select(DecisionRow).where(condition)).all()
    return {row.uid: row for row in decisions_of(session, rows)}


def _wide(row: Decision) -> Select[int]:
    """The articles that may have what a wide decision is about."""
    if row.what in OF_CLAIM:
        return select(ClaimRow.article_id).join(SpeakerRow).where(SpeakerRow.name == row.was).distinct()
    words = row.anchor.text if row.anchor and row.what is What.MARKED else row.name
    return found_words(ARTICLES, phrase(words))
