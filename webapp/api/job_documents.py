"""What the API returns about jobs and their items."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from flask import url_for

from webapp.services.job_words import job_words
from webapp.store.jobs.records import ItemSummary, JobSummary

Json: TypeAlias = dict[str, object]
COUNTS = ("total", "queued", "reading", "done", "exists", "failed", "cancelled")


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
        "words": job_words(job),
        "collection": job.collection_id,
        "cursor": job.changes,
        "href": url_for("jobs.show", job_id=job.id),
        "api": url_for("jobs_api.job", job_id=job.id),
    }


def item_document(item: ItemSummary) -> Json:
    """An item: its ``status``, what there is to say of it, and its article once that is on the map."""
    return {
        "id": item.id,
        "name": item.name,
        "status": item.state.value,
        "message": item.message,
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
