"""How a claim was said, whether it was affirmed, and which claims are reported inside another."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.webapp.nlp.conftest import link
from webapp.domain import Claim, Manner, Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.nesting import outer_claims
from webapp.nlp.lexicon.reporting_verbs import (
    frames_by_form,
    manners_of_nouns,
    manners_of_verbs,
    nouns_by_form,
)


def claims(parser: Language, text: str) -> list[Claim]:
    doc = parser(text)
    doc._.mentions, doc._.article = [], None
    link(parser, doc)
    return list(doc._.claims)


def test_every_reporting_verb_and_noun_has_a_manner() -> None:
    assert manners_of_verbs().keys() == {lemma for lemma, _ in frames_by_form().values()}
    assert manners_of_nouns("content").keys() == set(nouns_by_form().values())


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Omar Haidar said that the road was closed.", Manner.NEUTRAL),
        ("Omar Haidar alleged that the road was closed.", Manner.ALLEGES),
        ("Omar Haidar denied that the road was closed.", Manner.DENIES),
        ("Omar Haidar demanded that the road be opened.", Manner.DEMANDS),
        ("Omar Haidar called for an end to the siege.", Manner.DEMANDS),
        ("Omar Haidar called on the army to leave.", Manner.DEMANDS),
        ("Omar Haidar told the villagers to leave.", Manner.DEMANDS),
        ("Omar Haidar told the villagers that the road was closed.", Manner.NEUTRAL),
        ("Omar Haidar warned that the dam could burst.", Manner.WARNS),
        ("Omar Haidar expressed concern that the dam could burst.", Manner.WARNS),
        ("Omar Haidar predicted that prices would fall.", Manner.PREDICTS),
        ("Omar Haidar praised the nurses.", Manner.PRAISES),
        ("Omar Haidar accused the army of looting.", Manner.BLAMES),
        ("According to Omar Haidar, the road was closed.", Manner.NEUTRAL),
        ("Omar Haidar believes that the road was closed.", Manner.BELIEVES),
        ("Omar Haidar feared that the dam would burst.", Manner.BELIEVES),
        ("Omar Haidar hoped that the road would open.", Manner.BELIEVES),
        ("Omar Haidar hoped to open the road.", Manner.NEUTRAL),
        ("Omar Haidar expressed hopes that the road would open.", Manner.BELIEVES),
        ("Omar Haidar promised that the road would open.", Manner.PROMISES),
        ("Omar Haidar vowed to open the road.", Manner.PROMISES),
        ("Omar Haidar swore to open the road.", Manner.PROMISES),
        ("Omar Haidar swore that the road was closed.", Manner.NEUTRAL),
        ("Omar Haidar asked whether the road was closed.", Manner.ASKS),
        ("Omar Haidar asked how to open the road.", Manner.ASKS),
        ("Omar Haidar wondered aloud why the road was closed.", Manner.ASKS),
        ("“Why is the road closed?” Omar Haidar inquired.", Manner.ASKS),
        ("Omar Haidar asked the army to open the road.", Manner.DEMANDS),
        ("Omar Haidar asked that the road be opened.", Manner.DEMANDS),
        ("Omar Haidar asked for an end to the siege.", Manner.DEMANDS),
        ("Omar Haidar told the villagers how to leave.", Manner.NEUTRAL),
    ],
)
def test_the_cue_tells_the_manner(parser: Language, text: str, manner: Manner) -> None:
    assert [claim.manner for claim in claims(parser, text)] == [manner]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“Why is the road closed?” Omar Haidar said.", Manner.ASKS),
        ("“Why? Who closed the road?” Omar Haidar said.", Manner.ASKS),
        ("“Why is the road closed? We need help,” Omar Haidar said.", Manner.NEUTRAL),
        ("“The road is closed,” Omar Haidar said.", Manner.NEUTRAL),
        ("“Who closed the road?” Omar Haidar alleged.", Manner.ALLEGES),
    ],
)
def test_a_quotation_of_nothing_but_questions_was_asked(parser: Language, text: str, manner: Manner) -> None:
    assert [claim.manner for claim in claims(parser, text)] == [manner]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Omar Haidar said that the road was closed.", False),
        ("Omar Haidar did not say that the road was closed.", True),
        ("Omar Haidar never claimed that the road was closed.", True),
        ("No officials said that the road was closed.", True),
        ("Few officials in Gulu said that the road was closed.", True),
        ("A few officials in Gulu said that the road was closed.", False),
        ("Not one official said that the road was closed.", True),
        ("Hardly anyone in Gulu said that the road was closed.", True),
        ("Omar Haidar denied that the road was closed.", True),
        ("Omar Haidar did not believe that the road was closed.", True),
        ("Omar Haidar did not ask whether the road was closed.", True),
        ("Omar Haidar did not deny that the road was closed.", False),
        ("Omar Haidar said that the road was not closed.", False),
    ],
)
def test_a_claim_is_negated_by_its_cue_not_by_its_content(parser: Language, text: str, negated: bool) -> None:
    assert [claim.negated for claim in claims(parser, text)] == [negated]


def test_a_claim_told_by_a_speaker_knows_whose_words_hold_it(parser: Language) -> None:
    text = "Grace Mbabazi said that Omar Haidar denied that the road was closed."

    def span(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    doc = parser(text)
    doc._.mentions, doc._.article = [], None
    doc._.attributions = [
        Attributed(span("that Omar Haidar denied that the road was closed"), span("said"), span("Grace Mbabazi")),
        Attributed(span("that the road was closed"), span("denied"), span("Omar Haidar")),
    ]
    link(parser, doc)
    spoken = [(claim.speaker and claim.speaker.name, claim.manner, claim.within) for claim in doc._.claims]
    assert spoken == [("Grace Mbabazi", Manner.NEUTRAL, None), ("Omar Haidar", Manner.DENIES, 0)]


def test_of_two_claims_around_one_the_nearest_is_the_outer() -> None:
    said = Attributed((Span(10, 60),), cue=(Span(5, 9),))
    claimed = Attributed((Span(25, 60),), cue=(Span(20, 24),))
    denied = Attributed((Span(45, 60),), cue=(Span(40, 44),))
    assert outer_claims([said, claimed, denied]) == [None, 0, 1]


def test_claims_side_by_side_are_not_nested() -> None:
    first = Attributed((Span(10, 30),), cue=(Span(5, 9),))
    second = Attributed((Span(40, 60),), cue=(Span(31, 39),))
    assert outer_claims([first, second]) == [None, None]
