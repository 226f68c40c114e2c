"""A claim's words for its scene, whether or not they name it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from gazetteer.place import Place, Precision
from tests.webapp.nlp.conftest import link
from webapp.domain import Mention, MentionKind, Resolution, Span
from webapp.nlp.links.linker import Links, told_of
from webapp.nlp.links.wordings import Wording, Wordings

STORY = 'The market town of Gulu flooded on Monday.\n\n"{said}" said Grace Mbabazi, a teacher.'


def links_of(parser: Language, said: str, story: str = STORY) -> Links:
    doc = parser(story.format(said=said))
    at = doc.text.index("Gulu")
    gulu = Resolution(Place("own:Gulu", "Gulu", 0.0, 0.0, "P", "PPL"), 0.9)
    doc._.mentions = [Mention(Span(at, at + 4), "Gulu", MentionKind.TOPONYM, 0.9, gulu)]
    told = told_of(link(parser, doc))
    return Links(doc, told, [0.9] * len(told))


def wording(parser: Language, said: str) -> Wording:
    links = links_of(parser, said)
    return links.about.wordings.of(links.claimed[-1].attributed)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Our cattle are gone,", (True, False, False)),
        ("The villagers have lost their cattle,", (False, True, False)),
        ("Every bridge there is down,", (False, False, True)),
        ("Rain is likely tomorrow,", (False, False, False)),
        ("The US has no plan,", (False, False, False)),
        ("Nobody told us of a plan,", (True, False, False)),
    ],
)
def test_ours_dwellers_and_vague_words(parser: Language, said: str, found: tuple[bool, bool, bool]) -> None:
    one = wording(parser, said)
    assert (one.is_ours, one.has_dwellers, one.is_vague) == found


def test_a_sort_counts_where_a_known_place_is_meant(parser: Language) -> None:
    assert wording(parser, "The town is under water,").sorts == ("town",)
    assert wording(parser, "A town needs bridges,").sorts == ()


def test_a_sort_fits_places_as_exact_as_it_is(parser: Language) -> None:
    town = wording(parser, "The town is under water,")
    assert (town.fits(Precision.SETTLEMENT), town.misfits(Precision.SETTLEMENT)) == (True, False)
    assert (town.fits(Precision.COUNTRY), town.misfits(Precision.COUNTRY)) == (False, True)


def test_what_a_claim_after_a_place_says_is_not_what_the_article_calls_it(parser: Language) -> None:
    story = 'Rain fell on Gulu. "The town is under water," said Grace Mbabazi, a teacher.'
    links = links_of(parser, "", story)
    assert links.about.wordings.is_called(links.about.scene.groups["own:Gulu"], ("town",)) is False


@pytest.mark.parametrize(("sorts", "called"), [(("town",), True), (("valley",), False), ((), False)])
def test_what_the_article_calls_a_place(parser: Language, sorts: tuple[str, ...], called: bool) -> None:
    links = links_of(parser, "The town is under water,")
    scene = links.about.scene
    words: Wordings = links.about.wordings
    assert words.is_called(scene.groups["own:Gulu"], sorts) is called
