"""What is counted of each speaker: claims, articles, names and descriptions, and the words by which it is found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, distinct, func, insert, select, update
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.models import ClaimRow, SpeakerRow
from webapp.store.speakers.alike import blocks_of
from webapp.store.speakers.claims import Spoken, least_said, where_said
from webapp.store.speakers.labels import words_of
from webapp.store.speakers.models import (
    SpeakerGroupRow,
    SpeakerStateRow,
    SpeakerTermRow,
    SpeakerWordRow,
    SpokenRow,
)
from webapp.store.statements import Made, inserting, table_of

NAME, DESCRIPTION = "name", "description"
COUNTED = ("claims", "said", "articles", "said_articles", "generic", "said_generic")
_CLAIMS, _SAID, _ARTICLES, _SAID_ARTICLES, _GENERIC, _SAID_GENERIC = range(len(COUNTED))
_MORE = (*(f"more_{column}" for column in COUNTED), "row")

_group, _term = table_of(SpeakerGroupRow), table_of(SpeakerTermRow)
_state: Any = table_of(SpeakerStateRow)
# Statements are made once: for one article that takes longer than to run them.
_COUNT_MORE = Made(
    update(_group)
    .where(_group.c.id == bindparam("row"))
    .values({column: _group.c[column] + bindparam(f"more_{column}") for column in COUNTED})
)
_STATE_MORE = Made(
    update(_state).values({column: _state.c[column] + bindparam(f"more_{column}") for column in ("claims", "said")})
)
_LAST_TERM = Made(select(func.max(_term.c.id)))
_NEW_TERMS = Made(
    select(_term.c.id, _term.c.group_id, _term.c.kind, _term.c.text).where(_term.c.id > bindparam("last"))
)
_NEW_WORDS = Made(insert(table_of(SpeakerWordRow)))
Term = tuple[int, str, str]
"""A group's row, NAME or DESCRIPTION, and the text."""


def count(session: Session, claims: Sequence[tuple[int, Spoken]], sign: int) -> None:
    """Count claims, each with its group's row: +1 as they come, -1 as they leave, with all others of their article."""
    changes: dict[int, list[int]] = {}
    articles: set[tuple[int, int]] = set()
    said_articles: set[tuple[int, int]] = set()
    terms: defaultdict[Term, int] = defaultdict(int)
    for group_id, claim in claims:
        change = changes.setdefault(group_id, [0] * len(COUNTED))
        change[_CLAIMS] += sign
        articles.add((group_id, claim.article_id))
        if claim.is_said:
            change[_SAID] += sign
            said_articles.add((group_id, claim.article_id))
        if claim.generic:
            change[_GENERIC] += sign
            change[_SAID_GENERIC] += sign * claim.is_said
        terms[group_id, NAME, claim.name] += 1
        if claim.description:
            terms[group_id, DESCRIPTION, claim.description] += 1
    for column, pairs in ((_ARTICLES, articles), (_SAID_ARTICLES, said_articles)):
        for group_id, _ in pairs:
            changes[group_id][column] += sign
    if not changes:
        return
    _COUNT_MORE.fill(session, _MORE, [(*change, row) for row, change in sorted(changes.items())])
    count_terms(session, terms, sign)
    said = sum(claim.is_said for _, claim in claims)
    _STATE_MORE.run(session, more_claims=sign * len(claims), more_said=sign * said)
    if sign < 0:
        drop_empty(session, changes)


def changed_groups(session: Session) -> set[int]:
    """The groups that have other names or descriptions than before, as far as this session changed them."""
    changed: set[int] = session.info.setdefault("speakers with other names", set())
    return changed


def count_terms(session: Session, terms: Mapping[Term, int], sign: int = 1) -> None:
    """Count names and descriptions; those that are new are found by their words."""
    if sign > 0:
        _insert_terms(session, terms.items())
        return
    named = and_(
        _term.c.group_id == bindparam("row"), _term.c.kind == bindparam("of"), _term.c.text == bindparam("words")
    )
    query = update(_term).where(named).values(claims=_term.c.claims - bindparam("less"))
    connection = session.connection()
    connection.execute(
        query,
        [
            {"row": group_id, "of": kind, "words": text, "less": number}
            for (group_id, kind, text), number in terms.items()
        ],
    )
    for some in chunks({group_id for group_id, _, _ in terms}):
        of_groups = _term.c.group_id.in_(some) & _term.c.kind.in_((NAME, DESCRIPTION))
        gone = delete(_term).where(of_groups, _term.c.claims <= 0).returning(_term.c.group_id)
        changed_groups(session).update(connection.scalars(gone))


