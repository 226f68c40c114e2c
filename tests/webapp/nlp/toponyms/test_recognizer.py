"""Which words of an article are place mentions: texts with the entities a tagger would give, on a small gazetteer."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from gazetteer.names import name_key
from gazetteer.place import Match, Name, NameKind, Place
from webapp.domain import Article, MentionKind
from webapp.domain import Span as Characters
from webapp.nlp.names.finder import NameFinder
from webapp.nlp.pipeline import FIND_PLACES
from webapp.nlp.toponyms.short_forms import is_short_form
from webapp.nlp.toponyms.span import PlaceSpan

TABLE = Path(__file__).parents[3] / "data" / "toponyms" / "places.tsv"
TOPONYM, DEMONYM, EMBEDDED = MentionKind.TOPONYM, MentionKind.DEMONYM, MentionKind.EMBEDDED


class SmallGazetteer:
    """The places of ``places.tsv``."""

    def __init__(self) -> None:
        self._matches: dict[str, list[Match]] = {}
        self.asked = 0
        with TABLE.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t"):
                place = Place(
                    row["id"],
                    row["label"],
                    float(row["lat"]),
                    float(row["lon"]),
                    row["class"],
                    row["code"],
                    row["country"] or None,
                    row["admin1"] or None,
                    row["admin2"] or None,
                    int(row["population"]),
                )
                match = Match(place, Name(place.id, row["name"], NameKind(row["kind"])), float(row["prominence"]))
                self._matches.setdefault(name_key(row["name"]), []).append(match)

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        self.asked += 1
        found = {name: tuple(self._matches.get(name_key(name), ())) for name in names}
        return {name: matches for name, matches in found.items() if matches}

    def country(self, code: str) -> Place | None:
        return None

    def placeness(self, name: str) -> float | None:
        return None


SENTENCES = spacy.blank("en")
SENTENCES.add_pipe("sentencizer")
NLP = spacy.blank("en")
GAZETTEER = SmallGazetteer()
for name in FIND_PLACES:
    NLP.add_pipe(name)
NAME_FINDER = cast(NameFinder, NLP.get_pipe("name_finder")).use(GAZETTEER)


def recognized(doc: Doc) -> Doc:
    """Find the places of a Doc whose entities a test has set."""
    for name in FIND_PLACES:
        doc = NLP.get_pipe(name)(doc)
    return doc


def spans(text: str, entities: dict[str, str] | None = None, filed_from: str | None = None) -> list[PlaceSpan]:
    """Place spans of a text; ``entities`` maps words to the label that every occurrence gets.

    After "…" only the last occurrence gets it.
    """
    doc = SENTENCES(text)
    found: list[Span] = []
    for words, label in (entities or {}).items():
        start = text.rfind(words[1:]) if words[0] == "…" else text.find(words)
        words = words.removeprefix("…")
        while start >= 0:
            entity = doc.char_span(start, start + len(words), label=label)
            assert entity is not None, words
            found.append(entity)
            start = text.find(words, start + len(words))
    doc.ents = spacy.util.filter_spans(found)
    place = Characters(text.index(filed_from), text.index(filed_from) + len(filed_from)) if filed_from else None
    doc._.article = Article(text=text, filed_from=place)
    return list(recognized(doc)._.place_spans)


def found(text: str, entities: dict[str, str] | None = None, filed_from: str | None = None) -> list[tuple[str, str]]:
    return [(span.text, span.kind.value) for span in spans(text, entities, filed_from)]


def test_a_contested_name_is_one_mention_not_three() -> None:
    text = "Rallies in Pakistan-occupied Jammu and Kashmir (PoJK) went on. PoJK saw a strike."
    entities = {"Pakistan": "GPE", "Jammu": "GPE", "Kashmir": "GPE", "PoJK": "ORG"}
    assert found(text, entities) == [
        ("Pakistan-occupied Jammu and Kashmir", "toponym"),
        ("PoJK", "toponym"),
        ("PoJK", "toponym"),
    ]
    assert {m.place.id for span in spans(text, entities) for m in span.matches} == {"t:ajk"}


def test_who_holds_a_place_belongs_to_its_name_even_where_the_gazetteer_lacks_the_whole() -> None:
    assert found("Unrest in Pakistan-administered Gilgit Baltistan grew.", {"Pakistan": "GPE"}) == [
        ("Pakistan-administered Gilgit Baltistan", "toponym")
    ]


def test_who_controls_nameless_regions_is_a_mention_by_itself() -> None:
    assert found("Conditions across Pakistan-controlled regions worsened.", {"Pakistan": "GPE"}) == [
        ("Pakistan", "toponym")
    ]


def test_a_name_broken_over_lines_and_spaces_is_one() -> None:
    assert [s.text for s in spans("Rallies in Pakistan-occupied Jammu and\nKashmir.", {"Pakistan": "GPE"})] == [
        "Pakistan-occupied Jammu and\nKashmir"
    ]
    assert [s.text for s in spans("Talks in Gilgit\u00a0Baltistan failed.")] == ["Gilgit\u00a0Baltistan"]
    assert [s.text for s in spans("Talks in Gilgit-Baltistan failed.", {"Gilgit": "PERSON"})] == ["Gilgit-Baltistan"]


def test_a_place_in_the_name_of_an_institute_or_a_day_is_embedded() -> None:
    text = "The Institute for Gilgit Baltistan Studies marked Kashmir Solidarity Day."
    entities = {"The Institute for Gilgit Baltistan Studies": "ORG", "Kashmir Solidarity Day": "EVENT"}
    assert ("Gilgit Baltistan", "embedded") in found(text, entities)
    assert {kind for _, kind in found(text, entities)} == {"embedded"}


def test_a_police_department_holds_its_town() -> None:
    text = "Officers of the Paris Police Department came on Monday."
    assert found(text, {"Paris Police Department": "ORG"}) == [("Paris", "embedded")]


def test_what_the_tagger_calls_an_organisation_or_a_person_may_be_a_place() -> None:
    assert found("Shells fell in Kharkiv.", {"Kharkiv": "ORG"}) == [("Kharkiv", "toponym")]
    assert found("Shells fell near Kharkiv.", {"Kharkiv": "PERSON"}) == [("Kharkiv", "toponym")]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Paris Hilton sang. Hilton said she was glad.", {"Paris Hilton": "PERSON"}),
        ("Paris Hilton sang. Hilton said she was glad.", {"Paris Hilton": "ORG"}),
        ("Jack London wrote it. London died in 1916.", {"Jack London": "PERSON", "London": "PERSON"}),
        ("Denzel Washington came. Washington said he knew.", {"Denzel Washington": "PERSON", "Washington": "PERSON"}),
        ("Mr. Paris laughed.", {"Paris": "PERSON"}),
    ],
)
def test_a_person_is_never_a_place(text: str, entities: dict[str, str]) -> None:
    assert found(text, entities) == []


def test_the_government_of_a_capital_is_a_mention_even_when_tagged_as_a_person() -> None:
    text = "WASHINGTON — Talks went on. Washington said it would wait."
    assert found(text, {"Washington": "PERSON"}, "WASHINGTON") == [("WASHINGTON", "toponym"), ("Washington", "toponym")]


def test_everyday_words_are_not_the_towns_of_that_spelling() -> None:
    assert found("Reading is fun. Nice people read a nice book.") == []
    assert found("She lives in Nice.", {"Nice": "GPE"}) == [("Nice", "toponym")]


def test_article_possessive_and_punctuation_stay_outside() -> None:
    text = "The United States' envoy met Pakistan’s minister in “Paris.”"
    entities = {"The United States'": "GPE", "Pakistan’s": "GPE", "Paris": "GPE"}
    assert [s.text for s in spans(text, entities)] == ["United States", "Pakistan", "Paris"]


def test_the_full_stop_of_an_abbreviation_stays_inside() -> None:
    assert [
        s.text for s in spans("He left the U.S. for Paris, Pa. Then he came back.", {"U.S.": "GPE", "Paris": "GPE"})
    ] == [
        "U.S.",
        "Paris",
        "Pa.",
    ]


def test_a_state_abbreviation_counts_only_after_a_town() -> None:
    assert [s.text for s in spans("We met in Paris, PA yesterday.", {"Paris": "GPE"})] == ["Paris", "PA"]
    assert spans("His PA and his OH called in sick.") == []


def test_a_saint_keeps_the_s() -> None:
    assert [s.text for s in spans("They sailed to St. John's, then home.", {"St. John's": "GPE"})] == ["St. John's"]


def test_demonyms_and_peoples_areas() -> None:
    text = "Kashmiris and Pakistani settlers fled the Pashtun areas."
    entities = {"Kashmiris": "NORP", "Pakistani": "NORP", "Pashtun": "NORP"}
    assert found(text, entities)[:2] == [("Kashmiris", "demonym"), ("Pakistani", "demonym")]


def test_words_in_lower_case_are_never_names() -> None:
    assert found("he likes paris, reading and nice pakistani food") == []


def test_a_dateline_in_capitals_is_a_mention() -> None:
    tagged = {"KYIV": "GPE"}
    assert found("KYIV (Reuters) — Shells fell again.", tagged) == [("KYIV", "toponym")]
    assert found("KYIV, May 3: Shells fell again.", tagged, filed_from="KYIV") == [("KYIV", "toponym")]


def test_a_legislators_seat_is_a_mention_without_the_partys_letter() -> None:
    assert [s.text for s in spans("Sen. Ann Lee, R-Ohio, spoke.", {"Ann Lee": "PERSON", "R-Ohio": "GPE"})] == ["Ohio"]


def test_a_natural_feature_the_gazetteer_lacks_is_still_found() -> None:
    (tirah,) = spans("Families left the Tirah Valley.", {"Tirah Valley": "LOC"})
    assert (tirah.text, tirah.matches) == ("Tirah Valley", ())
    (swat,) = spans("Families left Swat District.", {"Swat District": "GPE"})
    assert [m.place.id for m in swat.matches] == ["t:swat"]


def test_the_same_name_elsewhere_is_found_again() -> None:
    text = "Shells fell in Kharkiv. Kharkiv burned all night."
    assert [s.span.start for s in spans(text, {"Kharkiv": "GPE"})] == [15, 24]
    doc_with_one_tag = "Shells fell in Gilgit. A Gilgit shopkeeper wept."
    assert len(spans(doc_with_one_tag)) == 2


def test_short_forms_share_the_place_of_the_name_before_them() -> None:
    text = "Protests shook Gilgit Baltistan (GB). People of GB wrote."
    name, bracket, later = spans(text, {"Gilgit Baltistan": "GPE"})
    assert (bracket.text, bracket.stands_for, later.stands_for) == ("GB", name.span.start, name.span.start)
    assert bracket.matches == name.matches


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("PoGB", "Pakistan-occupied Gilgit Baltistan", True),
        ("DRC", "Democratic Republic of Congo", True),
        ("WHO", "Gilgit Baltistan", False),
        ("Baltistan", "Gilgit Baltistan", False),
    ],
)
def test_what_counts_as_a_short_form(short: str, name: str, fits: bool) -> None:
    assert is_short_form(short, name) is fits


def test_one_question_to_the_gazetteer_for_an_article() -> None:
    finder = NameFinder().use(GAZETTEER)
    before = GAZETTEER.asked
    finder(SENTENCES("Paris, Texas, and London met Kyiv in Ohio."))
    assert GAZETTEER.asked == before + 1
    finder(SENTENCES("Paris, Texas, and London met Kyiv in Ohio."))
    assert GAZETTEER.asked == before + 1


def test_without_a_gazetteer_it_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="use"):
        NameFinder()(Doc(NLP.vocab))


PIECES = st.sampled_from(
    [
        "Paris",
        "Jammu and Kashmir",
        "Pakistan",
        "-occupied ",
        "'s",
        "’s",
        " ",
        "\n",
        "\u00a0",
        "(",
        ")",
        ".",
        ",",
        "U.S.",
        "St. ",
        "and",
        "the ",
        "The ",
        "D-",
        "é",
        "—",
        "“",
        "\u00ad",
        "PoJK",
        "reads",
        "KYIV",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_spans_always_index_the_text_in_order_without_overlap(text: str) -> None:
    doc = SENTENCES(text)
    doc._.article = Article(text=text)
    end = 0
    for span in recognized(doc)._.place_spans:
        assert span.span.start >= end
        assert span.text == text[span.span.start : span.span.end] != ""
        assert 0 <= span.confidence <= 1
        end = span.span.end


def test_the_place_of_filing_is_a_place_where_it_is_named_again() -> None:
    text = "GILGIT, May 4 - Rebels entered the centre of Gilgit on Monday."
    assert found(text, {"Gilgit": "PERSON"}, filed_from="GILGIT") == [("GILGIT", "toponym"), ("Gilgit", "toponym")]


@pytest.mark.parametrize("text", ["Shells fell in Kharkiv.", "Rallies in Pakistan-occupied Jammu and Kashmir went on."])
def test_each_mention_says_why_in_sentences(text: str) -> None:
    for span in spans(text, {"Kharkiv": "GPE"} if "Kharkiv" in text else None):
        assert 1 <= len(span.evidence) <= 3
        assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in span.evidence)
        assert "{" not in "".join(span.evidence)


def test_the_reason_is_what_the_mention_rests_on() -> None:
    (kharkiv,) = spans("Shells fell in Kharkiv.", {"Kharkiv": "GPE"})
    assert kharkiv.evidence == ("The gazetteer has a widely known place of this name.",)


def test_names_joined_by_and_are_one_where_the_gazetteer_says_so() -> None:
    assert found("Talks on Jammu and Kashmir failed.", {"Jammu": "GPE", "Kashmir": "GPE"}) == [
        ("Jammu and Kashmir", "toponym")
    ]
