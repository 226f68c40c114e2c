"""How long sentences are: what runs on for a thousand words is a list or a table, and no sentence of prose."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

LONGEST = 600
"""Tokens of the longest sentence whose parse is trusted; the work on a sentence grows with the square of its length."""


def in_prose(doc: Doc) -> NDArray[np.bool_]:
    """For each token, whether its sentence is short enough to be one."""
    starts: Any = doc.to_array("SENT_START") == 1
    numbers = np.cumsum(starts)
    lengths = np.bincount(numbers)
    return np.asarray(lengths[numbers] <= LONGEST, dtype=bool)
