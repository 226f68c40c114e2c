"""Search as a person types: exact names, names with that beginning, and names spelled similarly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from gazetteer.areas import Box, in_box
from gazetteer.files.layers import BASE, IMPORTED, Layers
from gazetteer.names import name_key
from gazetteer.place import Match
from gazetteer.queries.inside import Inside
from gazetteer.queries.lookup import MOST_OF_A_NAME, Lookup
from gazetteer.spelling import most_slips, near_sounds, slips, sound

_EXACT = 2.0
_BEGUN = 0.35
_SLIP = 0.28
"""The bonus of a name over its place's prominence, and the cost of each slip."""

_BY_ANOTHER_NAME = 0.25
"""The cost if only another of the place's names begins so: for "ka", Kabul comes before Japan."""

_FEW_LETTERS = 3
_CANDIDATES = 60
_MOST_HELD = 400
"""Matches that are checked one by one for the area they should lie in."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is restricted to; None restricts nothing."""

    country: str | None = None
    feature_class: str | None = None
    within: str | None = None
    box: Box | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every place passes."""
        return self == Filter()

    def sql(self) -> tuple[str, list[object]]:
        """The part that SQL can check, as further conditions."""
        conditions = {"p.country": self.country, "p.class": self.feature_class}
        given = {column: value for column, value in conditions.items() if value is not None}
        return "".join(f" AND {column} = ?" for column in given), list(given.values())

    def passes(self, match: Match) -> bool:
        """Whether a match's country, class and point are those wanted."""
        place = match.place
        return (
            self.country in (None, place.country)
            and self.feature_class in (None, place.feature_class)
            and (self.box is None or in_box(self.box, place.lat, place.lon))
        )


class Search:
    """Ranks what is found by how well the name fits, then by prominence."""

    def __init__(self, layers: Layers, lookup: Lookup, inside: Inside) -> None:
        self._layers = layers
        self._lookup = lookup
        self._inside = inside

    def find(self, query: str, limit: int, wanted: Filter) -> tuple[Match, ...]:
        """The best matches, each place once."""
        key = name_key(query)
        if not key or limit < 1:
            return ()
        scored: dict[str, tuple[float, Match]] = {}
        is_for_few = wanted.is_empty and limit <= MOST_OF_A_NAME
        exact = self._lookup.by_names([query]).get(query, ()) if is_for_few else self._lookup.named(query)
        self._add(scored, ((_EXACT, match) for match in exact), wanted)
        if len(scored) < limit and len(key) > 1:
            begun = self._begun(key, limit, wanted)
            self._add(scored, ((_BEGUN - _strangeness(match, key), match) for match in begun), wanted)
            if len(key) >= _FEW_LETTERS:
                self._add(scored, self._misspelled(key), wanted)
        best = [match for _, match in sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].place.id))]
        return tuple(self._within(best, limit, wanted.within))

    def _add(
        self, scored: dict[str, tuple[float, Match]], found: Iterable[tuple[float, Match]], wanted: Filter
    ) -> None:
        for gain, match in found:
            score = gain + match.prominence
            held = scored.get(match.place.id)
            if wanted.passes(match) and (held is None or held[0] < score):
                scored[match.place.id] = (score, match)

    def _begun(self, key: str, limit: int, wanted: Filter) -> list[Match]:
        """Matches whose names begin so: the most prominent places first, which are few, then all."""
        further, values = wanted.sql()
        if wanted.within is not None or wanted.box is not None:
            limit = max(limit * 8, _MOST_HELD)
        return [
            match
            for schema in self._layers.opened.schemas
            for match in self._all_begun(schema, key, limit, further, values)
        ]

    def _all_begun(self, schema: str, key: str, limit: int, further: str, values: list[object]) -> list[Match]:
        bounds: list[object] = [key, key + "\U0010ffff"]
        end = f"{further} ORDER BY p.prominence DESC, n.kind LIMIT ?"
        if schema == BASE:
            condition = f"(n.key, n.place) IN (SELECT key, place FROM foremost WHERE key > ? AND key < ?){end}"
            found = [match for _, match in self._lookup.begun(schema, condition, [*bounds, *values, limit * 8])]
            if len({match.place.id for match in found}) >= limit:
                return found
        if schema == IMPORTED and len(key) <= _FEW_LETTERS:
            # Millions of names begin so, and the most prominent of them are in the built file.
            return []
        condition = f"n.key > ? AND n.key < ?{end}"
        return [match for _, match in self._lookup.begun(schema, condition, [*bounds, *values, limit * 8])]

    def _misspelled(self, key: str) -> list[tuple[float, Match]]:
        found = self._lookup.by_keys(slips(key) | self._sounding(key))
        return [
            (_BEGUN - _SLIP * OSA.distance(key, other), match) for other, matches in found.items() for match in matches
        ]

    def _sounding(self, key: str) -> set[str]:
        """The most likely keys that sound like it and do not differ too much in letters."""
        heard = sound(key)
        if not heard:
            return set()
        most = most_slips(key)
        rows = self._layers.rows_for(
            BASE, "SELECT key, weight FROM main.sounds WHERE sound IN", sorted(near_sounds(heard))
        )
        measured = [
            (weight / 100 - _SLIP * slipped, other)
            for other, weight in rows
            if (slipped := OSA.distance(key, other, score_cutoff=most)) <= most
        ]
        return {other for _, other in sorted(measured, reverse=True)[:_CANDIDATES]}

    def _within(self, matches: list[Match], limit: int, area: str | None) -> list[Match]:
        if area is None:
            return matches[:limit]
        held = (match for match in matches[:_MOST_HELD] if self._inside.holds(area, match.place.id))
        return [match for _, match in zip(range(limit), held, strict=False)]


def _strangeness(match: Match, key: str) -> float:
    known = match.name.text == match.place.name or name_key(match.place.name).startswith(key)
    return 0.0 if known else _BY_ANOTHER_NAME
