"""The bin: deleted articles, put back or dropped for good."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.page_words import counted
from webapp.program import services
from webapp.services.numbers import DIGITS, number
from webapp.store.bin.book import DAYS
from webapp.views.errors import wants_json

blueprint = Blueprint("bin", __name__)

PORTION = 50
"""Articles shown at once."""


@blueprint.get("/bin")
def index() -> str:
    """The deleted articles in portions, the last deleted first; older ones than ``DAYS`` days are dropped."""
    held = services().store.bin
    held.drop_old()
    found = held.articles(PORTION + 1, _before())
    last = found[PORTION - 1] if len(found) > PORTION else None
    return render_template(
        "bin.html",
        articles=found[:PORTION],
        count=held.count(),
        days=DAYS,
        older=f"{last.deleted.isoformat()},{last.id}" if last else None,
        newer="before" in request.args,
    )


@blueprint.post("/bin/put-back")
def put_back() -> BaseResponse:
    """Put articles back: those that the form names, or all of one deletion."""
    held = services().store.bin
    token = request.form.get("deletion", "")
    ids = [found for one in request.form.getlist("article") if (found := number(one)) is not None]
    back = held.undo(token) if token else held.put_back(ids)
    if wants_json():
        return jsonify(back=list(back))
    flash(*_outcome(back))
    if request.form.get("to") == "bin":
        return redirect(url_for("bin.index"), 303)
    if len(back) == 1:
        return redirect(url_for("articles.show", article_id=back[0]), 303)
    return redirect(url_for("collections.show", scope="all") if back else url_for("bin.index"), 303)


@blueprint.get("/bin/empty")
def ask_to_empty() -> str:
    """Ask before all that is in the bin is dropped for good."""
    return render_template("bin_empty.html", count=services().store.bin.count())


@blueprint.post("/bin/empty")
def empty() -> BaseResponse:
    """Drop all that is in the bin for good."""
    count = services().store.bin.empty()
    flash(f"{counted(count, 'article')} {'is' if count == 1 else 'are'} gone for good", "info")
    return redirect(url_for("bin.index"), 303)


def _outcome(back: tuple[int, ...]) -> tuple[str, str]:
    if not back:
        return "Nothing was put back: it was put back already, or is gone for good", "failed"
    if len(back) == 1:
        return f"“{services().store.lists.details(back[0]).now.title}” is back as it was", "added"
    return f"{counted(len(back), 'article')} are back as they were", "added"


def _before() -> tuple[dt.datetime, int] | None:
    deleted, _, article_id = request.args.get("before", "").partition(",")
    try:
        return dt.datetime.fromisoformat(deleted), int(article_id[:DIGITS])
    except ValueError:
        return None
