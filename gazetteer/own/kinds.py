"""The kinds of place a person may choose from, in plain words, and GeoNames' feature codes for them."""

from __future__ import annotations

import re
from difflib import get_close_matches

KINDS: dict[str, str] = {
    "settlement": "P.PPL",
    "quarter": "P.PPLX",
    "abandoned settlement": "P.PPLQ",
    "camp": "S.CMP",
    "refugee camp": "S.CMPRF",
    "site": "S.FCL",
    "building": "S.BLDG",
    "base": "S.INSM",
    "checkpoint": "S.PSTP",
    "crossing": "S.PSTB",
    "hospital": "S.HSP",
    "school": "S.SCH",
    "prison": "S.PRN",
    "mine": "S.MN",
    "power station": "S.PS",
    "airport": "S.AIRP",
    "port": "S.PRT",
    "bridge": "S.BDG",
    "dam": "S.DAM",
    "square": "S.SQR",
    "cemetery": "S.CMTY",
    "road": "R.RD",
    "area": "L.AREA",
    "region": "L.RGN",
    "military area": "L.MILB",
    "reserve": "L.RES",
    "district": "A.ADM2",
    "province": "A.ADM1",
    "country": "A.PCL",
    "valley": "T.VAL",
    "pass": "T.PASS",
    "mountain": "T.MT",
    "range": "T.MTS",
    "hill": "T.HLL",
    "plain": "T.PLN",
    "desert": "T.DSRT",
    "island": "T.ISL",
    "islands": "T.ISLS",
    "cape": "T.CAPE",
    "river": "H.STM",
    "lake": "H.LK",
    "reservoir": "H.RSV",
    "spring": "H.SPNG",
    "glacier": "H.GLCR",
    "bay": "H.BAY",
    "strait": "H.STRT",
    "sea": "H.SEA",
    "forest": "V.FRST",
}
"""Kinds as people call them, and what each is among GeoNames' codes (geonames.org/export/codes.html)."""

OF_A_POINT = "settlement"
OF_AN_AREA = "area"

_ALSO = {
    "settlement": "town|village|city|hamlet|populated place|place|locality",
    "quarter": "neighbourhood|neighborhood|suburb|section|borough|ward",
    "refugee camp": "idp camp|displacement camp",
    "site": "facility|location|point|poi|landmark",
    "base": "military base|army base|barracks|garrison|installation|outpost",
    "checkpoint": "check point|check post|roadblock",
    "crossing": "border crossing|border post|border point",
    "hospital": "clinic",
    "airport": "airfield|airstrip|air base|airbase",
    "port": "harbour|harbor",
    "area": "polygon|zone",
    "district": "county|tehsil|raion",
    "province": "state|governorate|oblast|admin1",
    "pass": "mountain pass",
    "mountain": "peak|mount|summit",
    "range": "mountains|mountain range",
    "island": "isle",
    "islands": "archipelago",
    "river": "stream|creek",
    "sea": "ocean",
    "forest": "wood|woods|jungle",
    "military area": "military zone",
    "reserve": "national park|park",
}
_SYNONYMS = {word: kind for kind, words in _ALSO.items() for word in words.split("|")}
_GROUPS = {"Settlements": "P", "Sites": "SR", "Areas": "LA", "Land": "TV", "Water": "H"}
_WORDS = {code: kind for kind, code in KINDS.items()}
_CODE = re.compile(r"([AHLPRSTUV])\.([A-Z][A-Z0-9]{1,7})")


def code_of(text: str) -> str | None:
    """The class and code ("T.VAL") that a kind in plain words stands for, or a code given as such; else None."""
    written = text.strip()
    if _CODE.fullmatch(written):
        return written
    word = " ".join(re.split(r"[\s_-]+", written.casefold()))
    return KINDS.get(word) or KINDS.get(_SYNONYMS.get(word, ""))


def word_of(code: str) -> str:
    """A class and code in plain words; the code itself if there are none."""
    return _WORDS.get(code, code)


def grouped(also: str = "") -> dict[str, tuple[str, ...]]:
    """The kinds in groups, for a person to choose from; ``also`` is a kind without a word."""
    groups = {label: tuple(k for k, code in KINDS.items() if code[0] in classes) for label, classes in _GROUPS.items()}
    return groups | ({"As it was": (also,)} if also and also not in KINDS else {})


def advice(text: str) -> str:
    """The message for an unknown kind."""
    close = get_close_matches(text.strip().casefold(), [*KINDS, *_SYNONYMS], n=3, cutoff=0.7)
    hint = f"did you mean {' or '.join(close)}?" if close else f"choose one of {', '.join(KINDS)}"
    return f"the kind {text.strip()[:40]!r} is not known: {hint}"
