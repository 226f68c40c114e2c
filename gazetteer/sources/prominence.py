"""How widely known a place is, from its kind and population alone, on a scale from 0 to 1."""

from __future__ import annotations

from math import log10

from gazetteer.place import COUNTRY_CODES, DISTRICT_CODES, FeatureClass
from gazetteer.sources.records import Entry

_BY_RANK = (0.9, 0.75, 0.65, 0.55, 0.45, 0.38, 0.3)
_SEATS = {"PPLC": 0.15, "PPLA": 0.04, "PPLA2": 0.02, "PPLX": -0.08}
_MILLION = 0.02
_DEPENDENT = {"PCLD", "PCLS", "TERR"}


def prominence(entry: Entry) -> float:
    """A country outranks its cities, a capital a larger city, a city the district named after it."""
    return min(max(round(_score(entry), 4), 0.0), 1.0)


def _score(entry: Entry) -> float:
    if entry.rank is not None:
        return _BY_RANK[entry.rank]
    people = log10(entry.population + 1)
    code = entry.feature_code
    if code in COUNTRY_CODES:
        return (0.7 if code in _DEPENDENT else 0.8) + 0.02 * people
    if code == "ADM1":
        return 0.25 + 0.05 * people
    if code in DISTRICT_CODES:
        return 0.12 + 0.05 * people
    if entry.feature_class == FeatureClass.SETTLEMENT:
        return max(0.09 * people, 0.1) + _SEATS.get(code, 0.0) + (_MILLION if people > 6 else 0.0)
    return 0.3
