"""The addresses that are measured, one row each, with what they should take at most."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.workbench.fill import Filled
from benchmarks.workbench.words import RARE_WORDS, WORD

VIEW_DEGREES = 8.0
"""How far the view reaches from the busiest place in each direction."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address; in ``path`` the names of ``values_of`` and ``speaker_page`` stand in braces.

    ``seconds`` and ``kilobytes`` (1,000 bytes) are the most that it should take, None where nothing was fixed.
    ``first_bytes`` times it only until its answer begins, and reads no more.
    """

    name: str
    path: str
    seconds: float | None = None
    kilobytes: float | None = None
    first_bytes: bool = False

    def at(self, values: Mapping[str, str]) -> str:
        """The path for a home."""
        return self.path.format_map(values)


_SPEAKER_PAGE = re.compile(rb'href="(/speakers/[0-9a-zA-Z][^"?#/]*)["?#]')
_VIEW = "/api/places?bbox={bbox}&zoom=6"

ADDRESSES = (
    Address("the map's page", "/", 0.15, 100),
    Address("places: a view", _VIEW, 0.15, 100),
    Address("places: the world", "/api/places?bbox=-180,-85,180,85&zoom=2", 0.15, 100),
    Address("places: no view", "/api/places"),
    Address("view, one speaker", _VIEW + "&speaker={speaker}", 0.25, 100),
    Address("view, one manner", _VIEW + "&manner=denies", 0.25, 100),
    Address("view, one kind", _VIEW + "&kind=direct", 0.25, 100),
    Address("view, named places", _VIEW + "&named=yes", 0.25, 100),
    Address("view, one word", _VIEW + "&words={word}", 0.25, 100),
    Address("view, a collection", _VIEW + "&collection=1", 0.25, 100),
    Address("view, a year", _VIEW + "&from=2021-01-01&to=2021-12-31", 0.25, 100),
    Address("list of places", "/api/busiest", 0.15, 100),
    Address("busiest place", "/api/places/{place}", 0.2, 100),
    Address("busiest place, a speaker", "/api/places/{place}?speaker={speaker}", 0.2, 100),
    Address("facets", "/api/facets", 0.25, 100),
    Address("facets, one speaker", "/api/facets?speaker={speaker}", 0.25, 100),
    Address("facets, one word", "/api/facets?words={word}", 0.25, 100),
    Address("facets, a year", "/api/facets?from=2021-01-01&to=2021-12-31", 0.25, 100),
    Address("claims", "/api/claims", 0.2, 100),
    Address("claims, one speaker", "/api/claims?speaker={speaker}", 0.2, 100),
    Address("claims, busiest place", "/api/claims?at={place}", 0.2, 100),
    Address("claims, one word", "/api/claims?words={word}", 0.2, 100),
    Address("claims, two words", "/api/claims?words={words}", 0.2, 100),
    Address("claims, a word of articles", "/api/claims?text={word}", 0.2, 100),
    Address("timeline", "/api/timeline", 0.25, 100),
    Address("timeline, one speaker", "/api/timeline?speaker={speaker}", 0.25, 100),
    Address("articles", "/api/articles", 0.25, 100),
    Address("an article's page", "/articles/{article}", 0.3),
    Address("speakers", "/speakers", 0.3),
    Address("speakers, by name", "/speakers?q=reh", 0.3),
    Address("busiest speaker's page", "{speaker_page}", 0.2),
    Address("export, GeoJSON", "/api/export/geojson", 1.0, first_bytes=True),
    Address("export, CSV", "/api/export/csv", 1.0, first_bytes=True),
)

AFTER_ADD = (
    Address("speakers, after an add", "/speakers", 0.3),
    Address("the map's page, after an add", "/", 0.15, 100),
)
"""What is asked for after each article that is added."""
PAGE_OF_SPEAKERS = Address("", "/speakers?q={speaker}")
"""Where the address of the busiest speaker's page is found."""


def speaker_page(body: bytes) -> str:
    """The address of the first speaker's page in the list of speakers; one that leads nowhere if there is none."""
    found = _SPEAKER_PAGE.search(body)
    return found[1].decode() if found else "/speakers/-"


def values_of(filled: Filled) -> dict[str, str]:
    """What stands in the addresses for a home, quoted."""
    west, south = filled.lon - VIEW_DEGREES, filled.lat - VIEW_DEGREES
    east, north = filled.lon + VIEW_DEGREES, filled.lat + VIEW_DEGREES
    values = {
        "place": filled.place,
        "speaker": filled.speaker,
        "article": str(max(1, filled.articles // 2)),
        "bbox": f"{west:.4f},{south:.4f},{east:.4f},{north:.4f}",
        "word": WORD,
        "words": RARE_WORDS,
    }
    return {name: quote(value, safe=":,") for name, value in values.items()}
