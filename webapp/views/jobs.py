"""Pages of background work: all jobs, and each file of one with what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound, UnreadableArticle
from webapp.page_words import counted
from webapp.program import services
from webapp.services.deciding.change_words import changes_document
from webapp.services.job_words import DONE, job_words
from webapp.services.numbers import number
from webapp.store.earlier.book import DAYS, NotTakenBack
from webapp.store.jobs.book import PORTION
from webapp.store.jobs.records import ItemState, JobKind
from webapp.views.errors import wants_json
from webapp.views.flashes import flash_all

blueprint = Blueprint("jobs", __name__)

JOBS = 50
CHOICES = {
    "text": "The article’s words",
    "title": "Title",
    "date": "Date",
    "publisher": "Publisher",
    "author": "Author",
    "url": "Web address",
}
"""What a column may hold, with the words for it."""
WITHOUT_TEXT = "choose the column that holds the articles’ words"
OF_READINGS = (JobKind.REREAD, JobKind.TAKE_BACK)
"""Jobs that put one reading in place of another."""
SHOWN = {
    "failed": (ItemState.FAILED,),
    "waiting": (ItemState.QUEUED, ItemState.READING),
    "added": (ItemState.DONE,),
    "existing": (ItemState.EXISTS, ItemState.RESTORED),
    "choosing": (ItemState.CHOOSING,),
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
    from_article = number(request.args.get("changes", "")) or 0
    changed = here.store.earlier.count(job_id) if job.kind in OF_READINGS else 0
    portion = here.store.earlier.changes(job_id, from_article) if changed else None
    return render_template(
        "job.html",
        job=job,
        items=items[:PORTION],
        more=len(items) > PORTION,
        after=after,
        chosen=chosen if chosen in SHOWN else "",
        status=here.reader.status(),
        words_of=job_words,
        done_word=DONE[job.kind],
        changed=changed,
        further=portion.after if portion else None,
        changes=[(one.id, one.title, changes_document(one.what, here.path)) for one in portion.articles]
        if portion
        else [],
        reads_again=job.kind in OF_READINGS,
        from_article=from_article,
        days=DAYS,
    )


@blueprint.post("/jobs/<int(max=9223372036854775807):job_id>/cancel")
def cancel(job_id: int) -> BaseResponse:
    """Cancel what has not been read yet."""
    jobs = services().store.jobs
    number_of = jobs.cancel(job_id)
    noun = jobs.summary(job_id).noun
    said = f"{counted(number_of, noun)} cancelled; what was added stays." if number_of else "Nothing was left to do."
    return _answer(job_id, said)


@blueprint.post("/jobs/<int(max=9223372036854775807):job_id>/retry")
def retry(job_id: int) -> BaseResponse:
    """Have what failed or was cancelled read after all."""
    here = services()
    number_of = here.store.jobs.retry(job_id)
    if not number_of:
        return _answer(job_id, "Nothing of it failed or was cancelled.")
    note = here.uploads.wake(job_id).note
    return _answer(job_id, note or f"Reading {counted(number_of, here.store.jobs.summary(job_id).noun)} again.")


@blueprint.post("/jobs/<int(max=9223372036854775807):job_id>/take-back")
def take_back(job_id: int) -> BaseResponse:
    """Put back what articles showed before this job, or the one that the form names; that is a job of its own."""
    here = services()
    chosen = request.form.get("article", "").strip()
    article_id = number(chosen)
    if chosen and article_id is None:
        raise NotFound("there is no such article: its number is not one")
    try:
        done = here.store.earlier.take_back(job_id, article_id)
    except NotTakenBack as refusal:
        if wants_json():
            raise
        return _answer(job_id, f"{str(refusal)[0].upper()}{str(refusal)[1:]}.")
    if done.waits:
        note = here.uploads.wake(done.job_id).note
        return _answer(done.job_id, note or f"Putting back what {counted(done.articles, 'article')} showed.")
    return _answer(done.job_id, f"{counted(done.articles, 'article')} put back.")


@blueprint.get("/jobs/<int(max=9223372036854775807):job_id>/columns/<int(max=9223372036854775807):item_id>")
def columns(job_id: int, item_id: int) -> str:
    """The columns and first rows of a table, of which a person chooses what each holds."""
    return _columns_page(job_id, item_id)


@blueprint.post("/jobs/<int(max=9223372036854775807):job_id>/columns/<int(max=9223372036854775807):item_id>")
def choose(job_id: int, item_id: int) -> BaseResponse | tuple[str, int]:
    """Read a table with the columns that were chosen: each field of the form has the number of one, or nothing."""
    here = services()
    names = here.store.jobs.asked(job_id, item_id).columns.names
    at = {field: number(request.form.get(field, "")) for field in CHOICES}
    chosen = {field: names[n] if n is not None and 0 <= n < len(names) else "" for field, n in at.items()}
    if not chosen["text"].strip():
        if wants_json():
            raise UnreadableArticle("the table", WITHOUT_TEXT)
        return _columns_page(job_id, item_id, chosen, WITHOUT_TEXT), 422
    tables = here.uploads.choose(job_id, item_id, chosen, alike=request.form.get("alike") == "yes")
    return _answer(job_id, f"Reading {counted(tables, 'table')} with these columns.")


def _columns_page(job_id: int, item_id: int, chosen: Mapping[str, str] | None = None, problem: str = "") -> str:
    jobs = services().store.jobs
    asked = jobs.asked(job_id, item_id)
    return render_template(
        "job_columns.html",
        job=jobs.summary(job_id),
        item_id=item_id,
        asked=asked,
        choices=CHOICES,
        chosen=asked.columns.known if chosen is None else chosen,
        problem=problem,
    )


def _answer(job_id: int, said: str) -> BaseResponse:
    if wants_json():
        return jsonify(job=job_id, message=said, href=url_for("jobs.show", job_id=job_id))
    flash_all([(said, "info")])
    return redirect(url_for("jobs.show", job_id=job_id), 303)
