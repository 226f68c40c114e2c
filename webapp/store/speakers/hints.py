"""Keeps which speakers may be the same: compared when one gets a new name or description, with those alone that share
a word of their names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, or_, select, true, union_all
from sqlalchemy.orm import Session, aliased

from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.speakers.alike import Profile, compared, may_share_office, why_alike, why_office
from webapp.store.speakers.counts import DESCRIPTION, changed_groups
from webapp.store.speakers.groups import SPLIT_LABEL
from webapp.store.speakers.labels import generic_mark, label_of
from webapp.store.speakers.lookup import Counted, SpeakerLine, lines_of
from webapp.store.speakers.models import (
    SpeakerChoiceRow,
    SpeakerGroupRow,
    SpeakerHintRow,
    SpeakersApartRow,
    SpeakerTermRow,
    SpeakerWordRow,
)
from webapp.store.statements import Made, among, table_of

SHARED = 50
"""A word that more speakers than this have in their names says nothing about them."""
HELD = 10
"""Suggestions that are kept of one speaker."""
OFFICES = 6
"""Descriptions of a speaker that are compared, the most frequent first."""
WORDS = 32

_hint = table_of(SpeakerHintRow)
# Statements are made once: for one article that takes longer than to run them.
_FORGOTTEN = Made(delete(_hint).where(or_(among(_hint.c.one_id, "rows"), among(_hint.c.other_id, "rows"))))
_NEW = Made(insert(_hint))
_NAMES = Made(
    select(SpeakerGroupRow.id, SpeakerGroupRow.name, SpeakerGroupRow.claims).where(
        among(SpeakerGroupRow.id, "rows"),
        ~SpeakerGroupRow.label.contains(label_of("", generic_mark(""))),
        ~SpeakerGroupRow.label.startswith(SPLIT_LABEL),
    )
)
_OFFICES = Made(
    select(SpeakerTermRow.text)
    .where(SpeakerTermRow.group_id == bindparam("row"), SpeakerTermRow.kind == DESCRIPTION)
    .order_by(SpeakerTermRow.claims.desc())
    .limit(OFFICES)
)


@dataclass(frozen=True, slots=True)
class Hint:
    """Two speakers who may be the same, and why; ``one`` has at least as many claims."""

    one: SpeakerLine
    other: SpeakerLine
    why: str


def compare_changed(session: Session) -> None:
    """Look anew for whom the groups may be the same as whose names or descriptions changed in this session."""
    changed = changed_groups(session)
    for some in chunks(sorted(changed), 500):
        _compare(session, some)
    changed.clear()


def hints_of(session: Session, row: int, which: ClaimFilter = EVERY_CLAIM, limit: int = HELD) -> list[Hint]:
    """For whom a speaker may be taken, by its row; not those who a person said are others."""
    return _hints(session, or_(_hint.c.one_id == row, _hint.c.other_id == row), which, limit)


def first_hints(session: Session, which: ClaimFilter = EVERY_CLAIM, limit: int = HELD) -> list[Hint]:
    """The suggestions about the speakers with the most claims."""
    return _hints(session, true(), which, limit)


def _hints(session: Session, where: ColumnElement[bool], which: ClaimFilter, limit: int) -> list[Hint]:
    one, other = aliased(SpeakerGroupRow), aliased(SpeakerGroupRow)
    claims = Counted.of(which).claims.key
    apart, choice = SpeakersApartRow, SpeakerChoiceRow
    decided = select(apart.choice_id).join(choice, choice.id == apart.choice_id).where(choice.undone.is_(None))
    same = (apart.one == one.public_id) & (apart.other == other.public_id)
    turned = (apart.one == other.public_id) & (apart.other == one.public_id)
    query = (
        select(_hint.c.one_id, _hint.c.other_id, _hint.c.why)
        .join(one, one.id == _hint.c.one_id)
        .join(other, other.id == _hint.c.other_id)
        .where(where, getattr(one, claims) > 0, getattr(other, claims) > 0, ~decided.where(or_(same, turned)).exists())
        .order_by(_hint.c.claims.desc(), _hint.c.one_id, _hint.c.other_id)
        .limit(limit)
    )
    found = session.execute(query).all()
    lines = {line.row: line for line in lines_of(session, {row for pair in found for row in pair[:2]}, which)}
    pairs = [(lines[first], lines[second], why) for first, second, why in found]
    return [Hint(a, b, why) if a.claims >= b.claims else Hint(b, a, why) for a, b, why in pairs]


def _compare(session: Session, group_ids: Collection[int]) -> None:
    ids = sorted(group_ids)
    _FORGOTTEN.run(session, rows=ids)
    names = _names(session, ids)
    beside = _beside(session, {word for name, _ in names.values() for word in compared(name)})
    others = _names(session, {row for rows in beside.values() for row in rows})
    compare = _Comparison(session, names | others)
    found: dict[tuple[int, int], tuple[str, int]] = {}
    for row, (name, claims) in names.items():
        held = 0
        for other in sorted({other for word in compared(name) for other in beside.get(word, ())} - {row}):
            if other in others and held < HELD and (why := compare.why(row, other)):
                found[min(row, other), max(row, other)] = why, min(claims, others[other][1])
                held += 1
    rows = [{"one_id": a, "other_id": b, "why": why, "claims": n} for (a, b), (why, n) in sorted(found.items())]
    _NEW.many(session, rows)


class _Comparison:
    """Compares groups; their descriptions are loaded only where the names do not decide."""

    def __init__(self, session: Session, names: dict[int, tuple[str, int]]) -> None:
        self._session = session
        self._profiles = {row: Profile.of(name) for row, (name, _) in names.items()}
        self._offices: dict[int, Sequence[str]] = {}

    def why(self, row: int, other: int) -> str:
        one, two = self._profiles[row], self._profiles[other]
        if (why := why_alike(one, two)) or not may_share_office(one, two):
            return why
        return why_office(self._office(row), self._office(other))

    def _office(self, row: int) -> Sequence[str]:
        if row not in self._offices:
            self._offices[row] = [text for (text,) in _OFFICES.rows(self._session, row=row)]
        return self._offices[row]


def _names(session: Session, rows: Iterable[int]) -> dict[int, tuple[str, int]]:
    """The names of those of these groups that are compared, and how many claims they have.

    That is neither those that are only a common noun, nor those that a person split off.
    """
    found: dict[int, tuple[str, int]] = {}
    for some in chunks(sorted(rows)):
        found |= {row: (name, claims) for row, name, claims in _NAMES.rows(session, rows=some)}
    return found


def _one_block(number: int) -> Any:
    word = SpeakerWordRow
    block = select(word.word, word.group_id).where(word.word == bindparam(f"word{number}"), word.named.is_(True))
    return select(block.limit(SHARED + 1).subquery(f"block{number}"))


_BLOCKS = Made(union_all(*(_one_block(number) for number in range(WORDS))))
"""The groups with any of some words in their names, but of each word no more than show that too many have it."""


def _beside(session: Session, words: Collection[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for some in chunks(sorted(words), WORDS):
        given = {f"word{number}": some[number] if number < len(some) else "" for number in range(WORDS)}
        for word, group_id in _BLOCKS.rows(session, **given):
            found[word].add(group_id)
    return {word: rows for word, rows in found.items() if 1 < len(rows) <= SHARED}
