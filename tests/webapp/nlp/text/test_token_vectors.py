"""The faster networks: the same entities and heads as spaCy's own, whatever is read beside an article."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.text import models, token_vectors
from webapp.samples import samples


@pytest.fixture(scope="module", params=["md", "sm"])
def stock(request: pytest.FixtureRequest) -> Language:
    """A model as spaCy loads it."""
    try:
        return spacy.load(models.location(request.param), exclude=["tagger", "attribute_ruler", "lemmatizer"])
    except models.ModelMissing:
        pytest.skip(f"the {request.param} model is not installed")


@pytest.fixture(scope="module")
def quick(stock: Language, request: pytest.FixtureRequest) -> Language:
    """The same model with the faster networks."""
    return models.load("md" if stock.meta["name"].endswith("md") else "sm").nlp


TEXTS = [article.text for article in samples()]


def _read(doc: Doc) -> tuple[list[tuple[int, int, str]], list[tuple[int, str]]]:
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents], [(token.head.i, token.dep_) for token in doc]


def test_both_networks_of_the_models_are_replaced(quick: Language) -> None:
    nodes = [node.name for _, pipe in quick.pipeline for node in pipe.model.walk()]  # type: ignore[attr-defined]

    assert nodes.count("token_vectors") == 2


def test_entities_and_heads_are_those_of_spacy(stock: Language, quick: Language) -> None:
    for theirs, ours in zip(stock.pipe(TEXTS), quick.pipe(TEXTS), strict=True):
        assert _read(ours) == _read(theirs)


def test_vectors_are_those_of_spacy_but_for_rounding(stock: Language, quick: Language) -> None:
    text = " ".join(TEXTS)
    assert len(quick.make_doc(text)) > token_vectors._TOKENS_AT_ONCE

    assert np.allclose(quick(text).tensor, stock(text).tensor, atol=1e-4)


def test_an_article_gets_the_same_vectors_alone_as_among_others(quick: Language) -> None:
    alone = quick(TEXTS[-1]).tensor
    among = list(quick.pipe(TEXTS))[-1].tensor

    assert np.array_equal(alone, among)


def test_articles_without_words_do_no_harm(quick: Language) -> None:
    docs = list(quick.pipe(["", "Mirpur", "", " "]))

    assert [len(doc.tensor) for doc in docs] == [0, 1, 0, 1]


def test_kept_words_are_bounded_and_may_be_forgotten(quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    before = quick(TEXTS[0]).tensor
    monkeypatch.setattr(token_vectors, "_KEPT_WORDS", 10)
    quick("Floods in Sylhet.")

    assert np.array_equal(quick(TEXTS[0]).tensor, before)


def test_a_word_with_a_norm_of_its_own_is_told_apart(stock: Language, quick: Language) -> None:
    words, vectors = ["ca", "n't", "ca"], {}
    for nlp in (stock, quick):
        doc = Doc(nlp.vocab, words=words, spaces=[False, True, False])
        doc[0].norm_ = "can"
        vectors[nlp] = nlp(doc).tensor

    assert np.allclose(vectors[stock], vectors[quick], atol=1e-5)


def test_networks_of_another_shape_stay_as_they_are() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": {"window_size": 2}})
    nlp.initialize()

    assert token_vectors.quicken(nlp) == []
    assert nlp("Floods in Sylhet.").tensor.shape[0] == 4


def test_a_network_that_would_come_out_differently_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.initialize()
    monkeypatch.setattr(token_vectors.TokenVectors, "_encoded", lambda self, embedded: embedded)

    assert token_vectors.quicken(nlp) == []
    monkeypatch.undo()
    assert token_vectors.quicken(nlp) == ["tok2vec"]
