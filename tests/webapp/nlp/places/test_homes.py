"""Where publishers are at home: the table of outlets, names inside addresses, endings, and odd addresses."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.place import Match, Name, NameKind, Place
from webapp.nlp.places.publishers.homes import PublisherHomes, Scope, names_within, outlets, with_article
from webapp.nlp.places.publishers.hosts import LONGEST_URL, country_of, host_of

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")
COUNTRIES = {"US": "United States", "GB": "United Kingdom", "PK": "Pakistan", "FR": "France", "AU": "Australia"}


def place(name: str, country: str, admin1: str | None = None, people: int = 50_000, code: str = "PPL") -> Place:
    number = abs(hash((name, country, admin1))) % 10**6
    return Place(f"geonames:{number}", name, 0.0, 0.0, code[0], code, country, admin1, population=people)


class FewPlaces:
    """As much of a gazetteer as homes ask for; counts how often it is asked."""

    def __init__(self, *places: Place) -> None:
        self.places = places
        self.asked = 0

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        self.asked += 1
        found = {}
        for name in names:
            bearers = [p for p in self.places if p.name.lower() == name.lower()]
            bearers.sort(key=lambda p: -p.population)
            if bearers:
                found[name] = tuple(Match(p, Name(p.id, p.name, NameKind.PREFERRED), 0.5) for p in bearers)
        return found

    def country(self, code: str) -> Place | None:
        return place(COUNTRIES[code], code, code="PCLI") if code in COUNTRIES else None


@pytest.fixture
def source() -> FewPlaces:
    return FewPlaces(
        place("Richmond", "US", "Virginia", 200_000),
        place("Richmond", "US", "California", 300_000),
        place("Lille", "FR", "Hauts-de-France"),
        place("Oakvale", "US", "Ohio"),
        place("Stanmere", "GB", "England"),
        place("Stanmere", "US", "Texas"),
        place("Twinfield", "US", "Maine"),
        place("Twinfield", "US", "Iowa"),
        place("Big Rapids", "US", "Michigan"),
        place("Hamlet", "US", "Nevada", people=900),
    )


@pytest.fixture
def homes(source: FewPlaces) -> PublisherHomes:
    return PublisherHomes(source)


# The table


def test_a_local_outlet_is_at_home_in_its_town(homes):
    home = homes.home("https://www.richmond.com/news/local/article_1.html")
    assert (home.place.name, home.place.admin1, home.country) == ("Richmond", "Virginia", "US")
    assert home.evidence == "the Richmond Times-Dispatch is published in Richmond, Virginia"
    assert home.sure >= 0.8


def test_a_regional_outlet_is_less_sure_than_a_local_one(homes):
    regional = homes.home("https://www.lavoixdunord.fr/1/article")
    assert regional.evidence == "La Voix du Nord is published in Lille, Hauts-de-France, France"
    assert regional.sure < homes.home("https://richmond.com").sure


def test_a_station_broadcasts(homes):
    assert homes.home("https://www.wric.com/x").evidence == "WRIC broadcasts from Richmond, Virginia"


def test_a_national_outlet_has_a_country_and_little_weight(homes):
    home = homes.home("https://www.dawn.com/news/1")
    assert (home.place, home.country) == (None, "PK")
    assert home.sure < 0.5
    assert "Pakistan" in home.evidence


@pytest.mark.parametrize(
    "url",
    [
        "https://www.bbc.co.uk/news/world-1",
        "https://www.reuters.com/world/x",
        "https://www.aljazeera.com/news/x",
        "https://www.nytimes.com/2020/01/01/x.html",
        "https://en.wikinews.org/wiki/X",
        "https://news.google.com/articles/CBM",
        "https://www.google.co.uk/search?q=x",
        "https://uk.news.yahoo.com/x",
        "https://somebody.blogspot.co.uk/2012/x.html",
        "https://www.msn.com/en-gb/news/x",
    ],
)
def test_international_outlets_and_aggregators_have_no_home(homes, url):
    assert homes.home(url) is None


def test_the_longest_domain_of_the_table_counts(homes):
    table = outlets()
    assert table["scotsman.com"].scope is Scope.REGIONAL
    assert table["edinburghnews.scotsman.com"].town == "Edinburgh"


def test_a_town_the_gazetteer_lacks_leaves_the_country(homes):
    home = homes.home("https://www.thestate.com/x")
    assert (home.place, home.country) == (None, "US")


# Names inside the address


def test_a_name_beside_a_newspaper_word_is_a_weak_hint(homes):
    home = homes.home("https://www.oakvaleherald.com/x")
    assert (home.place.name, home.country) == ("Oakvale", "US")
    assert home.sure <= 0.5
    assert "oakvaleherald.com" in home.evidence


def test_a_name_of_two_words(homes):
    assert homes.home("http://bigrapidsdailynews.com").place.name == "Big Rapids"


def test_a_name_in_two_countries_needs_the_ending(homes):
    assert homes.home("https://stanmeretimes.com") is None
    home = homes.home("https://stanmeretimes.co.uk")
    assert (home.place.admin1, home.country) == ("England", "GB")


def test_a_name_twice_in_one_country_tells_the_country(homes):
    home = homes.home("https://thetwinfieldgazette.com")
    assert (home.place, home.country) == (None, "US")


def test_without_a_newspaper_word_or_people_there_is_no_hint(homes):
    assert homes.home("https://oakvale.com") is None
    assert homes.home("https://oakvalepizza.com") is None
    assert homes.home("https://hamletnews.com") is None


def test_names_within():
    assert names_within("oakvaleherald")[0] == "oakvale"
    assert names_within("the-big-rapids-news") == ("big rapids",)
    assert "big rapids" in names_within("bigrapidstimes")
    assert {"oakvale", "stanmere"} <= set(names_within("oakvaleandstanmeretimes"))
    assert names_within("timesherald") == ()
    assert names_within("x" * 60 + "news") == ()


# Endings


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://some-site.pk/a", "PK"),
        ("https://zzqx.co.uk", "GB"),
        ("https://zzqx.com.au", "AU"),
        ("https://zzqx.gouv.fr", "FR"),
        ("https://zzqx.gov", "US"),
    ],
)
def test_an_ending_tells_the_country(homes, url, country):
    home = homes.home(url)
    assert (home.place, home.country) == (None, country)
    assert home.evidence.startswith("the address ends in .")
    assert 0.4 < home.sure < 0.8


@pytest.mark.parametrize("ending", "tv co io me ai ly to fm cc ws nu la gg st com org eu su zz".split())
def test_endings_that_anybody_buys_tell_nothing(homes, ending):
    assert homes.home(f"https://zzqx.{ending}/") is None


def test_a_registry_below_an_ending_that_is_sold_still_tells():
    assert country_of("zzqx.co") is None
    assert country_of("zzqx.com.co") == "CO"
    assert country_of("zzqx.gov.la") == "LA"


# Odd addresses


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("HTTPS://WWW.Richmond.COM:8080/A?b#c", "www.richmond.com"),
        ("http://user:secret@m.richmond.com/", "m.richmond.com"),
        ("richmond.com/x", "richmond.com"),
        ("//richmond.com/x", "richmond.com"),
        ("  http://richmond.com.  ", "richmond.com"),
        ("https://münchen.de/", "xn--mnchen-3ya.de"),
        ("https://web.archive.org/web/20101010101010/http://www.richmond.com/x", "www.richmond.com"),
        ("https://web.archive.org/web/2010id_/https:/www.richmond.com/x", "www.richmond.com"),
        ("https://archive.ph/2020/https://richmond.com/x", "richmond.com"),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Frichmond.com%2Fx&usg=1", "richmond.com"),
        ("https://www.google.com/amp/s/www.richmond.com/x", "www.richmond.com"),
        ("https://richmond-com.cdn.ampproject.org/c/s/richmond.com/x", "richmond.com"),
        ("https://www-richmond-com.translate.goog/x", "www.richmond.com"),
    ],
)
def test_the_host_of_an_address(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        None, "", " ", "http://", "http://[::1", "http://[::1]/", "http://127.0.0.1/x", "localhost", "a" * 9_000,
        "http://" + "a" * 300 + ".com", "http://a..b.com", "http://.com", "http://\x00.com", "file:///home/x.html",
        "http://exa mple.com", "http://" + "é" * 100 + ".fr", "http://-.pk", "://", "http://%", "\ud800.pk",
    ],
)  # fmt: skip
def test_garbage_has_no_home(homes, url):
    assert homes.home(url) is None


@given(st.text(max_size=80) | st.text("abc.:/@%[]?#-é\x00 http", max_size=60).map(lambda text: f"http://{text}"))
def test_nothing_raises(text):
    home = PublisherHomes(FewPlaces()).home(text)
    assert home is None or 0 <= home.sure <= 1


def test_an_archive_inside_an_archive_ends():
    assert host_of("https://archive.org/web/" * 50 + "x") is not None
    assert host_of("https://archive.org/web/" * (LONGEST_URL // 20)) is None


# Remembering


def test_a_host_is_looked_up_once(homes, source):
    first = homes.home("https://www.richmond.com/a")
    asked = source.asked
    assert homes.home("http://www.richmond.com/b") is first
    assert source.asked == asked


def test_what_has_no_home_is_remembered_too(homes, source):
    homes.home("https://stanmeretimes.com/a")
    asked = source.asked
    assert homes.home("https://stanmeretimes.com/b") is None
    assert source.asked == asked


def test_memory_is_bounded(homes, monkeypatch):
    monkeypatch.setattr("webapp.nlp.places.publishers.homes.CACHE_SIZE", 5)
    for number in range(40):
        homes.home(f"https://site{number}.com/")
    assert len(homes._known) <= 5


def test_a_known_host_takes_microseconds(homes):
    homes.home("https://www.richmond.com/a")
    started = time.process_time()
    for number in range(1_000):
        homes.home(f"https://www.richmond.com/{number}")
    assert time.process_time() - started < 0.2


# What the table holds


def test_articles_before_names():
    assert with_article("Richmond Times-Dispatch") == "the Richmond Times-Dispatch"
    assert with_article("The Hindu") == "the Hindu"
    assert with_article("Ouest-France") == "Ouest-France"


def test_every_row_is_well_formed():
    text = files("webapp.nlp.places.publishers").joinpath("outlets.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    domains = [row[0] for row in rows]
    assert domains == sorted(set(domains)), "sorted, each domain once"
    for row in rows:
        domain, name, town, division, country, scope = row
        assert DOMAIN.fullmatch(domain), row
        assert not domain.startswith("www."), row
        assert name == name.strip() != "", row
        assert re.fullmatch("[A-Z]{2}", country), row
        assert scope in set(Scope), row
        assert scope not in ("local", "regional") or town or division, row


def test_the_table_covers_the_world():
    rows = outlets().values()
    countries = Counter(outlet.country for outlet in rows)
    assert len(rows) >= 2_500
    assert len(countries) >= 150
    assert countries["US"] <= 0.45 * len(rows)
    local = [outlet for outlet in rows if outlet.scope in (Scope.LOCAL, Scope.REGIONAL)]
    assert len({outlet.division for outlet in local if outlet.country == "US"}) == 51, "every state and the capital"
    assert len({outlet.country for outlet in local}) >= 60
    assert len({outlet.division for outlet in local if outlet.country == "IN"}) >= 25


def test_every_town_is_in_the_gazetteer(gazetteer):
    homes = PublisherHomes(gazetteer)
    missing = [
        (domain, outlet.town, outlet.division, outlet.country)
        for domain, outlet in outlets().items()
        if outlet.scope in (Scope.LOCAL, Scope.REGIONAL) and homes.located(outlet) is None
    ]
    assert missing == []


def test_an_outlet_of_a_town_is_at_home_in_the_town_not_in_its_division(gazetteer):
    homes = PublisherHomes(gazetteer)
    local = [outlet for outlet in outlets().values() if outlet.scope is Scope.LOCAL and outlet.town == outlet.division]
    placed = [homes.located(outlet) for outlet in local if outlet.town]
    assert len(placed) > 100
    assert sum(place.feature_class == "P" for place in placed) / len(placed) > 0.95


def test_every_country_is_in_the_gazetteer(gazetteer):
    assert [code for code in {o.country for o in outlets().values()} if gazetteer.country(code) is None] == []


@pytest.mark.parametrize(
    ("url", "town", "division"),
    [
        ("https://www.pamirtimes.net/x", "Gilgit", "Gilgit-Baltistan"),
        ("https://www.ouest-france.fr/x", "Rennes", "Brittany"),
        ("https://www.saechsische.de/x", "Dresden", "Saxony"),
        ("https://www.iwcp.co.uk/x", "Newport", "England"),
        ("https://newportri.com/x", "Newport", "Rhode Island"),
        ("https://lfpress.com/x", "London", "Ontario"),
    ],
)
def test_towns_of_real_outlets(gazetteer, url, town, division):
    found = PublisherHomes(gazetteer).home(url).place
    assert (found.name, found.admin1) == (town, division)
