"""Collections: listed, created, changed, and their articles moved, tagged, deleted or joined, many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import EditRefused, NotFound
from webapp.program import services
from webapp.services.collections import Done, Selection
from webapp.services.details import collection_number
from webapp.store import ClaimFilter
from webapp.store.lists.article_list import NO_COLLECTION, ArticleSearch
from webapp.store.lists.collections import Collection
from webapp.views.errors import wants_json

blueprint = Blueprint("collections", __name__)

PORTION = 50
"""Articles shown at once."""
DIGITS = 18
WORDS_CHARS = 200
ALL, NONE = "all", "none"
"""Stand in an address for all articles, and for those in no collection."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Which articles a page lists: ``scope`` is a collection's number, ``ALL`` or ``NONE``."""

    scope: str
    words: str
    tag: str

    @property
    def search(self) -> ArticleSearch:
        """The same for the store."""
        collection = {ALL: None, NONE: NO_COLLECTION}.get(self.scope, self.number)
        return ArticleSearch(collection, self.words, self.tag)

    @property
    def number(self) -> int | None:
        """The collection's number, if it is one."""
        return int(self.scope) if self.scope.isdigit() else None

    @property
    def address(self) -> dict[str, Any]:
        """The parts of the page's address."""
        return {"scope": self.scope, "q": self.words or None, "tag": self.tag or None}


@blueprint.get("/collections")
def index() -> str:
    """All collections and tags, and a form to create a collection."""
    return _index()


@blueprint.post("/collections")
def create() -> BaseResponse:
    """Create a collection."""
    name, notes = request.form.get("name", ""), request.form.get("notes", "")
    try:
        made = services().collections.create(name, notes)
    except EditRefused as refusal:
        return make_response(_index(name, notes, refusal.reasons), refusal.status)
    flash(f"The collection “{made.name}” was created", "added")
    return redirect(url_for("collections.show", scope=made.id), 303)


@blueprint.get("/collections/<scope>")
def show(scope: str) -> str:
    """A collection with its articles in portions; ``q`` and ``tag`` search them."""
    return _show(_listing(scope, request.args))


@blueprint.post("/collections/<int(max=9223372036854775807):collection_id>")
def edit(collection_id: int) -> BaseResponse:
    """Rename a collection and replace its notes."""
    name, notes = request.form.get("name", ""), request.form.get("notes", "")
    try:
        services().collections.edit(collection_id, name, notes)
    except EditRefused as refusal:
        listing = _listing(str(collection_id), MultiDict())
        return make_response(_show(listing, (name, notes), refusal.reasons), refusal.status)
    flash("The name and the notes were saved", "added")
    return redirect(url_for("collections.show", scope=collection_id), 303)


@blueprint.post("/collections/<int(max=9223372036854775807):collection_id>/delete")
def delete(collection_id: int) -> BaseResponse:
    """Delete a collection; its articles stay."""
    flash(services().collections.delete(collection_id).words, "info")
    return redirect(url_for("collections.index"), 303)


@blueprint.post("/tags/rename")
def rename_tag() -> BaseResponse:
    """Rename a tag on all articles."""
    try:
        done = services().collections.rename_tag(request.form.get("tag", ""), request.form.get("name", ""))
    except EditRefused as refusal:
        flash(_sentence(refusal), "failed")
    else:
        flash(done.words, "added")
    return redirect(url_for("collections.index", _anchor="tags-heading"), 303)


@blueprint.post("/articles/many")
def many() -> BaseResponse:
    """Do with the chosen articles what the form says: tag, untag, move, join or delete.

    ``state`` is what the map's page shows, as its address has it: ``every`` then stands for all articles of that,
    without those that ``but`` names.
    """
    listing = _listing(request.form.get("scope", ALL), request.form)
    every = request.form.get("every") == "yes"
    ids, but = ([int(one) for one in request.form.getlist(name) if _is_number(one)] for name in ("article", "but"))
    try:
        done = _done(Selection(listing.search, tuple(ids), every, _state(), frozenset(but)))
    except EditRefused as refusal:
        if wants_json():
            raise
        flash(_sentence(refusal), "failed")
    else:
        if wants_json():
            return jsonify(articles=done.articles, message=done.words, undo=done.undo or None)
        flash_done(done)
    return redirect(url_for("collections.show", **listing.address), 303)


def _state() -> ClaimFilter | None:
    state = request.form.get("state")
    return None if state is None else services().asked(MultiDict(parse_qsl(state)))


def flash_done(done: Done) -> None:
    """Say on the next page what was done, with a button that undoes a deletion."""
    flash(done.words, f"undo {done.undo}" if done.undo else "added")


def _done(selection: Selection) -> Done:
    collections, what = services().collections, request.form.get("do", "")
    if what == "move":
        return collections.move(selection, collection_number(request.form.get("to", "")))
    if what in ("tag", "untag"):
        return getattr(collections, what)(selection, request.form.get("tags", ""))  # type: ignore[no-any-return]
    if what == "join":
        return collections.join(selection)
    if what == "delete":
        return collections.remove(selection)
    raise EditRefused("nothing was chosen to be done: use one of the buttons below the list's heading")


def _listing(scope: str, given: MultiDict[str, str]) -> Listing:
    if scope not in (ALL, NONE) and not _is_number(scope):
        raise NotFound("there is no such collection: its number is not one")
    return Listing(scope, given.get("q", "").strip()[:WORDS_CHARS], given.get("tag", "").strip())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text) > 0


def _index(name: str = "", notes: str = "", problems: tuple[str, ...] = ()) -> str:
    store = services().store
    return render_template(
        "collections.html",
        collections=store.collections.all(),
        loose=store.collections.loose(),
        total=store.count(),
        tags=store.tags.all(),
        binned=store.bin.count(),
        name=name,
        notes=notes,
        problems=problems,
    )


def _show(listing: Listing, filled: tuple[str, str] | None = None, problems: tuple[str, ...] = ()) -> str:
    store = services().store
    collection: Collection | None = store.collections.get(listing.number) if listing.number else None
    before = request.args.get("before", "")
    found = store.lists.portion(listing.search, PORTION + 1, int(before) if _is_number(before) else None)
    return render_template(
        "collection.html",
        listing=listing,
        collection=collection,
        filled=filled or (collection.name, collection.notes) if collection else ("", ""),
        problems=problems,
        articles=found[:PORTION],
        older=found[PORTION - 1].id if len(found) > PORTION else None,
        newer=bool(before),
        count=store.lists.count(listing.search),
        names=store.collections.names(),
        tags=[tag.name for tag in store.tags.all()],
    )


def _sentence(refusal: EditRefused) -> str:
    words = str(refusal)
    return f"{words[0].upper()}{words[1:]}."
