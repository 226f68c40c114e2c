"""What the API returns about articles, and the addresses that its documents link to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from flask import url_for

from gazetteer.place import Place
from webapp.domain import Reading
from webapp.jobs.explanation import explained
from webapp.store import ArticleSummary

Json: TypeAlias = dict[str, object]


def article_document(article: ArticleSummary) -> Json:
    """An article in the list of articles."""
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
        "href": url_for("articles.show", article_id=article.id),
    }


def mentions_document(reading: Reading, path: Callable[[Place], str]) -> Json:
    """Every mention of an article with the evidence for it; ``path`` names the areas that a place lies in."""
    return explained(reading, cache(path), _place_href)


def _place_href(place: Place) -> str:
    return url_for("gazetteer_pages.place", place_id=place.id)


def words_href(article_id: int, anchor: str) -> str:
    """The address of words in an article's page."""
    return url_for("articles.show", article_id=article_id, _anchor=anchor)


def speaker_href(speaker_id: str) -> str:
    """The address of a speaker's page."""
    return url_for("speakers.show", speaker_id=speaker_id)
