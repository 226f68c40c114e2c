"""What a place is, what its names are and how its point is known, in plain words."""

from __future__ import annotations

from gazetteer.place import COUNTRY_CODES, NameKind, Place

CLASSES = {
    "A": "countries and divisions",
    "P": "settlements",
    "H": "water",
    "T": "land forms and islands",
    "L": "regions and parks",
    "S": "sites and buildings",
    "R": "roads and railways",
    "V": "forests",
    "U": "under the sea",
}
"""GeoNames' feature classes as a person chooses among them."""

_CLASS_WORDS = {
    "A": "division",
    "P": "settlement",
    "H": "water",
    "T": "land form",
    "L": "region",
    "S": "site",
    "R": "road",
    "V": "vegetation",
    "U": "undersea feature",
}
_CODE_WORDS = {
    "ADM1": "first-order division",
    "ADM2": "second-order division",
    "ADM3": "third-order division",
    "ADM4": "fourth-order division",
    "ADM5": "fifth-order division",
    "ADMD": "division",
    "TERR": "territory",
    "CONT": "continent",
    "RGNX": "region over several countries",
    "RGN": "region",
    "RGNH": "former region",
    "PPLC": "capital",
    "PPLA": "seat of a first-order division",
    "PPLA2": "seat of a second-order division",
    "PPLX": "quarter",
    "PPLL": "small settlement",
    "PPLQ": "abandoned settlement",
    "PPLH": "former settlement",
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
    "MILB": "military area",
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
    "FCL": "site",
    "PS": "power station",
    "PSN": "nuclear power station",
    "RD": "road",
    "FRST": "forest",
    "BDLN": "line of control or border",
}
LOCATED = {
    "geonames": "the coordinates are GeoNames’ own",
    "natural-earth": "a point of Natural Earth’s on or in it",
    "airports": "the coordinates are those of the airport in airportsdata",
    "published": "read in a published source",
    "settlement": "the point of the settlement that it lies at or is named after",
    "settlements-mean": "the middle of the settlements in it",
    "approximate": "only roughly known",
    "own": "set by you",
}
APPROXIMATE = frozenset({"settlement", "settlements-mean", "approximate"})
"""Values of ``Place.located`` whose point is not to be taken as exact."""

NAME_GROUPS = {
    NameKind.PREFERRED: "Label",
    NameKind.ALTERNATE: "Also known as",
    NameKind.CONTESTED: "Names used by one side",
    NameKind.FORMER: "Former names",
    NameKind.ABBREVIATION: "Abbreviations",
    NameKind.DEMONYM: "People and adjectives",
    NameKind.METONYM: "Stands for it in the news",
}
_MATCHED = {
    NameKind.CONTESTED: "a name used by one side",
    NameKind.FORMER: "a former name",
    NameKind.ABBREVIATION: "an abbreviation",
    NameKind.DEMONYM: "its people or adjective",
    NameKind.METONYM: "stands for it in the news",
}


def kind_words(place: Place) -> str:
    """What a place is: "capital", "valley", "first-order division"."""
    code = place.feature_code
    if code in _CODE_WORDS:
        return _CODE_WORDS[code]
    if code in COUNTRY_CODES:
        return "country"
    return _CLASS_WORDS.get(place.feature_class, "place")


def matched_words(kind: NameKind) -> str:
    """What kind of name was found, where it is more than a name of the place."""
    return _MATCHED.get(kind, "")


def located_words(place: Place) -> str:
    """How a place's coordinates are known."""
    return LOCATED.get(place.located, "from the program’s own table")
