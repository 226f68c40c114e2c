"""English names of divisions that are called by a point of the compass, whatever language their label is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gazetteer.sources.records import DATA, read_table

_GAPS = re.compile(r"[ \-]+")
_SIDES = ("north", "south", "east", "west")


def compass_names(bare: str, terms: tuple[str, ...]) -> list[str]:
    """How English writes a division whose name, without the word for its kind, is a direction; none for others.

    "Nord-Ouest" is "North-West", "Northwest", "North West", "North-Western" …, each also with the country's words for
    such a division.
    """
    words = [_english().get(word) for word in _GAPS.split(bare.lower())]
    known = [word for word in words if word is not None]
    if len(known) != len(words):
        return []
    parts = [part for word in known for part in word.split("-")]
    found = dict.fromkeys(_written(parts))
    return [*found, *(f"{name} {term}" for name in found for term in terms)]


def _written(parts: list[str]) -> Iterator[str]:
    """The parts joined by a hyphen, a space or nothing, as a noun and as an adjective."""
    last = parts[-1]
    for end in (last, f"{last}ern") if last in _SIDES else (last,):
        yield "-".join(part.title() for part in (*parts[:-1], end))
        if len(parts) > 1:
            yield " ".join(part.title() for part in (*parts[:-1], end))
            if all(part in _SIDES for part in parts):
                yield "".join((*parts[:-1], end)).capitalize()


@cache
def _english() -> dict[str, str]:
    return {row["word"]: row["english"] for row in read_table(DATA / "compass.tsv")}
