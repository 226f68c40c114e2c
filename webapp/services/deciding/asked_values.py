"""Numbers and words' places as a page sends them, checked."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.store.decisions.asked import DecisionRefused

_MOST_SPANS = 20


def number_of(given: object) -> int:
    """A whole number, not below 0; DecisionRefused for anything else."""
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 2**63:
        raise DecisionRefused("an article, a start and an end are whole numbers")
    return given


def pairs_of(given: object) -> list[list[int]]:
    """Pieces of a text as [start, end] each; none for anything that is no list. DecisionRefused for bad ones."""
    found = given if isinstance(given, Sequence) and not isinstance(given, str) else []
    if len(found) > _MOST_SPANS:
        raise DecisionRefused("these are too many pieces: select fewer")
    pairs = []
    for one in found:
        if not isinstance(one, Sequence) or len(one) != 2:
            raise DecisionRefused("words are given as [start, end]")
        start, end = number_of(one[0]), number_of(one[1])
        if start >= end:
            raise DecisionRefused("words end behind where they begin: select them again")
        pairs.append([start, end])
    return pairs
