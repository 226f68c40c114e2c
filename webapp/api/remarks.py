"""The API's addresses of notes and tags: what is on a claim, a place or a speaker, and which tags there are."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from webapp.errors import BadQuestion
from webapp.program import services
from webapp.services.deciding.remarks import remarks_document
from webapp.services.numbers import number
from webapp.store.remarks.records import NOTHING

blueprint = Blueprint("remarks_api", __name__, url_prefix="/api")

LONGEST = 60
"""Letters of a tag that are looked for."""


@blueprint.get("/remarks")
def remarks() -> Response:
    """The notes and tags on a ``place``, a ``speaker``, or on ``claim``, the place of a claim in an ``article``."""
    book, given = services().store.remarks, request.args
    if given.get("place"):
        return jsonify(remarks_document(book.on_place(given["place"])))
    if given.get("speaker"):
        return jsonify(remarks_document(book.on_speaker(given["speaker"])))
    article, claim = number(given.get("article", "")), number(given.get("claim", ""))
    if article is None or claim is None:
        raise BadQuestion("say what the notes are on: place, speaker, or article and claim")
    return jsonify(remarks_document(book.on_claims_of(article).get(claim, NOTHING)))


@blueprint.get("/tags")
def tags() -> Response:
    """Names of tags, whatever they are on, that have the letters ``q`` in them."""
    return jsonify(tags=services().store.remarks.tag_names(request.args.get("q", "").strip()[:LONGEST]))
