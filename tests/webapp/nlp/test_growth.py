"""The work of reading grows with the names, marks and persons of an article, not with their square."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tests.webapp.nlp.work import steps
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import KnownNames
from webapp.nlp.persons.people import People
from webapp.nlp.text.clauses import whole_without
from webapp.nlp.text.doc import register
from webapp.nlp.text.quotations import quotations

SMALL, LARGE = 500, 2000
MOST = 4.5
"""Times the work on LARGE may be that on SMALL: LARGE is four times SMALL."""


class NoNames:
    """A gazetteer without places."""

    def respelled(self, name: str, country: str) -> tuple[()]:
        return ()

    def by_names(self, names: object) -> dict[str, Any]:
        return {}

    def placeness(self, name: str) -> None:
        return None

    def country(self, code: str) -> None:
        return None


def distinct(count: int) -> list[str]:
    """So many names with one opening."""
    return ["Kab" + "".join(letters) for letters in islice(product("aeioubdglmnrst", repeat=4), count)]


def unclosed(count: int) -> Callable[[], Any]:
    text = "He saw 'it " * count
    return lambda: quotations(text)


def unknown(count: int) -> Callable[[], Any]:
    register()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    found = distinct(count)
    names = ArticleNames(nlp("They saw " + " . They saw ".join(found)), KnownNames(NoNames()))
    return lambda: [names.standing(name) for name in found]


def namesakes(count: int) -> Callable[[], Any]:
    register()
    people = People(spacy.blank("en")("Nobody"))
    for name in distinct(count):
        people._new(f"Anna {name}")
        people._new(f"{name} Berg")
    return lambda: [people.fitting(name) for name in ["Anna", "Anna Berg", "Berg"] * (count // 100)]


def cues(count: int) -> Callable[[], Any]:
    """*was he said he said … closed*: so many cues in one sentence, each on its main verb."""
    words = ["was", *["he", "said"] * count, "closed"]
    heads = [0, *(k for i in range(count) for k in (2 * i + 2, 0)), 0]
    deps = ["ROOT", *["nsubj", "parataxis"] * count, "acomp"]
    doc = Doc(Vocab(), words=words, heads=heads, deps=deps)
    return lambda: [whole_without(token.head, token) for token in doc if token.dep_ == "parataxis"]


@pytest.mark.parametrize("work", [unclosed, unknown, namesakes, cues])
def test_four_times_as_much_text_is_four_times_the_work(work: Callable[[int], Callable[[], Any]]) -> None:
    assert steps(work(LARGE)) < MOST * steps(work(SMALL))
