"""Articles are added: files, pasted text and samples are accepted at once and read in the background."""

from __future__ import annotations

import threading
import time

from flask import jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound, UnreadableArticle
from webapp.jobs.accepting import Accepted, GivenFile
from webapp.program import services
from webapp.reading.fetching.addresses import AddressRefused
from webapp.security import display_name
from webapp.services.numbers import number
from webapp.store.jobs.records import ItemState, ItemSummary, JobSummary
from webapp.views.errors import wants_json
from webapp.views.flashes import flash_all

ACCEPTED = 202
FEW = 5
"""Items for which a form's answer waits."""
PATIENCE = 10.0
"""Seconds that it waits for them."""
LOOK = 0.1
_waiting = threading.BoundedSemaphore(3)
"""Answers that may wait at once: the others' threads are for those who only look."""


def add() -> BaseResponse:
    """Accept files, pasted text and a page's address; ``job`` in the form makes them more of a job that is there."""
    files = [
        GivenFile(display_name(file.filename), file.save) for file in request.files.getlist("files") if file.filename
    ]
    text = request.form.get("text", "")
    title = request.form.get("title", "").strip()
    address = request.form.get("address", "").strip()
    try:
        if not (files or text or title or address):
            raise UnreadableArticle("the upload", "it is empty; choose a file or paste the words of an article")
        accepted = services().uploads.add(
            files,
            text,
            title,
            address=address,
            ask_columns=request.form.get("columns") == "ask",
            collection_id=_given("collection"),
            job_id=_given("job"),
        )
    except (UnreadableArticle, AddressRefused) as error:
        if wants_json():
            raise
        flash_all([(str(error), "failed")])
        return redirect(url_for("pages.map_page"), 303)
    return _answer(accepted)


def samples() -> BaseResponse:
    """Accept the sample articles."""
    return _answer(services().uploads.samples(collection_id=_given("collection")))


def _answer(accepted: Accepted) -> BaseResponse:
    job = services().store.jobs.summary(accepted.job_id)
    if wants_json():
        api = url_for("jobs_api.job", job_id=job.id)
        found = {"id": job.id, "name": job.name, "total": job.counts.total, "api": api}
        response = jsonify(job={**found, "href": url_for("jobs.show", job_id=job.id)}, note=accepted.note)
        response.status_code = ACCEPTED
        response.headers["Location"] = api
        return response
    job = _waited_for(job)
    if job.counts.left or job.counts.choosing:
        if accepted.note:
            flash_all([(accepted.note, "info")])
        return redirect(url_for("jobs.show", job_id=job.id), 303)
    items = services().store.jobs.items(job.id)
    flash_all([_words(item) for item in items])
    (first, *others) = items
    if first.article_id and not others:
        return redirect(url_for("articles.show", article_id=first.article_id), 303)
    return redirect(url_for("pages.map_page"), 303)


def _waited_for(job: JobSummary) -> JobSummary:
    """A small job as it is after a moment: a browser without scripts is then led to its article."""
    if not job.counts.left or job.counts.total > FEW or not _waiting.acquire(blocking=False):
        return job
    try:
        end = time.monotonic() + PATIENCE
        while job.counts.left and time.monotonic() < end:
            time.sleep(LOOK)
            job = services().store.jobs.summary(job.id)
    finally:
        _waiting.release()
    return job


def _words(item: ItemSummary) -> tuple[str, str]:
    if item.state is ItemState.DONE:
        return f"“{item.title}” was added: {item.message}", "added"
    return item.message or item.name, "failed" if item.state is ItemState.FAILED else "existing"


def _given(field: str) -> int | None:
    value = request.form.get(field, "").strip()
    if not value:
        return None
    found = number(value)
    if found is None:
        raise NotFound(f"there is no such {field}: its number is not one")
    return found
