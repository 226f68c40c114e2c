"""A span of an article that refers to a place, before it is known which."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.place import Match, Name, NameKind, Place
from gazetteer.sources.prominence import prominence
from gazetteer.sources.records import Entry
from webapp.domain import MentionKind, Placed, Span


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """What the recogniser passes to the resolver.

    ``label`` is spaCy's for the entity that the span lies in, "" if there is none. ``source`` says in
    plain words why the span was taken for a place. ``matches`` are the places it may stand for, most
    prominent first, empty where the gazetteer has none of that name. ``stands_for`` is the start of the
    earlier span whose place this one shares ("Gilgit Baltistan (PoGB)"), None for most. ``evidence`` says
    in sentences what spoke for a place. ``policy`` is the name of the rule that took it for a place whatever its
    score was, "" for most. ``placed`` is what a person decided about it, None for most.
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
    placed: Placed | None = None

    @property
    def meant(self) -> tuple[Match, ...]:
        """The places that it may stand for once what a person decided about it counts: that one, or none."""
        if self.placed is None:
            return self.matches
        place = self.placed.place
        return tuple(m for m in with_place(self.matches, place, self.text) if m.place.id == place.id) if place else ()


def with_place(matches: tuple[Match, ...], place: Place, words: str) -> tuple[Match, ...]:
    """The candidates of a name and, if it is not among them, a place that the gazetteer does not have under it."""
    if any(match.place.id == place.id for match in matches):
        return matches
    entry = Entry(place.name, place.feature_class, place.feature_code, population=place.population)
    return (*matches, Match(place, Name(place.id, words, NameKind.ALTERNATE), prominence(entry)))
