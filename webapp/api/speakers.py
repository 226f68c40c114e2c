"""The addresses of speakers in the API: found by name as one types."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from webapp.page_words import shown_description
from webapp.program import services
from webapp.services.claim_query import asks_for
from webapp.store import SpeakerLine

blueprint = Blueprint("speakers_api", __name__, url_prefix="/api")

LONGEST = 200
"""Characters of a search that are looked up."""
FIRST, MOST = 20, 100
"""Speakers in an answer unless ``limit`` says otherwise, and at most."""


@blueprint.get("/speakers")
def search() -> Response:
    """Speakers in portions, most claims first: all, or those in whose names and descriptions words begin as in ``q``.

    ``limit`` is how many, ``after`` the cursor that the portion before gave, ``besides`` a speaker to leave out;
    ``attitudes=yes`` counts attitudes as claims too.
    """
    here = services()
    which = here.asked_said(request.args)
    query = " ".join(request.args.get("q", "")[:LONGEST].split())
    limit = min(MOST, max(1, request.args.get("limit", FIRST, type=int)))
    page = here.store.speakers.listed(which, query, request.args.get("after", ""), limit)
    besides = request.args.get("besides")
    return jsonify(
        speakers=[_document(line, attitudes=which.attitudes) for line in page.lines if line.id != besides],
        found=page.found,
        count=page.count,
        after=page.after or None,
    )


def _document(line: SpeakerLine, *, attitudes: bool) -> dict[str, object]:
    return {
        "id": line.id,
        "name": line.name,
        "also": list(line.also),
        "description": shown_description(line.descriptions[0]) if line.descriptions else None,
        "claims": line.claims,
        "articles": line.articles,
        "only_in": line.title if line.only_in is not None else None,
        "href": url_for("speakers.show", speaker_id=line.id, attitudes=asks_for(attitudes)),
    }
