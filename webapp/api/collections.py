"""The API's addresses of collections and of an article's details, read and changed as JSON."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from webapp.errors import EditRefused
from webapp.program import services
from webapp.services.collections import Selection
from webapp.services.numbers import LARGEST
from webapp.store.lists.article_list import FIELDS
from webapp.store.lists.collections import Collection

blueprint = Blueprint("collections_api", __name__, url_prefix="/api")

CREATED = 201
ARTICLE = "/articles/<int(max=9223372036854775807):article_id>"
COLLECTION = "/collections/<int(max=9223372036854775807):collection_id>"


@blueprint.get("/collections")
def collections() -> Response:
    """Every collection by name, the tags, and how many articles are in no collection."""
    store = services().store
    return jsonify(
        collections=[_document(one) for one in store.collections.all()],
        loose=store.collections.loose(),
        tags=[{"name": tag.name, "articles": tag.articles} for tag in store.tags.all()],
    )


@blueprint.post("/collections")
def create() -> Response:
    """Create a collection with a ``name`` and ``notes``."""
    given = _given(("name", "notes"))
    made = services().collections.create(given.get("name") or "", given.get("notes") or "")
    response = jsonify(_document(made))
    response.status_code = CREATED
    return response


@blueprint.get(COLLECTION)
def show(collection_id: int) -> Response:
    """One collection."""
    return jsonify(_document(services().store.collections.get(collection_id)))


@blueprint.patch(COLLECTION)
def edit(collection_id: int) -> Response:
    """Change a collection's ``name`` or ``notes``; what is not given stays."""
    held, given = services().store.collections.get(collection_id), _given(("name", "notes"))
    notes = held.notes if given.get("notes") is None else given["notes"] or ""
    name = held.name if given.get("name") is None else given["name"] or ""
    return jsonify(_document(services().collections.edit(collection_id, name, notes)))


@blueprint.delete(COLLECTION)
def delete(collection_id: int) -> Response:
    """Delete a collection; its articles stay."""
    return jsonify(message=services().collections.delete(collection_id).words)


@blueprint.post(f"{COLLECTION}/articles")
def put(collection_id: int) -> Response:
    """Move the articles whose ids are listed in ``articles`` into a collection."""
    body = _body()
    ids = body.get("articles")
    if not isinstance(ids, list) or not all(isinstance(one, int) and not isinstance(one, bool) for one in ids):
        raise EditRefused('"articles" is not a list of the numbers of articles')
    # No article has a larger number, and the database could not look for one.
    ids = [one for one in ids if 0 < one <= LARGEST]
    done = services().collections.move(Selection(ids=tuple(ids)), collection_id)
    return jsonify(articles=done.articles, message=done.words)


@blueprint.get(f"{ARTICLE}/details")
def details(article_id: int) -> Response:
    """An article's details, its collection, tags and copies, and what was read in its file of what was edited."""
    return jsonify(_details(article_id))


@blueprint.patch(ARTICLE)
def edit_article(article_id: int) -> Response:
    """Change an article's ``title``, ``publisher``, ``author``, ``date``, ``url``, ``collection`` (its id) or ``tags``.

    What is not given stays; null empties a field.
    """
    body = _body()
    if isinstance(body.get("tags"), list):
        body["tags"] = ",".join(str(tag) for tag in body["tags"])
    if isinstance(body.get("collection"), int):
        body["collection"] = str(body["collection"])
    filled = _texts(body, (*FIELDS, "collection", "tags"))
    services().details.save(article_id, {name: value or "" for name, value in filled.items()})
    return jsonify(_details(article_id))


def _document(one: Collection) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "notes": one.notes,
        "created": f"{one.created.isoformat()}Z",
        "articles": one.articles,
        "href": url_for("collections.show", scope=one.id),
    }


def _details(article_id: int) -> dict[str, object]:
    store = services().store
    held, story = store.lists.details(article_id), store.copies.story(article_id)
    now = {name: getattr(held.now, name) for name in FIELDS}
    return {
        "id": article_id,
        **now,
        "date": held.now.date.isoformat() if held.now.date else None,
        "collection": held.collection_id,
        "tags": held.tags,
        "as_read": dict(held.as_read),
        "copy_of": story.copy_of.id if story.copy_of else None,
        "copies": [copy.id for copy in story.copies],
        "href": url_for("articles.show", article_id=article_id),
    }


def _given(names: tuple[str, ...]) -> dict[str, str | None]:
    return _texts(_body(), names)


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise EditRefused("the request has no JSON object: send one, as application/json")
    return body


def _texts(body: dict[str, Any], names: tuple[str, ...]) -> dict[str, str | None]:
    """The fields of an object, each a text or null; EditRefused for any other field or value."""
    unknown = sorted(set(body) - set(names))
    if unknown:
        raise EditRefused(f"there is no field “{unknown[0]}”: use {', '.join(names)}")
    wrong = [name for name, value in body.items() if value is not None and not isinstance(value, str)]
    if wrong:
        raise EditRefused(f"“{wrong[0]}” is not a text")
    return body
