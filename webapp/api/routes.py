"""The API's addresses: status, articles, places, outlines."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, jsonify, request

from gazetteer.own.record import ID_PREFIX
from webapp.api.documents import (
    article_document,
    mentions_document,
    place_href,
    rereading_document,
    speaker_href,
    words_href,
)
from webapp.errors import NotFound
from webapp.maps.features import feature_collection, popup
from webapp.program import services

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
    """A summary of every article, the last added first; ``attitudes=yes`` counts attitudes as claims too."""
    here = services()
    outdated, which = here.rereading.outdated_ids(), here.asked_said(request.args)
    found = here.store.articles(which)
    return jsonify(
        articles=[article_document(one, outdated=one.id in outdated, attitudes=which.attitudes) for one in found]
    )


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
    ``attitudes=yes`` adds attitudes, intentions and acts to what was said.
    """
    here = services()
    article_id = _article_id()
    if article_id is not None:
        here.store.edition(article_id)
    articles = here.store.count() if article_id is None else 1
    which = here.asked(request.args)
    said, every = (
        here.store.claim_count(article_id, replace(which, attitudes=attitudes)) for attitudes in (False, True)
    )
    return jsonify(
        feature_collection(
            here.places(article_id, which),
            articles=articles,
            claims=every if which.attitudes else said,
            attitudes=every - said,
        )
    )


@blueprint.get("/places/<place_id>")
def place(place_id: str) -> Response:
    """What a place's pop-up shows; the parameters are those of the places."""
    here = services()
    which = here.asked(request.args)
    detail = here.store.place(place_id, _article_id(), which)
    page = place_href(detail.place, attitudes=which.attitudes)
    hrefs = partial(words_href, attitudes=which.attitudes), partial(speaker_href, attitudes=which.attitudes)
    return jsonify({**popup(detail, here.path(detail.place), *hrefs), "page": page})


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
