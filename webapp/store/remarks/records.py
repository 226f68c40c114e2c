"""Notes and tags as they are shown: what claims, places and speakers have, looked up for the few that a page shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.decisions.records import What
from webapp.decisions.remarks import About
from webapp.store.chunks import chunks
from webapp.store.models import ClaimRow, TagRow
from webapp.store.remarks import conditions
from webapp.store.remarks.models import RemarkRow
from webapp.store.speakers.models import SpokenRow

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or a tag in force: its words, who put it there and when (UTC); ``tag_id`` is None for a note."""

    uid: str
    text: str
    who: str
    made: dt.datetime
    tag_id: int | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """What people put on something: notes in the order in which they were made, tags by name, each once."""

    notes: tuple[Remark, ...] = ()
    tags: tuple[Remark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notes or self.tags)

    @property
    def note_texts(self) -> tuple[str, ...]:
        """The words of the notes."""
        return tuple(one.text for one in self.notes)

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The names of the tags."""
        return tuple(one.text for one in self.tags)


NOTHING = Remarks()


def is_empty(session: Session) -> bool:
    """Whether nobody has noted or tagged any claim, place or speaker."""
    return session.scalar(select(RemarkRow.id).limit(1)) is None


def on_claims(session: Session, claim_ids: Iterable[int]) -> dict[int, Remarks]:
    """What some claims have, by their rows; without those that have nothing."""
    query = _remarks(RemarkRow.claim_id)
    return _gathered(session, (query.where(RemarkRow.claim_id.in_(some)) for some in chunks(claim_ids)))


def on_claims_of(session: Session, article_id: int) -> dict[int, Remarks]:
    """What the claims of an article have, by their places in its reading."""
    query = _remarks(ClaimRow.position).join(ClaimRow, ClaimRow.id == RemarkRow.claim_id)
    return _gathered(session, [query.where(ClaimRow.article_id == article_id)])


def on_places(session: Session, place_ids: Iterable[str]) -> dict[str, Remarks]:
    """What some places have, by their ids."""
    query = _remarks(RemarkRow.subject).where(conditions.on(About.PLACE))
    return _gathered(session, (query.where(RemarkRow.subject.in_(some)) for some in chunks(sorted(place_ids))))


def on_speakers(session: Session, groups: Iterable[int]) -> dict[int, Remarks]:
    """What some speakers over all articles have, by their rows."""
    theirs = conditions.groups_with(RemarkRow.id.is_not(None))
    query = _remarks(theirs.c.group_id).join(theirs, theirs.c.remark_id == RemarkRow.id)
    return _gathered(session, (query.where(theirs.c.group_id.in_(some)) for some in chunks(groups)))


def on_speakers_of(session: Session, claim_ids: Sequence[int]) -> dict[int, Remarks]:
    """What the speakers of some claims have, by the claims' rows."""
    if session.scalar(select(RemarkRow.id).where(conditions.on(About.SPEAKER)).limit(1)) is None:
        return {}
    groups: dict[int, int] = {}
    for some in chunks(claim_ids):
        query = select(SpokenRow.claim_id, SpokenRow.group_id).where(SpokenRow.claim_id.in_(some))
        groups |= {row.claim_id: row.group_id for row in session.execute(query)}
    found = on_speakers(session, sorted(set(groups.values())))
    return {claim: found[group] for claim, group in groups.items() if group in found}


def tag_names(session: Session, like: str, most: int) -> list[str]:
    """The names of tags, whatever they are on, that have some letters in them."""
    query = select(TagRow.name).where(TagRow.name.icontains(like, autoescape=True))
    return list(session.scalars(query.order_by(func.lower(TagRow.name)).limit(most)))


def _remarks(key: Any) -> Select[Any]:
    row = RemarkRow
    columns = (row.uid, func.coalesce(TagRow.name, row.text), row.who, row.made, row.tag_id, row.what)
    return select(key, *columns).select_from(row).outerjoin(TagRow, TagRow.id == row.tag_id)


def _gathered(session: Session, queries: Iterable[Select[Any]]) -> dict[Any, Remarks]:
    notes: defaultdict[Any, list[Remark]] = defaultdict(list)
    tags: defaultdict[Any, dict[int, Remark]] = defaultdict(dict)
    for query in queries:
        for key, *values, what in session.execute(query.order_by(RemarkRow.made, RemarkRow.uid)):
            one = Remark(*values)
            if what == What.NOTE.value:
                notes[key].append(one)
            elif one.tag_id is not None:
                tags[key].setdefault(one.tag_id, one)
    return {
        key: Remarks(tuple(notes[key]), tuple(sorted(tags[key].values(), key=lambda one: one.text.casefold())))
        for key in {*notes, *tags}
    }
