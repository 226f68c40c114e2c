"""The names of an annotated article as a person would place them: what was found of each, and the place marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from gazetteer.own.locate import find
from gazetteer.place import Match, Place, Precision
from gazetteer.store import Gazetteer
from training.corpora import Annotated
from training.measures.counts import Gold
from training.measures.toponyms import is_right, known_of
from webapp.domain import Mention, Placed
from webapp.fitting.wanted import target
from webapp.nlp.names.written import as_written
from webapp.nlp.toponyms.span import PlaceSpan

_WIDE = frozenset((Precision.REGION, Precision.COUNTRY, Precision.BEYOND))


@dataclass(frozen=True, slots=True)
class Named:
    """The mentions of one name that people located and the program found, each with what the program makes of it."""

    key: str
    marked: Sequence[Gold]
    spans: Sequence[PlaceSpan]
    mentions: Sequence[Mention]

    @property
    def is_wrong(self) -> bool:
        """Whether a mention is not placed where people marked it."""
        pairs = zip(self.mentions, self.marked, strict=True)
        return not self.is_apart and not all(_is_there(one.resolution.place, marked) for one, marked in pairs)

    @property
    def is_open(self) -> bool:
        """Whether there is something to decide: several candidates, or a mistake."""
        return not self.is_apart and (self.is_wrong or any(len(span.matches) > 1 for span in self.spans))

    @property
    def is_apart(self) -> bool:
        """Whether it is placed at a wide area, and people marked a point that no candidate is near: sources differ."""
        places = [one.resolution.place for one in self.mentions]
        return any(place is not None and place.precision in _WIDE for place in places) and not any(
            is_right(match.place, marked)
            for span, marked in zip(self.spans, self.marked, strict=True)
            for match in span.matches
        )

    def placed(self, gazetteer: Gazetteer) -> list[Placed]:
        """What a person would decide about each mention."""
        return [
            Placed(span.span, marked_place(gazetteer, span.matches, marked))
            for span, marked in zip(self.spans, self.marked, strict=True)
        ]


def marked_place(gazetteer: Gazetteer, matches: Sequence[Match], marked: Gold) -> Place:
    """The place that people marked: the entry they chose, the candidate that fits their point best, or the point."""
    known = gazetteer.by_id(f"geonames:{marked['geonameid']}") if marked.get("geonameid") else None
    if known is not None:
        return known
    right = np.array([float(is_right(match.place, marked)) for match in matches])
    if right.any():
        return matches[int(np.argmax(target(matches, known_of(marked), right)))].place
    lat, lon = float(marked["lat"]), float(marked["lon"])
    above = find(gazetteer, lat, lon)
    divisions = [gazetteer.by_id(f"geonames:{n}") if n else None for n in (above.above.admin1, above.above.admin2)]
    admin1, admin2 = (division.name if division else None for division in divisions)
    return Place("own:given", marked["text"], lat, lon, "P", "PPL", above.country, admin1, admin2, located="own")


def _is_there(place: Place | None, marked: Gold) -> bool:
    return place is not None and is_right(place, marked)


def names_of(annotated: Annotated, doc: Doc) -> list[Named]:
    """The names of an article that people located and the program found, in text order."""
    found = {(one.span.start, one.span.end): i for i, one in enumerate(doc._.mentions)}
    by_key: dict[str, list[tuple[int, Gold]]] = {}
    for one in sorted(located(annotated), key=lambda one: int(one["start"])):
        number = found.get((one["start"], one["end"]))
        if number is not None:
            by_key.setdefault(key_of(one["text"]), []).append((number, one))
    return [
        Named(
            key,
            [marked for _, marked in pairs],
            [doc._.place_spans[i] for i, _ in pairs],
            [doc._.mentions[i] for i, _ in pairs],
        )
        for key, pairs in by_key.items()
    ]


def located(annotated: Annotated) -> list[Gold]:
    """The toponyms of an article that people gave coordinates."""
    return [one for one in annotated.gold["toponyms"] if one["lat"] is not None]


def key_of(text: str) -> str:
    """What the mentions of one name have in common."""
    return as_written(text).casefold()
