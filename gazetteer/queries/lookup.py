"""Looks places up by id, by name or by any condition, in all files at once; caches recent look-ups of names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from gazetteer.files.layers import BASE, IMPORTED, Layers, Row
from gazetteer.files.layers import OWN as OWN_LAYER
from gazetteer.files.rows import ORDER, PROMINENCE, as_match, as_place, foremost_sql, matches_sql, places_sql, ranked
from gazetteer.files.schema import GEONAMES, OWN
from gazetteer.names import name_key
from gazetteer.place import Match, Place

_MOST_REMEMBERED = 24_000
"""Matches and names kept in memory: some 12 MB."""

MOST_OF_A_NAME = 200
"""Places of one name that a look-up returns from each file; no name in the built one has more."""

_TEXT = PROMINENCE + 1


class _NameCache:
    """Matches by key; the oldest are dropped when there are too many."""

    def __init__(self) -> None:
        self.matches: dict[str, tuple[Match, ...]] = {}
        self._size = 0

    def add(self, found: dict[str, tuple[Match, ...]]) -> None:
        """Add some more; a new dictionary replaces the old one, because other threads read it."""
        size = sum(1 + len(matches) for matches in found.values())
        if size > _MOST_REMEMBERED // 2:
            return
        if self._size + size > _MOST_REMEMBERED:
            kept = list(self.matches.items())
            newest = dict(kept[len(kept) // 2 :])
            self._size = sum(1 + len(matches) for matches in newest.values())
            self.matches = newest
        self.matches.update(found)
        self._size += size


class Lookup:
    """The queries behind look-ups by id or name."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers

    def by_ids(self, ids: Iterable[str]) -> dict[str, Place]:
        """The places with those ids; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        slugs = [key.removeprefix(OWN) for key in wanted if key.startswith(OWN)]
        rows = self._facts(self._schemas(), {number for key in wanted if (number := _number(key)) is not None})
        for schema in self._schemas():
            if slugs and schema != IMPORTED:
                rows |= {
                    (schema, row[0]): row
                    for row in self._layers.rows_for(schema, f"{self._places(schema)} WHERE p.slug IN", slugs)
                }
        found = {place.id: place for place in map(as_place, rows.values())}
        return {key: found[key] for key in wanted if key in found}

    def named(self, name: str) -> tuple[Match, ...]:
        """Every place that has a name, the most prominent first."""
        key = name_key(name)
        return self.by_keys([key], most=None).get(key, ()) if key else ()

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places by name, as Gazetteer.by_names."""
        remembered = self._cached()
        keys = {name: name_key(name) for name in names}
        known = remembered.matches
        missing = {key for key in keys.values() if key and key not in known}
        if missing:
            found = self.by_keys(missing)
            # Names without a place are cached as well.
            known = {key: known[key] for key in keys.values() if key in known} | found
            remembered.add({key: found.get(key, ()) for key in missing})
        return {name: matches for name, key in keys.items() if (matches := known.get(key))}

    def by_keys(self, keys: Collection[str], most: int | None = MOST_OF_A_NAME) -> dict[str, tuple[Match, ...]]:
        """Places that have a name with one of those keys, by key, the most prominent first.

        For each name the ``most`` best known places of each file, so that a person's own are never crowded out;
        None gives all, which are thousands if all of GeoNames is imported.
        """
        ordered = sorted(keys)
        if self._schemas() == (BASE,):
            return self._by_keys_of_one(ordered)
        found: dict[str, dict[str, Match]] = {}
        for schema in reversed(self._schemas()):
            for key, match in self.matched(schema, self._named(schema, ordered, most)):
                matches = found.setdefault(key, {})
                other = matches.get(match.place.id)
                if other is None or ORDER[match.name.kind] < ORDER[other.name.kind]:
                    matches[match.place.id] = match
        return {key: ranked(matches.values()) for key, matches in found.items()}

    def _named(self, schema: str, keys: Sequence[str], most: int | None) -> list[Row]:
        """Rows of the names with those keys in one file."""
        if most is None or schema == BASE:
            return self._layers.rows_for(schema, f"{self._matches(schema)} WHERE n.key IN", keys)
        before, after = foremost_sql(schema, self._schemas(), most)
        return self._layers.rows_for(schema, before, keys, after)

    def _by_keys_of_one(self, keys: Sequence[str]) -> dict[str, tuple[Match, ...]]:
        """The same if there is only the built file, in which a place has a name once."""
        found: dict[str, list[Match]] = {}
        for row in self._layers.rows_for(BASE, f"{self._matches(BASE)} WHERE n.key IN", keys):
            text, kind, key = row[_TEXT : _TEXT + 3]
            match = as_match(as_place(row), row[PROMINENCE], text, kind)
            if key in found:
                found[key].append(match)
            else:
                found[key] = [match]
        return {key: ranked(matches) if len(matches) > 1 else tuple(matches) for key, matches in found.items()}

    def begun(self, schema: str, condition: str, values: Sequence[object]) -> Iterator[tuple[str, Match]]:
        """Matches in one file whose name or place meets a condition, each with its key."""
        return self.matched(schema, self._layers.rows(schema, f"{self._matches(schema)} WHERE {condition}", values))

    def matched(self, schema: str, rows: Sequence[Row]) -> Iterator[tuple[str, Match]]:
        """The matches that rows of names stand for, each with its key; facts come from the highest file."""
        facts: dict[tuple[str, int], Row] = {}
        if schema == BASE and IMPORTED in self._schemas():
            facts = self._facts((IMPORTED,), {row[-1] for row in rows if row[-1] > 0})
        elif schema == IMPORTED:
            facts = self._facts((BASE,), {row[-1] for row in rows if row[0] is None})
        for row in rows:
            fact = row
            if facts:
                fact = facts.get((IMPORTED if schema == BASE else BASE, row[-1]), row)
            if fact[0] is not None:
                text, kind, key = row[_TEXT : _TEXT + 3]
                yield key, as_match(as_place(fact), fact[PROMINENCE], text, kind)

    def places(self, condition: str, values: Sequence[object], only: str | None = None) -> list[Row]:
        """Rows of places that meet a condition in any file; for a place in two files, the higher file's."""
        rows: list[Row] = []
        for schema in self._schemas() if only is None else (only,):
            some = self._layers.rows(schema, f"{self._places(schema)} {condition}", values)
            if schema == BASE and IMPORTED in self._schemas():
                held = {number for _, number in self._facts((IMPORTED,), {row[0] for row in some if row[0] > 0})}
                some = [row for row in some if row[0] not in held]
            rows += some
        return rows

    def of_rows(self, schema: str, numbers: Collection[int]) -> dict[int, Place]:
        """Places by their numbers in one file."""
        rows = self._facts((schema,), {number for number in numbers if number < 0})
        rows |= self._facts(self._schemas(), {number for number in numbers if number > 0})
        return {row[0]: as_place(row) for row in rows.values()}

    def rows_of(self, place_id: str) -> list[tuple[str, int]]:
        """In which files, highest first, and under which number a place may be."""
        number = _number(place_id)
        if number is not None:
            return [(schema, number) for schema in self._schemas() if schema != OWN_LAYER]
        if place_id.startswith(OWN):
            for schema in self._schemas():
                statement = f"SELECT number FROM {schema}.places WHERE slug = ?"
                rows = self._layers.rows(schema, statement, [place_id.removeprefix(OWN)])
                if rows:
                    return [(schema, rows[0][0])]
        return []

    def country(self, code: str, condition: str) -> Place | None:
        """The country of an ISO code; ``condition`` distinguishes countries from other places."""
        remembered = self._layers.opened.remembered.setdefault("countries", {})
        code = code.upper()
        if code not in remembered:
            if len(remembered) > 1_000:
                remembered.clear()
            remembered[code] = self._country(code, condition)
        place: Place | None = remembered[code]
        return place

    def _country(self, code: str, condition: str) -> Place | None:
        for schema in (BASE, IMPORTED):
            if schema in self._schemas():
                statement = f"{self._places(schema)} WHERE p.country = ? AND {condition} ORDER BY p.prominence DESC"
                rows = self._layers.rows(schema, statement, [code])
                if rows:
                    return self.of_rows(schema, [rows[0][0]]).get(rows[0][0])
        return None

    def _facts(self, schemas: Sequence[str], numbers: set[int]) -> dict[tuple[str, int], Row]:
        """Rows of places by file and number, each from the first of some files that has it."""
        found: dict[tuple[str, int], Row] = {}
        left = sorted(numbers)
        for schema in schemas:
            if left and (schema != OWN_LAYER or left[0] < 0):
                statement = f"{self._places(schema)} WHERE p.number IN"
                rows = {row[0]: row for row in self._layers.rows_for(schema, statement, left)}
                found |= {(schema, number): row for number, row in rows.items()}
                left = [number for number in left if number not in rows]
        return found

    def _schemas(self) -> tuple[str, ...]:
        return self._layers.opened.schemas

    def _places(self, schema: str) -> str:
        return places_sql(schema, self._schemas())

    def _matches(self, schema: str) -> str:
        return matches_sql(schema, self._schemas())

    def _cached(self) -> _NameCache:
        found: _NameCache = self._layers.opened.remembered.setdefault("names", _NameCache())
        return found


def _number(place_id: str) -> int | None:
    digits = place_id.removeprefix(GEONAMES)
    return int(digits) if digits != place_id and digits.isdecimal() and len(digits) < 12 else None