def recount(session: Session, group_ids: Collection[int]) -> None:
    """Count these groups anew from their claims."""
    for some in chunks(sorted(group_ids)):
        counts = dict.fromkeys(some, dict.fromkeys(COUNTED, 0))
        query = _counts(least_said(session)).where(SpokenRow.group_id.in_(some))
        counts |= {
            row.group_id: {name: getattr(row, name) for name in COUNTED} for row in session.connection().execute(query)
        }
        _set_counts(session, counts)
        session.connection().execute(delete(_term).where(_term.c.group_id.in_(some)))
        _insert_terms(session, _terms_of(session, some).items())
    drop_empty(session, group_ids)


def recount_said(session: Session, least: float) -> None:
    """Count all groups for another probability from which claims count as said."""
    state = SpeakerStateRow
    session.connection().execute(update(state).values(least_said=least))
    rows = session.connection().execute(_counts(least)).all()
    _set_counts(session, {row.group_id: {name: getattr(row, name) for name in COUNTED} for row in rows})
    session.connection().execute(
        update(state).values(claims=sum(row.claims for row in rows), said=sum(row.said for row in rows))
    )


def drop_empty(session: Session, group_ids: Iterable[int]) -> None:
    """Delete those of these groups that have no claims."""
    for some in chunks(sorted(group_ids)):
        session.connection().execute(
            delete(SpeakerGroupRow).where(SpeakerGroupRow.id.in_(some), SpeakerGroupRow.claims <= 0)
        )


def _counts(least: float) -> Any:
    said = where_said(least)
    return (
        select(
            SpokenRow.group_id,
            func.count().label("claims"),
            func.sum(case((said, 1), else_=0)).label("said"),
            func.count(distinct(SpokenRow.article_id)).label("articles"),
            func.count(distinct(case((said, SpokenRow.article_id)))).label("said_articles"),
            func.sum(case((SpokenRow.generic, 1), else_=0)).label("generic"),
            func.sum(case((SpokenRow.generic & said, 1), else_=0)).label("said_generic"),
        )
        .join(ClaimRow, ClaimRow.id == SpokenRow.claim_id)
        .group_by(SpokenRow.group_id)
    )


def _set_counts(session: Session, counts: dict[int, dict[str, int]]) -> None:
    values: dict[str, Any] = {column: bindparam(f"new_{column}") for column in COUNTED}
    query = update(_group).where(_group.c.id == bindparam("row")).values(values)
    for some in chunks(counts.items()):
        rows = [{"row": row, **{f"new_{name}": number for name, number in held.items()}} for row, held in some]
        session.connection().execute(query, rows)


def _terms_of(session: Session, group_ids: Sequence[int]) -> Counter[Term]:
    terms: Counter[Term] = Counter()
    of_group = SpokenRow.group_id.in_(group_ids)
    on_claim = ClaimRow.id == SpokenRow.claim_id
    names = (
        select(SpokenRow.group_id, SpeakerRow.name, func.count())
        .join(ClaimRow, on_claim)
        .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .where(of_group)
        .group_by(SpokenRow.group_id, SpeakerRow.name)
    )
    for group_id, name, number in session.connection().execute(names):
        terms[group_id, NAME, name] += number
    descriptions = (
        select(SpokenRow.group_id, ClaimRow.description, func.count())
        .join(ClaimRow, on_claim)
        .where(of_group, ClaimRow.description.is_not(None))
        .group_by(SpokenRow.group_id, ClaimRow.description)
    )
    for group_id, description, number in session.connection().execute(descriptions):
        if words := " ".join((description or "").split()):
            terms[group_id, DESCRIPTION, words] += number
    return terms


def _insert_terms(session: Session, terms: Iterable[tuple[Term, int]]) -> None:
    rows = [
        {"group_id": group_id, "kind": kind, "text": text, "claims": number} for (group_id, kind, text), number in terms
    ]
    if not rows:
        return
    last = _LAST_TERM.rows(session)[0][0] or 0
    _more_terms(session.connection().dialect.name).many(session, rows)
    new = _NEW_TERMS.rows(session, last=last)
    changed_groups(session).update(row.group_id for row in new)
    words = [
        {"term_id": term_id, "word": word, "group_id": group_id, "named": kind == NAME}
        for term_id, group_id, kind, text in new
        for word in sorted(blocks_of(text) if kind == NAME else words_of(text))
    ]
    _NEW_WORDS.many(session, words)


@cache
def _more_terms(dialect: str) -> Made:
    added = inserting(_term, dialect)
    more = {"claims": _term.c.claims + added.excluded.claims}
    return Made(added.on_conflict_do_update(index_elements=["group_id", "kind", "text"], set_=more))
