"""Names in another transliteration than the gazetteer's, placed in the countries that an article speaks of."""

from __future__ import annotations

import pytest
from spacy.language import Language

from gazetteer.place import Match, Name, NameKind, Place
from webapp.domain import MentionKind, Resolution, Span
from webapp.nlp.places.respelled import respelled
from webapp.nlp.toponyms.span import PlaceSpan

SYRIA = Place("t:1", "Syria", 35.0, 38.0, "A", "PCLI", "SY")
YEMEN = Place("t:2", "Yemen", 15.5, 47.5, "A", "PCLI", "YE")
FRANCE = Place("t:3", "France", 46.0, 2.0, "A", "PCLI", "FR")
TOWN = Place("t:4", "Tall Marhab", 36.1, 37.1, "P", "PPLA3", "SY")
DISTRICT = Place("t:5", "Nahiyat Tall Marhab", 36.1, 37.1, "A", "ADM3", "SY")
KNOWN = {place.name: place for place in (SYRIA, YEMEN, FRANCE)} | {"Syrian": SYRIA}


class Gazetteer:
    """Knows one name, in Syria, and how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def respelled(self, name: str, country: str) -> tuple[Match, ...]:
        self.asked.append((name, country))
        if (name, country) != ("Tel Merhab", "SY"):
            return ()
        return tuple(Match(place, Name(place.id, "Tall Marhab", NameKind.PREFERRED), 0.3) for place in (TOWN, DISTRICT))


def found(parser: Language, text: str, *names: str) -> dict[str, Resolution]:
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        kind = MentionKind.DEMONYM if name == "Syrian" else MentionKind.TOPONYM
        spans.append(PlaceSpan(Span(at, at + len(name)), name, kind, 0.9))
        at += len(name)
    known = {i: Resolution(KNOWN[one.text], 0.9) for i, one in enumerate(spans) if one.text in KNOWN}
    return {spans[i].text: one for i, one in respelled(parser(text), spans, known, Gazetteer()).items()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two men were held at Tel Merhab in Syria.", ("Tel Merhab", "Syria")),
        ("The Syrian army took Tel Merhab.", ("Syrian", "Tel Merhab")),
        ("Snow fell in Syria. Nobody was hurt at Tel Merhab.", ("Syria", "Tel Merhab")),
        ("A ship left Yemen. In Syria, Tel Merhab was hit.", ("Yemen", "Syria", "Tel Merhab")),
    ],
)
def test_a_name_is_placed_in_a_country_that_the_article_names(parser, text, names):
    one = found(parser, text, *names)["Tel Merhab"]
    assert one.place is TOWN
    assert 0.5 < one.confidence < 1
    assert "Tall Marhab" in one.evidence[0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two men were held at Tel Merhab in France.", ("Tel Merhab", "France")),
        ("Two men were held at Tel Merhab.", ("Tel Merhab",)),
        ("A ship left Yemen. In France, Tel Merhab was hit.", ("Yemen", "France", "Tel Merhab")),
    ],
)
def test_elsewhere_it_stays_unplaced(parser, text, names):
    assert found(parser, text, *names) == {}


def test_with_a_word_for_an_area_it_is_the_area(parser):
    text = "Floods hit Tel Merhab district in Syria."
    assert found(parser, text, "Tel Merhab district", "Syria")["Tel Merhab district"].place is DISTRICT


def test_each_name_is_asked_for_once_however_often_it_is_said(parser):
    text = "In Syria. " + "They left Umm Kar. " * 40
    spans = [PlaceSpan(Span(3, 8), "Syria", MentionKind.TOPONYM, 0.9)]
    spans += [PlaceSpan(Span(at, at + 7), "Umm Kar", MentionKind.TOPONYM, 0.9) for at in range(20, 20 + 40 * 19, 19)]
    gazetteer = Gazetteer()
    assert respelled(parser(text), spans, {0: Resolution(SYRIA, 0.9)}, gazetteer) == {}
    assert gazetteer.asked == [("Umm Kar", "SY")]
