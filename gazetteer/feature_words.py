"""What a place is, what its names are and how its point is known, in plain words."""

from __future__ import annotations

from gazetteer.place import COUNTRY_CODES, NameKind, Place

CLASSES = {
    "A": "countries and administrative areas",
    "P": "settlements",
    "H": "water",
    "T": "landforms and islands",
    "L": "regions and parks",
    "S": "sites and buildings",
    "R": "roads and railways",
    "V": "forests",
    "U": "undersea features",
}
"""GeoNames' feature classes, worded for a person to choose from."""

_CLASS_WORDS = {
    "A": "administrative area",
    "P": "settlement",
    "H": "water",
    "T": "landform",
    "L": "region",
    "S": "site",
    "R": "road or railway",
    "V": "woodland",
    "U": "undersea feature",
}
_CODE_WORDS = {
    "ADM1": "state or province",
    "ADM2": "district or county",
    "ADM3": "municipality or subdistrict",
    "ADM4": "local district",
    "ADM5": "local district",
    "ADMD": "administrative area",
    "TERR": "territory",
    "CONT": "continent",
    "RGNX": "region of several countries",
    "NEAR": "place that the gazetteer lacks",
    "RGN": "region",
    "RGNH": "historical region",
    "PPLC": "capital",
    "PPLA": "regional capital",
    "PPLA2": "district seat",
    "PPLA3": "municipal seat",
    "PPLA4": "local seat",
    "PPLX": "neighbourhood",
    "PPLL": "hamlet",
    "PPLQ": "abandoned settlement",
    "PPLH": "historical settlement",
    "PPLW": "destroyed settlement",
    "STM": "river",
    "STMI": "seasonal river",
    "WAD": "wadi",
    "LK": "lake",
    "LKS": "lakes",
    "RSV": "reservoir",
    "SEA": "sea",
    "OCN": "ocean",
    "GULF": "gulf",
    "BAY": "bay",
    "STRT": "strait",
    "CHN": "channel",
    "CNL": "canal",
    "DLTA": "delta",
    "GLCR": "glacier",
    "FLLS": "waterfall",
    "SWMP": "swamp",
    "MT": "mountain",
    "MTS": "mountains",
    "PK": "peak",
    "HLL": "hill",
    "HLLS": "hills",
    "VLC": "volcano",
    "VAL": "valley",
    "PASS": "pass",
    "PLAT": "plateau",
    "PLN": "plain",
    "DSRT": "desert",
    "ISL": "island",
    "ISLS": "islands",
    "PEN": "peninsula",
    "CAPE": "cape",
    "RDGE": "ridge",
    "RF": "reef",
    "AREA": "area",
    "PRK": "park",
    "RES": "reserve",
    "MILB": "military base",
    "CST": "coast",
    "CMP": "camp",
    "CMPRF": "refugee camp",
    "INSM": "military base",
    "AIRB": "air base",
    "AIRP": "airport",
    "AIRF": "airfield",
    "DAM": "dam",
    "SQR": "square",
    "PSTB": "border crossing",
    "PSTP": "checkpoint",
    "PRT": "port",
    "BDG": "bridge",
    "PRN": "prison",
    "HSP": "hospital",
    "SCH": "school",
    "MN": "mine",
    "MSQE": "mosque",
    "CH": "church",
    "BLDG": "building",
    "FCL": "facility",
    "PS": "power station",
    "PSN": "nuclear power station",
    "RD": "road",
    "FRST": "forest",
    "BDLN": "border or line of control",
}
LOCATED = {
    "geonames": "GeoNames’ own point",
    "natural-earth": "a Natural Earth point on it or in it",
    "airports": "the airport’s coordinates in airportsdata",
    "published": "taken from a published source",
    "settlement": "the point of the settlement it is at or is named after",
    "settlements-mean": "the middle of the settlements in it",
    "approximate": "known only roughly",
    "own": "set by you",
}
APPROXIMATE = frozenset({"settlement", "settlements-mean", "approximate"})
"""Values of ``Place.located`` whose point should not be taken as exact."""

NAME_GROUPS = {
    NameKind.PREFERRED: "Label",
    NameKind.ALTERNATE: "Also known as",
    NameKind.CONTESTED: "Names used by one side",
    NameKind.FORMER: "Former names",
    NameKind.ABBREVIATION: "Abbreviations",
    NameKind.DEMONYM: "People and adjectives",
    NameKind.METONYM: "Names that stand for it in the news",
}
_MATCHED = {
    NameKind.CONTESTED: "a name used by one side",
    NameKind.FORMER: "a former name",
    NameKind.ABBREVIATION: "an abbreviation",
    NameKind.DEMONYM: "a word for its people",
    NameKind.METONYM: "stands for it in the news",
}


def kind_words(place: Place) -> str:
    """What a place is: "capital", "valley", "district seat"."""
    code = place.feature_code
    if code in _CODE_WORDS:
        return _CODE_WORDS[code]
    if code in COUNTRY_CODES:
        return "country"
    return _CLASS_WORDS.get(place.feature_class, "place")


def matched_words(kind: NameKind) -> str:
    """What kind of name was found, if it is more than a name of the place."""
    return _MATCHED.get(kind, "")


def located_words(place: Place) -> str:
    """How a place's coordinates are known."""
    return LOCATED.get(place.located, "from the program’s own table")
