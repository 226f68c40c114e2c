"""Articles are read with the mentions that people say there are, and the places that they know."""

from __future__ import annotations

from dataclasses import replace

from gazetteer.place import Place
from webapp.domain import Article, Span
from webapp.evaluation.decided import REJECTED, JudgedArticle
from webapp.fitting.reading import cases_of, known_in
from webapp.nlp.pipeline import Pipeline

TEXT = "Rain fell on Athens and Springfield. May came from Chester Street."
ATHENS = Place("geonames:4180386", "Athens", 33.96, -83.38, "P", "PPLA2", "US", "Georgia")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_case_has_the_names_that_people_say_there_are(pipeline: Pipeline) -> None:
    reading = pipeline.read(Article(TEXT))
    kept = tuple(m for m in reading.mentions if m.text in ("Athens", "Springfield"))
    places = {span("Athens"): ATHENS, span("Springfield"): REJECTED, span("Chester"): None}
    judged = JudgedArticle(reading.article, replace(reading, mentions=kept), places)
    (case,) = cases_of(pipeline, [judged])
    counted = dict(zip((group.name for group in case.choices.groups), case.counts.tolist(), strict=True))
    assert counted == {"Athens": 1.0, "Chester": 0.0}
    best = case.choices.groups[0].matches[int(case.wanted[: len(case.choices.groups[0].matches)].argmax())].place
    assert best.admin1 == "Georgia"
    assert list(known_in(judged)) == [span("Athens")]


def test_of_two_spans_that_overlap_the_decided_one_counts(pipeline: Pipeline) -> None:
    reading = pipeline.read(Article("Rain fell on New York City."))
    (found,) = reading.mentions
    inner = Span(found.span.start, found.span.start + len("New York"))
    judged = JudgedArticle(reading.article, reading, {inner: found.resolution.place})
    (case,) = cases_of(pipeline, [judged])
    assert [group.name for group in case.choices.groups] == ["New York"]
    assert case.counts.tolist() == [1.0]


def test_an_article_without_names_is_no_case(pipeline: Pipeline) -> None:
    reading = pipeline.read(Article("It rained."))
    assert list(cases_of(pipeline, [JudgedArticle(reading.article, reading, {})])) == []
