"""What is scored of an article, and which mentions a policy decides, on articles read by a pipeline of this test."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import spacy
from spacy.tokens import Doc

from gazetteer.place import Place
from training.corpora import Annotated
from webapp.domain import Article, Mention, MentionKind, Resolution, Span
from webapp.nlp import rules
from webapp.nlp.rules import rule
from webapp.nlp.text.doc import register
from webapp.nlp.toponyms.span import PlaceSpan

pytest.importorskip("sklearn", reason="fits need scikit-learn: pip install .[fit]")

from training import crossvalidate
from training.crossvalidate import BY_POLICY, PolicyWatch, Score, calibrations

TEXT = "Okubo left Gao"
GAO = Place("made:gao", "Gao", 16.27, -0.04, "P", "PPLA", "ML")
GOLD = {"id": 1, "toponyms": [{"start": 11, "end": 14, "text": "Gao", "lat": 16.3, "lon": 0.0}]}


def mention(start: int, end: int) -> Mention:
    return Mention(Span(start, end), TEXT[start:end], MentionKind.TOPONYM, 0.9, Resolution(GAO, 0.8))


class MadeParsed:
    """Takes the last word for a place, and the first one by a policy."""

    def __init__(self) -> None:
        def is_held(text: str) -> bool:
            return text.startswith("Okubo")

        is_held.__module__ = "webapp.nlp.toponyms.made"
        self.is_held = rule("made holder", "It is a place.", "Okubo left.", policy="holders are places")(is_held)

    def run(self, doc: Doc, components: Iterable[str]) -> Doc:
        held = (mention(0, 5),) if self.is_held(doc._.article.text) else ()
        doc._.mentions = (*held, mention(11, 14))
        return doc


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> MadeParsed:
    registered: dict[str, rules.Rule] = {}
    monkeypatch.setattr(rules, "RULES", registered)
    monkeypatch.setattr(crossvalidate, "RULES", registered)
    return MadeParsed()


def doc_of(article: Article) -> Doc:
    register()
    doc = spacy.blank("en").make_doc(article.text)
    doc._.article = article
    return doc


def test_a_mention_found_and_placed_counts_by_kind() -> None:
    doc = doc_of(Article(TEXT))
    doc._.mentions = (mention(0, 5), mention(11, 14))
    score = Score()
    score.add(Annotated("made", Article(TEXT), GOLD), doc, [doc._.mentions[1]])
    assert score.found["toponym"] == [(0.9, False), (0.9, True)]
    assert score.placed["toponym"] == score.placed[BY_POLICY] == [(0.8, True)]
    assert score.figures()["F1"] == pytest.approx(2 / 3)
    assert list(score.bins()) == [(0.8, 1.0, 1)]


def test_the_calibration_says_both_parts_by_kind_and_by_policy() -> None:
    score = Score()
    score.found["toponym"] = [(0.95, False)] * 300
    lines = list(calibrations([score]))
    assert "toponym: 300, expected calibration error 0.950" in lines
    assert any("off by +0.950" in line for line in lines)
    assert any(line.startswith(BY_POLICY) for line in lines)


def test_a_mention_whose_span_names_a_policy_is_decided_by_it_even_if_found_without(made: MadeParsed) -> None:
    class Agreeing(MadeParsed):
        def __init__(self) -> None:
            self.is_held = made.is_held

        def run(self, doc: Doc, components: Iterable[str]) -> Doc:
            policy = "made holder" if self.is_held(doc._.article.text) else ""
            doc._.mentions = (mention(0, 5), mention(11, 14))
            doc._.place_spans = [
                PlaceSpan(one.span, one.text, one.kind, 0.9, policy=policy if one.text == "Okubo" else "")
                for one in doc._.mentions
            ]
            return doc

    assert PolicyWatch(Agreeing()).read(doc_of(Article(TEXT))) == [mention(0, 5)]  # type: ignore[arg-type]


def test_what_only_a_policy_brings_is_decided_by_it(made: MadeParsed) -> None:
    watch = PolicyWatch(made)  # type: ignore[arg-type]
    doc = doc_of(Article(TEXT))
    assert watch.read(doc) == [mention(0, 5)]
    assert len(doc._.mentions) == 2
    assert watch.read(doc_of(Article("Bilal left Gao"))) == ()
