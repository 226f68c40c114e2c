"""Fitted models as numbers: reads them from this folder's JSON files and weighs many rows at once with numpy.

A file holds ``version``, ``fitted_on`` (the corpora, with counts) and ``models``: by the size of the spaCy model
("md", "sm") what ``Fitted.to_json`` gives. The scripts in ``training`` write them; nothing else does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Linear:
    """A weight for each feature, and what a row without features scores."""

    weights: Numbers
    bias: float = 0.0

    def scores(self, rows: Numbers) -> Numbers:
        """Log-odds of each row."""
        return rows @ self.weights + self.bias

    def parts(self, rows: Numbers) -> Numbers:
        """How much each feature of each row adds to its score."""
        return rows * self.weights

    def to_json(self) -> dict[str, Any]:
        """The numbers as JSON holds them."""
        return {"kind": "linear", "weights": self.weights.round(4).tolist(), "bias": round(self.bias, 4)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Linear:
        """The opposite of ``to_json``."""
        return cls(np.array(stored["weights"], dtype=np.float64), float(stored["bias"]))


@dataclass(frozen=True, eq=False)
class Trees:
    """Boosted decision trees, all of one depth: node i of a tree has the children 2i + 1 and 2i + 2.

    ``features`` and ``thresholds`` have a row for each tree and a column for each node that splits; a row goes
    to the second child where its feature exceeds the threshold. ``values`` has a column for each node, leaves
    last: the mean score of what reaches it, so that the step from node to child is what the split tells.
    """

    features: Indices
    thresholds: Numbers
    values: Numbers
    bias: float = 0.0

    def scores(self, rows: Numbers) -> Numbers:
        """Log-odds of each row."""
        reached = self._paths(rows)[-1]
        trees = np.arange(len(self.features))
        total: Numbers = self.bias + self.values[trees, reached].sum(axis=1)
        return total

    def parts(self, rows: Numbers) -> Numbers:
        """How much each feature of each row adds to its score, by the paths that the row takes (Saabas 2014)."""
        parts = np.zeros(rows.shape)
        trees = np.arange(len(self.features))
        of_row = np.repeat(np.arange(len(rows)), len(trees))
        paths = self._paths(rows)
        for node, child in pairwise(paths):
            step = self.values[trees, child] - self.values[trees, node]
            np.add.at(parts, (of_row, self.features[trees, node].ravel()), step.ravel())
        return parts

    def to_json(self) -> dict[str, Any]:
        """The numbers as JSON holds them."""
        return {
            "kind": "trees",
            "split": self.features.tolist(),
            "thresholds": self.thresholds.round(5).tolist(),
            "values": self.values.round(4).tolist(),
            "bias": round(self.bias, 4),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Trees:
        """The opposite of ``to_json``."""
        return cls(
            np.array(stored["split"], dtype=np.intp),
            np.array(stored["thresholds"], dtype=np.float64),
            np.array(stored["values"], dtype=np.float64),
            float(stored["bias"]),
        )

    def _paths(self, rows: Numbers) -> list[Indices]:
        """The node that each row is at in each tree, before the first split and after each one."""
        count, splits = self.features.shape
        first = np.arange(count) * splits
        features, thresholds = self.features.ravel(), self.thresholds.ravel()
        offsets = (np.arange(len(rows)) * rows.shape[1])[:, None]
        flat = np.ascontiguousarray(rows).ravel()
        node = np.zeros((len(rows), count), dtype=np.intp)
        paths = [node]
        for _ in range((splits + 1).bit_length() - 1):
            at = node + first
            beyond = flat.take(features.take(at) + offsets) > thresholds.take(at)
            node = 2 * node + 1 + beyond
            paths.append(node)
        return paths


_KINDS: dict[str, type[Linear] | type[Trees]] = {"linear": Linear, "trees": Trees}


@dataclass(frozen=True, eq=False)
class Fitted:
    """A fitted model: the features it reads, by name and in order, and further numbers that go with it.

    ``numbers`` are single values of the component's own: a bar, a temperature.
    """

    features: tuple[str, ...]
    model: Linear | Trees
    numbers: Mapping[str, float] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """``linear`` or ``trees``."""
        return "linear" if isinstance(self.model, Linear) else "trees"

    def scores(self, rows: Numbers) -> Numbers:
        """Log-odds of each row; a row has a column for each of ``features``."""
        return self.model.scores(rows)

    def probabilities(self, rows: Numbers) -> Numbers:
        """The scores as shares in (0, 1)."""
        return 1 / (1 + np.exp(-np.clip(self.scores(rows), -30, 30)))

    def parts(self, rows: Numbers) -> Numbers:
        """How much each feature of each row adds to its score: what an explanation is made from."""
        return self.model.parts(rows)

    def to_json(self) -> dict[str, Any]:
        """What a file holds of the model."""
        return {"features": list(self.features), "numbers": dict(self.numbers), **self.model.to_json()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Fitted:
        """The opposite of ``to_json``."""
        return cls(tuple(stored["features"]), _KINDS[stored["kind"]].from_json(stored), dict(stored.get("numbers", {})))

    def reading(self, features: Sequence[str]) -> Fitted:
        """The model itself, once its features are those that a component computes; raises ValueError otherwise."""
        if tuple(features) != self.features:
            odd = sorted({*features} ^ {*self.features}) or "their order"
            raise ValueError(f"the model was fitted on other features: {odd}; fit it anew")
        return self


@lru_cache(maxsize=16)
def load(name: str, model: str) -> Fitted:
    """The model ``name`` (``toponym_recognizer``, ``toponym_resolver``) for a size of the spaCy model, md or sm.

    Raises FileNotFoundError or KeyError where nothing was fitted under that name or for that size.
    """
    text = resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    return Fitted.from_json(json.loads(text)["models"][model])
