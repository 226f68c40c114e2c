"""A person's own places: listed, added, edited, removed, imported and exported."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from gazetteer.errors import OwnPlaceMissing, OwnPlaceRefused, OwnPlacesUnreadable
from gazetteer.names import name_key
from gazetteer.own.importing import Fate, ImportReport
from gazetteer.own.kinds import grouped
from gazetteer.own.record import OwnPlace
from gazetteer.own.store import OwnPlaces
from webapp.errors import StoreUnavailable
from webapp.maps import render_map
from webapp.page_words import counted
from webapp.program import services
from webapp.security import csp_nonce, display_name
from webapp.services.reader import NotReady
from webapp.views.articles.rereading import MOST_NAMES
from webapp.views.gazetteer.own_place_form import Form, draft, filled, submitted

blueprint = Blueprint("own_places", __name__, url_prefix="/gazetteer")

SHOWN = 200
"""Places listed at once; filter to see others."""
DRAWN = 2_000
"""Number of places up to which all are shown on the form's map."""
REPORTED = 500
"""Rows of an import that are listed one by one."""
NAMES_APART = "\n"
NAMES_KEPT = 1_500
"""Characters of names in a message for the next page, which is stored in a cookie."""
REFUSED = 422
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Listed:
    """A place in the list, and the areas above it."""

    place: OwnPlace
    path: str


@blueprint.get("/own")
def index() -> str:
    """All own places, with forms to add one and to import many."""
    return _index(Form(name=request.args.get("name", "")[:200]))


@blueprint.post("/own")
def add() -> BaseResponse:
    """Add the place that the form describes."""
    form = submitted()
    try:
        place = _writable().add(draft(form))
    except OwnPlaceRefused as refusal:
        return make_response(_index(form, refusal.reasons), REFUSED)
    except NotReady as error:
        return make_response(_index(form, (str(error),)), error.status)
    flash(f"“{place.name}” was added. Articles read from now on will find it.", "added")
    _offer(place)
    return _to_list()


@blueprint.get("/own/<slug>")
def edit(slug: str) -> str:
    """The form of one place, filled in."""
    place = _readable().get(slug)
    return _edit(place, filled(place))


@blueprint.post("/own/<slug>")
def save(slug: str) -> BaseResponse:
    """Save the changes to one place."""
    form = submitted()
    try:
        place = _readable().get(slug)
    except OwnPlaceMissing:
        gone = "It was removed in the meantime. What you filled in is below: you can add it again."
        return make_response(_index(form, (gone,)), CONFLICT)
    if request.form.get("opened", place.updated) != place.updated:
        newer = f"{place.name} was changed in the meantime. Save again to replace it with what is below."
        return make_response(_edit(place, form, (newer,)), CONFLICT)
    try:
        kept = _writable().replace(slug, draft(form))
    except OwnPlaceRefused as refusal:
        return make_response(_edit(place, form, refusal.reasons), REFUSED)
    except NotReady as error:
        return make_response(_edit(place, form, (str(error),)), error.status)
    flash(f"“{kept.name}” was changed. Articles read from now on will use it.", "added")
    _offer(place, kept)
    return _to_list()


@blueprint.get("/own/<slug>/remove")
def ask_to_remove(slug: str) -> str:
    """Ask before a place is removed."""
    place = _readable().get(slug)
    return render_template("own_places_remove.html", place=place, path=_path(place))


@blueprint.post("/own/<slug>/remove")
def remove(slug: str) -> BaseResponse:
    """Remove a place."""
    place = _readable().remove(slug)
    services().reader.look_again()
    flash(f"“{place.name}” was removed.", "info")
    _offer(place)
    return _to_list()


@blueprint.get("/own-import")
def import_form() -> BaseResponse:
    """Redirect a person who reloads the address of a report."""
    return redirect(url_for("own_places.index", _anchor="import-heading"))


