"""What is fitted on and what is read, so that no article is read with weights that have seen it."""

from __future__ import annotations

import pytest

from training.corpora import FOLDS, Annotated
from webapp.domain import Article

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
