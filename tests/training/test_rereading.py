"""Articles of a corpus read again without a rule, with the weights of their fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from training.corpora import FOLDS, Annotated
from training.judges import Judge
from training.measures.counts import Counts, Gold, Measure, share
from training.rereading import Corpus, merged
from webapp.domain import Article, Reading
from webapp.nlp import rules
from webapp.nlp.rules import rule
from webapp.nlp.text.doc import register


class MadeParsed:
    """Reads a note from each article that ends in a question mark, by a rule."""

    def __init__(self) -> None:
        register()
        self.pipeline = type("Made", (), {"nlp": spacy.blank("en")})()
        self.asks = rule("asks", "A question is noted.", "Is it?")(lambda text: text.endswith("?"))

    def docs(self, articles: Iterable[Annotated]) -> list[Doc]:
        return [self.pipeline.nlp.make_doc(annotated.article.text) for annotated in articles]

    def reading(self, doc: Doc, components: Iterable[str]) -> Reading:
        return Reading(doc._.article, notes=("a question",) if self.asks(doc._.article.text) else ())


@pytest.fixture(autouse=True)
def _no_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", {})


def corpus(weights: Any) -> Corpus:
    measure = Measure(_noted, {"notes": share("notes", "all")})
    texts = ["Is it?", "It is.", "It was."] + ["So it goes."] * 7
    articles = [Annotated("made", Article(text), {"id": number}) for number, text in enumerate(texts)]
    return Corpus(Judge("made", measure, {}), articles, MadeParsed(), weights)  # type: ignore[arg-type]


def _noted(gold: Gold, reading: Reading) -> Counts:
    return Counter(notes=len(reading.notes), all=1)


def test_a_rule_fires_where_it_is_on_and_not_where_it_is_off() -> None:
    made = corpus(lambda fold: None)
    on, off = made.read([0, 1]), made.read([0, 1], ["asks"])
    assert [on[0].fired["asks"], on[1].fired["asks"], off[0].fired["asks"]] == [1, 0, 0]
    assert (on[0].counts["notes"], off[0].counts["notes"]) == (1, 0)


def test_each_article_is_read_with_the_weights_of_its_fold() -> None:
    folds: list[int] = []
    made = corpus(folds.append)
    made.read(range(10))
    assert folds == sorted(set(folds))
    assert set(folds) <= set(range(FOLDS))
    assert len(folds) > 1


def test_readings_are_replaced_by_number() -> None:
    made = corpus(lambda fold: None)
    first, again = made.read([0, 1]), made.read([0], ["asks"])
    assert merged([first[0], first[1]], again) == [again[0], first[1]]
