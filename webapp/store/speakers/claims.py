"""The claims of articles whose speaker has a name, as rows of the database give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from webapp.store.claims.claim_filter import ALWAYS_SHOWN
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow, SpeakerRow
from webapp.store.speakers.labels import distinctive, generic_mark, key_of
from webapp.store.speakers.models import SpeakerStateRow, SpokenRow, VoiceRow
from webapp.store.statements import Made, among

T = TypeVar("T")
# Statements are made once: for one article that takes longer than to run them.
_LEAST_SAID = Made(select(SpeakerStateRow.least_said))
_SHOWN = frozenset(manner.value for manner in ALWAYS_SHOWN)


class Spoken(NamedTuple):
    """A claim and its speaker as its article names it; ``is_said`` is whether it is shown unless attitudes are.

    ``day`` is the article's date as an ordinal, 0 if it has none; ``start`` is where the claim's words begin.
    """

    claim_id: int
    article_id: int
    position: int
    content_hash: str
    day: int
    name: str
    description: str
    generic: bool
    is_said: bool
    start: int = 0


@dataclass(slots=True)
class Voice:
    """The claims under one name in one article; ``words`` are the distinctive ones of their descriptions."""

    article_id: int
    key: str
    content_hash: str
    claims: list[Spoken] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    mark: str = ""
    grew: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether its words decide which of the speakers of its name it is."""
        return bool(self.words) and not self.mark.startswith(generic_mark(""))

    @property
    def name(self) -> str:
        """The name of the first of its claims."""
        return min((claim.name, claim.start) for claim in self.claims)[0]


def least_said(session: Session) -> float:
    """From which probability claims count as said in the tables that are kept."""
    found = _LEAST_SAID.rows(session)
    return float(found[0][0] or 0) if found else 0.0


def spoken_in(session: Session, article_ids: Sequence[int]) -> list[Spoken]:
    """The claims of these articles with a named speaker."""
    least = least_said(session)
    return [_spoken(row, least) for row in _spoken_in().rows(session, articles=list(article_ids))]


@cache
def _spoken_in() -> Made:
    start = (
        select(func.min(ClaimSpanRow.start))
        .where(ClaimSpanRow.claim_id == ClaimRow.id, ClaimSpanRow.part == "content")
        .scalar_subquery()
    )
    wanted = among(ClaimRow.article_id, "articles")
    return Made(_claims(func.coalesce(start, 0).label("start")).where(wanted, SpeakerRow.name != ""))


def kept_in(session: Session, article_ids: Sequence[int]) -> list[tuple[int, Spoken]]:
    """The same of articles that are kept, with the row of the group to which each belongs."""
    query = (
        _claims(SpokenRow.start, SpokenRow.group_id)
        .join(SpokenRow, SpokenRow.claim_id == ClaimRow.id)
        .join(VoiceRow, VoiceRow.id == SpokenRow.voice_id)
        .where(VoiceRow.article_id.in_(article_ids))
    )
    least = least_said(session)
    return [(row.group_id, _spoken(row, least)) for row in session.connection().execute(query)]


def voices(spoken: Iterable[Spoken]) -> list[Voice]:
    """The same by name and article; those that are only a common noun have their marks."""
    found: dict[tuple[int, str], Voice] = {}
    for claim in spoken:
        place = claim.article_id, key_of(claim.name)
        voice = found.get(place)
        if voice is None:
            voice = found[place] = Voice(*place, claim.content_hash)
        voice.claims.append(claim)
        if claim.description:
            voice.words |= distinctive(claim.description)
        if claim.generic:
            voice.mark = generic_mark(claim.content_hash)
    return list(found.values())


def is_said(row: Row[Any], least: float) -> bool:
    """Whether a row of a claim counts as said; the same as ``ClaimFilter.is_shown``."""
    return bool(row.said >= least or row.manner in _SHOWN)


def where_said(least: float) -> ColumnElement[bool]:
    """The same as a condition on rows of claims."""
    return (ClaimRow.said >= least) | ClaimRow.manner.in_(sorted(_SHOWN))


def _claims(*more: Any) -> Select[Any]:
    columns: tuple[Any, ...] = (ClaimRow.id, ClaimRow.article_id, ClaimRow.position, ClaimRow.description, *more)
    columns += (ClaimRow.generic, ClaimRow.said, ClaimRow.manner)
    columns += (ArticleRow.content_hash, ArticleRow.date, SpeakerRow.name)
    return (
        select(*columns)
        .select_from(ClaimRow)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
    )


def _spoken(row: Row[Any], least: float) -> Spoken:
    return Spoken(
        claim_id=row.id,
        article_id=row.article_id,
        position=row.position,
        content_hash=row.content_hash,
        day=_day(row.date),
        name=row.name,
        description=" ".join(row.description.split()) if row.description else "",
        generic=is_generic(row.name, row.generic),
        is_said=is_said(row, least),
        start=row.start,
    )


def _day(date: dt.date | str | None) -> int:
    """A date, or what the driver has for it, as an ordinal."""
    if not date:
        return 0
    return (dt.date.fromisoformat(date) if isinstance(date, str) else date).toordinal()


def is_generic(name: str, stored: bool | None) -> bool:
    """Whether a name is only a common noun; of what earlier versions read, that is known of small letters only."""
    return name.islower() if stored is None else stored
