"""The map of all articles, and the page on sources and licences."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from webapp.maps import render_map
from webapp.program import services
from webapp.security import csp_nonce
from webapp.views.credits import CREDITS

blueprint = Blueprint("pages", __name__)

LISTED = 20
"""Articles that the page lists by itself; its script asks for the others."""


@blueprint.get("/")
def map_page() -> str:
    """The map of all articles."""
    here = services()
    here.reader.start()
    which = here.asked_said(request.args)
    listed = here.asked_listed(request.args)
    articles = here.store.articles(listed, limit=LISTED)
    return render_template(
        "map.html",
        shell=render_map(csp_nonce(), here.tiles),
        articles=articles,
        listed=here.store.count(listed.collections),
        # As the map counts: without copies, which is what the totals hold.
        counts=here.store.map_counts(replace(which, copies=False)),
        status=here.reader.status(),
        earlier={article.id for article in articles if here.rereading.is_other(article.edition)},
        outdated=here.rereading.outdated(),
        rereading=here.rereading.progress,
    )


@blueprint.get("/about")
def about() -> str:
    """Sources, licences, the version, the model and the data folder."""
    here = services()
    here.reader.start()
    return render_template("about.html", credits=CREDITS, status=here.reader.status(), home=str(here.settings.home))
