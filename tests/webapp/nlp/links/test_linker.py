"""Which places a claim is about, and which only act, stand in a name, or tell where a report was filed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import Place
from webapp.domain import Article, Mention, MentionKind, Resolution, Role, Span

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
    doc = parser(text)
    doc._.mentions = sorted(mentions, key=lambda one: one.span)
    doc._.article = article
    parser.get_pipe("claim_linker")(doc)
    return {doc._.mentions[link.mention].text: link.role for claim in doc._.claims for link in claim.places}


def test_a_place_named_in_what_was_said_is_what_it_is_about(parser: Language) -> None:
    text = "Grace Mbabazi said that homes in Kasese were under water."
    assert roles(parser, text, mention(text, "Kasese", TOWN)) == {"Kasese": Role.ABOUT}


def test_a_place_outside_the_claim_is_no_part_of_it(parser: Language) -> None:
    text = "In Kasese, Grace Mbabazi said that the road was closed."
    assert roles(parser, text, mention(text, "Kasese", TOWN)) == {}


@pytest.mark.parametrize(
    ("text", "words", "feature", "kind"),
    [
        ("Omar Haidar said Syria is shelling the hills.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said Syrian troops had closed the road.", "Syrian", COUNTRY, MentionKind.DEMONYM),
        ("Omar Haidar said the hills were occupied by Syria.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar accused Damascus of ignoring the village.", "Damascus", CAPITAL, MentionKind.TOPONYM),
        ("Omar Haidar said Syrian drones struck a house.", "Syrian", COUNTRY, MentionKind.DEMONYM),
        ("Omar Haidar said Damascus was ready to sign a treaty.", "Damascus", CAPITAL, MentionKind.TOPONYM),
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
        ("Omar Haidar said Syrians were hungry.", "Syrians", COUNTRY, MentionKind.DEMONYM),
        ("Omar Haidar criticised Syria's closure of the road.", "Syria", COUNTRY, MentionKind.TOPONYM),
        ("Omar Haidar said people in Damascus were hungry.", "Damascus", CAPITAL, MentionKind.TOPONYM),
    ],
)
def test_a_state_or_people_that_something_happens_to_is_what_it_is_about(
    parser: Language, text: str, words: str, feature: tuple[str, str], kind: MentionKind
) -> None:
    assert roles(parser, text, mention(text, words, feature, kind)) == {words: Role.ABOUT}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("that a family from Kasese would pay the fee", "Kasese"),
        ("that families returning from Kasese had settled in the hills", "Kasese"),
        ("that visitors from Gulu and Kasese would return", "Kasese"),
        ("that the referee, who is from Kasese, whistled", "Kasese"),
        ("that a man came from Kasese with cameras", "Kasese"),
        ("that the army was shelling it from Kasese", "Kasese"),
        ("that rangers from Kasese broke up the rally", "Kasese"),
    ],
)
def test_where_somebody_comes_from_is_an_origin(parser: Language, said: str, words: str) -> None:
    text = f"Omar Haidar said {said}."
    assert roles(parser, text, mention(text, words, TOWN)) == {words: Role.ORIGIN}


@pytest.mark.parametrize(
    "said",
    [
        "that the road from Kasese was closed",
        "that samples from Kasese were clean",
        "that pumps had been ordered from Kasese",
        "that the displacement of residents from Kasese went on",
        "that people were expelled from Kasese",
    ],
)
def test_what_is_from_a_place_tells_of_the_place(parser: Language, said: str) -> None:
    text = f"Omar Haidar said {said}."
    assert roles(parser, text, mention(text, "Kasese", TOWN)) == {"Kasese": Role.ABOUT}


def test_where_a_group_is_based_is_an_origin_even_as_part_of_its_name(parser: Language) -> None:
    text = "Omar Haidar said the Geneva-based Red Cross had sent a Maltese-flagged ship."
    geneva = mention(text, "Geneva", TOWN, MentionKind.EMBEDDED)
    maltese = mention(text, "Maltese", COUNTRY, MentionKind.DEMONYM)
    assert roles(parser, text, geneva, maltese) == {"Geneva": Role.ORIGIN, "Maltese": Role.ORIGIN}


def test_the_nationality_of_refugees_is_an_origin(parser: Language) -> None:
    text = "Omar Haidar said Syrian refugees were hungry."
    assert roles(parser, text, mention(text, "Syrian", COUNTRY, MentionKind.DEMONYM)) == {"Syrian": Role.ORIGIN}


def test_an_accused_state_is_an_actor_only_where_the_claim_has_another_place(parser: Language) -> None:
    elsewhere = "Omar Haidar accused Syria of shelling homes in Kasese."
    found = roles(parser, elsewhere, mention(elsewhere, "Syria", COUNTRY), mention(elsewhere, "Kasese", TOWN))
    assert found == {"Syria": Role.ACTOR, "Kasese": Role.ABOUT}
    alone = "Omar Haidar accused Syria of holding prisoners."
    assert roles(parser, alone, mention(alone, "Syria", COUNTRY)) == {"Syria": Role.ABOUT}


def test_a_strike_is_told_by_where_it_hit_or_by_whose_it_is(parser: Language) -> None:
    text = "Omar Haidar said the Kasese strike followed Syria strikes."
    found = roles(parser, text, mention(text, "Kasese", TOWN), mention(text, "Syria", COUNTRY))
    assert found == {"Kasese": Role.ABOUT, "Syria": Role.ACTOR}


def test_a_state_that_is_helped_does_not_act(parser: Language) -> None:
    text = "Omar Haidar said the loan would help Syria rebuild its roads."
    assert roles(parser, text, mention(text, "Syria", COUNTRY)) == {"Syria": Role.ABOUT}


def test_every_link_says_why(parser: Language) -> None:
    text = "Omar Haidar said Syrian troops and a family from Gulu were in Kasese."
    doc = parser(text)
    doc._.mentions = [
        mention(text, "Syrian", COUNTRY, MentionKind.DEMONYM),
        mention(text, "Gulu", TOWN),
        mention(text, "Kasese", TOWN),
    ]
    parser.get_pipe("claim_linker")(doc)
    why = {link.mention: link.evidence for link in doc._.claims[0].places}
    assert why == {0: "“Syrian” says whose troops", 1: "where the family are from", 2: "named in what was said"}


def test_a_place_inside_another_name_is_only_a_name(parser: Language) -> None:
    text = "Omar Haidar said the Aleppo Relief Council had left."
    assert roles(parser, text, mention(text, "Aleppo", TOWN, MentionKind.EMBEDDED)) == {"Aleppo": Role.NAME}


def test_the_opening_that_sets_the_topic_counts(parser: Language) -> None:
    text = "Referring to the floods in Kasese, Grace Mbabazi said that homes were lost."
    assert roles(parser, text, mention(text, "Kasese", TOWN)) == {"Kasese": Role.ABOUT}


def test_where_the_speaker_stood_does_not_count(parser: Language) -> None:
    text = "Speaking in Geneva, Grace Mbabazi said that homes in Kasese were lost."
    found = roles(parser, text, mention(text, "Geneva", TOWN), mention(text, "Kasese", TOWN))
    assert found == {"Kasese": Role.ABOUT}


def test_there_points_back(parser: Language) -> None:
    text = "The clinic in Kasese closed. Grace Mbabazi said that nurses there had not been paid."
    assert roles(parser, text, mention(text, "Kasese", TOWN)) == {"Kasese": Role.ABOUT}


def test_the_city_is_the_one_the_article_tells_of(parser: Language) -> None:
    text = (
        "A block of flats in Kasese was hit.\n\nOmar Haidar said that drones came to Kasese from Gulu.\n\n"
        '"They want to break the city," Grace Mbabazi said.'
    )
    doc = parser(text)
    places = [mention(text, "Kasese", TOWN), mention(text, "Kasese", TOWN, nth=1), mention(text, "Gulu", TOWN)]
    doc._.mentions = places
    parser.get_pipe("claim_linker")(doc)
    assert [places[link.mention].text for link in doc._.claims[-1].places] == ["Kasese"]


def test_a_demonym_that_opens_a_bodys_name_is_a_name(parser: Language) -> None:
    text = "Omar Haidar said the African Union should step up."
    place = mention(text, "African", ("L", "CONT"), MentionKind.DEMONYM)
    assert roles(parser, text, place) == {"African": Role.NAME}


def test_our_land_is_the_speakers_own_region(parser: Language) -> None:
    text = (
        '"We, the people of Bamyan, want peace," Farida Noorzai said.\n\n'
        'Winter came early in Kabul.\n\n"Our land is dry," Noorzai said.'
    )
    mentions = [mention(text, "Bamyan", PROVINCE), mention(text, "Kabul", CAPITAL)]
    doc = parser(text)
    doc._.mentions = mentions
    parser.get_pipe("claim_linker")(doc)
    last = doc._.claims[-1]
    assert [(mentions[link.mention].text, link.role) for link in last.places] == [("Bamyan", Role.ABOUT)]


def test_the_dateline_pins_nothing(parser: Language) -> None:
    text = "GENEVA, May 4 - Aid is late there, Grace Mbabazi said."
    article = Article(text, dateline=Span(0, 15), filed_from=Span(0, 6))
    assert Role.ABOUT not in roles(parser, text, mention(text, "GENEVA", TOWN), article=article).values()
