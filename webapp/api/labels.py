"""The base map's further settlements: what the gazetteer holds in a cell of one degree, for the near zooms."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from gazetteer.place import Place
from webapp.errors import NotFound
from webapp.jobs.services import services

blueprint = Blueprint("labels", __name__, url_prefix="/api/labels")

MOST = 300
SHOWN = ((9, 24), (10, 90), (11, 220))
"""From which zoom how many settlements of a cell are named; the rest are from one zoom further in."""
DAY = 24 * 3600


@blueprint.get("/<int(signed=True):south>/<int(signed=True):west>")
def labels(south: int, west: int) -> Response:
    """The foremost settlements of the cell with that south-west corner: name, longitude, latitude, zoom, weight."""
    if not (-90 <= south < 90 and -180 <= west < 180):
        raise NotFound("there is no such cell")
    gazetteer = services().reader.gazetteer
    if gazetteer is None:
        raise NotFound("the gazetteer is not loaded yet")
    towns = gazetteer.settlements(south, west, MOST)
    response = jsonify(labels=[_row(place, rank) for rank, place in enumerate(towns)])
    response.cache_control.max_age = DAY
    response.cache_control.private = True
    return response


def _row(place: Place, rank: int) -> list[object]:
    zoom = next((zoom for zoom, most in SHOWN if rank < most), SHOWN[-1][0] + 1)
    return [place.name, round(place.lon, 4), round(place.lat, 4), zoom, MOST - rank]
