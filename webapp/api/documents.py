"""What the API says of articles, and the addresses that its documents link to."""

from __future__ import annotations

from typing import TypeAlias

from flask import url_for

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


def words_href(article_id: int, anchor: str) -> str:
    """The address of words in an article's page."""
    return url_for("articles.show", article_id=article_id, _anchor=anchor)
