"""The API's addresses: status, articles, places, outlines."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from gazetteer.own.record import ID_PREFIX
from webapp.api.documents import article_document, mentions_document, rereading_document, speaker_href, words_href
from webapp.errors import NotFound
from webapp.jobs.claim_query import claim_filter
from webapp.jobs.services import services
from webapp.maps.features import feature_collection, popup

blueprint = Blueprint("api", __name__, url_prefix="/api")

YEAR = 365 * 24 * 3600


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
    """A summary of every article, the last added first."""
    here = services()
    outdated = here.rereading.outdated_ids()
    return jsonify(articles=[article_document(one, outdated=one.id in outdated) for one in here.store.articles()])


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

    ``speaker``, ``manner``, ``kind`` and ``named`` select claims; ``manner`` and ``kind`` may be repeated.
    """
    here = services()
    article_id = _article_id()
    shown = here.store.articles() if article_id is None else (here.store.summary(article_id),)
    which = claim_filter(request.args)
    claims = here.store.claim_count(article_id, which) if which else sum(article.claims for article in shown)
    return jsonify(feature_collection(here.places(article_id, which), articles=len(shown), claims=claims))


@blueprint.get("/places/<place_id>")
def place(place_id: str) -> Response:
    """What a place's pop-up shows."""
    here = services()
    detail = here.store.place(place_id, _article_id(), claim_filter(request.args))
    page = url_for("gazetteer_pages.place", place_id=detail.place.id)
    return jsonify({**popup(detail, here.path(detail.place), words_href, speaker_href), "page": page})


@blueprint.get("/places/<place_id>/outline")
def outline(place_id: str) -> Response:
    """A place's outline as a GeoJSON feature.

    If ``v`` is the gazetteer's version the answer never changes, except for a person's own places; otherwise
    it has to be requested again.
    """
    gazetteer = services().reader.gazetteer
    geometry = gazetteer.outline(place_id) if gazetteer else None
    if gazetteer is None or geometry is None:
        raise NotFound("this place has no outline")
    response = jsonify(type="Feature", id=place_id, geometry=geometry, properties={})
    # A person may change the outline of a place of their own at any time.
    if request.args.get("v") == gazetteer.version and not place_id.startswith(ID_PREFIX):
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    response.add_etag()
    response.make_conditional(request)
    return response


def _article_id() -> int | None:
    value = request.args.get("article", "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise NotFound("there is no such article: its number is not one")
    return int(value)
