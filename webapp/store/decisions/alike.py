"""Which mentions a decision would reach: the same name, resolved alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.decisions.claims import mention_at
from webapp.decisions.mentions import occurrences
from webapp.decisions.records import Scope, name_key
from webapp.domain import Span, Status
from webapp.store.chunks import chunks
from webapp.store.claims.search import ARTICLES, found, phrase
from webapp.store.decisions.held import held_of, load
from webapp.store.models import ArticleRow, MentionRow
from webapp.store.records import reading_of

EXAMPLES = 8
_AROUND = 90
"""Characters on either side of an example."""
_IN_ONE = 5_000
"""Articles that are looked at in one question."""
_TEXTS_AT_ONCE = 200
_SPANS = select(MentionRow.start, MentionRow.end)


@dataclass(frozen=True, slots=True)
class Example:
    """A mention that a decision would reach, with the text around it."""

    article_id: int
    title: str
    start: int
    end: int
    before: str
    words: str
    after: str
    place_id: str | None


@dataclass(frozen=True, slots=True)
class Alike:
    """How many mentions of how many articles are of the same name and resolved alike; ``otherwise`` those that are not.

    ``decided`` are those on which something has been decided already: a wider decision leaves them as they are.
    """

    mentions: int
    articles: int
    otherwise: int
    decided: int
    examples: tuple[Example, ...]


def alike(session: Session, article_id: int, span: Span, scope: Scope) -> Alike:
    """What a decision on a mention would reach with this scope; NotFound if there is no such article."""
    article = load(session, article_id)
    plain = held_of(session, article).plain
    at = mention_at(plain.mentions, span)
    if at is None and mention_at(reading_of(article).mentions, span) is None:
        return _unmarked(session, article, span, scope)
    read = None if at is None else plain.mentions[at]
    own = article_id, read.span.start if read else span.start
    was = read.resolution.place.id if read and read.resolution.place else None
    rows = _of_name(session, article, read.text if read else span.of(article.text), scope)
    same = [row for row in rows if (row.article_id, row.start) == own]
    others = [row for row in rows if (row.article_id, row.start) != own]
    undecided = [row for row in others if row.status == Status.UNVERIFIED.value]
    same += [row for row in undecided if row.place_id == was]
    decided = len(others) - len(undecided)
    return Alike(
        mentions=len(same),
        articles=len({row.article_id for row in same}),
        otherwise=len(rows) - len(same) - decided,
        decided=decided,
        examples=_examples(session, same[:EXAMPLES]),
    )


def _unmarked(session: Session, article: ArticleRow, span: Span, scope: Scope) -> Alike:
    """Where the texts that a scope reaches have the same words, and no mention there."""
    words = span.of(article.text)
    if scope is Scope.MENTION:
        here = Example(article.id, article.title, span.start, span.end, *_around(article.text, span), None)
        return Alike(1, 1, 0, 0, (here,))
    examples: list[Example] = []
    for some in chunks(_articles(session, article, words, scope), _TEXTS_AT_ONCE):
        query = select(ArticleRow.id, ArticleRow.title, ArticleRow.text).where(ArticleRow.id.in_(some))
        for row in session.execute(query):
            taken = [Span(*one) for one in session.execute(_SPANS.where(MentionRow.article_id == row.id))]
            spans = occurrences(words, row.text, taken)
            examples += [Example(row.id, row.title, one.start, one.end, *_around(row.text, one), None) for one in spans]
    return Alike(len(examples), len({one.article_id for one in examples}), 0, 0, tuple(examples[:EXAMPLES]))


def _around(text: str, span: Span) -> tuple[str, str, str]:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return before, span.of(text), after


def _articles(session: Session, article: ArticleRow, words: str, scope: Scope) -> list[int]:
    """The articles that a scope reaches and whose texts have some words, this one first."""
    if scope in (Scope.MENTION, Scope.ARTICLE):
        return [article.id]
    ids = session.scalars(found(ARTICLES, phrase(words))).all()
    if scope is Scope.COLLECTION:
        there = select(ArticleRow.id).where(ArticleRow.collection_id == article.collection_id)
        ids = sorted(set(ids) & set(session.scalars(there)))
    return [article.id, *(one for one in ids if one != article.id)]


def _of_name(session: Session, article: ArticleRow, words: str, scope: Scope) -> list[Any]:
    row = MentionRow
    columns = select(row.id, row.article_id, row.start, row.end, row.text, row.place_id, row.status)
    groups = chunks(_articles(session, article, words, scope), _IN_ONE)
    key = name_key(words)
    rows = [
        one
        for group in groups
        for one in session.execute(columns.where(row.article_id.in_(group), func.length(row.text) <= len(words) + 8))
        if name_key(one.text) == key
    ]
    if scope is Scope.MENTION:
        return [one for one in rows if one.text == words][:1]
    return rows


def _examples(session: Session, rows: Sequence[Any]) -> tuple[Example, ...]:
    ids = {row.article_id for row in rows}
    texts = {
        one.id: (one.title, one.text)
        for one in session.execute(
            select(ArticleRow.id, ArticleRow.title, ArticleRow.text).where(ArticleRow.id.in_(ids))
        )
    }
    examples = []
    for row in rows:
        title, text = texts[row.article_id]
        words = _around(text, Span(row.start, row.end))
        examples.append(Example(row.article_id, title, row.start, row.end, *words, row.place_id))
    return tuple(examples)
