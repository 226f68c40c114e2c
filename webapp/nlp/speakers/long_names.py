"""The long form that an article gives of a body's short name: World Health Organization for WHO."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.lexicon.tables import words
from webapp.nlp.rules import rule

_SMALL = words("names", "connector", "joining") | words("bodies", "inside")
_ARTICLES = words("names", "article")
_LONGEST = 9
_FEWEST_LETTERS = 2
_PLACES = frozenset(("GPE", "LOC", "PERSON"))

Run = tuple[Token, ...]


class LongNames:
    """The names of several words in one article, by their initials and by their first and last words."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text

    def full(self, name: str) -> Span | None:
        """Where the article gives the long form of a body's name; None where it gives none."""
        return self._spelt_out(name) or self._shortened(name)

    @rule(
        "an acronym and its long form",
        "A body named by its initials is the one of that name, if the article spells out one.",
        "The Balochistan Relief Committee met in Quetta. The BRC said that the road was closed.",
        otherwise=None,
    )
    def _spelt_out(self, name: str) -> Span | None:
        letters = name.replace(".", "").replace("&", "")
        if len(letters) < _FEWEST_LETTERS or not letters.isupper() or " " in letters:
            return None
        return self._by_initials.get(letters)

    @rule(
        "a body by its first and last words",
        "A body whose name leaves out words of a longer one is that body: Wexcombe council.",
        "Wexcombe District Council met on Monday. Wexcombe council said that the school in Hull would close.",
        otherwise=None,
    )
    def _shortened(self, name: str) -> Span | None:
        parts = name.casefold().split()
        if len(parts) < 2 or not name[0].isupper():
            return None
        span = self._by_ends.get((parts[0], parts[-1]))
        return span if span is not None and span.of(self.text).casefold() != name.casefold() else None

    @cached_property
    def _by_initials(self) -> dict[str, Span]:
        found: dict[str, Span] = {}
        for run in self._runs():
            capitals = [token for token in run if token.text[0].isupper()]
            for first in range(len(capitals) - 1):
                letters = "".join(token.text[0] for token in capitals[first:])
                found.setdefault(letters, _span(capitals[first], run[-1]))
        return found

    @cached_property
    def _by_ends(self) -> dict[tuple[str, str], Span]:
        found: dict[tuple[str, str], Span] = {}
        for run in self._runs():
            if len(run) > 2 and run[0].ent_type_ == run[-1].ent_type_ == "ORG":
                found.setdefault((run[0].lower_, run[-1].lower_), _span(run[0], run[-1]))
        return found

    def _runs(self) -> Iterator[Run]:
        """Each run of capitalised words that is no place's or person's name, small words between them included."""
        run: list[Token] = []
        for token in self.doc:
            capital = token.text[0].isupper() and token.ent_type_ != "PERSON"
            if len(run) < _LONGEST and (capital or (run and token.lower_ in _SMALL)):
                run.append(token)
            else:
                yield from _names_in(run)
                run = []
        yield from _names_in(run)


def _names_in(run: Sequence[Token]) -> Iterator[Run]:
    """A run without small words and articles at its ends, if two words or more are left."""
    kept = list(run)
    while kept and (kept[0].lower_ in _ARTICLES or not kept[0].text[0].isupper()):
        kept = kept[1:]
    while kept and not kept[-1].text[0].isupper():
        kept = kept[:-1]
    if len(kept) > 1 and not all(token.ent_type_ in _PLACES for token in kept):
        yield tuple(kept)


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))
