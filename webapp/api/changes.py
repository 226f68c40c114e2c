"""The API's addresses of what changed: when articles were read again, and what follows from decided places."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from webapp.program import services
from webapp.services.deciding.change_words import changes_document, claim_document, name_document
from webapp.services.deciding.following import followed
from webapp.services.numbers import number
from webapp.store.earlier.book import PORTION, ChangedArticle

blueprint = Blueprint("changes_api", __name__, url_prefix="/api")

MOST = 100


@blueprint.get("/jobs/<int(max=9223372036854775807):job_id>/changes")
def of_job(job_id: int) -> Response:
    """What articles show otherwise since a job read them again, article by article, in portions.

    ``total`` is how many can be taken back; ``after`` of one answer asks for the next.
    """
    here = services()
    here.store.jobs.summary(job_id)
    limit = min(number(request.args.get("limit", "")) or PORTION, MOST)
    portion = here.store.earlier.changes(job_id, number(request.args.get("after", "")) or 0, limit)
    return jsonify(
        articles=[_article(one) for one in portion.articles],
        after=None if portion.after is None else str(portion.after),
        total=here.store.earlier.count(job_id),
    )


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>/changes")
def of_article(article_id: int) -> Response:
    """What an article shows otherwise since it was last read again, and the job that can be taken back; else null."""
    here = services()
    here.store.edition(article_id)
    found = here.store.earlier.of_article(article_id)
    if found is None:
        return jsonify(job=None, changes=None)
    job_id, article = found
    return jsonify(job={"id": job_id, "href": url_for("jobs.show", job_id=job_id)}, changes=_article(article))


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>/followed")
def of_decisions(article_id: int) -> Response:
    """What an article shows otherwise because places in it were decided: the other names, the claims there."""
    here = services()
    changes = followed(here.store, article_id)
    return jsonify(
        names=[name_document(one, here.path) for one in changes.names],
        claims=[claim_document(one) for one in changes.claims],
        words=changes.words,
    )


def _article(one: ChangedArticle) -> dict[str, object]:
    href = url_for("articles.show", article_id=one.id)
    return {"id": one.id, "title": one.title, "href": href, **changes_document(one.what, services().path)}
