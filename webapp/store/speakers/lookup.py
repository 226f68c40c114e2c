"""Looks speakers up in the tables that are kept: in lists, by name, by id, and of the claims that a page shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.errors import NotFound
from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.models import ArticleRow, ClaimRow
from webapp.store.speakers.claims import least_said, where_said
from webapp.store.speakers.counts import DESCRIPTION, NAME
from webapp.store.speakers.labels import words_of
from webapp.store.speakers.models import (
    SpeakerGroupRow,
    SpeakerMoveRow,
    SpeakerStateRow,
    SpeakerTermRow,
    SpeakerWordRow,
    SpokenRow,
)
from webapp.store.summaries import SpeakerRef

ALSO = 4
"""Other names and descriptions that a list gives of a speaker."""
WORDS = 8
"""Words of a search that are looked up."""


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker in a list: ``claims`` that are shown, in how many ``articles``, and how many are ``hidden``.

    ``also`` are other names, and ``descriptions`` what articles say of it, each the most frequent first and at most
    ``ALSO``. ``only_in`` is the article whose own the speaker is, as its name is only a common noun, and ``title``
    that article's. ``row`` is its row in the database.
    """

    id: str
    name: str
    also: tuple[str, ...]
    descriptions: tuple[str, ...]
    claims: int
    articles: int
    hidden: int
    only_in: int | None
    title: str
    row: int


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """A portion of the list of speakers; ``found`` match the search, of ``count`` altogether.

    ``hidden`` claims are not shown. ``after`` asks for the next portion, empty if this is the last.
    """

    lines: tuple[SpeakerLine, ...]
    found: int
    count: int
    hidden: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The columns that count what a filter shows."""

    claims: InstrumentedAttribute[int]
    articles: InstrumentedAttribute[int]
    generic: InstrumentedAttribute[int]

    @classmethod
    def of(cls, which: ClaimFilter) -> Counted:
        """Those of everything, or of what was said."""
        row = SpeakerGroupRow
        if which.attitudes or not which.least_said:
            return cls(row.claims, row.articles, row.generic)
        return cls(row.said, row.said_articles, row.said_generic)


def listed(
    session: Session, which: ClaimFilter = EVERY_CLAIM, query: str = "", after: str = "", limit: int = 50
) -> SpeakerPage:
    """Speakers with claims that are shown, most claims first; those in whose names and descriptions are words that
    begin as those of ``query``.
    """
    counted = Counted.of(which)
    everyone = counted.claims > 0
    wanted = everyone & _matching(query)
    lines = _lines(session, counted, _after(session, counted, after, wanted), limit + 1)
    total = func.count()
    count = session.scalar(select(total).select_from(SpeakerGroupRow).where(everyone)) or 0
    found = session.scalar(select(total).select_from(SpeakerGroupRow).where(wanted)) if query else count
    state = session.execute(select(SpeakerStateRow.claims, SpeakerStateRow.said)).one()
    shown = state.said if counted.claims is SpeakerGroupRow.said else state.claims
    more = f"{lines[limit - 1].claims}.{lines[limit - 1].id}" if len(lines) > limit else ""
    return SpeakerPage(tuple(lines[:limit]), found or 0, count, state.claims - shown, more)


def line_of(session: Session, speaker_id: str, which: ClaimFilter = EVERY_CLAIM) -> SpeakerLine:
    """One speaker, also by the id it had before it was merged; NotFound if there is none."""
    (line,) = lines_of(session, [row_of(session, speaker_id)], which)
    return line


def lines_of(session: Session, rows: Collection[int], which: ClaimFilter = EVERY_CLAIM) -> list[SpeakerLine]:
    """The speakers in these rows, most claims first."""
    return _lines(session, Counted.of(which), SpeakerGroupRow.id.in_(rows), len(rows)) if rows else []


def row_of(session: Session, speaker_id: str) -> int:
    """The row of a speaker, also by the id it had before it was merged; NotFound if there is none."""
    row = SpeakerGroupRow
    found = session.scalar(select(row.id).where(row.public_id == speaker_id).order_by(row.id).limit(1))
    if found is None:
        into = session.scalar(
            select(SpeakerMoveRow.into).where(SpeakerMoveRow.public_id == speaker_id, SpeakerMoveRow.leads).limit(1)
        )
        found = session.scalar(select(row.id).where(row.label == _last(session, into))) if into else None
    if found is None:
        raise NotFound("there is no such speaker: the article that quotes them may have been deleted or read again")
    return found


def known_as(session: Session, claim_ids: Iterable[int]) -> dict[int, SpeakerRef]:
    """The speakers across all articles of some claims, by the claims' rows; those without a named speaker are left
    out.
    """
    row = SpeakerGroupRow
    found: dict[int, SpeakerRef] = {}
    for some in chunks(claim_ids):
        query = select(SpokenRow.claim_id, row.public_id, row.name).join(row, row.id == SpokenRow.group_id)
        rows = session.execute(query.where(SpokenRow.claim_id.in_(some)))
        found |= {claim_id: SpeakerRef(public_id, name) for claim_id, public_id, name in rows}
    return found


def known_in(session: Session, article_ids: Iterable[int]) -> dict[tuple[int, int], SpeakerRef]:
    """The same of all claims of some articles, by the article's id and the claim's place in its reading."""
    row = SpeakerGroupRow
    found: dict[tuple[int, int], SpeakerRef] = {}
    for some in chunks(article_ids):
        query = (
            select(ClaimRow.article_id, ClaimRow.position, row.public_id, row.name)
            .join(SpokenRow, SpokenRow.claim_id == ClaimRow.id)
            .join(row, row.id == SpokenRow.group_id)
            .where(ClaimRow.article_id.in_(some))
        )
        found |= {(one.article_id, one.position): SpeakerRef(one.public_id, one.name) for one in session.execute(query)}
    return found


def claims_of(speaker_id: str) -> ColumnElement[bool]:
    """That a row of a claim is of the speaker who has this id now."""
    row = SpeakerGroupRow
    group = select(row.id).where(row.public_id == speaker_id)
    return ClaimRow.id.in_(select(SpokenRow.claim_id).where(SpokenRow.group_id.in_(group)))


def _last(session: Session, label: str) -> str:
    """To which label merges lead from this one."""
    seen = {label}
    while into := session.scalar(
        select(SpeakerMoveRow.into).where(SpeakerMoveRow.label == label, SpeakerMoveRow.leads).limit(1)
    ):
        if into in seen:
            break
        seen.add(into)
        label = into
    return label


def _matching(query: str) -> ColumnElement[bool]:
    row, word = SpeakerGroupRow, SpeakerWordRow
    wanted = sorted(words_of(query), key=lambda one: (-len(one), one))[:WORDS]
    if query and not wanted:
        return row.id < 0
    return and_(
        row.id > 0,
        *(row.id.in_(select(word.group_id).where(word.word >= one, word.word < f"{one}\U0010ffff")) for one in wanted),
    )


def _after(session: Session, counted: Counted, after: str, wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    """What comes after the line with this cursor: its claims and its id; a cursor that is none is the start."""
    claims, _, speaker_id = after.partition(".")
    if not claims.isascii() or not claims.isdigit() or len(claims) > 15:
        return wanted
    row = SpeakerGroupRow
    last = session.scalar(select(row.sort_name).where(row.public_id == speaker_id)) or ""
    same = or_(row.sort_name > last, and_(row.sort_name == last, row.public_id > speaker_id))
    # The first condition is the range of the index; the others are looked up in it.
    return and_(wanted, counted.claims <= int(claims), or_(counted.claims < int(claims), same))


def _lines(session: Session, counted: Counted, where: ColumnElement[bool], limit: int) -> list[SpeakerLine]:
    row = SpeakerGroupRow
    columns = (row.id, row.public_id, row.name, row.claims.label("every"))
    shown = (counted.claims.label("shown"), counted.articles.label("in_articles"), counted.generic.label("nouns"))
    query = select(*columns, *shown).where(where).order_by(counted.claims.desc(), row.sort_name, row.public_id)
    found = session.execute(query.limit(limit)).all()
    terms = {one.id: _terms(session, one.id, one.name) for one in found}
    own = [one.id for one in found if one.in_articles == 1 and one.nouns == one.shown]
    articles = _articles(session, own, counted)
    return [
        SpeakerLine(
            id=one.public_id,
            name=one.name,
            also=terms[one.id][0],
            descriptions=terms[one.id][1],
            claims=one.shown,
            articles=one.in_articles,
            hidden=one.every - one.shown,
            only_in=articles[one.id][0] if one.id in articles else None,
            title=articles[one.id][1] if one.id in articles else "",
            row=one.id,
        )
        for one in found
    ]


def _terms(session: Session, row: int, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # One lookup in an index for each speaker and kind: a query for all would read every description of each.
    term = SpeakerTermRow

    def most(kind: str) -> Select[Any]:
        query = select(term.text).where(term.group_id == row, term.kind == kind)
        if kind == NAME:
            query = query.where(term.text != name)
        return query.order_by(term.claims.desc(), term.text).limit(ALSO)

    return tuple(session.scalars(most(NAME))), tuple(session.scalars(most(DESCRIPTION)))


def _articles(session: Session, rows: Collection[int], counted: Counted) -> dict[int, tuple[int, str]]:
    """The article of each of these speakers, who are one article's own."""
    if not rows:
        return {}
    query = (
        select(SpokenRow.group_id, ArticleRow.id, ArticleRow.title)
        .join(ArticleRow, ArticleRow.id == SpokenRow.article_id)
        .where(SpokenRow.group_id.in_(rows))
    )
    if counted.claims is SpeakerGroupRow.said:
        query = query.join(ClaimRow, ClaimRow.id == SpokenRow.claim_id).where(where_said(least_said(session)))
    return {group_id: (article_id, title) for group_id, article_id, title in session.execute(query)}
