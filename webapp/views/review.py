"""The desk at which a person reviews mentions and claims, the history of decisions, and their conflicts."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for

from webapp.errors import NotFound
from webapp.maps import render_map
from webapp.program import services
from webapp.security import csp_nonce
from webapp.services.numbers import number
from webapp.store.decisions.history import Asked

blueprint = Blueprint("review", __name__, url_prefix="/review")

WHATS = {
    "place": "placed",
    "verified": "verified",
    "rejected": "not a place",
    "not_identifiable": "not identifiable",
    "marked": "a missed place",
    "claim_verified": "a claim verified",
    "no_claim": "no claim",
    "words": "a claim’s words",
    "claim": "a missed claim",
    "speaker": "a speaker",
    "about": "where a claim is about",
    "article_verified": "a whole article verified",
    "note": "a note",
    "tag": "a tag",
}
"""What was decided, as the history's filter names it."""

SCOPES = {
    "mention": "one mention",
    "claim": "one claim",
    "article": "an article",
    "collection": "a collection",
    "everywhere": "everywhere",
}


@blueprint.get("")
def desk() -> str:
    """The desk: the mentions that most need a person, of all or one collection, or those of one article."""
    here = services()
    here.reader.start()
    article_id = number(request.args.get("article", ""))
    return render_template(
        "review.html",
        shell=render_map(csp_nonce(), here.tiles),
        article=here.store.lists.details(article_id).now.title if article_id is not None else None,
        article_id=article_id,
        collection=number(request.args.get("collection", "")),
        reviewer=here.settings.reviewer,
    )


@blueprint.get("/history")
def history() -> str:
    """Every decision, or those on an article, a place or a speaker, with filters, and their export and import."""
    reviewer = services().settings.reviewer
    return render_template("review_history.html", whats=WHATS, scopes=SCOPES, reviewer=reviewer, subject=_subject())


@blueprint.app_context_processor
def counts() -> dict[str, Callable[..., int]]:
    """How many decisions there are on something, for links to its history."""
    return {"decision_count": lambda **asked: services().store.decisions.histories.count(Asked(**asked))}


def _subject() -> dict[str, str] | None:
    """What the history is of, if the address names it: the address's word for it, and its name and page."""
    here, given = services(), request.args
    if (article_id := number(given.get("article", ""))) is not None:
        title = here.store.lists.details(article_id).now.title
        return _named("article", str(article_id), title, url_for("articles.show", article_id=article_id))
    if place_id := given.get("place"):
        place = here.store.named_places({place_id}).get(place_id)
        if place is None and here.reader.gazetteer:
            place = here.reader.gazetteer.by_id(place_id)
        if place is None:
            # One that a person drew, in no article any more: the log has still what was decided.
            return _named("place", place_id, place_id, "")
        return _named("place", place_id, place.name, url_for("places.show", place_id=place_id))
    if speaker_id := given.get("speaker"):
        try:
            name = here.store.speakers.speaker(speaker_id).name
        except NotFound:
            # A name, or somebody whose claims are gone: the log has still what was decided.
            return _named("speaker", speaker_id, speaker_id, "")
        return _named("speaker", speaker_id, name, url_for("speakers.show", speaker_id=speaker_id))
    return None


def _named(kind: str, value: str, name: str, href: str) -> dict[str, str]:
    return {"kind": kind, "value": value, "name": name, "href": href}


@blueprint.get("/conflicts")
def conflicts() -> str:
    """Decisions of two people that contradict each other, side by side."""
    return render_template("review_conflicts.html", reviewer=services().settings.reviewer)
