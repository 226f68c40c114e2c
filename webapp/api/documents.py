"""What the API returns about articles, and the addresses that its documents link to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from flask import url_for

from gazetteer.place import Place, Precision
from webapp.domain import Reading
from webapp.program import Services
from webapp.services.claim_query import asks_for
from webapp.services.explanation import explained
from webapp.store import ArticleSummary

Json: TypeAlias = dict[str, object]

PROGRESS = ("running", "total", "done", "failed", "stopping", "stopped", "problem")
"""What is reported of the progress of reading again, as ``jobs.rereading.Progress`` has it."""


def article_document(article: ArticleSummary, *, outdated: bool = False, attitudes: bool = False) -> Json:
    """An article in the list of articles; ``outdated`` is whether another edition of the program read it.

    ``attitudes`` is whether its page is to show attitudes too.
    """
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "date": article.date.isoformat() if article.date else None,
        "filename": article.filename,
        "claims": article.claims,
        "places": article.places,
        "unmapped": article.unmapped,
        "outdated": outdated,
        "href": url_for("articles.show", article_id=article.id, attitudes=asks_for(attitudes)),
    }


def rereading_document(here: Services, article_id: int | None = None) -> Json:
    """How many articles another edition read, and how far reading them again has got.

    For one article also whether that is so of it; NotFound if there is no such article.
    """
    now = here.rereading.progress
    document: Json = {
        "outdated": here.rereading.outdated(),
        "job": url_for("jobs.show", job_id=now.job_id) if now.job_id else None,
        "changed": here.store.earlier.count(now.job_id) if now.job_id else 0,
        **{name: getattr(now, name) for name in PROGRESS},
        "failures": [
            {"id": one.id, "title": one.title, "why": one.why, "href": url_for("articles.show", article_id=one.id)}
            for one in now.failures
        ],
    }
    if article_id is not None:
        document["article"] = {"id": article_id, "outdated": here.rereading.is_outdated(article_id)}
    return document


def mentions_document(reading: Reading, path: Callable[[Place], str]) -> Json:
    """Every mention of an article with the evidence for it; ``path`` names the areas that a place lies in."""
    return explained(reading, cache(path), place_href)


def place_href(place: Place, *, attitudes: bool = False) -> str | None:
    """The address of a place's page; None for what the gazetteer lacks, which has no page."""
    if place.precision is Precision.APPROXIMATE:
        return None
    return url_for("gazetteer_pages.place", place_id=place.id, attitudes=asks_for(attitudes))


def words_href(article_id: int, anchor: str, *, attitudes: bool = False) -> str:
    """The address of words in an article's page; ``attitudes`` is whether that is to show attitudes too."""
    return url_for("articles.show", article_id=article_id, attitudes=asks_for(attitudes), _anchor=anchor)


def speaker_href(speaker_id: str, *, attitudes: bool = False) -> str:
    """The address of a speaker's page; ``attitudes`` is whether that is to show attitudes too."""
    return url_for("speakers.show", speaker_id=speaker_id, attitudes=asks_for(attitudes))
