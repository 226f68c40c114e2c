"""The gazetteer: places by name, by id, near a point, and what lies above and below them."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians
from pathlib import Path

from gazetteer.areas import Box, Geometry
from gazetteer.distance import KM_PER_DEGREE, distance_km
from gazetteer.errors import GazetteerMissing, GazetteerOutdated
from gazetteer.files.layers import BASE, COMMAND, IMPORTED, OWN, Layers, Row
from gazetteer.files.rows import ORDER, as_place, places_of
from gazetteer.files.schema import KINDS, cell
from gazetteer.files.version import current_version
from gazetteer.names import name_key
from gazetteer.place import COUNTRY_CODES, Match, Name, Place
from gazetteer.queries.inside import Inside
from gazetteer.queries.lookup import Lookup
from gazetteer.queries.respelled import Respelled
from gazetteer.queries.search import Filter, Search

_COUNTED = {
    "places": "places",
    "names": "names",
    "countries": f"places WHERE class = 'A' AND code IN {tuple(sorted(COUNTRY_CODES))}",
    "settlements": "places WHERE class = 'P'",
    "first-order areas": "places WHERE code = 'ADM1'",
    "second-order areas": "places WHERE code = 'ADM2'",
    "outlines": "outlines",
}
_COUNTRY = f"p.class = 'A' AND p.code IN ({', '.join(repr(code) for code in sorted(COUNTRY_CODES))})"
_FROM = {
    "geonames": "GeoNames",
    "natural-earth": "Natural Earth",
    "airports": "airportsdata",
    "settlement": "the settlement it lies at",
    "settlements-mean": "the mean of its settlements",
    "approximate": "approximate",
    "published": "a published source",
}


class Gazetteer:
    """The gazetteer's files, opened for reading; usable from several threads.

    Beside the built file are, if there are any, the places imported from GeoNames and a person's
    own: together they are one gazetteer. If two files have the same place, the facts of the higher one count (own,
    imported, built, in this order) and the names of both. Every method raises GazetteerOutdated if
    the built file turns out to be damaged; any other damaged file is left out, as ``notes`` says.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._layers = Layers(path)
        self._lookup = Lookup(self._layers)
        self._inside = Inside(self._layers, self._lookup, self.near)
        self._search = Search(self._layers, self._lookup, self._inside)
        self._respelled = Respelled(self._layers, self._lookup)
        self._contested: dict[tuple[str | None, str | None], str] | None = None
        self.version = self._read_version()

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Open the file at ``path`` and the layers beside it.

        Raises GazetteerMissing if there is none, GazetteerOutdated if it is damaged,
        half-written or of another version.
        """
        if not path.is_file():
            raise GazetteerMissing(f"there is no gazetteer at {path}: {COMMAND}")
        gazetteer = cls(path)
        if gazetteer.version != current_version():
            gazetteer.close()
            raise GazetteerOutdated(f"the gazetteer at {path} was built by another version: {COMMAND}")
        return gazetteer

    @property
    def notes(self) -> tuple[str, ...]:
        """Which files beside the gazetteer could not be used, and what to do about it."""
        return self._layers.opened.notes

    def again(self) -> Gazetteer:
        """The same files opened once more, to be reloaded and closed independently of this one."""
        return type(self)(self._path)

    def reload(self) -> None:
        """Pick up places that have been imported, added or removed since the files were opened."""
        self._layers.reload()
        self.version = self._read_version()

    def close(self) -> None:
        """Close the connections of all threads; the gazetteer must not be used afterwards."""
        self._layers.close()

    def discard(self) -> None:
        """Close a damaged gazetteer and remove its file, so that the next ``build.ensure`` rebuilds it."""
        self.close()
        self._path.unlink(missing_ok=True)

    def by_id(self, place_id: str) -> Place | None:
        """The place with that id."""
        return self.by_ids([place_id]).get(place_id)

    def by_ids(self, ids: Iterable[str]) -> dict[str, Place]:
        """The places with those ids; unknown ids are left out."""
        return self._lookup.by_ids(ids)

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places that have exactly those names, by the text as given, the most prominent first.

        Names are compared by key; a place appears once for each. Names that no place has are left out. For a
        name that very many places have, the best known of each file are returned: ``named`` returns all.
        """
        return self._lookup.by_names(names)

    def named(self, name: str) -> tuple[Match, ...]:
        """Every place that has exactly that name, the most prominent first, however many there are."""
        return self._lookup.named(name)

    def respelled(self, name: str, country: str) -> tuple[Match, ...]:
        """Places of a country, by its ISO code, whose name is another transliteration of this one, on one spot."""
        return self._respelled.find(name, country)

    def names(self, place_id: str) -> tuple[Name, ...]:
        """All names of a place, the preferred first, then by kind and alphabet."""
        found: dict[str, Name] = {}
        for schema, number in self._lookup.rows_of(place_id):
            statement = f"SELECT key, text, kind FROM {schema}.names WHERE place = ?"
            for key, text, kind in self._layers.rows(schema, statement, [number]):
                name = Name(place_id, text, KINDS[kind])
                if key not in found or ORDER[name.kind] < ORDER[found[key].kind]:
                    found[key] = name
        ordered = sorted(found.items(), key=lambda keyed: (KINDS.index(keyed[1].kind), keyed[0]))
        return tuple(name for _, name in ordered)

    def search(
        self,
        query: str,
        limit: int = 10,
        *,
        country: str | None = None,
        feature_class: str | None = None,
        within: str | None = None,
        box: Box | None = None,
    ) -> tuple[Match, ...]:
        """Places as a person types: those with exactly that name, whose names begin so, or are spelled similarly.

        They may be restricted to an ISO country code, a feature class, those that lie ``within`` the place
        of that id, and those in a box of south, west, north and east.
        """
        return self._search.find(query, limit, Filter(country and country.upper(), feature_class, within, box))

    def near(self, lat: float, lon: float, limit: int = 1, max_km: float = 100) -> tuple[Place, ...]:
        """Settlements and sites within ``max_km`` kilometres of a point, nearest first."""
        rows: list[Row] = []
        for first, last in _cells(lat, lon, max_km):
            rows += self._lookup.places("WHERE p.cell BETWEEN ? AND ?", [first, last])
        measured = sorted((distance_km(lat, lon, row[3], row[4]), index) for index, row in enumerate(rows))
        return tuple(as_place(rows[index]) for km, index in measured[:limit] if km <= max_km)

    def settlements(self, south: int, west: int, limit: int) -> tuple[Place, ...]:
        """The most prominent settlements of the one-degree cell with that south-west corner."""
        rows = self._lookup.places(
            "WHERE p.cell = ? AND p.class = 'P' ORDER BY p.prominence DESC, p.number LIMIT ?",
            [cell(south, west), limit],
        )
        return places_of(rows)[:limit]

    def of_codes(self, codes: Iterable[str], people: int = -1) -> tuple[Place, ...]:
        """Every place with one of these feature codes and more than so many people, by id."""
        marks = list(codes)
        condition = f"WHERE p.code IN ({', '.join('?' * len(marks))}) AND p.population > ?"
        rows = self._lookup.places(condition, [*marks, people])
        return tuple(sorted(map(as_place, rows), key=lambda place: place.id))

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The places directly below a place, the most prominent first."""
        places = (
            row
            for schema, number in self._lookup.rows_of(place_id)[:1]
            for row in self._lookup.places("WHERE p.parent = ?", [number], schema if number < 0 else None)
        )
        return places_of(places)

    def country(self, code: str) -> Place | None:
        """The country or territory of an ISO 3166-1 alpha-2 code."""
        return self._lookup.country(code, _COUNTRY)

    def admin_path(self, place: Place) -> str:
        """The places above a place, nearest first: "Kasese District, Western Region, Uganda".

        A contested area is followed by who administers it: "Azad Jammu and Kashmir, administered by Pakistan".
        """
        country = self.country(place.country) if place.country else None
        if country and country.id != place.id:
            last = self._administered().get((place.country, place.admin1), country.name)
        else:
            last = None
        above = [place.admin2, place.admin1, last]
        return ", ".join(name for name in dict.fromkeys(above) if name and name != place.name)

    def _administered(self) -> dict[tuple[str | None, str | None], str]:
        """The words behind the names of contested first-order areas, by country and label."""
        if self._contested is None:
            rows = self._layers.rows(
                BASE,
                "SELECT p.country, p.name, a.words FROM main.administered a JOIN main.places p ON p.number = a.place",
            )
            self._contested = {(country, name): words for country, name, words in rows}
        return self._contested

    def areas_at(self, lat: float, lon: float) -> tuple[Place, ...]:
        """The areas that hold a point, the smallest first.

        If no second-order area's outline holds the point, the one that most of the nearest places within
        25 km lie in is inferred; it is right for about five points in six.
        """
        return self._inside.areas_at(lat, lon)

    def holds(self, area_id: str, place_id: str) -> bool:
        """Whether a place lies inside an area, by the links between places or by the area's outline."""
        return self._inside.holds(area_id, place_id)

    def box(self, place_id: str) -> Box | None:
        """South, west, north and east of a place's outline, if it has one; west exceeds east across 180°."""
        return self._inside.box(place_id)

    def outline(self, place_id: str) -> Geometry | None:
        """A place's outline as a GeoJSON geometry, if it has one."""
        return self._inside.outline(place_id)

    def has_outline(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that have an outline."""
        return self._inside.has_outline(ids)

    def placeness(self, name: str) -> float | None:
        """How often, from 0 to 1, a name that has other meanings is a place's; None if it is not listed."""
        rows = self._layers.rows(BASE, "SELECT share FROM sometimes WHERE key = ?", [name_key(name)])
        return float(rows[0][0]) if rows else None

    def source(self, place_id: str) -> str:
        """Where the facts about a place come from, in words; empty for an unknown place."""
        place = self.by_id(place_id)
        if place is None:
            return ""
        if place.located == "own":
            return "added by you"
        known = _FROM.get(place.located, place.located)
        if not place_id.startswith("geonames:"):
            return f"own table: {known}"
        return "GeoNames" if known == "GeoNames" else f"GeoNames; point: {known}"

    def counts(self) -> dict[str, int]:
        """Counts of what the built gazetteer contains, by label, and of the places in the files beside it."""
        counts = {
            what: self._layers.rows(BASE, f"SELECT count(*) FROM main.{rows}")[0][0] for what, rows in _COUNTED.items()
        }
        for schema, what in ((IMPORTED, "imported places"), (OWN, "own places")):
            if schema in self._layers.opened.schemas:
                rows = self._layers.rows(schema, f"SELECT count(*) FROM {schema}.places")
                counts |= {what: rows[0][0]} if rows else {}
        return counts

    def _read_version(self) -> str:
        try:
            rows = self._layers.rows(BASE, "SELECT value FROM main.meta WHERE field = 'version'")
        except GazetteerOutdated:
            self.close()
            raise
        if not rows:
            self.close()
            raise self._layers.damaged("it is not complete")
        return str(rows[0][0])


def _cells(lat: float, lon: float, km: float) -> list[tuple[int, int]]:
    """Ranges of one-degree cells that cover a circle, a row of cells at a time."""
    up = km / KM_PER_DEGREE
    south, north = max(lat - up, -90.0), min(lat + up, 90.0)
    narrowest = cos(radians(max(abs(south), abs(north))))
    across = up / narrowest if narrowest > up / 180 else 180.0
    if across >= 180:
        spans = [(-180.0, 180.0)]
    else:
        west, east = lon - across, lon + across
        spans = [(max(west, -180.0), min(east, 180.0))]
        spans += [(west + 360, 180.0)] if west < -180 else []
        spans += [(-180.0, east - 360)] if east > 180 else []
    rows = range(int(south // 1), int(north // 1) + 1)
    return [(cell(row, first), cell(row, last)) for row in rows for first, last in spans]
