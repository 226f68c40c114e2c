"""Sorts articles: collections created and changed, many articles moved, tagged, deleted or joined at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.errors import EditRefused
from webapp.page_words import counted
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.lists.article_list import ArticleSearch
from webapp.store.lists.collections import Collection

NAME_CHARS = 120
NOTES_CHARS = 20_000
TAG_CHARS = 60
JOINERS = "\u200c\u200d"


EVERY_ARTICLE = ArticleSearch()


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles to do something with: those with ``ids``, with their copies, or ``every`` one that a search finds.

    With ``which`` a filter of claims takes the place of the search, and copies are articles like others. ``but`` are
    left out of every one.
    """

    search: ArticleSearch = EVERY_ARTICLE
    ids: tuple[int, ...] = ()
    every: bool = False
    which: ClaimFilter | None = None
    but: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as a sentence without a full stop, to how many articles; ``undo`` names a deletion."""

    words: str
    articles: int
    undo: str = ""


class Collections:
    """What pages, the API and commands ask of collections, tags and many articles at once.

    Raises EditRefused if something cannot be done as a person asked, NotFound if a collection is not there.
    """

    def __init__(self, store: ArticleStore) -> None:
        self._store = store

    def create(self, name: str, notes: str = "") -> Collection:
        """Create a collection."""
        return self._store.collections.create(clean_name(name), clean_notes(notes))

    def edit(self, collection_id: int, name: str, notes: str) -> Collection:
        """Rename a collection and replace its notes."""
        self._store.collections.edit(collection_id, clean_name(name), clean_notes(notes))
        return self._store.collections.get(collection_id)

    def delete(self, collection_id: int) -> Done:
        """Delete a collection; its articles stay."""
        count = self._store.collections.get(collection_id).articles
        name = self._store.collections.delete(collection_id)
        kept = f"; its {counted(count, 'article')} stay, in no collection" if count else ""
        return Done(f"The collection “{name}” was deleted{kept}", count)

    def move(self, selection: Selection, collection_id: int | None) -> Done:
        """Move articles into a collection, or out of any."""
        where = (
            f"into “{self._store.collections.get(collection_id).name}”" if collection_id else "out of any collection"
        )
        count = self._store.collections.put(self._chosen(selection), collection_id)
        return Done(f"{_were(count)} moved {where}", count)

    def tag(self, selection: Selection, tags: str) -> Done:
        """Put tags, separated by commas, on articles."""
        names = clean_tags(tags)
        count = self._store.tags.add(self._chosen(selection), _some(names))
        return Done(f"{_were(count)} tagged {_quoted(names)}", count)

    def untag(self, selection: Selection, tags: str) -> Done:
        """Take tags, separated by commas, off articles."""
        names = clean_tags(tags)
        count = self._store.tags.remove(self._chosen(selection), _some(names))
        verb = "has" if count == 1 else "have"
        return Done(
            f"{counted(count, 'article')} {verb} the {'tag' if len(names) == 1 else 'tags'} {_quoted(names)} no more",
            count,
        )

    def rename_tag(self, name: str, new_name: str) -> Done:
        """Rename a tag; two of the same name become one."""
        names = clean_tags(new_name)
        if len(names) != 1:
            raise EditRefused("a tag is one word or a few, without a comma: write one new name")
        count = self._store.tags.rename(name, names[0])
        return Done(f"“{name}” is now “{names[0]}” on {counted(count, 'article')}", count)

    def remove(self, selection: Selection) -> Done:
        """Delete articles; they can be put back for some time."""
        ids = self._chosen(selection)
        title = self._store.lists.details(ids[0]).now.title if len(ids) == 1 else ""
        deletion = self._store.bin.delete(ids)
        count = len(deletion.ids)
        return Done(f"“{title}” was deleted" if title else f"{_were(count)} deleted", count, deletion.token)

    def join(self, selection: Selection) -> Done:
        """Decide that articles are copies of one story."""
        ids = self._chosen(selection)
        if len(ids) < 2:
            raise EditRefused("only one article was chosen: tick those that are copies of one story")
        count = self._store.copies.join(ids)
        return Done(f"{counted(count, 'article')} are now copies of one story, which is counted once", count)

    def _chosen(self, selection: Selection) -> tuple[int, ...]:
        ids: Sequence[int]
        if selection.which is not None:
            words = selection.search.words
            ids = self._store.questions.reported(selection.which, words) if selection.every else selection.ids
        elif selection.every:
            ids = self._store.lists.ids(selection.search)
        else:
            ids = self._store.lists.with_copies(list(selection.ids), selection.search)
        chosen = tuple(one for one in ids if one not in selection.but)
        if not chosen:
            raise EditRefused("no article was chosen: tick some first")
        return chosen


def clean_line(text: str, what: str, most: int) -> str:
    """A text as one line, without characters that cannot be seen; EditRefused if it is longer than ``most``."""
    seen = (char for char in " ".join(text.split()) if char in JOINERS or unicodedata.category(char)[0] != "C")
    line = "".join(seen).strip(f" {JOINERS}")
    if len(line) > most:
        raise EditRefused(f"{what} is longer than {most:,} characters: shorten it")
    return line


def clean_name(text: str) -> str:
    """The name of a collection; EditRefused if there is none."""
    name = clean_line(text, "the name", NAME_CHARS)
    if not name:
        raise EditRefused("the collection has no name: give it one")
    return name


def clean_notes(text: str) -> str:
    """The notes on a collection, in lines."""
    if len(text) > NOTES_CHARS:
        raise EditRefused(f"the notes are longer than {NOTES_CHARS:,} characters: shorten them")
    kept = (
        char for char in text.replace("\r\n", "\n") if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def clean_tags(text: str) -> tuple[str, ...]:
    """The tags that are written with commas between them, each once in whatever capitals."""
    found = (clean_line(part, "a tag", TAG_CHARS) for part in text.split(","))
    kept: dict[str, str] = {}
    for name in found:
        kept.setdefault(name.casefold(), name)
    return tuple(name for name in kept.values() if name)


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise EditRefused("no tag was given: write one, or several with commas between them")
    return names


def _were(count: int) -> str:
    return f"{counted(count, 'article')} {'was' if count == 1 else 'were'}"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
