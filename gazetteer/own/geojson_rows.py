"""Places from GeoJSON: points and areas, with names from the properties people use for them."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any

from gazetteer.errors import OwnPlaceRefused, OwnPlacesUnreadable
from gazetteer.own import kinds
from gazetteer.own.area import TYPES
from gazetteer.own.columns import columns, degrees, field_of, list_of_names
from gazetteer.own.reading import Row, Rows, counted
from gazetteer.own.record import ID_PREFIX, Draft, Geometry, read_above, slug_of

_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")
_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")


def geojson_rows(filename: str, text: str) -> Rows:
    """The features of a FeatureCollection, a Feature or a list of features, numbered from 1."""
    try:
        document = _read(text)
    except RecursionError as error:
        raise OwnPlacesUnreadable(f"{filename} is nested too deeply to be GeoJSON") from error
    except ValueError as error:
        raise OwnPlacesUnreadable(f"{filename} is not valid JSON: {error}") from error
    features = _features(filename, document)
    _require_degrees(filename, document)
    return Rows(counted(filename, (_row(number, feature) for number, feature in enumerate(features, start=1))))


def read_area(text: str) -> Geometry:
    """The area of a pasted geometry, Feature or FeatureCollection of one; raise OwnPlaceRefused if it is none."""
    try:
        document = _read(text)
    except (ValueError, RecursionError) as error:
        raise OwnPlaceRefused("the area is not valid GeoJSON") from error
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise OwnPlaceRefused("the area’s GeoJSON must hold one feature: upload a file to add several")
        document = features[0]
    if isinstance(document, dict) and document.get("type") == "Feature":
        document = document.get("geometry")
    if not isinstance(document, dict) or document.get("type") not in TYPES:
        raise OwnPlaceRefused("the area must be a GeoJSON Polygon or MultiPolygon")
    return document


def _read(text: str) -> Any:
    document = json.loads(text, parse_constant=_refuse_constant)
    if "\\ud" not in text.lower():
        return document
    # Half a pair of surrogates can be written in JSON, but neither kept nor shown.
    return json.loads(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))


def _features(filename: str, document: object) -> list[Any]:
    if isinstance(document, list):
        return document
    kind = document.get("type") if isinstance(document, dict) else None
    if isinstance(document, dict) and kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise OwnPlacesUnreadable(f"{filename} is a GeoJSON FeatureCollection, but its “features” are not a list")
        return features
    if kind == "Feature":
        return [document]
    if kind in _GEOMETRIES:
        return [{"type": "Feature", "geometry": document, "properties": None}]
    raise OwnPlacesUnreadable(f"{filename} is JSON, but neither a GeoJSON FeatureCollection nor a Feature")


def _require_degrees(filename: str, document: object) -> None:
    """Older GeoJSON may name another system of coordinates."""
    crs = document.get("crs") if isinstance(document, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and not name.upper().endswith(_WGS84):
        raise OwnPlacesUnreadable(
            f"{filename} has its coordinates in {name[:60]}: export it again in WGS 84 (EPSG:4326)"
        )


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is not a number in JSON")


def _row(number: int, feature: object) -> Row:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Row(number, Draft(), ("not a GeoJSON Feature",))
    properties = feature.get("properties")
    if properties is None:
        properties = {}
    if not isinstance(properties, dict):
        return Row(number, Draft(), (f"its properties are {_sort(properties)}, not an object that names the place",))
    found = {field: properties[name] for field, name in columns(filter(_is_text, properties)).items()}
    name = _text(found.get("name"))
    try:
        draft = _draft(feature, properties, found)
    except OwnPlaceRefused as refusal:
        missing = () if name else ("no name",)
        return Row(number, Draft(name=name), (*missing, *refusal.reasons))
    return Row(number, draft)


def _draft(feature: dict[str, Any], properties: dict[str, Any], found: dict[str, Any]) -> Draft:
    identifier = feature.get("id")
    lat, lon, area = _shape(feature.get("geometry"))
    if area is not None:
        # Only by these names: other tools' x and y may be metres.
        lat, lon = _degrees(properties.get("lat"), "latitude"), _degrees(properties.get("lon"), "longitude")
    return Draft(
        name=_text(found.get("name")),
        names=list_of_names(found.get("names")),
        kind=_kind(properties, _text(found.get("kind"))),
        lat=lat,
        lon=lon,
        area=area,
        country=_text(found.get("country")),
        note=_text(found.get("note")),
        slug=slug_of(identifier) if isinstance(identifier, str) and identifier.startswith(ID_PREFIX) else "",
        above=read_above(feature.get("above")),
        created=_text(found.get("created")),
        updated=_text(found.get("updated")),
    )


def _shape(geometry: object) -> tuple[float | None, float | None, Geometry | None]:
    if geometry is None:
        raise OwnPlaceRefused("no geometry")
    if not isinstance(geometry, dict):
        raise OwnPlaceRefused(f"its geometry is {_sort(geometry)}, not an object with a type and coordinates")
    kind = geometry.get("type")
    if kind in TYPES:
        return None, None, geometry
    if kind != "Point":
        named = kind if kind in _GEOMETRIES else "geometry of no known type"
        raise OwnPlaceRefused(f"a {named} is neither a point nor an area")
    position = geometry.get("coordinates")
    if not isinstance(position, list) or len(position) < 2 or not all(map(_is_number, position[:2])):
        raise OwnPlaceRefused("the point is not a longitude and a latitude")
    return float(position[1]), float(position[0]), None


def _kind(properties: dict[str, Any], said: str) -> str:
    """What is called ``kind`` must be one; ``type`` or ``category`` may mean something else."""
    meant = any(field_of(key) == "kind" and key.casefold() == "kind" for key in filter(_is_text, properties))
    return said if meant or kinds.code_of(said) else ""


def _degrees(value: object, what: str) -> float | None:
    return float(value) if isinstance(value, int | float) and _is_number(value) else degrees(_text(value), what)


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) < 1e15 and isfinite(value)


def _sort(value: object) -> str:
    """The type of a JSON value, in words."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "a number"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
