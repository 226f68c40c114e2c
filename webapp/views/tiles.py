"""The images of an operator's own map, from its archive."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from webapp.program import services

blueprint = Blueprint("tiles", __name__, url_prefix="/tiles")

YEAR = 365 * 24 * 3600


@blueprint.get("/<int:zoom>/<int:x>/<int:y>")
def tile(zoom: int, x: int, y: int) -> Response:
    """One image."""
    archive = services().archive
    image = archive.tile(zoom, x, y) if archive else None
    if archive is None or image is None:
        abort(404)
    response = Response(image, mimetype=archive.media_type)
    if request.args.get("v") == archive.edition:
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    return response
