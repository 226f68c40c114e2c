"""Fitted models as numbers: reads them from this folder's JSON files and scores many rows at once with numpy.

A file holds ``version``, ``fitted_on`` (the corpora, with counts) and ``models``: by the size of the spaCy model
("md", "sm"), or by that and which of several looks it is for ("md first"), what ``Fitted.to_json`` gives. The scripts
in ``training`` write them; nothing else does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROWS_AT_ONCE = 512
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
    last: the mean score of what reaches it.
    """

    features: Indices
    thresholds: Numbers
    values: Numbers
    bias: float = 0.0

    def scores(self, rows: Numbers) -> Numbers:
        """Log-odds of each row, some hundreds of rows at a time: memory does not grow with their number."""
        blocks = [self._scores(rows[at : at + _ROWS_AT_ONCE]) for at in range(0, len(rows), _ROWS_AT_ONCE)]
        return np.concatenate(blocks) if blocks else np.zeros(0)

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

    @cached_property
    def _packed(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32], NDArray[np.int32], Numbers]:
        """First split of each tree, features and thresholds of splits, first node of each tree, values of nodes.

        In four bytes each where that is enough: what is looked up is half as large, and as exact as the fit was.
        """
        count, splits = self.features.shape
        trees = np.arange(count, dtype=np.int32)
        features = self.features.ravel().astype(np.int32)
        thresholds = self.thresholds.ravel().astype(np.float32)
        return trees * splits, features, thresholds, trees * self.values.shape[1], self.values.ravel()

    def _scores(self, rows: Numbers) -> Numbers:
        first, features, thresholds, first_node, values = self._packed
        offsets = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        flat = rows.astype(np.float32).ravel()
        node = np.zeros((len(rows), len(first)), dtype=np.int32)
        for _ in range((self.features.shape[1] + 1).bit_length() - 1):
            at = node + first
            node += node + 1 + (flat.take(features.take(at) + offsets) > thresholds.take(at))
        total: Numbers = self.bias + values.take(node + first_node).sum(axis=1)
        return total


@dataclass(frozen=True, eq=False)
class Adjusted:
    """Trees with a sum over the same features added to what they score."""

    trees: Trees
    by: Linear

    def scores(self, rows: Numbers) -> Numbers:
        """Log-odds of each row."""
        return self.trees.scores(rows) + self.by.scores(rows)

    def to_json(self) -> dict[str, Any]:
        """The numbers as JSON holds them."""
        return {"kind": "adjusted", "trees": self.trees.to_json(), "by": self.by.to_json()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Adjusted:
        """The opposite of ``to_json``."""
        return cls(Trees.from_json(stored["trees"]), Linear.from_json(stored["by"]))


Model = Linear | Trees | Adjusted
_KINDS: dict[str, type[Linear] | type[Trees] | type[Adjusted]] = {
    "linear": Linear,
    "trees": Trees,
    "adjusted": Adjusted,
}


@dataclass(frozen=True, eq=False)
class Fitted:
    """A fitted model: the features it reads, by name and in order, and further numbers that go with it.

    ``numbers`` are single values that belong to the component: a threshold, a temperature.
    """

    features: tuple[str, ...]
    model: Model
    numbers: Mapping[str, float] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """``linear``, ``trees`` or ``adjusted``."""
        return next(kind for kind, model in _KINDS.items() if isinstance(self.model, model))

    def scores(self, rows: Numbers) -> Numbers:
        """Log-odds of each row; a row has a column for each of ``features``."""
        return self.model.scores(rows)

    def probabilities(self, rows: Numbers) -> Numbers:
        """The scores as shares in (0, 1)."""
        return 1 / (1 + np.exp(-np.clip(self.scores(rows), -30, 30)))

    @property
    def weights(self) -> Numbers:
        """The weight of each feature of a linear model; raises TypeError for trees, which have none."""
        if not isinstance(self.model, Linear):
            raise TypeError("a model of trees has no weights of its features")
        return self.model.weights

    def to_json(self) -> dict[str, Any]:
        """What a file holds of the model."""
        return {"features": list(self.features), "numbers": dict(self.numbers), **self.model.to_json()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Fitted:
        """The opposite of ``to_json``."""
        return cls(tuple(stored["features"]), _KINDS[stored["kind"]].from_json(stored), dict(stored.get("numbers", {})))

    def reading(self, features: Sequence[str]) -> Fitted:
        """The model itself if its features are those that a component computes; otherwise raises ValueError."""
        if tuple(features) != self.features:
            odd = sorted({*features} ^ {*self.features}) or "their order"
            raise ValueError(f"the model was fitted on other features: {odd}; fit it again")
        return self


@lru_cache(maxsize=16)
def load(name: str, model: str) -> Fitted:
    """The model ``name`` (``toponym_recognizer``, ``toponym_resolver``) for a size of the spaCy model, md or sm.

    Raises FileNotFoundError or KeyError where nothing was fitted under that name or for that size.
    """
    text = resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    return Fitted.from_json(json.loads(text)["models"][model])
