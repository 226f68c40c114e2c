"""From which probability a claim counts as said; read without loading spaCy, for pages shown before a model is."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def least_said() -> float:
    """The fitted threshold, from 0 to 1."""
    return float(json.loads(files(__package__).joinpath("said.json").read_text("utf-8"))["least"])
