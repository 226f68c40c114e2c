"""The gazetteer's pages: search for a place, and everything known about one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from gazetteer.areas import Box, box_of
from gazetteer.feature_words import APPROXIMATE, CLASSES, NAME_GROUPS, kind_words, located_words
from gazetteer.files.schema import GEONAMES
from gazetteer.names import name_key
from gazetteer.own.record import ID_PREFIX
from gazetteer.place import NameKind, Place
from gazetteer.store import Gazetteer
from webapp.errors import NotFound
from webapp.maps import render_map
from webapp.maps.features import Json, popup
from webapp.program import services
from webapp.security import csp_nonce
from webapp.services.claim_query import asks_for
from webapp.services.places.lookup import FIRST, MOST, Query, above, area_named, countries, limit_of, look_up

blueprint = Blueprint("gazetteer_pages", __name__)

BELOW = 50
"""Places below one that are listed at once."""
NAMES_SHOWN = 24
"""Names of a kind that are shown before the rest is collapsed."""
RELOADS = 3
RELOADS_AFTER_FAILURE = 15
"""Seconds until the page reloads while the gazetteer is not ready."""
EXAMPLES = ("Tirah Valley", "Hodeidah", "Burma", "AJK", "Мариуполь")
PRECISION = {
    "site": "a site",
    "approximate": "about here",
    "settlement": "a town, city or village",
    "district": "a district",
    "region": "a region or feature with extent",
    "country": "a country",
    "beyond": "several countries, or a sea",
}


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names of one kind."""

    label: str
    shown: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The contents of a place's table of facts."""

    kind: str
    precision: str
    coordinates: str
    located: str
    approximate: bool
    box: Box | None
    source: str
    source_url: str | None
    own_slug: str | None


@blueprint.get("/gazetteer")
def search() -> BaseResponse:
    """The search field, its filters and the places found."""
    gazetteer = _gazetteer()
    if gazetteer is None:
        return _not_ready()
    query = Query.of(request.args)
    area = area_named(gazetteer, query.within)
    asked = replace(query, within=area.id if area else "")
    answer = look_up(gazetteer, asked)
    page = render_template(
        "gazetteer.html",
        query=asked,
        area=area,
        area_unknown=query.within if query.within and not area else "",
        answer=answer,
        countries=countries(gazetteer),
        classes=CLASSES,
        examples=EXAMPLES,
        more_url=_more_url(asked) if answer.more and asked.limit < MOST else None,
        shown_most=answer.more and asked.limit >= MOST,
    )
    return make_response(page)


@blueprint.get("/gazetteer/<place_id>")
def place(place_id: str) -> BaseResponse:
    """Everything known about one place."""
    gazetteer = _gazetteer()
    if gazetteer is None:
        return _not_ready()
    found = gazetteer.by_id(place_id)
    if found is None:
        return _missing(place_id)
    outline = gazetteer.outline(found.id)
    below = gazetteer.children(found.id)
    count = max(limit_of(request.args.get("below", "")), BELOW)
    page = render_template(
        "gazetteer_place.html",
        place=found,
        where=gazetteer.admin_path(found),
        above=above(gazetteer, found),
        groups=_groups(gazetteer, found),
        facts=_facts(found, box_of(outline) if outline else None),
        has_outline=outline is not None,
        below=[(one, kind_words(one)) for one in below[:count]],
        below_count=len(below),
        below_next=min(count + 2 * BELOW, MOST) if len(below) > count and count < MOST else None,
        record=_record(found.id),
        gazetteer_version=gazetteer.version,
        shell=render_map(csp_nonce()),
    )
    return make_response(page)


def _gazetteer() -> Gazetteer | None:
    reader = services().reader
    reader.start()
    return reader.gazetteer


def _not_ready() -> BaseResponse:
    status = services().reader.status()
    seconds = RELOADS_AFTER_FAILURE if status.failed else RELOADS
    response = make_response(render_template("gazetteer_wait.html", status=status, seconds=seconds), 503)
    response.headers["Retry-After"] = str(seconds)
    return response


def _more_url(query: Query) -> str:
    given = {"q": query.text, "country": query.country, "class": query.feature_class, "within": query.within}
    limit = min(query.limit + 2 * FIRST, MOST)
    kept = {name: value for name, value in given.items() if value}
    return url_for("gazetteer_pages.search", **kept, limit=limit, _anchor=f"result-{query.limit + 1}")  # type: ignore[arg-type]


def _groups(gazetteer: Gazetteer, place: Place) -> list[NameGroup]:
    """All names by kind; names spelled like the label are not repeated."""
    names: dict[NameKind, list[str]] = {kind: [] for kind in NAME_GROUPS}
    for name in gazetteer.names(place.id):
        # A preferred name that is not the label is one more name.
        kind = NameKind.ALTERNATE if name.kind is NameKind.PREFERRED else name.kind
        if name.text != place.name and (kind is name.kind or name_key(name.text) != name_key(place.name)):
            names[kind].append(name.text)
    return [
        NameGroup(label, tuple(names[kind][:NAMES_SHOWN]), tuple(names[kind][NAMES_SHOWN:]))
        for kind, label in NAME_GROUPS.items()
        if names[kind]
    ]


def _facts(place: Place, box: Box | None) -> Facts:
    geonames = place.id.startswith(GEONAMES)
    own = place.id.startswith(ID_PREFIX)
    return Facts(
        kind=kind_words(place),
        precision=PRECISION[place.precision.value],
        coordinates=f"{place.lat:.5f}, {place.lon:.5f}",
        located=located_words(place),
        approximate=place.located in APPROXIMATE,
        box=box,
        source="GeoNames" if geonames else "your own places" if own else "Mention Mapper’s own table",
        source_url=f"https://www.geonames.org/{place.id.removeprefix(GEONAMES)}" if geonames else None,
        own_slug=place.id.removeprefix("own:me.") if own else None,
    )


def _missing(place_id: str) -> BaseResponse:
    """The page for an unknown id; articles may have been read when it still existed."""
    record = _record(place_id)
    page = render_template(
        "gazetteer_missing.html",
        place_id="".join(char for char in place_id[:80] if char.isprintable()),
        record=record,
        own=place_id.startswith(ID_PREFIX),
    )
    return make_response(page, 404)


def _record(place_id: str) -> Json | None:
    """What the articles say about the place, None if none puts it on the map."""
    here = services()
    which = here.asked_said(request.args)
    try:
        detail = here.store.place(place_id, which=which)
    except NotFound:
        return None
    return popup(detail, "", partial(_words, attitudes=asks_for(which.attitudes)))


def _words(article_id: int, anchor: str, attitudes: str | None) -> str:
    return url_for("articles.show", article_id=article_id, attitudes=attitudes, _anchor=anchor)
