"""The API's addresses: status, articles, places, outlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, jsonify, request

from gazetteer.areas import Geometry
from gazetteer.own.record import ID_PREFIX
from gazetteer.store import Gazetteer
from webapp.api.documents import (
    Json,
    article_document,
    mentions_document,
    place_href,
    rereading_document,
    speaker_href,
    words_href,
)
from webapp.errors import BadQuestion, NotFound
from webapp.maps.features import feature_collection, place_list, popup, view_collection
from webapp.program import Services, services
from webapp.services.places import map_places
from webapp.store import ArticleSummary, ClaimFilter, Within
from webapp.store.claims.reported import ArticleOrder
from webapp.store.places.grid import Box
from webapp.store.places.view import CLOSEST, MOST

blueprint = Blueprint("api", __name__, url_prefix="/api")

YEAR = 365 * 24 * 3600
PORTION = 50
"""Articles in a portion of the list, unless an address asks for another number."""
MOST_ARTICLES = 500
MOST_OUTLINES = 300
"""Outlines in one answer."""
MOST_IDS = 100
"""Ids of places in one question."""


@blueprint.get("/status")
def status() -> Response:
    """Whether articles can be read yet, and with what."""
    here = services()
    now = here.reader.status()
    return jsonify(
        ready=now.ready,
        failed=now.failed,
        message=now.message,
        note=now.note,
        model=now.model,
        program=now.program,
        gazetteer=now.gazetteer,
        articles=here.store.count(),
    )


@blueprint.get("/articles")
def articles() -> Response:
    """Summaries of the articles that the filters leave in, in portions of ``limit``; ``order`` is an ArticleOrder.

    Where the filters look at claims, those that report one that is left in. ``after`` is the cursor of an earlier
    portion; ``q`` selects those with all its words in title or publisher. ``listed`` is how many there are without
    ``q``, ``found`` with it, and ``total`` the number of all articles. Each counts its claims that are left in.
    """
    here, words = services(), " ".join(request.args.get("q", "").split())
    which, order = here.asked(request.args), _order()
    questions = here.store.questions
    page = questions.article_page(which, words, order, _number("after"), _limit())
    counts = replace(which, copies=True)
    return jsonify(
        articles=[_article(here, one, which) for one in here.store.summaries(page.ids, counts)],
        after=None if page.after is None else str(page.after),
        total=here.store.count(),
        found=page.total,
        listed=len(questions.reported(which)) if words else page.total,
    )


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>")
def article(article_id: int) -> Response:
    """A summary of one article."""
    here = services()
    which = here.asked_said(request.args)
    return jsonify(_article(here, here.store.summary(article_id, which), which))


@blueprint.get("/reread")
def reread() -> Response:
    """How many articles another edition read, and how far reading them again has got; ``article`` names one of them."""
    return jsonify(rereading_document(services(), _article_id()))


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>/mentions")
def mentions(article_id: int) -> Response:
    """Every mention of an article: its place, the confidence, the candidates and the reasons."""
    here = services()
    return jsonify(mentions_document(here.store.reading(article_id), here.path))


@blueprint.get("/places")
def places() -> Response:
    """The places on the map as GeoJSON, for all articles or for the one that ``article`` names.

    Of all articles, if there are many, the busiest, and ``truncated`` says so; with ``bbox`` (west,south,east,north)
    and ``zoom`` what a view of the map shows. ``q`` selects places by the words of their names, ``ids`` by their ids,
    ``since`` those that changed after a ``revision``; ``mentioned=no`` leaves out places that no claim is about, and
    ``group=no`` gives the busiest places of a view in place of groups of places. ``whole=yes`` gives all places
    wherever they are if they are few, and beside a view of many counts and ``reach``, where the busiest are.
    ``speaker``, ``manner``, ``kind`` and
    ``named`` select claims; ``manner`` and ``kind`` may be repeated. ``attitudes=yes`` adds attitudes, intentions and
    acts to what was said.
    """
    here = services()
    which, within = here.asked(request.args), _within()
    if (article_id := _article_id()) is not None:
        return jsonify(_of_article(here, article_id, which))
    counts = here.store.map_counts(which) if request.args.get("whole") == "yes" else None
    if counts is not None and counts.places > MOST:
        view = here.store.view(which, within, _zoom(), group=_is_grouped())
        located = map_places.located_view(here.reader, view, within.box)
        return jsonify(view_collection(located, counts, here.store.reach(which)))
    if counts is not None:
        within = Within()
    if within.box is not None:
        view = here.store.view(which, within, _zoom(), group=_is_grouped())
        return jsonify(view_collection(map_places.located_view(here.reader, view, within.box)))
    # As seen from the closest zoom, from which nothing is gathered.
    view = map_places.located_view(here.reader, here.store.view(which, within, CLOSEST))
    unknown = view.truncated or within.words or within.ids or within.since is not None
    counts = counts or here.store.map_counts(which, None if unknown else len(view.places))
    return jsonify(view_collection(view, counts))


@blueprint.get("/busiest")
def busiest() -> Response:
    """The list of places beside the map, most claims first, in portions: ``after`` is the cursor of an earlier one.

    The other parameters are those of the places.
    """
    here = services()
    after = request.args.get("after", "")
    try:
        found, cursor = here.store.busiest(here.asked(request.args), _within(), after=after)
    except ValueError:
        raise NotFound("there are no such further places: load the map again") from None
    return jsonify(place_list(map_places.located(here.reader, found), cursor))


@blueprint.get("/places/<place_id>")
def place(place_id: str) -> Response:
    """A portion of what a place's pop-up shows; ``after`` is the cursor of an earlier one.

    The other parameters are those of the places.
    """
    here = services()
    which, after = here.asked(request.args), request.args.get("after")
    detail = here.store.place(place_id, _article_id(), which, after=after)
    page = place_href(detail.place, attitudes=which.attitudes)
    hrefs = partial(words_href, attitudes=which.attitudes), partial(speaker_href, attitudes=which.attitudes)
    return jsonify({**popup(detail, here.path(detail.place), *hrefs), "page": page})


@blueprint.get("/outlines")
def outlines() -> Response:
    """The outlines of the places whose ids are in ``ids``, separated by commas; those that have none are left out.

    With ``zoom`` they are as fine as a map of that zoom can show, with which neighbours keep one border between them.
    ``v`` is as for one outline.
    """
    ids = [one for one in dict.fromkeys(request.args.get("ids", "").split(",")) if one][:MOST_OUTLINES]
    here = services()
    zoom = _zoom() if request.args.get("zoom") else None
    found = [(one, here.outline(one, zoom)) for one in ids]
    response = jsonify(
        type="FeatureCollection", features=[_outline(one, geometry) for one, geometry in found if geometry is not None]
    )
    return _kept(response, ids, here.reader.gazetteer)


@blueprint.get("/places/<place_id>/outline")
def outline(place_id: str) -> Response:
    """A place's outline as a GeoJSON feature.

    If ``v`` is the gazetteer's version the answer never changes, except for a person's own places; otherwise
    it has to be requested again.
    """
    here = services()
    geometry = here.outline(place_id)
    if geometry is None:
        raise NotFound("this place has no outline")
    return _kept(jsonify(_outline(place_id, geometry)), [place_id], here.reader.gazetteer)


def _outline(place_id: str, geometry: Geometry) -> dict[str, object]:
    return {"type": "Feature", "id": place_id, "geometry": geometry, "properties": {}}


def _kept(response: Response, ids: Sequence[str], gazetteer: Gazetteer | None) -> Response:
    """The answer, to be kept for good if it is of this gazetteer, and else to be asked for again."""
    is_ours = gazetteer is not None and request.args.get("v") == gazetteer.version
    # A person may change the outline of a place of their own at any time.
    if is_ours and not any(one.startswith(ID_PREFIX) for one in ids):
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    response.add_etag()
    response.make_conditional(request)
    return response


def _article(here: Services, summary: ArticleSummary, which: ClaimFilter) -> Json:
    return article_document(summary, outdated=here.rereading.is_other(summary.edition), attitudes=which.attitudes)


def _of_article(here: Services, article_id: int, which: ClaimFilter) -> Json:
    here.store.edition(article_id)
    said, every = (
        here.store.claim_count(article_id, replace(which, attitudes=attitudes)) for attitudes in (False, True)
    )
    claims = every if which.attitudes else said
    places = here.places(article_id, which)
    return {**feature_collection(places, articles=1, claims=claims, attitudes=every - said), "truncated": False}


def _within() -> Within:
    box, since = request.args.get("bbox", "").strip(), _number("since")
    try:
        ids = tuple(request.args.get("ids", "").split(",")[:MOST_IDS]) if request.args.get("ids") else ()
        claimed = request.args.get("mentioned") == "no"
        return Within(Box.of(box) if box else None, request.args.get("q", ""), since, ids, claimed)
    except ValueError:
        raise BadQuestion(f"“{box[:60]}” is no box: give west,south,east,north in degrees") from None


def _is_grouped() -> bool:
    return request.args.get("group") != "no"


def _zoom() -> float:
    try:
        zoom = float(request.args.get("zoom", "3"))
    except ValueError:
        zoom = -1
    if not 0 <= zoom <= 30:
        raise BadQuestion("the zoom is no number from 0 to 30")
    return zoom


def _order() -> ArticleOrder:
    try:
        return ArticleOrder(request.args.get("order") or ArticleOrder.ADDED)
    except ValueError:
        raise BadQuestion(f"articles have no such order: use {', '.join(ArticleOrder)}") from None


def _limit() -> int:
    return max(1, min(MOST_ARTICLES, _number("limit") or PORTION))


def _number(name: str) -> int | None:
    value = request.args.get(name, "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise BadQuestion(f"“{name}” is no number")
    return int(value)


def _article_id() -> int | None:
    value = request.args.get("article", "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise NotFound("there is no such article: its number is not one")
    return int(value)
