"""Reading articles again: begun, stopped, and how far it has got."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound
from webapp.jobs.rereading import RereadRefused, Wanted
from webapp.program import services
from webapp.services.numbers import number
from webapp.views.errors import wants_json

blueprint = Blueprint("rereading", __name__)

DIGITS = 18
MOST_NAMES = 500


@blueprint.post("/reread")
def start() -> BaseResponse:
    """Begin to read articles again: the one that the form names, those of a ``collection``, those with a ``name``.

    Without any it is all that another edition read. ``every`` reads those of a collection that are up to date as well.
    """
    wanted = _wanted()
    try:
        services().rereading.start(wanted)
    except RereadRefused as refusal:
        if wants_json():
            raise
        flash(f"{str(refusal)[0].upper()}{str(refusal)[1:]}.", "failed")
        return _answer(wanted.article_id)
    job_id = services().rereading.progress.job_id
    if wanted.article_id is None and (wanted.names or wanted.collection_id) and not wants_json() and job_id:
        return redirect(url_for("jobs.show", job_id=job_id), 303)
    return _answer(wanted.article_id)


@blueprint.post("/reread/stop")
def stop() -> BaseResponse:
    """Stop after the article that is being read; nothing is stopped if the form names an article that there is not."""
    here = services()
    article_id = _article_id()
    if article_id is not None:
        here.store.edition(article_id)
    here.rereading.stop()
    return _answer(article_id)


def _answer(article_id: int | None) -> BaseResponse:
    if wants_json():
        now = services().rereading.progress
        job = url_for("jobs.show", job_id=now.job_id) if now.job_id else None
        return jsonify(running=now.running, total=now.total, done=now.done, job=job)
    if article_id is not None:
        return redirect(url_for("articles.show", article_id=article_id), 303)
    return redirect(url_for("pages.map_page"), 303)


def _wanted() -> Wanted:
    names = tuple(dict.fromkeys(" ".join(one.split()) for one in request.form.getlist("name") if one.strip()))
    collection = request.form.get("collection", "").strip()
    chosen = number(collection)
    if collection and chosen is None:
        raise NotFound("there is no such collection: its number is not one")
    return Wanted(_article_id(), chosen, names[:MOST_NAMES], request.form.get("every") == "yes")


def _article_id() -> int | None:
    value = request.form.get("article", "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > DIGITS:
        raise NotFound("there is no such article: its number is not one")
    return int(value)
