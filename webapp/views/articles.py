"""Articles: shown, added from files, pasted text or samples, saved as a map, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp import exports
from webapp.domain import ClaimKind, Manner, Reading
from webapp.errors import MentionMapperError, StoreUnavailable, UnreadableArticle
from webapp.jobs.rereading import Progress, outdated_words
from webapp.maps import render_map
from webapp.program import services
from webapp.samples import samples as sample_articles
from webapp.security import csp_nonce, display_name
from webapp.services.ingest import Outcome, OutcomeStatus
from webapp.services.reader import NotReady
from webapp.store import ClaimFilter
from webapp.views.article_page import article_page
from webapp.views.errors import wants_json

blueprint = Blueprint("articles", __name__)

MAX_FLASHES = 6
"""Messages kept for the next page: they are stored in a cookie, which holds four kilobytes."""
FLASH_CHARS = 240
ALL_FAILED = 422


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>")
def show(article_id: int) -> str:
    """An article's text with its claims and mentions marked, beside its map."""
    here = services()
    here.reader.start()
    reading = here.store.reading(article_id)
    which = here.asked(request.args)
    page = article_page(article_id, reading, here.store.speakers.known_in(article_id), which)
    outdated = outdated_words(reading, here.reader.status().edition)
    return render_template(
        "article.html",
        shell=render_map(csp_nonce()),
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
    reading = here.store.reading(article_id)
    gazetteer = here.reader.gazetteer
    if gazetteer is None:
        raise NotReady(here.reader.status().message)
    format_ = exports.get("html")
    pieces = format_.write(exports.Read([reading], gazetteer, here.asked(request.args)))
    response = Response("".join(pieces), content_type=format_.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="mention-map-{article_id}.html"'
    return response


@blueprint.post("/articles")
def add() -> BaseResponse:
    """Add uploaded files and pasted text, one after another."""
    outcomes = list(_added())
    if not outcomes:
        missing = UnreadableArticle("the upload", "it is empty; choose a file or paste the words of an article")
        outcomes = [Outcome("the upload", OutcomeStatus.FAILED, str(missing), error=missing)]
    return _answer(outcomes)


@blueprint.post("/samples")
def samples() -> BaseResponse:
    """Add the sample articles."""
    ingest = services().ingest
    return _answer([ingest.article(article) for article in sample_articles()])


@blueprint.post("/articles/<int(max=9223372036854775807):article_id>/delete")
def delete(article_id: int) -> BaseResponse:
    """Move an article with everything that was read from it into the bin."""
    store = services().store
    title = store.lists.details(article_id).now.title
    deletion = store.bin.delete_one(article_id)
    if wants_json():
        return jsonify(deleted=article_id, undo=deletion.token)
    _flash([(f"“{title}” was deleted", f"undo {deletion.token}")])
    return redirect(url_for("pages.map_page"), 303)


def _added() -> Iterator[Outcome]:
    ingest = services().ingest
    for upload in request.files.getlist("files"):
        if upload.filename:
            yield ingest.file(display_name(upload.filename), upload.read())
    text = request.form.get("text", "")
    title = request.form.get("title", "").strip()
    if text or title:
        yield ingest.text(text, title)


def _answer(outcomes: list[Outcome]) -> BaseResponse:
    failures = [outcome.error for outcome in outcomes if outcome.error]
    all_failed = len(failures) == len(outcomes)
    if wants_json():
        response = jsonify(results=[_result(outcome) for outcome in outcomes])
        response.status_code = _status(failures) if all_failed else 200
        return response
    if all_failed and isinstance(failures[0], (StoreUnavailable, NotReady)):
        raise failures[0]
    _flash([(outcome.message, outcome.status.value) for outcome in outcomes])
    return redirect(_next_page(outcomes), 303)


def _status(failures: list[MentionMapperError]) -> int:
    codes = {failure.status for failure in failures}
    return codes.pop() if len(codes) == 1 else ALL_FAILED


def _next_page(outcomes: list[Outcome]) -> str:
    article = outcomes[0].article
    if len(outcomes) == 1 and article:
        return url_for("articles.show", article_id=article.id)
    return url_for("pages.map_page")


def _flash(messages: list[tuple[str, str]]) -> None:
    # Failures must not be crowded out by successes.
    ordered = sorted(messages, key=lambda message: message[1] != OutcomeStatus.FAILED.value)
    for text, category in ordered[:MAX_FLASHES]:
        flash(text if len(text) <= FLASH_CHARS else f"{text[: FLASH_CHARS - 1]}…", category)
    if len(ordered) > MAX_FLASHES:
        flash(f"and {len(ordered) - MAX_FLASHES} more", "info")


def _result(outcome: Outcome) -> dict[str, object]:
    article = outcome.article
    return {
        "name": outcome.name,
        "status": outcome.status.value,
        "message": outcome.message,
        "article": article
        and {
            "id": article.id,
            "title": article.title,
            "href": url_for("articles.show", article_id=article.id),
            "places": article.places,
            "claims": article.claims,
        },
    }
