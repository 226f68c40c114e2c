"""The map of all articles, and the page on sources and licences."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from webapp.maps import render_map
from webapp.maps.features import rounded
from webapp.program import Services, services
from webapp.security import csp_nonce
from webapp.store import ArticleSummary, ClaimFilter
from webapp.store.claims.filters import InvalidFilter
from webapp.store.claims.reported import ArticleOrder
from webapp.store.places.view import MOST
from webapp.views.credits import CREDITS
from webapp.views.records.record import narrowed_words

blueprint = Blueprint("pages", __name__)

LISTED = 20
"""Articles that the page lists by itself; its script asks for the others."""


@blueprint.get("/")
def map_page() -> str:
    """The map of all articles."""
    here = services()
    here.reader.start()
    which = _asked(here)
    articles, listed = _articles(here, which)
    counts = here.store.map_counts(which)
    # Then its script knows where to look before it asks for places.
    reach = rounded(here.store.reach(which)) if counts.places > MOST and "map" not in request.args else []
    return render_template(
        "map.html",
        shell=render_map(csp_nonce(), here.tiles),
        articles=articles,
        listed=listed,
        counts=counts,
        reach=reach,
        narrowed=narrowed_words(which, ("article",)),
        status=here.reader.status(),
        earlier={article.id for article in articles if here.rereading.is_other(article.edition)},
        outdated=here.rereading.outdated(),
        rereading=here.rereading.progress,
    )


def _asked(here: Services) -> ClaimFilter:
    """Which claims the address asks for; where it cannot be understood all that were said: the script says so."""
    try:
        return here.asked(request.args)
    except InvalidFilter:
        # As the map counts: without copies, which is what the totals hold.
        return replace(here.asked_said(request.args), copies=False)


def _articles(here: Services, which: ClaimFilter) -> tuple[tuple[ArticleSummary, ...], int]:
    """The first articles that the address asks for, and how many there are; one that is chosen hides no other."""
    which = which if which.article is None else replace(which, article=None, copies=False)
    order = request.args.get("sort", "")
    sorted_by = ArticleOrder(order) if order in set(ArticleOrder) else ArticleOrder.ADDED
    if not which.selects and sorted_by is ArticleOrder.ADDED:
        return here.store.articles(which, limit=LISTED), here.store.count()
    page = here.store.questions.article_page(which, "", sorted_by, None, LISTED)
    return here.store.summaries(page.ids, replace(which, copies=True)), page.total


@blueprint.get("/about")
def about() -> str:
    """Sources, licences, the version, the model and the data folder."""
    here = services()
    here.reader.start()
    return render_template("about.html", credits=CREDITS, status=here.reader.status(), home=str(here.settings.home))