@blueprint.post("/own-import")
def import_file() -> BaseResponse:
    """Add the places of an uploaded CSV or GeoJSON file, and report the outcome of each row."""
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise OwnPlacesUnreadable("no file was chosen: choose a CSV or GeoJSON file")
        report = _writable().import_bytes(display_name(upload.filename), upload.read())
    except (OwnPlacesUnreadable, NotReady) as error:
        return make_response(_index(Form(), import_problem=str(error)), error.status)
    services().reader.look_again()
    return make_response(_report(report))


@blueprint.get("/own-places.geojson")
def export_geojson() -> Response:
    """All own places as GeoJSON."""
    return _download(_readable().export_geojson(), "application/geo+json", "own-places.geojson")


@blueprint.get("/own-places.csv")
def export_csv() -> Response:
    """All own places as CSV."""
    return _download(_readable().export_csv(), "text/csv; charset=utf-8", "own-places.csv")


@blueprint.errorhandler(OwnPlaceMissing)
def missing(error: OwnPlaceMissing) -> BaseResponse:
    """The page for a place that does not exist: removed, perhaps in another window."""
    return make_response(render_template("own_places_missing.html"), error.status)


def _readable() -> OwnPlaces:
    return OwnPlaces(services().settings.own_places_path)


def _writable() -> OwnPlaces:
    """Own places that can locate each place; raise NotReady while the gazetteer is not loaded."""
    here = services()
    return OwnPlaces(here.settings.own_places_path, here.reader.wait().gazetteer)


def _index(form: Form, problems: tuple[str, ...] = (), import_problem: str = "") -> str:
    here = services()
    here.reader.start()
    places = _readable().all()
    wanted = name_key(request.args.get("q", ""))
    found = [place for place in places if any(wanted in name_key(name) for name in (place.name, *place.names))]
    return render_template(
        "own_places.html",
        shell=render_map(csp_nonce()),
        status=here.reader.status(),
        count=len(places),
        drawn=0 < len(places) <= DRAWN,
        found=len(found),
        listed=[Listed(place, _path(place)) for place in found[:SHOWN]],
        query=request.args.get("q", "") if request.method == "GET" else "",
        kinds=grouped(),
        form=form,
        problems=problems,
        import_problem=import_problem,
    )


def _edit(place: OwnPlace, form: Form, problems: tuple[str, ...] = ()) -> str:
    return render_template(
        "own_places_edit.html",
        shell=render_map(csp_nonce()),
        place=place,
        path=_path(place),
        kinds=grouped(form.kind),
        form=form,
        problems=problems,
    )


def _report(report: ImportReport) -> str:
    listed = [row for row in report.rows if row.messages] + [row for row in report.rows if not row.messages]
    shown = sorted(listed[:REPORTED], key=lambda row: row.number)
    slugs = {row.slug for row in report.rows if row.fate in (Fate.ADDED, Fate.UPDATED)}
    names = _names(*(place for place in _readable().all() if place.slug in slugs))
    named = len(services().store.naming(names))
    return render_template(
        "own_places_report.html",
        report=report,
        rows=shown,
        left=len(report.rows) - len(shown),
        names=names,
        named=named,
    )


def _offer(*places: OwnPlace) -> None:
    """Offer on the next page to read the articles again that have a name of these places."""
    names = _names(*places)
    try:
        named = len(services().store.naming(names))
    except StoreUnavailable:
        # The place is kept apart from the articles, whose own pages say what is wrong.
        return
    if named:
        words = f"{counted(named, 'article')} {'has' if named == 1 else 'have'} this name."
        flash(words, f"reread {NAMES_APART.join(names)[:NAMES_KEPT]}")


def _names(*places: OwnPlace) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for place in places for name in (place.name, *place.names)))[:MOST_NAMES]


def _path(place: OwnPlace) -> str:
    gazetteer = services().reader.gazetteer
    held = gazetteer.by_id(place.id) if gazetteer else None
    return services().path(held) if held else place.country or ""


def _to_list() -> BaseResponse:
    services().reader.look_again()
    return redirect(url_for("own_places.index"), 303)


def _download(data: bytes, media_type: str, filename: str) -> Response:
    response = make_response(data)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
