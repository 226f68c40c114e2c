"""A span of an article that refers to a place, before it is known which."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.place import Match
from webapp.domain import MentionKind, Span


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """What the recogniser passes to the resolver.

    ``label`` is spaCy's for the entity that the span lies in, "" if there is none. ``source`` says in
    plain words why the span was taken for a place. ``matches`` are the places it may stand for, most
    prominent first, empty where the gazetteer has none of that name. ``stands_for`` is the start of the
    earlier span whose place this one shares ("Gilgit Baltistan (PoGB)"), None for most. ``evidence`` says
    in sentences what spoke for a place. ``policy`` is the name of the rule that took it for a place whatever its
    score was, "" for most.
    """

    span: Span
    text: str
    kind: MentionKind
    confidence: float
    label: str = ""
    source: str = ""
    matches: tuple[Match, ...] = ()
    stands_for: int | None = None
    evidence: tuple[str, ...] = ()
    policy: str = ""
