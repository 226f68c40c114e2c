"""An article's details as a person edits them: title, publisher, author, date, address, collection, tags, copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import EditRefused
from webapp.page_words import shown_date
from webapp.program import services
from webapp.store.copies.choices import Story
from webapp.store.lists.article_list import FIELDS, EditedDetails

blueprint = Blueprint("article_details", __name__)

FILLED = (*FIELDS, "collection", "tags")


@dataclass(frozen=True, slots=True)
class ArticleSide:
    """What stands beside an article's text: its form filled in, its collection, tags and copies.

    ``as_read`` holds what was read in its file of the details that a person edited, as words.
    """

    form: Mapping[str, str]
    as_read: Mapping[str, str]
    collection: str | None
    collection_id: int | None
    collections: Mapping[int, str]
    tags: tuple[str, ...]
    story: Story


@blueprint.app_context_processor
def shared() -> dict[str, Callable[..., object]]:
    """What templates of other pages ask: an article's side, and the collections to choose from."""
    return {"article_side": article_side, "collection_names": lambda: services().store.collections.names()}


def article_side(article_id: int) -> ArticleSide:
    """What stands beside an article's text; NotFound if there is no such article."""
    store = services().store
    held, names = store.lists.details(article_id), store.collections.names()
    return ArticleSide(
        form=_form(held),
        as_read={
            name: shown_date(value) if name == "date" and value else value or "nothing"
            for name, value in held.as_read.items()
        },
        collection=names.get(held.collection_id or 0),
        collection_id=held.collection_id,
        collections=names,
        tags=held.tags,
        story=store.copies.story(article_id),
    )


@blueprint.get("/articles/<int(max=9223372036854775807):article_id>/details")
def edit(article_id: int) -> str:
    """The form of an article's details on a page of its own."""
    return _page(article_id, article_side(article_id).form)


@blueprint.post("/articles/<int(max=9223372036854775807):article_id>/details")
def save(article_id: int) -> BaseResponse:
    """Save an article's details."""
    filled = {name: request.form[name] for name in FILLED if name in request.form}
    try:
        services().details.save(article_id, filled)
    except EditRefused as refusal:
        form = {**article_side(article_id).form, **filled}
        return make_response(_page(article_id, form, refusal.reasons), refusal.status)
    flash("The details were saved. They stay when the article is read again.", "added")
    return _to_article(article_id)


@blueprint.post("/articles/<int(max=9223372036854775807):article_id>/details/as-read")
def as_read(article_id: int) -> BaseResponse:
    """Put back what was read in the article's file."""
    back = services().details.as_read(article_id)
    flash("The details are again as they were read in the file." if back else "Nothing had been edited.", "info")
    return _to_article(article_id)


@blueprint.post("/articles/<int(max=9223372036854775807):article_id>/story")
def decide(article_id: int) -> BaseResponse:
    """Decide that an article is no copy of another, or take a decision on it back."""
    copies = services().store.copies
    if request.form.get("do") == "separate":
        copies.separate(article_id)
        flash("This article is a story of its own now.", "added")
    else:
        copies.undecide(article_id)
        flash("The program decides again whether this article is a copy.", "info")
    return _to_article(article_id)


def _form(held: EditedDetails) -> dict[str, str]:
    now = held.now
    return {
        "title": now.title,
        "publisher": now.publisher or "",
        "author": now.author or "",
        "date": now.date.isoformat() if now.date else "",
        "url": now.url or "",
        "collection": str(held.collection_id or ""),
        "tags": ", ".join(held.tags),
    }


def _page(article_id: int, form: Mapping[str, str], problems: tuple[str, ...] = ()) -> str:
    side = article_side(article_id)
    return render_template("article_details_page.html", article_id=article_id, side=side, form=form, problems=problems)


def _to_article(article_id: int) -> BaseResponse:
    return redirect(url_for("articles.show", article_id=article_id), 303)
