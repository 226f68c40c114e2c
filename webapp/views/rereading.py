"""Reading articles again: begun, stopped, and how far it has got."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound
from webapp.jobs.rereading import RereadRefused
from webapp.program import services
from webapp.views.errors import wants_json

blueprint = Blueprint("rereading", __name__)

DIGITS = 18


@blueprint.post("/reread")
def start() -> BaseResponse:
    """Begin to read again the article that the form names, or all that another edition read."""
    article_id = _article_id()
    try:
        services().rereading.start(article_id)
    except RereadRefused as refusal:
        if wants_json():
            raise
        flash(f"{str(refusal)[0].upper()}{str(refusal)[1:]}.", "failed")
    return _answer(article_id)


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
        return jsonify(running=now.running, total=now.total, done=now.done)
    if article_id is not None:
        return redirect(url_for("articles.show", article_id=article_id), 303)
    return redirect(url_for("pages.map_page"), 303)


def _article_id() -> int | None:
    value = request.form.get("article", "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > DIGITS:
        raise NotFound("there is no such article: its number is not one")
    return int(value)
