"""Shared by the scripts that fit weights for claims: their options, the regression, and the file they write."""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from webapp.nlp import fitted
from webapp.nlp.fitted.named import NamedLogistic

FOLDER = Path(fitted.__file__).parent


def option_parser(description: str | None) -> argparse.ArgumentParser:
    """The options that both scripts take."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    return parser


def corpora_parser(description: str | None) -> argparse.ArgumentParser:
    """The options of a fit on some corpora."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    return parser


def fitted_on(corpora: Sequence[Path], count: int, what: str) -> str:
    """What a file of weights says of its corpora."""
    return f"{', '.join(path.name.split('.')[0] for path in corpora)}: {count:,} {what}"


def regression(
    rows: Sequence[Collection[str]], right: Sequence[bool], *, strength: float, least_weight: float, least: float
) -> NamedLogistic:
    """Weights for the features of ``rows``; ``strength`` is the inverse of the penalty on large weights.

    Weights smaller than ``least_weight`` are left out; ``least`` is the scorer's threshold.
    """
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(row, 1.0) for row in rows])
    model = LogisticRegression(C=strength, max_iter=4000, tol=1e-6)
    model.fit(matrix, np.array(right))
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 3) for name, weight in weights if abs(weight) >= least_weight}
    return NamedLogistic(dict(sorted(kept.items())), round(float(model.intercept_[0]), 3), least)


def write(name: str, scorer: NamedLogistic, **told: Any) -> None:
    """Write a scorer's numbers into the program's file ``name``, after what is ``told`` about them."""
    path = FOLDER / name
    stored = {**told, "bias": scorer.bias, "least": scorer.least, "weights": dict(scorer.weights)}
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"wrote {path}")
