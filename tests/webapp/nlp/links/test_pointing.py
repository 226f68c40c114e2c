"""Places that a claim points at without naming them: here, there, the dam, our village, its neighbour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from gazetteer.place import Place
from webapp.domain import Article, Mention, MentionKind, Resolution, Role, Span

COUNTRY = ("A", "PCLI")
PROVINCE = ("A", "ADM1")
TOWN = ("P", "PPL")
LAKE = ("H", "LK")


def mention(text: str, words: str, feature: tuple[str, str]) -> Mention:
    start = text.index(words)
    place = Place(f"own:{words}", words, 0.0, 0.0, *feature)
    return Mention(Span(start, start + len(words)), words, MentionKind.TOPONYM, 0.9, Resolution(place, 0.9))


def pins(parser: Language, text: str, *mentions: Mention, article: Article | None = None) -> list[str]:
    """What the last claim of the text is about."""
    doc = parser(text)
    doc._.mentions = sorted(mentions, key=lambda one: one.span)
    doc._.article = article
    parser.get_pipe("claim_linker")(doc)
    links = doc._.claims[-1].places
    return [doc._.mentions[link.mention].text for link in links if link.role is Role.ABOUT]


@pytest.mark.parametrize(
    ("before", "said", "feature"),
    [
        ("Rain filled the lake behind Alau Dam.", "that the dam had failed", LAKE),
        ("The report tells of Alau, a camp for displaced people.", "that the camp was empty", PROVINCE),
        ("The market town of Alau flooded.", "that the town was empty", PROVINCE),
        ("Polls closed in northern Alau.", "that citizens of the north had voted", COUNTRY),
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


def test_there_is_every_place_of_the_list_before(parser: Language) -> None:
    text = "People live in tents near Bara and Jamrud. Grace Mbabazi said that nurses there had not been paid."
    assert pins(parser, text, mention(text, "Bara", TOWN), mention(text, "Jamrud", TOWN)) == ["Bara", "Jamrud"]


def test_there_is_not_where_people_came_from(parser: Language) -> None:
    text = "Camps near Dikwa hold people from the shores of Lake Chad. Grace Mbabazi said nurses there lack pay."
    assert pins(parser, text, mention(text, "Dikwa", TOWN), mention(text, "Lake Chad", LAKE)) == ["Dikwa"]


def test_the_will_is_there_is_no_place(parser: Language) -> None:
    text = "Roads in Gulu are bad. Grace Mbabazi said that the will is there."
    assert pins(parser, text, mention(text, "Gulu", TOWN)) == []


def test_here_is_the_scene_of_the_paragraph(parser: Language) -> None:
    text = 'A clerk in Gulu wept.\n\nIn Kasese, a polling station closed. "My mother voted here," Grace Mbabazi said.'
    assert pins(parser, text, mention(text, "Gulu", TOWN), mention(text, "Kasese", TOWN)) == ["Kasese"]


def test_here_is_the_place_of_the_dateline_where_the_paragraph_names_none(parser: Language) -> None:
    text = 'PARIS, Texas - The council met.\n\n"I moved here for the quiet," Grace Mbabazi said.'
    article = Article(text, dateline=Span(0, 14), filed_from=Span(0, 5))
    assert pins(parser, text, mention(text, "PARIS", TOWN), article=article) == ["PARIS"]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Grace Mbabazi came on Sunday from Kasese.\n\n“Shells hit our village,” Mbabazi said.", "Kasese"),
        ("Elders from Kasese demanded that the army let families go home.", "Kasese"),
    ],
)
def test_our_village_and_home_are_where_the_speaker_is_from(parser: Language, text: str, home: str) -> None:
    assert pins(parser, text, mention(text, home, TOWN)) == [home]


def test_our_border_is_that_of_the_state_whose_officer_speaks(parser: Language) -> None:
    text = "Poland sent up jets. “No object crossed our border,” a spokesman for the Polish army said."
    polish = replace(mention(text, "Polish", COUNTRY), kind=MentionKind.DEMONYM)
    poland = replace(mention(text, "Poland", COUNTRY), resolution=polish.resolution)
    assert pins(parser, text, poland, polish) == ["Poland"]


def test_its_neighbour_is_the_country_named_before(parser: Language) -> None:
    text = "A spokesperson said Rwanda had no troops there. Kinshasa accused its neighbour of commanding the rebels."
    assert pins(parser, text, mention(text, "Rwanda", COUNTRY)) == ["Rwanda"]


def test_the_town_is_not_where_a_body_sits(parser: Language) -> None:
    text = (
        "The sea took the harbour wall at Gulu on Monday. Xu Weiling, of the Chinese Academy of Sciences in Beijing, "
        "was not surprised. She said that the town must empty."
    )
    assert pins(parser, text, mention(text, "Gulu", TOWN), mention(text, "Beijing", TOWN)) == ["Gulu"]
