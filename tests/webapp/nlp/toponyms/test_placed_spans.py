"""Words that a person placed: they are mentions, and each decision belongs to one."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.place import Place
from tests.webapp.nlp.toponyms.test_recognizer import SENTENCES, recognized
from webapp.domain import Article, MentionKind, Placed, Span
from webapp.nlp.toponyms.placed_spans import MARKED
from webapp.nlp.toponyms.span import PlaceSpan, with_place

TEXT = "Talks in Paris failed. They met at Old Mill."
MILL = Place("own:old-mill", "Old Mill", 48.8, 2.3, "S", "BLDG", "FR", located="own")


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def spans(*placed: Placed) -> list[PlaceSpan]:
    doc = SENTENCES(TEXT)
    doc._.article = Article(text=TEXT, placed=placed)
    return list(recognized(doc)._.place_spans)


def test_a_decision_belongs_to_the_mention_of_its_words() -> None:
    (paris,) = spans(Placed(at("Paris"), MILL))
    assert paris.placed == Placed(at("Paris"), MILL)
    assert [match.place for match in paris.meant] == [MILL]
    assert paris.confidence == 1.0


def test_words_that_were_not_found_become_a_toponym() -> None:
    _, mill = spans(Placed(at("Old Mill"), MILL))
    assert (mill.text, mill.kind, mill.confidence) == ("Old Mill", MentionKind.TOPONYM, 1.0)
    assert mill.evidence == (MARKED,)
    assert [match.place for match in mill.meant] == [MILL]


def test_a_decision_about_more_words_than_were_found_belongs_to_the_mention_inside() -> None:
    (paris,) = spans(Placed(at("in Paris"), MILL))
    assert (paris.text, paris.placed) == ("Paris", Placed(at("in Paris"), MILL))


def test_of_two_decisions_the_one_about_the_very_words_counts() -> None:
    (paris,) = spans(Placed(at("Talks in Paris"), None), Placed(at("Paris"), MILL), Placed(at("Paris failed"), None))
    assert paris.placed == Placed(at("Paris"), MILL)


def test_no_place_leaves_nothing_that_may_be_meant() -> None:
    (paris,) = spans(Placed(at("Paris"), None))
    assert paris.meant == ()
    assert paris.matches


def test_a_place_of_the_gazetteer_is_no_second_candidate() -> None:
    (paris,) = spans()
    assert paris.meant == paris.matches
    assert with_place(paris.matches, paris.matches[0].place, "Paris") is paris.matches
    assert [match.place for match in with_place(paris.matches, MILL, "Paris")][-1] == MILL


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), st.booleans()), max_size=6))
def test_any_decisions_leave_mentions_apart_and_each_word_decided_on_in_one(drawn: list[tuple[int, int, bool]]) -> None:
    placed = [Placed(Span(a, min(a + n, len(TEXT))), MILL if is_place else None) for a, n, is_place in drawn]
    found = spans(*placed)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
    for one in placed:
        if any(character.isalpha() for character in one.span.of(TEXT)):
            assert any(one.span.overlaps(span.span) and span.placed is not None for span in found)
