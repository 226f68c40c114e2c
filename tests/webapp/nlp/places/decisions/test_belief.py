"""Places that a person decided on: certain, company for the others, and what their namesakes lean to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.place import Place
from tests.webapp.nlp.places.test_resolver import (
    DALLAS,
    GEORGIA_COUNTRY,
    GEORGIA_STATE,
    NLP,
    PARIS,
    PARIS_TEXAS,
    TEXAS,
    Countries,
    Found,
    place,
)
from webapp.domain import Article, Mention, MentionKind, Placed, Span
from webapp.nlp.places.decisions.belief import CERTAIN, Decided, decided_of
from webapp.nlp.places.groups import Group, grouped
from webapp.nlp.places.reasons.ranks import NAMESAKE, NO_ENTRY, NOT_IDENTIFIED, PLACED
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.toponyms.span import PlaceSpan

PARISES = (PARIS, PARIS_TEXAS)
ATHENS = place("Athens", "PPLC", "GR", "Attica", (37.98, 23.73), 660_000, 0.66)
ATHENS_TEXAS = place("Athens", "PPLA2", "US", "Texas", (32.2, -95.86), 13_000, 0.37)
MILL = Place("own:old-mill", "Old Mill", 33.6, -95.5, "P", "PPL", "US", "Texas", located="own")
Decision = Place | None
OPEN = "open"
"""No decision at all."""
Told = tuple[str, Found, Decision | str]


def spans_of(text: str, *names: Told) -> list[PlaceSpan]:
    """The names stand in the text in this order, each with its candidates and what was decided."""
    found, position = [], 0
    for name, matches, decision in names:
        span = Span(text.index(name, position), text.index(name, position) + len(name))
        position = span.end
        placed = None if isinstance(decision, str) else Placed(span, decision)
        found.append(PlaceSpan(span, name, MentionKind.TOPONYM, 0.9, matches=matches, placed=placed))
    return found


def resolved(text: str, *names: Told) -> list[Mention]:
    doc = NLP.make_doc(text)
    doc._.place_spans, doc._.article = spans_of(text, *names), Article(text=text)
    return list(ToponymResolver().use(Countries())(doc)._.mentions)


def test_a_decision_stands_whatever_speaks_against_it() -> None:
    mentions = resolved("From Paris, Texas.", ("Paris", PARISES, PARIS.place), ("Texas", (TEXAS,), OPEN))
    given = mentions[0].resolution
    assert (given.place, given.confidence, given.evidence, given.contrast) == (PARIS.place, 1.0, (PLACED,), ())
    assert [(one.place, one.score) for one in given.candidates] == [(PARIS.place, 1.0), (PARIS_TEXAS.place, 0.0)]


def test_other_names_follow_and_say_so() -> None:
    text = "He went from Paris to Athens."
    before = resolved(text, ("Paris", PARISES, OPEN), ("Athens", (ATHENS, ATHENS_TEXAS), OPEN))
    assert before[1].resolution.place == ATHENS.place
    _, athens = resolved(text, ("Paris", PARISES, PARIS_TEXAS.place), ("Athens", (ATHENS, ATHENS_TEXAS), OPEN))
    assert athens.resolution.place == ATHENS_TEXAS.place
    assert "named with Paris (placed by a person) in Texas" in athens.resolution.evidence


def test_another_mention_of_the_name_leans_to_the_same_place() -> None:
    text = "Paris was calm. In Paris shops opened."
    first, second = resolved(text, ("Paris", PARISES, PARIS_TEXAS.place), ("Paris", PARISES, OPEN))
    assert first.resolution.place == second.resolution.place == PARIS_TEXAS.place
    assert second.resolution.confidence < 1.0
    assert NAMESAKE in second.resolution.evidence
    assert PLACED not in second.resolution.evidence
    assert "named in other words too" not in second.resolution.evidence
    assert second.resolution.contrast[0].endswith(
        "but it is not where a person placed the name elsewhere in the article."
    )


def test_a_mention_that_the_text_puts_elsewhere_does_not_follow() -> None:
    text = "Paris was calm. He flew to Paris, Texas."
    names = (("Paris", PARISES, PARIS.place), ("Paris", PARISES, OPEN), ("Texas", (TEXAS,), OPEN))
    assert [one.resolution.place for one in resolved(text, *names)] == [PARIS.place, PARIS_TEXAS.place, TEXAS.place]


def test_two_mentions_of_one_name_may_be_given_different_places() -> None:
    text = "Paris was calm. In Paris shops opened."
    first, second = resolved(text, ("Paris", PARISES, PARIS_TEXAS.place), ("Paris", PARISES, PARIS.place))
    assert (first.resolution.place, second.resolution.place) == (PARIS_TEXAS.place, PARIS.place)


def test_a_place_that_the_gazetteer_lacks_is_company_and_a_candidate_of_its_namesakes() -> None:
    text = "At Old Mill they met. Then Old Mill burnt, and Athens."
    names = (("Old Mill", (), MILL), ("Old Mill", (), OPEN), ("Athens", (ATHENS, ATHENS_TEXAS), OPEN))
    first, second, athens = resolved(text, *names)
    assert [first.resolution.place, second.resolution.place] == [MILL, MILL]
    assert second.resolution.evidence == (NAMESAKE,)
    assert athens.resolution.place == ATHENS_TEXAS.place
    assert "named with Old Mill (placed by a person) in Texas" in athens.resolution.evidence


def test_what_is_no_identifiable_place_is_unplaced_and_no_company() -> None:
    text = "He went from Paris to Athens."
    alone = resolved(text, ("Athens", (ATHENS, ATHENS_TEXAS), OPEN))[0].resolution
    paris, athens = resolved(text, ("Paris", (PARIS_TEXAS,), None), ("Athens", (ATHENS, ATHENS_TEXAS), OPEN))
    assert (paris.resolution.place, paris.resolution.evidence) == (None, (NOT_IDENTIFIED,))
    assert athens.resolution.place == alone.place
    assert athens.resolution.confidence == pytest.approx(alone.confidence, abs=0.02)
    assert resolved("In Xyz.", ("Xyz", (), None))[0].resolution.evidence == (NOT_IDENTIFIED,)


def test_a_name_beside_the_decided_one_is_what_holds_it() -> None:
    text = "He lives in Paris, Georgia."
    paris_georgia = place("Paris", "PPL", "US", "Georgia", (33.0, -84.0), 100, 0.2)
    georgias = (GEORGIA_COUNTRY, GEORGIA_STATE)
    groups = grouped(text, spans_of(text, ("Paris", PARISES, paris_georgia.place), ("Georgia", georgias, OPEN)))
    assert groups[1].qualifies == {GEORGIA_STATE.place.id}


def test_the_reason_of_a_namesake_never_says_that_the_gazetteer_has_it() -> None:
    text = "At Old Mill they met. Then Old Mill burnt."
    _, second = resolved(text, ("Old Mill", (), MILL), ("Old Mill", (), OPEN))
    assert not any("gazetteer" in words for words in second.resolution.evidence)
    far = Place("own:far", "Far Mill", -33.0, 151.0, "S", "MLL", "AU", located="own")
    names = (("Old Mill", (), far), ("Old Mill", (), OPEN), ("Dallas", (DALLAS,), OPEN), ("Texas", (TEXAS,), OPEN))
    _, second, *_ = resolved(f"{text} Dallas and Texas too.", *names)
    assert second.resolution.evidence in ((NAMESAKE,), (NO_ENTRY,))


def test_nothing_is_made_of_names_without_a_decision() -> None:
    assert decided_of([Group("Paris", MentionKind.TOPONYM, PARISES)]) is None


def test_certain_is_above_all_and_the_rest_of_its_name_is_nothing() -> None:
    decided = Decided(np.array([False, True, False]), np.array([False, False, True]), np.array([0.0, 0.0, 2.0]))
    assert decided.scores(np.array([50.0, -9.0, 1.0])).tolist() == [50.0, CERTAIN, 3.0]
    assert decided.shares(np.array([0.9, 0.1, 0.4])).tolist() == [0.0, 1.0, 0.4]
    assert decided.among(np.array([True, False, True])).leaning.tolist() == [0.0, 2.0]


DECISIONS = st.sampled_from([OPEN, None, PARIS.place, PARIS_TEXAS.place, MILL])


@settings(deadline=None, max_examples=30)
@given(st.tuples(DECISIONS, DECISIONS, DECISIONS))
def test_any_decisions_stand_and_leave_the_others_with_a_reason(drawn: tuple[Decision | str, ...]) -> None:
    text = "Paris was calm. In Paris shops opened, and at Old Mill, and in Dallas."
    names = [("Paris", PARISES, drawn[0]), ("Paris", PARISES, drawn[1]), ("Old Mill", (), drawn[2])]
    mentions = resolved(text, *names, ("Dallas", (DALLAS,), OPEN))
    for mention, decision in zip(mentions, drawn, strict=False):
        one = mention.resolution
        if isinstance(decision, str):
            assert one.evidence and PLACED not in one.evidence
        else:
            assert (one.place, one.confidence) == (decision, 1.0 if decision else 0.0)
            assert one.evidence == ((PLACED,) if decision else (NOT_IDENTIFIED,))
            assert sum(candidate.score for candidate in one.candidates) == float(decision is not None)
    assert mentions[-1].resolution.place == DALLAS.place
