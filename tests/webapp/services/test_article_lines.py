"""What a line of JSON must hold to be an article, and what is said where it does not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import Span
from webapp.services.article_lines import article_line, mention_spans

TEXT = "Rain fell on Kasese and Mbarara."
KASESE, MBARARA = {"start": 13, "end": 19}, {"start": 24, "end": 31}


def line(spans: object, text: str = TEXT) -> str:
    return json.dumps({"id": 1, "text": text, "spans": spans})


def test_given_spans_become_the_articles_in_the_order_of_its_text() -> None:
    _, article = article_line(line([MBARARA, {**KASESE, "kind": "toponym"}]), 1000, given_spans=True)
    assert article.given == (Span(13, 19), Span(24, 31))
    assert [span.of(article.text) for span in article.given] == ["Kasese", "Mbarara"]


def test_an_article_may_have_no_mentions_at_all() -> None:
    assert article_line(line([]), 1000, given_spans=True)[1].given == ()


def test_spans_are_left_alone_where_the_program_finds_its_own() -> None:
    assert article_line(line("nonsense"), 1000)[1].given is None


@pytest.mark.parametrize(
    ("spans", "why"),
    [
        (None, 'it has no "spans"'),
        ({"start": 1, "end": 2}, "is not a list"),
        ("13-19", "is not a list"),
        ([KASESE, [24, 31]], "span 2 is not an object"),
        ([{"start": 13}], 'span 1 has no whole number as "end"'),
        ([{"start": "13", "end": 19}], 'no whole number as "start"'),
        ([{"start": 13.0, "end": 19}], 'no whole number as "start"'),
        ([{"start": True, "end": 19}], 'no whole number as "start"'),
        ([{"start": 19, "end": 19}], r"span 1 \(19 to 19\) is empty"),
        ([{"start": 19, "end": 13}], r"span 1 \(19 to 13\) is empty"),
        ([{"start": -1, "end": 3}], r"\(-1 to 3\) lies outside the text, which has 32 characters"),
        ([KASESE, {"start": 24, "end": 33}], r"span 2 \(24 to 33\) lies outside"),
        ([{"start": 4, "end": 5}], "covers no words"),
        ([{"start": 18, "end": 25}, KASESE], "spans 13 to 19 and 18 to 25 overlap"),
        ([KASESE, KASESE], "overlap"),
    ],
)
def test_spans_that_cannot_be_used_are_refused_with_the_reason(spans: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        article_line(line(spans), 1000, given_spans=True)


def test_a_line_without_spans_is_refused_where_they_are_to_be_given() -> None:
    with pytest.raises(ValueError, match='no "spans"'):
        article_line(json.dumps({"id": 1, "text": TEXT}), 1000, given_spans=True)


@given(st.text(min_size=1, max_size=40), st.data())
def test_spans_that_follow_each_other_come_back_as_given(text: str, data: st.DataObject) -> None:
    edges = data.draw(st.lists(st.integers(0, len(text)), unique=True, max_size=12).map(sorted))
    pairs = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    wanted = [span for span in pairs if span.of(text).strip()]
    shuffled = data.draw(st.permutations(wanted))
    objects = [{"start": span.start, "end": span.end} for span in shuffled]
    assert mention_spans(json.loads(json.dumps(objects)), text) == tuple(wanted)


scalars = st.none() | st.booleans() | st.integers(-3, 12) | st.floats(allow_nan=False) | st.text(max_size=3)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["start", "end", "x"]), inner)
)
almost = st.lists(st.fixed_dictionaries({"start": st.integers(-2, 12), "end": st.integers(-2, 12)}), max_size=4)


@given(anything | almost)
def test_whatever_is_given_is_refused_or_lies_in_order_inside_the_text(value: object) -> None:
    try:
        spans = mention_spans(value, "ten letter")
    except ValueError as error:
        assert "span" in str(error)
        return
    flat = [edge for span in spans for edge in (span.start, span.end)]
    assert all(0 <= edge <= 10 for edge in flat)
    assert all(span.start < span.end for span in spans)
    assert flat == sorted(flat)


@given(st.text(st.characters(categories=("Cs",)) | st.sampled_from("ab 🗺"), min_size=1, max_size=12))
def test_half_characters_are_replaced_one_by_one(text: str) -> None:
    try:
        _, article = article_line(json.dumps({"id": 1, "text": "Words " + text}), 1000)
    except ValueError:
        return
    whole = json.loads(json.dumps("Words " + text))
    assert len(article.text) == len(whole)
    article.text.encode("utf-8")


def test_what_a_database_refuses_is_replaced_one_for_one() -> None:
    _, article = article_line(json.dumps({"id": 1, "text": "Gao\0 is \ud800 cut", "title": "\ud800 Gao"}), 100)
    assert (article.text, article.title) == ("Gao\ufffd is \ufffd cut", "\ufffd Gao")


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(ValueError, match="is empty"):
        article_line('{"id": 1, "text": " \\n"}', 100)
