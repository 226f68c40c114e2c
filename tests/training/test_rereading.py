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
from training.rereading import Corpus, components_from, merged
from webapp.domain import Article
from webapp.nlp import rules
from webapp.nlp.pipeline import OWN_COMPONENTS, PLACES
from webapp.nlp.rules import rule
from webapp.nlp.text.doc import register


class MadeParsed:
    """Reads a note from each article that ends in a question mark, by a rule."""

    def __init__(self) -> None:
        register()
        self.pipeline = type("Made", (), {"nlp": spacy.blank("en")})()
        self.ran: tuple[str, ...] = ()
        self.asks = rule("asks", "A question is noted.", "Is it?")(lambda text: text.endswith("?"))

    def docs(self, articles: Iterable[Annotated]) -> list[Doc]:
        return [self.pipeline.nlp.make_doc(annotated.article.text) for annotated in articles]

    def run(self, doc: Doc, components: Iterable[str]) -> Doc:
        self.ran = tuple(components)
        doc._.names = "a question" if self.asks(doc._.article.text) else None
        return doc


@pytest.fixture(autouse=True)
def _no_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", {})


def corpus(weights: Any, parsed: MadeParsed | None = None) -> Corpus:
    measure = Measure(_noted, {"notes": share("notes", "all")})
    texts = ["Is it?", "It is.", "It was."] + ["So it goes."] * 7
    articles = [Annotated("made", Article(text), {"id": number}) for number, text in enumerate(texts)]
    return Corpus(Judge("made", measure, {}), articles, parsed or MadeParsed(), weights)  # type: ignore[arg-type]


def _noted(gold: Gold, doc: Doc) -> Counts:
    return Counter(notes=doc._.names is not None, all=1)


def test_a_rule_fires_where_it_is_on_and_not_where_it_is_off() -> None:
    made = corpus(lambda fold: None)
    on, off = made.keep([0, 1]), made.reread([0, 1], ["asks"], "text")
    assert [on[0].fired["asks"], on[1].fired["asks"], off[0].fired["asks"]] == [1, 0, 0]
    assert (on[0].counts["notes"], off[0].counts["notes"]) == (1, 0)


def test_each_article_is_read_with_the_weights_of_its_fold() -> None:
    folds: list[int] = []
    made = corpus(folds.append)
    made.keep(range(10))
    assert folds == sorted(set(folds))
    assert set(folds) <= set(range(FOLDS))
    assert len(folds) > 1


def test_readings_are_replaced_by_number() -> None:
    made = corpus(lambda fold: None)
    first, again = made.keep([0, 1]), made.reread([0], ["asks"], "text")
    assert merged([first[0], first[1]], again) == [again[0], first[1]]


def test_a_rule_of_a_late_room_starts_from_what_earlier_components_found() -> None:
    parsed = MadeParsed()
    made = corpus(lambda fold: None, parsed)
    kept = made.keep([0])
    assert made.reread([0], ["asks"], "links")[0].counts["notes"] == 0
    assert parsed.ran == ("claim_linker",)
    assert made.reread([0], [], "links") == kept


def test_the_components_of_a_room_and_those_after_it() -> None:
    assert components_from("speakers", OWN_COMPONENTS) == ("speaker_resolver", "claim_linker")
    assert components_from("places", PLACES) == ("toponym_resolver",)
    assert components_from("text", PLACES) == PLACES
