"""Files of other projects, served from their installed packages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, send_from_directory

from webapp.resources import leaflet_folder, leaflet_version

blueprint = Blueprint("vendor", __name__, url_prefix="/vendor")

YEAR = 365 * 24 * 3600


@blueprint.app_url_defaults
def add_version(endpoint: str, values: dict[str, Any]) -> None:
    """Put the version into Leaflet's addresses, so that they can be cached forever."""
    if endpoint == "vendor.leaflet":
        values.setdefault("v", leaflet_version())


@blueprint.get("/leaflet/<path:filename>")
def leaflet(filename: str) -> Response:
    """One of Leaflet's files."""
    current = request.args.get("v") == leaflet_version()
    response = send_from_directory(leaflet_folder(), filename, max_age=YEAR if current else None)
    if current:
        response.cache_control.immutable = True
    return response
