"""Articles: shown, saved as a map, deleted."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp import exports
from webapp.domain import ClaimKind, Manner, Reading
from webapp.jobs.rereading import Progress, outdated_words
from webapp.maps import render_map
from webapp.program import services
from webapp.security import csp_nonce
from webapp.services.reader import NotReady
from webapp.store import ClaimFilter
from webapp.views.articles import adding
from webapp.views.articles.page import article_page
from webapp.views.errors import wants_json
from webapp.views.flashes import flash_all

blueprint = Blueprint("articles", __name__)


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>")
def show(article_id: int) -> str:
    """An article's text with its claims and mentions marked, beside its map."""
    here = services()
    here.reader.start()
    reading = here.store.reading(article_id)
    which = here.asked(request.args)
    noted = here.store.remarks.on_claims_of(article_id)
    page = article_page(article_id, reading, here.store.speakers.known_in(article_id), which, noted)
    outdated = outdated_words(reading, here.reader.status().edition)
    return render_template(
        "article.html",
        shell=render_map(csp_nonce(), here.tiles),
        status=here.reader.status(),
        article=page.article,
        notes=page.notes,
        paragraphs=page.paragraphs,
        claims=page.claims,
        attitudes=page.attitudes,
        read_with=page.read_with,
        outdated=outdated,
        rereading=here.rereading.progress if outdated else Progress(),
        mapped=page.mapped,
        unmapped=page.unmapped,
        places=here.places(article_id, here.asked_said(request.args)),
        which=which,
        which_query={name: values for name, values in which.query().items() if name != "article"},
        manners=[manner.value for manner in Manner],
        kinds=[kind.value for kind in ClaimKind],
        outside=_outside(reading, which),
        shown={claim.index for claim in page.claims if which.matches(reading.claims[claim.index], reading)},
    )


def _outside(reading: Reading, which: ClaimFilter) -> set[int]:
    """The claims that filters leave out which the page has no boxes for."""
    others = replace(which, speaker=None, manners=frozenset(), kinds=frozenset(), named=False)
    return {index for index, claim in enumerate(reading.claims) if not others.matches(claim, reading)}


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>/map.html")
def map_file(article_id: int) -> Response:
    """An article's map as one file that opens without this program, of the claims that the address asks for."""
    here = services()
    gazetteer = here.reader.gazetteer
    if gazetteer is None:
        raise NotReady(here.reader.status().message)
    format_ = exports.get("html")
    which = replace(here.asked(request.args), article=article_id)
    pieces = format_.write(exports.Stored(here.store, which, gazetteer))
    response = Response("".join(pieces), content_type=format_.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="mention-map-{article_id}.html"'
    return response


@blueprint.post("/articles/<int(max=9223372036854775807):article_id>/delete")
def delete(article_id: int) -> BaseResponse:
    """Move an article with everything that was read from it into the bin."""
    store = services().store
    title = store.lists.details(article_id).now.title
    deletion = store.bin.delete_one(article_id)
    if wants_json():
        return jsonify(deleted=article_id, undo=deletion.token)
    flash_all([(f"“{title}” was deleted", f"undo {deletion.token}")])
    return redirect(url_for("pages.map_page"), 303)


blueprint.post("/articles")(adding.add)
blueprint.post("/samples")(adding.samples)
