"""The desk at which a person reviews mentions and claims, the history of decisions, and their conflicts."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webapp.maps import render_map
from webapp.program import services
from webapp.security import csp_nonce
from webapp.services.numbers import number

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
    """Every decision, with filters, and their export and import."""
    return render_template("review_history.html", whats=WHATS, scopes=SCOPES, reviewer=services().settings.reviewer)


@blueprint.get("/conflicts")
def conflicts() -> str:
    """Decisions of two people that contradict each other, side by side."""
    return render_template("review_conflicts.html", reviewer=services().settings.reviewer)
