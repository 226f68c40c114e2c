"""What the API returns about jobs and their items."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from flask import url_for

from webapp.services.job_words import job_words
from webapp.store.jobs.records import ItemState, ItemSummary, JobSummary

Json: TypeAlias = dict[str, object]
COUNTS = ("total", "queued", "reading", "done", "exists", "restored", "choosing", "failed", "cancelled")


def job_document(job: JobSummary) -> Json:
    """A job with its counts; ``seconds_left`` is null until it can be estimated, ``cursor`` its last change."""
    left = job.seconds_left(dt.datetime.now(dt.UTC).replace(tzinfo=None))
    return {
        "id": job.id,
        "kind": job.kind.value,
        "name": job.name,
        "state": job.state.value,
        "created": f"{job.created.isoformat(timespec='seconds')}Z",
        **{name: getattr(job.counts, name) for name in COUNTS},
        "settled": job.counts.settled,
        "seconds_left": None if left is None else round(left, 1),
        "noun": job.noun,
        "words": job_words(job),
        "collection": job.collection_id,
        "cursor": job.changes,
        "href": url_for("jobs.show", job_id=job.id),
        "api": url_for("jobs_api.job", job_id=job.id),
    }


def item_document(item: ItemSummary, job_id: int) -> Json:
    """An item: its ``status``, what there is to say of it, and its article once that is on the map.

    ``choose`` is the page on which the columns of a table are chosen that waits for that.
    """
    choose = url_for("jobs.columns", job_id=job_id, item_id=item.id) if item.state is ItemState.CHOOSING else None
    return {
        "id": item.id,
        "name": item.name,
        "status": item.state.value,
        "message": item.message,
        "choose": choose,
        "article": {
            "id": item.article_id,
            "title": item.title,
            "href": url_for("articles.show", article_id=item.article_id),
            "places": item.places,
            "claims": item.claims,
        }
        if item.article_id
        else None,
    }
