"""A page's modules joined into one script, so that a page asks for one file in place of one for each module."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, request

from webapp.errors import NotFound
from webapp.maps.bundle import bundle
from webapp.resources import static_folder

blueprint = Blueprint("scripts", __name__, url_prefix="/scripts")


@blueprint.get("/<path:name>.js")
def script(name: str) -> Response:
    """The module ``name`` of static/js, such as ``map/page``, with all that it imports."""
    folder = static_folder() / "js"
    changed = {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.js")}
    if f"{name}.js" not in changed:
        raise NotFound("there is no such script")
    response = Response(_joined(f"{name}.js", max(changed.values())), mimetype="text/javascript")
    response.add_etag()
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@lru_cache(maxsize=64)
def _joined(entry: str, _changed: int) -> str:
    """The script, made anew after any module has changed."""
    return bundle(static_folder() / "js", entry)
