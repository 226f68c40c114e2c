"""Which places a claim is about, and which only act, stand in a name, or tell where a report was filed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import Place
from tests.webapp.nlp.conftest import link
from webapp.domain import Article, Basis, Mention, MentionKind, Resolution, Role, Span
from webapp.nlp.links.roles import PlaceRoles

Reader = Callable[[str], Doc]

COUNTRY = ("A", "PCLI")
PROVINCE = ("A", "ADM1")
CAPITAL = ("P", "PPLC")
TOWN = ("P", "PPL")


def mention(
    text: str, words: str, feature: tuple[str, str], kind: MentionKind = MentionKind.TOPONYM, nth: int = 0
) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    place = Place(f"own:{words}", words, 0.0, 0.0, *feature)
    return Mention(Span(start, start + len(words)), words, kind, 0.9, Resolution(place, 0.9))


def roles(parser: Language, text: str, *mentions: Mention, article: Article | None = None) -> dict[str, Role]:
    """The role of each mention, whether or not a claim is tied to it."""
    doc = parser(text)
    placed = sorted(mentions, key=lambda one: one.span)
    judged = PlaceRoles(doc, placed, article.dateline if article is not None else None)
    return {one.text: judged.of(index).role for index, one in enumerate(placed)}


def about(parser: Language, text: str, *mentions: Mention, article: Article | None = None) -> dict[str, Basis]:
    """The places that the last claim of the text is about, each with its ground."""
    doc = parser(text)
    doc._.mentions = sorted(mentions, key=lambda one: one.span)
    doc._.article = article
    link(parser, doc)
    links = doc._.claims[-1].places
    return {doc._.mentions[link.mention].text: link.basis for link in links if link.role is Role.ABOUT}


def test_a_place_named_in_what_was_said_is_what_it_is_about(parser: Language) -> None:
    text = "Grace Mbabazi said that homes in Kasese were under water."
    assert about(parser, text, mention(text, "Kasese", TOWN)) == {"Kasese": Basis.CONTENT}


def test_a_place_named_in_the_sentence_may_be_what_it_is_about(parser: Language) -> None:
    text = "In Kasese, Grace Mbabazi said that the road was closed."
    assert about(parser, text, mention(text, "Kasese", TOWN)) == {"Kasese": Basis.SENTENCE}


def test_a_place_named_just_before_may_be_what_it_is_about(parser: Language) -> None:
    text = "Floods hit Kasese on Monday. The bridge was gone. Grace Mbabazi said that the road was closed."
    assert about(parser, text, mention(text, "Kasese", TOWN)) == {"Kasese": Basis.PARAGRAPH}


@pytest.mark.parametrize("between", ["", "Residents fled on Monday.\n\n", "It rained.\n\nPeople fled.\n\n"])
def test_a_place_named_in_another_paragraph_is_named_before(parser: Language, between: str) -> None:
    text = f"Floods hit Kasese.\n\n{between}Grace Mbabazi said that the road was closed."
    assert set(about(parser, text, mention(text, "Kasese", TOWN)).values()) <= {Basis.BEFORE}


def test_a_place_named_long_before_is_told_from_one_named_near(parser: Language) -> None:
    story = "Rain fell for days. " * 4
    text = f"Floods hit Kasese on Monday. {story}Grace Mbabazi said that the road was closed."
    assert set(about(parser, text, mention(text, "Kasese", TOWN)).values()) <= {Basis.BEFORE}


@pytest.mark.parametrize(
    "text",
    [
        "Omar Haidar said that fighting in Rakhine state had closed the road.",
        "Omar Haidar said Rakhine state had no doctors.",
        "Omar Haidar said the floods reached Myanmar's Rakhine state.",
    ],
)
def test_the_sort_of_a_place_makes_no_actor_of_it(parser: Language, text: str) -> None:
    assert roles(parser, text, mention(text, "Rakhine", PROVINCE)) == {"Rakhine": Role.ABOUT}


@pytest.mark.parametrize(
    ("text", "words", "feature", "kind"),
    [
        ("Omar Haidar said Syria is shelling the hills.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said Syrian troops had closed the road.", "Syrian", COUNTRY, MentionKind.DEMONYM),
        ("Omar Haidar accused Damascus of ignoring the village.", "Damascus", CAPITAL, MentionKind.TOPONYM),
        ("Omar Haidar said Syria was the only culprit in the village.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said the dead were blamed on Syria.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said the world must condemn Syria.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said Syria and its friends were the culprits.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said allegations against Syria were old.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said Syrian drones struck a house.", "Syrian", COUNTRY, MentionKind.DEMONYM),
        ("Omar Haidar said Syria's army had closed the road.", "Syria", COUNTRY, MentionKind.TOPONYM),
    ],
)
def test_a_state_that_acts_is_an_actor(
    parser: Language, text: str, words: str, feature: tuple[str, str], kind: MentionKind
) -> None:
    assert roles(parser, text, mention(text, words, feature, kind)) == {words: Role.ACTOR}


@pytest.mark.parametrize(
    ("text", "words", "feature", "kind"),
    [
        ("Omar Haidar said Syria needs wheat.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said Syria was the only market for wheat.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said Syrians were hungry.", "Syrians", COUNTRY, MentionKind.DEMONYM),
        ("Omar Haidar criticised Syria's closure of the road.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said people in Damascus were hungry.", "Damascus", CAPITAL, MentionKind.TOPONYM),
    ],
)
def test_a_state_or_people_that_something_happens_to_is_what_it_is_about(
    parser: Language, text: str, words: str, feature: tuple[str, str], kind: MentionKind
) -> None:
    assert roles(parser, text, mention(text, words, feature, kind)) == {words: Role.ABOUT}


def test_every_link_says_why(parser: Language) -> None:
    text = "Omar Haidar said Syrian troops and the Aleppo Relief Council were in Kasese."
    doc = parser(text)
    doc._.mentions = [
        mention(text, "Syrian", COUNTRY, MentionKind.DEMONYM),
        mention(text, "Aleppo", TOWN, MentionKind.EMBEDDED),
        mention(text, "Kasese", TOWN),
    ]
    link(parser, doc)
    why = {link.mention: link.evidence for link in doc._.claims[0].places}
    assert why[0] == "“Syrian” says whose troops"
    assert why[1] == "“Aleppo” is part of another name"
    assert why[2] == "“Kasese” is named in what was said"


def test_a_place_inside_another_name_is_only_a_name(parser: Language) -> None:
    text = "Omar Haidar said the Aleppo Relief Council had left."
    assert roles(parser, text, mention(text, "Aleppo", TOWN, MentionKind.EMBEDDED)) == {"Aleppo": Role.NAME}


def test_the_place_in_the_words_goes_before_the_one_where_the_speaker_stood(parser: Language) -> None:
    text = "Speaking in Geneva, Grace Mbabazi said that homes in Kasese were lost."
    found = about(parser, text, mention(text, "Geneva", TOWN), mention(text, "Kasese", TOWN))
    assert next(iter(found)) == "Kasese"


def test_the_dateline_pins_nothing(parser: Language) -> None:
    text = "GENEVA, May 4 - Aid is late there, Grace Mbabazi said."
    article = Article(text, dateline=Span(0, 15), filed_from=Span(0, 6))
    assert roles(parser, text, mention(text, "GENEVA", TOWN), article=article) == {"GENEVA": Role.ORIGIN}
