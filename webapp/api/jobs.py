"""The API's addresses of jobs: the list, and what is new of one."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from webapp.api.job_documents import item_document, job_document
from webapp.program import services
from webapp.services.numbers import number
from webapp.store.jobs.book import PORTION
from webapp.store.jobs.records import JobKind

blueprint = Blueprint("jobs_api", __name__, url_prefix="/api/jobs")

MOST = 500


@blueprint.get("")
def jobs() -> Response:
    """The jobs, the last made first, those with an id below ``before``; with ``open=yes`` uploads that go on."""
    book = services().store.jobs
    if request.args.get("open") == "yes":
        return jsonify(jobs=[job_document(job) for job in book.unfinished(JobKind.ADD)])
    return jsonify(jobs=[job_document(job) for job in book.list(before=number(request.args.get("before", "")))])


@blueprint.get("/<int(max=9223372036854775807):job_id>")
def job(job_id: int) -> Response:
    """A job, and its items that changed behind the cursor ``since``, in portions; ``more`` says that there are others.

    The ``cursor`` of an answer is the ``since`` of the next.
    """
    book = services().store.jobs
    since = number(request.args.get("since", "")) or 0
    limit = min(number(request.args.get("limit", "")) or PORTION, MOST)
    # First the items: a change in between is then in the counts too early rather than in no answer.
    items = book.changed(job_id, since, limit)
    document = job_document(book.summary(job_id))
    document["cursor"] = items[-1].changed if items else since
    return jsonify(**document, items=[item_document(item, job_id) for item in items], more=len(items) == limit)
