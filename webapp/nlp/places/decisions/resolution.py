"""The resolution of a mention that a person decided about."""

from __future__ import annotations

from dataclasses import replace

from webapp.domain import Candidate, Placed, Resolution
from webapp.nlp.places.reasons.ranks import NOT_IDENTIFIED, PLACED


def by_person(placed: Placed, read: Resolution | None) -> Resolution:
    """What a person decided, with the candidates of what the program read; none of these counts beside the place."""
    others = read.candidates if read is not None else ()
    if placed.place is None:
        return Resolution(None, 0.0, (NOT_IDENTIFIED,), candidates=tuple(replace(one, score=0.0) for one in others))
    first = Candidate(placed.place, 1.0, (PLACED,))
    rest = (replace(one, score=0.0) for one in others if one.place.id != placed.place.id)
    return Resolution(placed.place, 1.0, (PLACED,), candidates=(first, *rest))
