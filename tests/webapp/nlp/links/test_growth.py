"""The work of linking grows with the claims and mentions of an article, not with their product."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from gazetteer.place import Place
from tests.webapp.nlp.work import steps
from webapp.domain import ClaimKind, Mention, MentionKind, Resolution, Role, Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.nesting import outer_claims
from webapp.nlp.links.about import About
from webapp.nlp.links.candidates import Claimed
from webapp.nlp.links.pointing import Pointing
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.links.scene import Scene
from webapp.nlp.text.doc import register

SMALL, LARGE = 200, 800
MOST = 4.5
"""Times the work on LARGE may be that on SMALL: LARGE is four times SMALL."""


def place(text: str, start: int, words: str) -> Mention:
    known = Place(f"own:{words}", words, 0.0, 0.0, "A", "PCLI")
    assert text.startswith(words, start)
    return Mention(Span(start, start + len(words)), words, MentionKind.TOPONYM, 0.9, Resolution(known, 0.9))


def listed(names: int) -> tuple[Doc, list[Mention]]:
    """*Omar said Gulu Gulu Gulu … fell*: the names in one list, as the subject of one verb."""
    register()
    words = ["Omar", "said", *["Gulu"] * names, "fell"]
    verb = len(words) - 1
    heads = [1, 1, verb, *range(2, verb - 1), 1]
    deps = ["nsubj", "ROOT", "nsubj", *["conj"] * (names - 1), "ccomp"]
    doc = Doc(Vocab(), words=words, heads=heads, deps=deps)
    return doc, [place(doc.text, token.idx, "Gulu") for token in doc if token.text == "Gulu"]


def quoted(claims: int, sentence: str = "Homes in Gulu fell and nurses there left. ") -> tuple[str, list[Attributed]]:
    """One claim a sentence."""
    size = len(sentence)
    spans = [Span(start, start + size - 1) for start in range(0, claims * size, size)]
    return sentence * claims, [Attributed((span,)) for span in spans]


def test_the_roles_of_a_list() -> None:
    def roles(names: int) -> int:
        doc, mentions = listed(names)
        judged = PlaceRoles(doc, mentions, None)
        return steps(lambda: [judged.of(index) for index in range(len(mentions))])

    assert roles(LARGE) < MOST * roles(SMALL)


def test_a_list_that_acts_is_found_to_act() -> None:
    doc, mentions = listed(SMALL)
    judged = PlaceRoles(doc, mentions, None)
    assert {judged.of(index).role for index in range(SMALL)} == {Role.ACTOR}


@pytest.mark.parametrize(
    "sentence", ["Homes in Gulu fell and nurses there left. ", "In Gulu the city fell and here it. "]
)
def test_pointing_back(sentence: str) -> None:
    def pointing(claims: int) -> int:
        register()
        text, found = quoted(claims, sentence)
        doc = Doc(Vocab(), words=text.split(), deps=["dep"] * len(text.split()), heads=[0] * len(text.split()))
        size = len(sentence)
        mentions = [place(text, index * size + sentence.index("Gulu"), "Gulu") for index in range(claims)]
        linker = Pointing(doc, mentions, PlaceRoles(doc, mentions, None))
        return steps(lambda: [linker.of(claim) for claim in found])

    assert pointing(LARGE) < MOST * pointing(SMALL)


def test_choosing() -> None:
    def choosing(claims: int) -> int:
        register()
        text, found = quoted(claims)
        count = len(text.split())
        starts = [index % 9 == 0 for index in range(count)]
        doc = Doc(Vocab(), words=text.split(), deps=["dep"] * count, heads=list(range(count)), sent_starts=starts)
        size = len("Homes in Gulu fell and nurses there left. ")
        doc._.mentions = [place(text, index * size + 9, "Gulu") for index in range(claims)]
        scene = Scene(doc, PlaceRoles(doc, doc._.mentions, None))
        claimed = [Claimed(one, ClaimKind.INDIRECT, 0.9, 0.9) for one in found]
        return steps(lambda: About(doc, scene, claimed).rows)

    assert choosing(2 * LARGE) < 2.1 * choosing(LARGE)


@pytest.mark.parametrize("nested", [False, True])
def test_nesting(nested: bool) -> None:
    def nesting(claims: int) -> int:
        spans = [Span(index * 10, claims * 20 - index if nested else index * 10 + 9) for index in range(claims)]
        found = [Attributed((span,)) for span in spans]
        return steps(lambda: outer_claims(found))

    assert nesting(LARGE) < MOST * nesting(SMALL)
