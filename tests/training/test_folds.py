"""What is fitted on and what is read, so that no article is read with weights that have seen it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from training.corpora import FOLDS, Annotated
from webapp.domain import Article
from webapp.nlp.fitted import Fitted, Linear
from webapp.nlp.places.scoring import Scorer
from webapp.nlp.toponyms.scorer import Judge

pytest.importorskip("sklearn", reason="fits need scikit-learn: pip install .[fit]")

ARTICLES = [Annotated(corpus, Article(""), {"id": number}) for corpus in ("lgl", "geovirus") for number in range(40)]


@pytest.mark.parametrize(("transfer", "parts"), [(False, FOLDS), (True, 2)])
def test_each_article_is_read_once_and_never_fitted_on_then(transfer: bool, parts: int) -> None:
    from training.folds import key, splits

    found = list(splits(ARTICLES, transfer=transfer))
    assert len(found) == parts
    for kept, wanted in found:
        assert not kept & wanted
        assert kept | wanted == {key(annotated) for annotated in ARTICLES}
    assert sorted(one for _, wanted in found for one in wanted) == sorted(map(key, ARTICLES))


def test_in_transfer_a_whole_corpus_is_read() -> None:
    from training.folds import splits

    assert [{corpus for corpus, _ in wanted} for _, wanted in splits(ARTICLES, transfer=True)] == [
        {"geovirus"},
        {"lgl"},
    ]


def test_fits_are_kept_as_they_are() -> None:
    from training.folds import JUDGE, SCORER, _loaded, _stored

    model = Fitted(("a", "b"), Linear(np.array([0.5, -1.0]), 0.25), {"bar": 0.4})
    before = _stored(Judge(model, model, model), Scorer(model, model, model, model))
    judge, scorer = _loaded(json.loads(json.dumps(before)))
    assert judge is not None
    for part in (*(getattr(judge, name) for name in JUDGE), *(getattr(scorer, name) for name in SCORER)):
        assert part.to_json() == model.to_json()
    assert _loaded(_stored(None, scorer))[0] is None
