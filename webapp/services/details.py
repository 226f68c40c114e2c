"""What a person fills in as an article's title, publisher, author, date and address, checked and saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from webapp.errors import EditRefused
from webapp.services.collections import clean_line, clean_tags
from webapp.store import ArticleStore
from webapp.store.lists.article_list import FIELDS

LINE_CHARS = 500
URL_CHARS = 2_000
FIRST_YEAR = 1000


class ArticleDetails:
    """Edits the details of articles, which stay as edited when the article is read again."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store

    def save(self, article_id: int, filled: Mapping[str, str]) -> None:
        """Save the details that are given; those left out stay as they are.

        ``collection`` is the number of a collection, "" for none; ``tags`` are separated by commas. Raises EditRefused,
        with a reason for each field that cannot be used, and then changes nothing; NotFound if there is no such article
        or collection.
        """
        changes, reasons = _checked(filled)
        tags: tuple[str, ...] | None = None
        collection: int | None = None
        try:
            tags = clean_tags(filled["tags"]) if "tags" in filled else None
            collection = collection_number(filled.get("collection", ""))
        except EditRefused as refusal:
            reasons += refusal.reasons
        if reasons:
            raise EditRefused(*reasons)
        held = self._store.lists.details(article_id)
        if "collection" in filled and collection != held.collection_id:
            self._store.collections.put([article_id], collection)
        if tags is not None and tags != held.tags:
            self._store.tags.replace(article_id, tags)
        self._store.lists.edit(article_id, changes)

    def as_read(self, article_id: int) -> tuple[str, ...]:
        """Put back what was read in the article's file; the names of the details that changed."""
        return self._store.lists.as_read(article_id)


def collection_number(value: str) -> int | None:
    """The number of a collection as a form gives it, None for ""; EditRefused if it is none."""
    if not value.strip():
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 18 or not int(value):
        raise EditRefused("there is no such collection: choose one from the list")
    return int(value)


def _checked(filled: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    changes: dict[str, Any] = {}
    reasons: list[str] = []
    for name in FIELDS:
        if name not in filled:
            continue
        try:
            changes[name] = _value(name, filled[name])
        except EditRefused as refusal:
            reasons += refusal.reasons
    return changes, reasons


def _value(name: str, text: str) -> str | dt.date | None:
    line = clean_line(text, f"the {name}", URL_CHARS if name == "url" else LINE_CHARS)
    if name == "title":
        if not line:
            raise EditRefused("the article has no title: give it one")
        return line
    if name == "date":
        return _date(line) if line else None
    if name == "url":
        return _address(line) if line else None
    return line or None


def _date(text: str) -> dt.date:
    try:
        date = dt.date.fromisoformat(text)
    except ValueError as error:
        raise EditRefused(f"“{text}” is not a date: write it as 2026-02-04") from error
    if date.year < FIRST_YEAR:
        raise EditRefused(f"“{text}” is too early a date: write the year with four digits")
    return date


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise EditRefused(f"“{text[:80]}” is not a web address: it must begin with https:// or http://")
    return text
