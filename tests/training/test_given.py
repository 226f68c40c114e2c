"""What is counted once a name of an article is given its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
import spacy
from spacy.tokens import Doc

from gazetteer.place import Match, Name, Place
from training.corpora import Annotated
from webapp.domain import Article, Mention, MentionKind, Resolution, Span
from webapp.nlp.text.doc import register
from webapp.nlp.toponyms.span import PlaceSpan

pytest.importorskip("sklearn", reason="fits need scikit-learn: pip install .[fit]")

from training.folds import Bench
from training.given import ANY, IN_TURN, SAME, WRONG, Drawn, Giver

TEXT = "Gao, Kidal, Gao"
GAO = Place("geonames:1", "Gao", 16.27, -0.04, "P", "PPLA", "ML")
KIDAL = Place("geonames:2", "Kidal", 18.44, 1.41, "P", "PPLA", "ML")
ELSEWHERE = Place("geonames:3", "Elsewhere", -30.0, 20.0, "P", "PPL", "ZA")
SPANS = (Span(0, 3), Span(5, 10), Span(12, 15))


class MadeParsed:
    """Places all names elsewhere, and rightly as soon as one of them is given its place."""

    def __init__(self) -> None:
        self.pipeline = SimpleNamespace(gazetteer=SimpleNamespace(by_id=lambda place_id: None))

    def run(self, doc: Doc, components: Iterable[str]) -> Doc:
        told = bool(doc._.names.article.placed)
        places: Sequence[Place] = (GAO, KIDAL, GAO)
        matches = tuple(Match(one, Name(one.id, one.name), 0.5) for one in (*places[:2], ELSEWHERE))
        doc._.place_spans = [
            PlaceSpan(span, span.of(TEXT), MentionKind.TOPONYM, 0.9, matches=matches) for span in SPANS
        ]
        doc._.mentions = [
            Mention(one.span, one.text, one.kind, 0.9, Resolution(place if told else ELSEWHERE, 0.8))
            for one, place in zip(doc._.place_spans, places, strict=True)
        ]
        return doc


def draws() -> dict[str, tuple[Counter[str], Counter[str]]]:
    register()
    doc = spacy.blank("en").make_doc(TEXT)
    doc._.article = Article(TEXT)
    doc._.names = SimpleNamespace(article=doc._.article)
    gold: dict[str, Any] = {"id": 1, "toponyms": []}
    for span, place in zip(SPANS, (GAO, KIDAL, GAO), strict=True):
        gold["toponyms"].append(
            {"start": span.start, "end": span.end, "text": span.of(TEXT), "lat": place.lat, "lon": place.lon}
        )
    giver = Giver(cast(Bench, SimpleNamespace(parsed=MadeParsed())))
    found = {kind: (before, after) for kind, before, after in giver.draws(Annotated("made", Article(TEXT), gold), doc)}
    assert doc._.article.placed == doc._.names.article.placed == ()
    return found


def test_only_other_names_are_counted() -> None:
    found = draws()
    for kind in (ANY, WRONG):
        before, after = found[kind]
        assert before["right"] == 0
        assert after["right"] == after["marked"] == after["found"]
        assert after["marked"] in (1, 2)


def test_in_turn_each_name_counts_alike() -> None:
    _, after = draws()[ANY + IN_TURN]
    assert after["marked"] == 1_500_000


def test_of_one_mention_given_the_others_of_its_name_are_counted() -> None:
    before, after = draws()[SAME]
    assert (before["right"], after["right"], after["marked"]) == (0, 1, 1)


def test_the_lines_say_what_was_gained() -> None:
    drawn = Drawn([Counter(marked=2, found=2, right=1)] * 3, [Counter(marked=2, found=2, right=2)] * 3)
    assert "  right of those found: 0.5000 to 1.0000, +50.00 points (+50.00 to +50.00)" in list(drawn.lines())
