"""Which decisions of a log are in force: what was undone is not, nor what was decided anew with it in view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from webapp.decisions.records import OF_CLAIM, OF_LOG, OF_MENTION, REMARKS, Decision, Scope, What
from webapp.decisions.remarks import note_of, words_in

Target: TypeAlias = tuple[Hashable, ...]
"""What a decision is about: two decisions of one target exclude each other."""
_WORDS = frozenset((What.NO_CLAIM, What.WORDS, What.CLAIM))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions of one target that disagree, made without knowledge of each other; the first is in force."""

    target: Target
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions in force, by target, and the conflicts among them."""

    of: Mapping[Target, Decision]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def decisions(self) -> list[Decision]:
        """All in force, in order."""
        return sorted(self.of.values(), key=lambda one: one.order)


def effective(log: Iterable[Decision]) -> list[Decision]:
    """The decisions that are not undone, in order; rows of undoing themselves are left out."""
    rows = sorted(log, key=lambda one: one.order)
    undone = {row.undoes: row.what is What.UNDO for row in rows if row.what in OF_LOG}
    return [row for row in rows if row.what not in OF_LOG and not undone.get(row.uid, False)]


def standing(log: Iterable[Decision]) -> Standing:
    """What is in force of a log, whatever the order in which its rows are given."""
    by_target: defaultdict[Target, list[Decision]] = defaultdict(list)
    for row in effective(log):
        by_target[target_of(row)].append(row)
    in_force: dict[Target, Decision] = {}
    conflicts = []
    for target, rows in by_target.items():
        heads = _heads(rows)
        in_force[target] = heads[0]
        if any(not same_decision(heads[0], other) for other in heads[1:]):
            conflicts.append(Conflict(target, tuple(heads)))
    return Standing(in_force, tuple(conflicts))


def target_of(row: Decision) -> Target:
    """What a decision is about."""
    if row.what in REMARKS:
        return "remark", *_remarked(row), row.what, _same_remark(row)
    if row.what is What.ARTICLE_VERIFIED:
        return "article", row.content_hash
    if row.what in OF_MENTION:
        return ("place", *_subject(row))
    if row.what in OF_CLAIM:
        return ("claim", _aspect(row), *_subject(row))
    return ("log", row.undoes)


def same_decision(one: Decision, other: Decision) -> bool:
    """Whether two decisions of one target say the same."""
    return _said(one) == _said(other)


def _said(row: Decision) -> tuple[object, ...]:
    if row.what in (What.PLACE, What.VERIFIED, What.MARKED):
        place = row.value.get("place")
        return "place", place["id"] if place else None
    if row.what is What.TAG:
        return row.what, bool(words_in(row))
    return row.what, words_in(row) if row.what is What.NOTE else repr(sorted(row.value.items()))


def _heads(rows: Sequence[Decision]) -> list[Decision]:
    """Those that nobody replaced with them in view; a person's own later decision replaces the earlier ones."""
    replaced = {uid for row in rows for uid in row.over}
    heads = [row for row in rows if row.uid not in replaced]
    last_of = {row.who: row for row in heads}
    return [row for row in heads if last_of[row.who] is row]


def _subject(row: Decision) -> Target:
    if row.scope is Scope.EVERYWHERE:
        return row.scope, row.name, row.was
    if row.scope is Scope.COLLECTION:
        return row.scope, row.collection, row.name, row.was
    if row.scope is Scope.ARTICLE:
        return row.scope, row.content_hash, row.name, row.was
    spans = row.anchor.spans if row.anchor else ()
    return row.scope, row.content_hash, *((span.start, span.end) for span in spans)


def _remarked(row: Decision) -> Target:
    """What a remark is on: whatever it was called when it was made."""
    if row.scope is Scope.CLAIM:
        return _subject(row)
    return row.scope, row.value.get("about", ""), row.was


def _same_remark(row: Decision) -> str:
    """A tag is the same whoever puts it there, and in whatever capitals; a note is one of its own."""
    return str(row.value.get("name", "")).casefold() if row.what is What.TAG else note_of(row)


def _aspect(row: Decision) -> Target:
    if row.what is What.ABOUT:
        return row.what, tuple(row.value.get("mention", ()))
    return ("words",) if row.what in _WORDS else (row.what,)
