"""Where a known name stands decides whether it is a place's, when the tagger does not know the name."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from gazetteer.place import Match, Name, NameKind, Place
from webapp.domain import Article
from webapp.nlp.fitted import Numbers
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import KnownNames
from webapp.nlp.text.doc import register
from webapp.nlp.toponyms.candidates import Candidate, candidates
from webapp.nlp.toponyms.company import COMPANY
from webapp.nlp.toponyms.features import FEATURES, rows_of
from webapp.nlp.toponyms.standing import (
    is_a_known_feature,
    is_among_its_own,
    is_in_a_known_town,
    is_only_a_feature,
    word_before,
)

_PLACES = {
    "Uzgen": ("P", "PPL", "KG"),
    "Drina": ("H", "STM", "BA"),
    "Lake Assal": ("H", "LK", "DJ"),
    "Mirpur": ("P", "PPLA2", "PK"),
}


class _Few:
    def by_names(self, names: list[str]) -> dict[str, tuple[Match, ...]]:
        return {name: (_match(name),) for name in names if name in _PLACES}

    def placeness(self, name: str) -> float | None:
        return None

    def country(self, code: str) -> Place | None:
        return None


def _match(name: str) -> Match:
    feature_class, code, country = _PLACES[name]
    place = Place(f"own:{name}", name, 40.0, 70.0, feature_class, code, country)
    return Match(place, Name(place.id, name, NameKind.PREFERRED), 0.5)


def _read(text: str, name: str) -> tuple[ArticleNames, Candidate]:
    register()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp(text)
    doc._.article = Article(text=text)
    names = ArticleNames(doc, KnownNames(_Few()))
    return names, next(c for c in candidates(names) if c.text == name)


def _row(names: ArticleNames, candidate: Candidate, **company: float) -> Numbers:
    """A row with what the article's other names say of the candidate."""
    row: Numbers = np.append(rows_of(names, [candidate])[0], np.zeros(len(COMPANY)))
    said = {
        "share of the article's places in its country": company.get("country", 0.0),
        "places in the article": company.get("places", 1.0),
        "judgement of the name listed before": company.get("listed", -6.0),
        "judgement of the name listed after": -6.0,
    }
    for name, value in said.items():
        row[len(FEATURES) + COMPANY.index(name)] = value
    return row


@pytest.mark.parametrize(
    ("text", "company", "among"),
    [
        ("The water rose at Uzgen.", {"country": 0.5}, True),
        ("The water rose at Uzgen.", {"country": 0.0}, False),
        ("The water rose at Uzgen.", {"country": 0.5, "places": 0.1}, False),
        ("According to Uzgen, the water rose.", {"country": 0.5}, False),
        ("Rain fell, Uzgen said.", {"country": 0.5}, False),
        ("Rain fell on Osh, Uzgen and more.", {"country": 0.5, "listed": 2.0}, True),
        ("They went to Uzgen Smith.", {"country": 0.5}, False),
    ],
)
def test_known_name_behind_a_preposition_or_in_a_list_is_among_its_own(
    text: str, company: dict[str, float], among: bool
) -> None:
    names, candidate = _read(text, "Uzgen")
    before, _ = word_before(names, candidate.span.first)
    assert is_among_its_own(names, candidate, _row(names, candidate, **company), before) is among


def test_water_that_says_so_in_its_name_is_one() -> None:
    assert is_a_known_feature(*_read("The level of Lake Assal fell.", "Lake Assal"))
    assert not is_a_known_feature(*_read("The level at Uzgen fell.", "Uzgen"))


def test_name_of_a_river_alone_is_no_town() -> None:
    assert is_only_a_feature(*_read("It cut the Drina valley in two.", "Drina"))
    assert not is_only_a_feature(*_read("It cut the Uzgen road.", "Uzgen"))
    assert not is_only_a_feature(*_read("The Drina Wolves marched.", "Drina"))


def test_article_before_a_name_is_looked_through() -> None:
    names, candidate = _read("They live on the Drina.", "Drina")
    assert word_before(names, candidate.span.first) == ("on", True)


@pytest.mark.parametrize(("before", "found"), [("in", True), ("near", True), ("against", False)])
def test_a_seat_behind_in_is_a_place(before: str, found: bool) -> None:
    names, candidate = _read(f"A teacher {before} Mirpur complained.", "Mirpur")
    assert is_in_a_known_town(names, candidate, before) is found


def test_a_small_place_behind_in_needs_more() -> None:
    names, candidate = _read("A teacher in Uzgen complained.", "Uzgen")
    assert not is_in_a_known_town(names, candidate, "in")
