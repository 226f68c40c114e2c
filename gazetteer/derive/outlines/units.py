"""Natural Earth's smallest areas, each assigned to the country and division that GeoNames' settlements in it name.

The two sources disagree on who holds what and on what is a first-order division. A gazetteer made from
GeoNames needs outlines that agree with GeoNames, so its settlements decide: a unit belongs where at
least four fifths of the settlements in it belong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from gazetteer.derive.inputs import geonames
from gazetteer.derive.inputs.sources import Feature, Sources
from gazetteer.derive.outlines.disputed import CUTS, cut_apart

AGREEMENT = 0.8
"""Share of a unit's settlements that have to name the same division."""
ENOUGH = 4
"""Number of settlements above which they outweigh the code in Natural Earth."""
# Natural Earth's codes of areas without an ISO code of their own, where GeoNames has no settlement in them.
_COUNTRY_OF = {
    "CNM": "CY", "CYN": "CY", "SOL": "SO", "KAB": "KZ", "USG": "CU", "KOS": "XK", "IOA": "AU", "CSI": "AU",
    "ATC": "AU", "CLP": "FR",
}  # fmt: skip

# Claimed by several, and assigned to none by GeoNames: the Siachen glacier, the Spratly islands, Scarborough reef,
# Bajo Nuevo and Serranilla banks, the Southern Patagonian ice field, Bir Tawil.
_NOBODYS = frozenset({"KAS", "PGA", "SCR", "BJN", "SER", "SPI", "BRT"})


@dataclass(frozen=True, slots=True)
class Unit:
    """An area of Natural Earth; ``country`` and ``division`` are GeoNames' codes, None if it has none.

    ``district`` is the GeoNames id of the second-order division that the unit is, if it is one;
    ``zoom`` is the map zoom from which Natural Earth draws its borders.
    """

    geometry: Any
    name: str
    country: str | None
    division: str | None
    district: int | None
    zoom: float


def read_units(sources: Sources) -> list[Unit]:
    """Read the units and find out what each belongs to."""
    features = list(_cut_along_claims(sources))
    by_division, by_country = _votes([feature.geometry for feature in features])
    register = _Register()
    return [
        _unit(feature, by_division.get(index, Counter()), by_country.get(index, Counter()), register)
        for index, feature in enumerate(features)
    ]


class _Register:
    """GeoNames' divisions by id and by ISO 3166-2 code."""

    def __init__(self) -> None:
        self.by_id = {division.id: division for division in geonames.divisions()}
        self.first_order = frozenset(d.code for d in geonames.divisions() if d.level == 1)
        self.by_iso = {d.iso: d for d in geonames.divisions() if d.iso and d.level == 1}

    def named_by(self, fields: dict[str, Any]) -> geonames.Division | None:
        """Look up what Natural Earth says a unit is; a negative id refers to what the unit is a part of."""
        found = self.by_id.get(abs(fields.get("gn_id") or 0))
        return found or self.by_iso.get(fields.get("iso_3166_2") or "")


def _unit(feature: Feature, divisions: Counter[str], countries: Counter[str], register: _Register) -> Unit:
    fields = feature.fields
    said = register.named_by(fields)
    country = fields.get("country") or _country(countries, said, fields)
    division = fields.get("division") or _division(divisions, said, register.first_order)
    if division and division.split(".")[0] != country:
        division = None
    is_district = said is not None and said.level == 2 and said.id == fields.get("gn_id") and said.parent == division
    return Unit(
        geometry=feature.geometry,
        name=fields.get("name_en") or fields.get("name") or "",
        country=country,
        division=division,
        district=said.id if said and is_district else None,
        zoom=float(fields["min_zoom"]),
    )


def _division(votes: Counter[str], said: geonames.Division | None, first_order: frozenset[str]) -> str | None:
    votes = Counter({code: count for code, count in votes.items() if code in first_order})
    most, count = votes.most_common(1)[0] if votes else ("", 0)
    total = votes.total()
    if count >= AGREEMENT * total and (total >= ENOUGH or (total and said is None)):
        return most
    if said is None or said.parent not in first_order or (total >= ENOUGH and votes[said.parent] < total / 2):
        return None
    return said.parent


def _country(votes: Counter[str], said: geonames.Division | None, fields: dict[str, Any]) -> str | None:
    if votes.total() >= ENOUGH or (votes and said is None):
        return votes.most_common(1)[0][0]
    if said is not None:
        return said.code.split(".")[0]
    if fields["adm0_a3"] in _NOBODYS:
        return None
    code = _COUNTRY_OF.get(fields["adm0_a3"]) or fields["iso_a2"]
    return code if code in geonames.countries() else None


def _votes(areas: Sequence[Any]) -> tuple[dict[int, Counter[str]], dict[int, Counter[str]]]:
    """Count, for each area, the divisions and the countries of the settlements in it."""
    towns = geonames.towns()
    points = shapely.points([town.lon for town in towns], [town.lat for town in towns])
    shapely.prepare(np.asarray(areas))
    town_index, area_index = shapely.STRtree(areas).query(points, predicate="within")
    by_division: dict[int, Counter[str]] = {}
    by_country: dict[int, Counter[str]] = {}
    for town, area in zip(town_index.tolist(), area_index.tolist(), strict=True):
        by_division.setdefault(area, Counter())[towns[town].division] += 1
        by_country.setdefault(area, Counter())[towns[town].country] += 1
    return by_division, by_country


def _cut_along_claims(sources: Sources) -> Iterable[Feature]:
    claims = sources.claim_lines()
    for feature in sources.first_order_units():
        cut = CUTS.get(feature.fields["iso_3166_2"])
        if cut is None:
            yield feature
            continue
        rest, beyond = cut_apart(feature.geometry, cut, claims)
        yield Feature(rest, feature.fields)
        own = {"name": cut.name, "name_en": None, "gn_id": None, "iso_3166_2": None}
        yield Feature(beyond, feature.fields | own | {"country": cut.country, "division": cut.division})
