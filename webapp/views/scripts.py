"""A page's modules joined into one script, and its style sheets into one, so that it asks for few files."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, request

from webapp.errors import NotFound
from webapp.maps.bundle import bundle
from webapp.resources import static_folder

blueprint = Blueprint("scripts", __name__)


@blueprint.get("/scripts/<path:name>.js")
def script(name: str) -> Response:
    """The module ``name`` of static/js, such as ``map/page``, with all that it imports."""
    folder = static_folder() / "js"
    changed = {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.js")}
    if f"{name}.js" not in changed:
        raise NotFound("there is no such script")
    return _kept(Response(_joined(f"{name}.js", max(changed.values())), mimetype="text/javascript"))


@blueprint.get("/styles/<names>.css")
def styles(names: str) -> Response:
    """The style sheets of static/css that ``names`` has, such as ``panel+lists``, in this order."""
    folder = static_folder() / "css"
    held = {path.stem: path for path in folder.glob("*.css")}
    wanted = names.split("+")
    if not held.keys() >= set(wanted):
        raise NotFound("there are no such styles")
    return _kept(Response("\n".join(held[name].read_text("utf-8") for name in wanted), mimetype="text/css"))


def _kept(response: Response) -> Response:
    response.add_etag()
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@lru_cache(maxsize=64)
def _joined(entry: str, _changed: int) -> str:
    """The script, made anew after any module has changed."""
    return bundle(static_folder() / "js", entry)
