"""What sort of place a gazetteer entry is, in a reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from gazetteer.place import COUNTRY_CODES, FeatureClass, Place

_BY_CODE: Mapping[str, str] = {
    "ADM1": "a state or province",
    "ADM2": "a district",
    "PPLC": "a capital city",
    "PPLA": "the seat of a state or province",
    "PPLA2": "the seat of a district",
    "PPLX": "part of a town",
}
_BY_CLASS: Mapping[str, str] = {
    FeatureClass.AREA: "a lower division",
    FeatureClass.SETTLEMENT: "a town or village",
    FeatureClass.WATER: "a stretch of water",
    FeatureClass.RELIEF: "a landform",
    FeatureClass.REGION: "a region",
}


def sort_of(place: Place) -> str:
    """Such as "a capital city" or "a region"; "a site" for what has no sort of its own."""
    if place.feature_code in COUNTRY_CODES:
        return "a country"
    return _BY_CODE.get(place.feature_code) or _BY_CLASS.get(place.feature_class, "a site")
