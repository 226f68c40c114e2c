"""Articles that bring their spans: exactly those are proposed, however they are written."""

from __future__ import annotations

from tests.webapp.nlp.toponyms.test_recognizer import SENTENCES, recognized
from webapp.domain import Article, MentionKind, Span
from webapp.nlp.toponyms.span import PlaceSpan


def spans(text: str, *words: str) -> list[PlaceSpan]:
    doc = SENTENCES(text)
    given = tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)
    doc._.article = Article(text=text, given=given)
    return list(recognized(doc)._.place_spans)


def test_only_the_given_spans_are_proposed_and_surely() -> None:
    found = spans("Talks in Paris and London failed.", "London")
    assert [(s.text, s.confidence) for s in found] == [("London", 1.0)]
    assert found[0].matches and found[0].evidence


def test_lower_case_articles_and_endings_do_not_hide_a_name() -> None:
    found = spans("they left paris for the United States' coast and Kharkiv's streets", "paris", "the United States'")
    assert [s.text for s in found] == ["paris", "the United States'"]
    assert all(s.matches for s in found)


def test_a_given_demonym_is_a_demonym() -> None:
    (people,) = spans("Many Kashmiris wept.", "Kashmiris")
    assert people.kind is MentionKind.DEMONYM
    assert people.matches


def test_a_given_span_that_nothing_is_known_of_stays() -> None:
    (odd,) = spans("It was at 12 Xyzzyville.", "12 Xyzzyville")
    assert (odd.matches, odd.confidence) == ((), 1.0)


def test_no_spans_given_means_none_proposed() -> None:
    assert spans("Talks in Paris failed.") == []


def test_spans_without_words_do_no_harm() -> None:
    doc = SENTENCES("...")
    doc._.article = Article(text="...", given=(Span(0, 3), Span(3, 3)))
    assert len(recognized(doc)._.place_spans) <= 1
