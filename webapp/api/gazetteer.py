"""The gazetteer's addresses in the API: search (also for type-ahead) and one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from flask import Blueprint, Response, jsonify, request, url_for

from gazetteer.feature_words import APPROXIMATE, kind_words, located_words
from gazetteer.place import Place
from gazetteer.store import Gazetteer
from webapp.errors import NotFound
from webapp.program import services
from webapp.services.places.lookup import Found, Query, above, area_named, look_up
from webapp.services.reader import NotReady

blueprint = Blueprint("gazetteer_api", __name__, url_prefix="/api/gazetteer")

Json: TypeAlias = dict[str, object]
CREDIT = "GeoNames (https://www.geonames.org/), CC BY 4.0; Natural Earth; Unicode CLDR; Mention Mapper's own tables"


@blueprint.get("/search")
def search() -> Response:
    """Places called ``q``, at most ``limit``; filters ``country``, ``class`` and ``within`` (an area's id or name)."""
    gazetteer = _gazetteer()
    query = Query.of(request.args)
    area = area_named(gazetteer, query.within)
    answer = look_up(gazetteer, replace(query, within=area.id if area else ""))
    results = [_result(found) for found in answer.found]
    return jsonify(query=query.text, similar=answer.similar, more=answer.more, results=results, credit=CREDIT)


@blueprint.get("/places/<place_id>")
def place(place_id: str) -> Response:
    """One place with its names, the places above it, and how its coordinates are known."""
    gazetteer = _gazetteer()
    found = gazetteer.by_id(place_id)
    if found is None:
        raise NotFound("the gazetteer has no place with this id: search for its name")
    return jsonify(
        {
            **_place(found),
            "where": gazetteer.admin_path(found),
            "names": [{"text": name.text, "kind": name.kind.value} for name in gazetteer.names(found.id)],
            "above": [{"id": one.id, "name": one.name} for one in above(gazetteer, found)],
            "has_outline": bool(gazetteer.has_outline([found.id])),
            "credit": CREDIT,
        }
    )


def _gazetteer() -> Gazetteer:
    reader = services().reader
    reader.start()
    gazetteer = reader.gazetteer
    if gazetteer is None:
        raise NotReady("the gazetteer is not ready yet: try again in a minute")
    return gazetteer


def _result(found: Found) -> Json:
    return {
        **_place(found.place),
        "matched": found.matched,
        "matched_kind": found.matched_kind,
        "where": found.where,
        "href": url_for("gazetteer_pages.place", place_id=found.place.id),
    }


def _place(place: Place) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "kind": kind_words(place),
        "lat": place.lat,
        "lon": place.lon,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "population": place.population,
        "precision": place.precision.value,
        "located": located_words(place),
        "approximate": place.located in APPROXIMATE,
    }
