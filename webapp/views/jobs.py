"""Pages of background work: all jobs, and each file of one with what became of it."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.page_words import counted
from webapp.program import services
from webapp.services.job_words import job_words
from webapp.services.numbers import number
from webapp.store.jobs.book import PORTION
from webapp.store.jobs.records import ItemState
from webapp.views.errors import wants_json
from webapp.views.flashes import flash_all

blueprint = Blueprint("jobs", __name__)

JOBS = 50
SHOWN = {
    "failed": (ItemState.FAILED,),
    "waiting": (ItemState.QUEUED, ItemState.READING),
    "added": (ItemState.DONE,),
    "existing": (ItemState.EXISTS,),
    "cancelled": (ItemState.CANCELLED,),
}


@blueprint.get("/jobs")
def index() -> str:
    """All jobs, the last first."""
    here = services()
    jobs = here.store.jobs.list(JOBS + 1, before=number(request.args.get("before", "")))
    return render_template(
        "jobs.html", jobs=jobs[:JOBS], more=len(jobs) > JOBS, status=here.reader.status(), words_of=job_words
    )


@blueprint.get("/jobs/<int(max=9223372036854775807):job_id>")
def show(job_id: int) -> str:
    """One job: how far it is, and its files in portions."""
    here = services()
    chosen = request.args.get("show", "")
    job = here.store.jobs.summary(job_id)
    after = number(request.args.get("after", "")) or 0
    items = here.store.jobs.items(job_id, after=after, states=SHOWN.get(chosen, ()), limit=PORTION + 1)
    return render_template(
        "job.html",
        job=job,
        items=items[:PORTION],
        more=len(items) > PORTION,
        after=after,
        chosen=chosen if chosen in SHOWN else "",
        status=here.reader.status(),
        words_of=job_words,
    )


@blueprint.post("/jobs/<int(max=9223372036854775807):job_id>/cancel")
def cancel(job_id: int) -> BaseResponse:
    """Cancel what has not been read yet."""
    number_of = services().store.jobs.cancel(job_id)
    said = f"{counted(number_of, 'file')} cancelled; what was added stays." if number_of else "Nothing was left to do."
    return _answer(job_id, said)


@blueprint.post("/jobs/<int(max=9223372036854775807):job_id>/retry")
def retry(job_id: int) -> BaseResponse:
    """Have what failed or was cancelled read after all."""
    here = services()
    number_of = here.store.jobs.retry(job_id)
    if not number_of:
        return _answer(job_id, "Nothing of it failed or was cancelled.")
    note = here.uploads.wake(job_id).note
    return _answer(job_id, note or f"Reading {counted(number_of, 'file')} again.")


def _answer(job_id: int, said: str) -> BaseResponse:
    if wants_json():
        return jsonify(job=job_id, message=said)
    flash_all([(said, "info")])
    return redirect(url_for("jobs.show", job_id=job_id), 303)
