"""Which settlements the base map names at which zoom: the most prominent first, and none too near another."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from gazetteer.derive.inputs import geonames
from gazetteer.derive.inputs.geonames import Town
from gazetteer.derive.inputs.sources import Feature

FIRST, LAST, STEP = 3.0, 8.5, 0.5
"""Zooms at which settlements appear."""
APART_X, APART_Y = 74, 32
"""Pixels between two of them, if they are of middling weight."""
MOST_ROOM = 1.2
TILE_X, TILE_Y = APART_X * MOST_ROOM, APART_Y * MOST_ROOM
# From how many people on a settlement may appear, by zoom.
_PEOPLE = (
    (3.5, 5_000_000), (4.5, 1_000_000), (5.0, 300_000), (5.5, 100_000), (6.0, 50_000), (6.5, 15_000), (7.5, 5_000),
    (8.0, 2_500), (8.5, 1_000), (99.0, 0),
)  # fmt: skip
_SEATS_FROM = 5.0
_UNRANKED = 10
_SAME_PLACE = 0.3
# Gorakhpur in Haryana, a village to which GeoNames gives its namesake's population.
_MISTAKEN = frozenset({1270926})
# Where the list of countries and the list of settlements write a capital's name differently; Israel's and
# Palestine's is disputed, and Jerusalem is shown as any other seat.
_CAPITALS = {"AG": "Saint John’s", "GD": "Saint George's", "IL": "", "PS": "", "KZ": "Astana", "MN": "Ulan Bator"}

Ranks = Mapping[int, tuple[int, str]]


def ranks_by_id(places: Iterable[Feature]) -> dict[int, tuple[int, str]]:
    """Find Natural Earth's rank (0 is the most prominent) and class of settlements, by GeoNames id.

    Its own ids are not reliable: a settlement has to lie where Natural Earth puts it.
    """
    by_id = {town.id: town for town in geonames.towns()}
    by_name: dict[str, list[Town]] = {}
    for town in geonames.towns():
        by_name.setdefault(_folded(town.name), []).append(town)
    ranks: dict[int, tuple[int, str]] = {}
    for place in places:
        fields = place.fields
        said = by_id.get(int(fields["geonameid"] or 0))
        near = [
            town
            for town in ([said] if said else []) + by_name.get(_folded(fields["name"]), [])
            if max(abs(town.lat - place.geometry.y), abs(town.lon - place.geometry.x)) < _SAME_PLACE
        ]
        if near:
            foremost = max(near, key=lambda town: town.population)
            ranks[foremost.id] = min(
                (int(fields["scalerank"]), fields["featurecla"]), ranks.get(foremost.id, (_UNRANKED, ""))
            )
    return ranks


def town_labels(ranks: Ranks) -> Iterator[tuple[Town, str, float, int]]:
    """Yield settlements with kind (capital, seat, town), zoom and weight; ``ranks`` as returned by ``ranks_by_id``."""
    capitals = _capitals()
    kinds = {town.id: _kind(town, ranks, capitals) for town in geonames.towns()}
    weights = {town.id: _weight(town, kinds[town.id], ranks) for town in geonames.towns()}
    known = (town for town in geonames.towns() if town.id not in _MISTAKEN)
    waiting = sorted(known, key=lambda town: (-weights[town.id], town.id))
    placed: list[Town] = []
    for step in range(round((LAST - FIRST) / STEP) + 1):
        zoom = FIRST + step * STEP
        grid = _Grid(zoom, placed)
        left = []
        for town in waiting:
            is_due = _earliest(town, kinds[town.id]) <= zoom
            if is_due and grid.is_free(town, _room(weights[town.id])):
                placed.append(town)
                yield town, kinds[town.id], zoom, min(99, round(weights[town.id] * 9))
            else:
                left.append(town)
            # One that has to wait reserves its place: lesser ones must not take it meanwhile.
            if is_due:
                grid.add(town)
        waiting = left


def _room(weight: float) -> float:
    """How much distance a settlement needs; the most prominent need least."""
    return max(0.42, min(MOST_ROOM, 1.9 - 0.2 * weight))


class _Grid:
    """The settlements shown at one zoom, by the tile of the size of a label they lie in."""

    def __init__(self, zoom: float, towns: list[Town]) -> None:
        self._scale = 256 * 2**zoom / 360
        self._tiles: dict[tuple[int, int], list[tuple[float, float]]] = {}
        for town in towns:
            self._put(*self._pixels(town))

    def add(self, town: Town) -> None:
        """Add a settlement."""
        self._put(*self._pixels(town))

    def is_free(self, town: Town, room: float) -> bool:
        """Whether no other settlement is nearer than ``room`` times the usual distance."""
        x, y = self._pixels(town)
        column, row = math.floor(x / TILE_X), math.floor(y / TILE_Y)
        near = (
            other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in self._tiles.get((column + dx, row + dy), ())
        )
        return not any(((x - ox) / APART_X) ** 2 + ((y - oy) / APART_Y) ** 2 < room**2 for ox, oy in near)

    def _put(self, x: float, y: float) -> None:
        self._tiles.setdefault((math.floor(x / TILE_X), math.floor(y / TILE_Y)), []).append((x, y))

    def _pixels(self, town: Town) -> tuple[float, float]:
        lat = math.radians(min(max(town.lat, -85.0), 85.0))
        return town.lon * self._scale, math.degrees(math.asinh(math.tan(lat))) * self._scale


def _kind(town: Town, ranks: Ranks, capitals: set[int]) -> str:
    _, feature_class = ranks.get(town.id, (_UNRANKED, ""))
    if town.id in capitals:
        return "capital"
    return "seat" if feature_class.startswith(("Admin-1", "Admin-0")) else "town"


def _capitals() -> set[int]:
    """The most populous settlement of each country that has its capital's name."""
    named: dict[tuple[str, str], Town] = {}
    for town in sorted(geonames.towns(), key=lambda town: town.population):
        named[town.country, _folded(town.name)] = town
    wanted = {code: capital for code, (_, _, capital) in geonames.countries().items()} | _CAPITALS
    keys = ((code, _folded(capital)) for code, capital in wanted.items())
    return {named[key].id for key in keys if key in named}


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.removesuffix(", D.C.")).casefold()
    return "".join(char for char in letters if char.isalnum())


def _weight(town: Town, kind: str, ranks: Ranks) -> float:
    rank, _ = ranks.get(town.id, (_UNRANKED, ""))
    standing = {"capital": 2.0, "seat": 0.7, "town": 0.0}[kind]
    return math.log10(max(town.population, 300)) + standing + (_UNRANKED - min(rank, _UNRANKED)) * 0.12


def _earliest(town: Town, kind: str) -> float:
    by_people = next(zoom for zoom, people in _PEOPLE if town.population >= people)
    if kind == "capital":
        return FIRST
    return min(by_people, _SEATS_FROM) if kind == "seat" else by_people
