"""The world's well-known airports from the package airportsdata, as rows of ``data/derived/airports.tsv``.

An airport is included if it has an IATA code and one of these holds: its name says "International"; the
settlement it serves is a country's capital or the seat of a first-order division; or that settlement
has 300,000 people or more. The package gives no size, and settlements are found by name near the airport.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import airportsdata
import shapely

from gazetteer.derive.inputs.areas import Areas, Where
from gazetteer.derive.inputs.settlements import Settlement, Settlements
from gazetteer.derive.tables.writing import FeatureRow
from gazetteer.distance import distance_km
from gazetteer.names import name_key
from gazetteer.sources.records import Entry

LOCATED = "airports"
_CITY_KM = 70
_SAME_FIELD_KM = 4
_COAST = 0.04
"""Degrees by which an outline may miss an airport on the coast."""

_TERRITORIES = {("US", "PR"), ("US", "VI"), ("NO", "SJ"), ("FI", "AX")}
"""Territories with a code of their own which the package lists under their state."""

_COUNTRIES = {"LYR": "SJ", "STT": "VI"}
"""The same where no outline decides."""

_FIELDS = ("AIRP", "AIRB", "AIRF", "AIRH")
_LARGE = 300_000
_MILLIONS = 1_000_000
_SEATS = ("PPLC", "PPLA")
_PLAIN = tuple("North South East West Central City Metro Regional Municipal Internation New Old".split())
_NO_NAMES = frozenset({"airport", "airfield", "aerodrome", "field", "city airport", "municipal airport"})
_BASE = re.compile(r"\b(Air (Force )?Base|AFB|Air Station|Heliport|Army|Naval|Seaplane|Railway|Bus|Airbase)\b", re.I)


def airports(areas: Areas, settlements: Settlements, held: Iterable[Entry]) -> Iterator[FeatureRow]:
    """Rows of the airports that news may mention, except those in our own tables."""
    ours = [entry.point for entry in held if entry.feature_code in _FIELDS]
    for code, airport in sorted(airportsdata.load("IATA").items()):
        facts: dict[str, Any] = dict(airport)
        city = _city(facts, settlements)
        is_ours = any(distance_km(facts["lat"], facts["lon"], *point) < _SAME_FIELD_KM for point in ours)
        if _is_known(facts, city) and not is_ours:
            yield _row(code, facts, city, areas)


def _city(facts: dict[str, Any], settlements: Settlements) -> Settlement | None:
    near = settlements.near(_first(facts["city"]), facts["lat"], facts["lon"], _CITY_KM)
    return max(near, key=lambda row: row.population, default=None)


def _first(city: str) -> str:
    return re.split(r"[/(,]", city)[0].strip()


def _is_known(facts: dict[str, Any], city: Settlement | None) -> bool:
    if not facts["name"] or "Heliport" in facts["name"] or "Seaplane" in facts["name"]:
        return False
    if re.search(r"\bInternational\b|\bInt'?l\b|\bIntercontinental\b", facts["name"]):
        return True
    return city is not None and (city.code in _SEATS or city.population >= _LARGE) and not _BASE.search(facts["name"])


def _row(code: str, facts: dict[str, Any], city: Settlement | None, areas: Areas) -> FeatureRow:
    point = shapely.Point(facts["lon"], facts["lat"])
    found = areas.where(point)
    country = _COUNTRIES.get(code, facts["country"])
    if (country, found.country) in _TERRITORIES:
        country = found.country
    division = found.division if found.country == country else None
    if division is None and city is not None and city.country == country:
        division = city.division if areas.may_hold(city.division or "", point, _COAST) else None
    is_large = city is not None and city.population > _MILLIONS
    is_capital = city is not None and city.code == "PPLC"
    is_foremost = is_capital or (is_large and "International" in facts["name"])
    label, others = _names(facts["name"], _first(facts["city"]), has_bare_name=is_large)
    return FeatureRow(
        id=f"airport.{code.lower()}",
        name=label,
        code="S.AIRP",
        rank=5 if is_foremost else 6,
        lat=facts["lat"],
        lon=facts["lon"],
        where=Where(country, division),
        located=LOCATED,
        names=others,
    )


def _names(name: str, city: str, *, has_bare_name: bool) -> tuple[str, list[str]]:
    """An airport's label and the names it goes by: its city's, and the part that follows the city in its name."""
    label = re.sub(r"\bInt'?l\b", "International", re.sub(r"\s+", " ", name)).strip()
    if not re.search(r"\b(Airport|Airfield|Aerodrome|Airpark|Base|Field|Aeroporto|Aeropuerto|Station)\b", label):
        label = f"{label} Airport"
    short = label.replace(" International", "").replace(" Intercontinental", "")
    others = [short]
    if city:
        others.append(f"{city} Airport")
        if "International" in label:
            others.append(f"{city} International Airport")
        rest = short[len(city) :].strip(" -–/") if name_key(short).startswith(f"{name_key(city)} ") else ""
        if rest and name_key(rest) not in _NO_NAMES:
            bare = rest.removesuffix(" Airport")
            is_a_name = len(bare) > 4 and "Airport" in rest and not bare.startswith(_PLAIN)
            others += [rest, f"{city} {bare}"] if not bare.startswith(_PLAIN) else []
            others += [bare] if is_a_name and has_bare_name else []
    return label, others
