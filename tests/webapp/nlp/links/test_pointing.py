"""Places that a claim points at without naming them: here, there, the dam, the city."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from gazetteer.place import Place
from tests.webapp.nlp.conftest import link
from webapp.domain import Mention, MentionKind, Resolution, Span
from webapp.nlp.links.pointing import Pointing
from webapp.nlp.links.roles import PlaceRoles

COUNTRY = ("A", "PCLI")
PROVINCE = ("A", "ADM1")
TOWN = ("P", "PPL")
LAKE = ("H", "LK")


def mention(text: str, words: str, feature: tuple[str, str]) -> Mention:
    start = text.index(words)
    place = Place(f"own:{words}", words, 0.0, 0.0, *feature)
    return Mention(Span(start, start + len(words)), words, MentionKind.TOPONYM, 0.9, Resolution(place, 0.9))


def pointed_at(parser: Language, text: str, *mentions: Mention) -> tuple[str, str] | None:
    """The place that the last claim of the text points at without naming it, and why."""
    doc = parser(text)
    doc._.mentions = sorted(mentions, key=lambda one: one.span)
    link(parser, doc)
    found = Pointing(doc, doc._.mentions, PlaceRoles(doc, doc._.mentions, None)).of(doc._.attributions[-1])
    return (doc._.mentions[found[0]].text, found[1]) if found is not None else None


def pins(parser: Language, text: str, *mentions: Mention) -> list[str]:
    """The place alone."""
    found = pointed_at(parser, text, *mentions)
    return [found[0]] if found is not None else []


@pytest.mark.parametrize(
    ("before", "said", "feature"),
    [
        ("Rain filled the lake behind Alau Dam.", "that the dam had failed", LAKE),
        ("The report tells of Alau, a camp for displaced people.", "that the camp was empty", PROVINCE),
        ("The market town of Alau flooded.", "that the town was empty", PROVINCE),
    ],
)
def test_the_and_a_sort_of_place_is_the_one_called_so(
    parser: Language, before: str, said: str, feature: tuple[str, str]
) -> None:
    text = f"{before} Trade in Gulu went on. Grace Mbabazi said {said}."
    words = "Alau Dam" if "Alau Dam" in text else "Alau"
    assert pins(parser, text, mention(text, words, feature), mention(text, "Gulu", TOWN)) == [words]


def test_a_sort_that_no_place_is_called_points_nowhere(parser: Language) -> None:
    text = "Rain fell on Gulu. Grace Mbabazi said that the school had closed."
    assert pins(parser, text, mention(text, "Gulu", TOWN)) == []


def test_here_is_the_scene_of_the_paragraph(parser: Language) -> None:
    text = 'A clerk in Gulu wept.\n\nIn Kasese, a polling station closed. "My mother voted here," Grace Mbabazi said.'
    assert pins(parser, text, mention(text, "Gulu", TOWN), mention(text, "Kasese", TOWN)) == ["Kasese"]


def test_there_that_is_no_place_points_nowhere(parser: Language) -> None:
    text = "Roads in Gulu are bad. Grace Mbabazi said that there is no money."
    assert pins(parser, text, mention(text, "Gulu", TOWN)) == []


def test_the_city_is_the_most_named_before_where_its_paragraph_names_none(parser: Language) -> None:
    text = (
        "A block of flats in Kasese was hit.\n\nOmar Haidar said that drones came to Kasese after Gulu.\n\n"
        '"They want to break the city," Grace Mbabazi said.'
    )
    again = replace(mention(text, "Kasese", TOWN), span=Span(text.rindex("Kasese"), text.rindex("Kasese") + 6))
    assert pins(parser, text, mention(text, "Kasese", TOWN), again, mention(text, "Gulu", TOWN)) == ["Kasese"]


def test_the_reason_names_the_words_and_the_place(parser: Language) -> None:
    text = "The clinic in Kasese closed. Grace Mbabazi said that nurses there had not been paid."
    found = pointed_at(parser, text, mention(text, "Kasese", TOWN))
    assert found == ("Kasese", "“there” is the last place named before, “Kasese”")
