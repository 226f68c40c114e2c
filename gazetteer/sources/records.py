"""What every source reader yields: an entry on its way into the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.errors import GazetteerBuildError
from gazetteer.names import without_marks
from gazetteer.place import NameKind

DATA = Path(__file__).parent.parent / "data"


_ROMANIZED = frozenset(
    {"AE", "AF", "BD", "BH", "BT", "EG", "IL", "IN", "IQ", "IR", "JO", "JP", "KW", "LB", "LK", "LY", "NP", "OM"}
    | {"PK", "PS", "QA", "SA", "SD", "SY", "YE"}
)
"""Countries whose names GeoNames writes with the marks of a romanization that newspapers do not use."""


@dataclass(slots=True)
class Entry:
    """A place before it has a row; ``lat`` and ``lon`` are None until something locates it.

    ``number`` is the GeoNames id, None for a place of our own. ``admin1`` and ``admin2`` are the
    GeoNames ids of the divisions above it. ``rank`` is our own judgement of how widely known a
    place is, from 0 (a continent) to 6 (known locally); None leaves it to kind and population.
    ``located`` says how the coordinates are known, as in Place. ``district`` is the slug of the second-order
    division above it if that is one of our own, which has no number yet.
    """

    name: str
    feature_class: str
    feature_code: str
    number: int | None = None
    slug: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    rank: int | None = None
    located: str = "geonames"
    names: list[tuple[str, NameKind]] = field(default_factory=list)
    district: str | None = None

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude of an entry that has been located."""
        if self.lat is None or self.lon is None:
            raise GazetteerBuildError(f"{self.name} has no coordinates")
        return self.lat, self.lon

    def label_plainly(self) -> None:
        """Remove the marks of a romanization from the label; the form with marks remains a name."""
        plain = without_marks(self.name) if self.country in _ROMANIZED else self.name
        if plain != self.name:
            self.names.append((self.name, NameKind.ALTERNATE))
            self.name = plain

    def take_names(self, other: Entry) -> None:
        """Add the names that another source has for the same place, and the division that a division lies in."""
        self.names += [(other.name, NameKind.ALTERNATE), *other.names]
        if self.feature_code.startswith("ADM"):
            self.admin1 = self.admin1 or other.admin1


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated table whose first line names the columns; lines that start with # are notes."""
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise GazetteerBuildError(f"{path.name}, line {number}: {len(cells)} columns where {len(header)} belong")
        else:
            yield dict(zip(header, cells, strict=True))


def split_names(cell: str) -> list[str]:
    """The names in a cell of names separated by bars."""
    return [name.strip() for name in cell.split("|") if name.strip()]
