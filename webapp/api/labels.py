"""The base map's further settlements: those of the gazetteer in a one-degree cell, for the close zooms."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from gazetteer.place import Place
from webapp.errors import NotFound
from webapp.program import services

blueprint = Blueprint("labels", __name__, url_prefix="/api/labels")

MOST = 300
SHOWN = ((9, 24), (10, 90), (11, 220))
"""How many settlements of a cell are named from which zoom; the rest appear one zoom level further in."""


@blueprint.get("/<int(signed=True):south>/<int(signed=True):west>")
def labels(south: int, west: int) -> Response:
    """The most prominent settlements of the cell with that south-west corner: name, longitude, latitude, zoom, weight.

    Until the gazetteer is loaded there are none, and ``ready`` shows that it is worth asking again.
    """
    if not (-90 <= south < 90 and -180 <= west < 180):
        raise NotFound("there is no such cell")
    gazetteer = services().reader.gazetteer
    if gazetteer is None:
        # Not an error: a map that is already open does without them.
        return jsonify(labels=[], ready=False)
    towns = gazetteer.settlements(south, west, MOST)
    response = jsonify(labels=[_row(place, rank) for rank, place in enumerate(towns)], ready=True)
    # A person's own places are among them, and may be renamed or removed at any time.
    response.add_etag()
    response.make_conditional(request)
    return response


def _row(place: Place, rank: int) -> list[object]:
    zoom = next((zoom for zoom, most in SHOWN if rank < most), SHOWN[-1][0] + 1)
    return [place.name, round(place.lon, 4), round(place.lat, 4), zoom, MOST - rank]
