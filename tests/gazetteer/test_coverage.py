"""What a news reader needs to find: places of many kinds and regions, demonyms, contested and former names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gazetteer.distance import distance_km
from gazetteer.names import name_key
from gazetteer.place import NameKind, Place
from gazetteer.sources.records import DATA, read_table, split_names
from gazetteer.store import Gazetteer

TOLERANCE_KM = {
    "settlement": 40,
    "site": 40,
    "dam": 40,
    "quarter": 40,
    "peak": 40,
    "pass": 40,
    "district": 120,
    "valley": 120,
    "island": 120,
    "lake": 120,
    "area": 350,
    "river": 150,
    "range": 350,
    "region": 350,
    "strait": 350,
    "country": 900,
    "sea": 900,
    "beyond": 900,
}
WIDE = {"area", "river", "range", "region"}
FOUND, FIRST, FOUND_OF_A_KIND = 0.97, 0.88, 0.85


@dataclass(frozen=True)
class Toponym:
    """A row of the list; a river has a point for every 150 km or so of its course."""

    name: str
    country: str
    points: tuple[tuple[float, float], ...]
    kind: str
    source: str

    @classmethod
    def of(cls, line: str) -> Toponym:
        name, country, lats, lons, kind, source = line.split("\t")
        points = zip(map(float, lats.split()), map(float, lons.split()), strict=True)
        return cls(name, country, tuple(points), kind, source)

    def is_at(self, gazetteer: Gazetteer, place: Place) -> bool:
        """Whether ``place`` is where the list says the toponym is."""
        if self.country and place.country and self.country != place.country:
            return False
        if any(distance_km(*point, place.lat, place.lon) <= TOLERANCE_KM[self.kind] for point in self.points):
            return True
        return self.kind in WIDE and any(
            place.id == area.id for point in self.points for area in gazetteer.areas_at(*point)
        )


LIST = Path(__file__).parent / "news_toponyms.tsv"
TOPONYMS = [Toponym.of(line) for line in LIST.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def verdicts(gazetteer: Gazetteer) -> dict[Toponym, list[bool]]:
    """Of each toponym, which of the places of that name are the right one, in order of prominence."""
    found = gazetteer.by_names([toponym.name for toponym in TOPONYMS])
    return {t: [t.is_at(gazetteer, match.place) for match in found.get(t.name, ())] for t in TOPONYMS}


def share_and_rest(verdicts: dict[Toponym, bool]) -> tuple[float, str]:
    missed = [f"{toponym.name} ({toponym.kind})" for toponym, is_right in verdicts.items() if not is_right]
    return 1 - len(missed) / len(verdicts), ", ".join(missed)


def test_the_list_is_wide_and_says_where_each_point_is_from() -> None:
    sources = (LIST.parent / "news_toponyms_sources.md").read_text(encoding="utf-8")
    assert len(TOPONYMS) >= 450
    assert len({toponym.name for toponym in TOPONYMS}) == len(TOPONYMS)
    assert {toponym.kind for toponym in TOPONYMS} == set(TOLERANCE_KM)
    assert all(f"`{source}`" in sources for source in {toponym.source for toponym in TOPONYMS})


def test_toponyms_of_the_news_are_found(verdicts: dict[Toponym, list[bool]]) -> None:
    share, missed = share_and_rest({toponym: any(rights) for toponym, rights in verdicts.items()})
    assert share >= FOUND, f"{share:.1%} found; not found: {missed}"


def test_toponyms_of_the_news_come_first_by_prominence(verdicts: dict[Toponym, list[bool]]) -> None:
    share, missed = share_and_rest({toponym: rights[:1] == [True] for toponym, rights in verdicts.items()})
    assert share >= FIRST, f"{share:.1%} come first; not first: {missed}"


@pytest.mark.parametrize("kind", TOLERANCE_KM)
def test_no_kind_of_place_is_left_out(verdicts: dict[Toponym, list[bool]], kind: str) -> None:
    of_kind: Iterable[tuple[Toponym, list[bool]]] = ((t, r) for t, r in verdicts.items() if t.kind == kind)
    share, missed = share_and_rest({toponym: any(rights) for toponym, rights in of_kind})
    assert share >= FOUND_OF_A_KIND, f"{share:.0%} of the kind {kind} found; not found: {missed}"


@pytest.mark.parametrize(
    ("demonym", "place"),
    [
        ("Kashmiris", "Kashmir"),
        ("Kashmiri", "Kashmir"),
        ("Pakistani", "Pakistan"),
        ("Pakistanis", "Pakistan"),
        ("Punjabi", "Punjab"),
        ("Baloch", "Balochistan"),
        ("Pashtuns", "Pashtun areas"),
        ("Gazans", "Gaza Strip"),
        ("Kurdish", "Kurdistan"),
        ("Tibetans", "Tibet"),
        ("Uyghurs", "Xinjiang"),
        ("Chechens", "Chechnya"),
        ("Texans", "Texas"),
        ("Scottish", "Scotland"),
        ("Catalan", "Catalonia"),
        ("Londoners", "London"),
        ("New Yorkers", "New York"),
        ("Frenchwomen", "France"),
        ("Dutch", "Netherlands"),
        ("Georgian", "Georgia"),
    ],
)
def test_a_demonym_leads_to_its_place(gazetteer: Gazetteer, demonym: str, place: str) -> None:
    first = gazetteer.by_names([demonym])[demonym][0]
    assert (first.place.name, first.name.kind) == (place, NameKind.DEMONYM)


def test_both_places_of_a_shared_demonym_are_offered(gazetteer: Gazetteer) -> None:
    assert {match.place.country for match in gazetteer.by_names(["Congolese"])["Congolese"]} == {"CD", "CG"}
    assert {"PK", "IN"} <= {match.place.country for match in gazetteer.by_names(["Punjabis"])["Punjabis"]}


@pytest.mark.parametrize(
    ("seat", "city"),
    [
        ("the Kremlin", "Moscow"),
        ("White House", "Washington"),
        ("Holyrood", "Edinburgh"),
        ("Binnenhof", "The Hague"),
        ("the Pentagon", "Arlington"),
        ("Waigani", "Port Moresby"),
    ],
)
def test_a_seat_of_power_leads_to_its_city(gazetteer: Gazetteer, seat: str, city: str) -> None:
    first = gazetteer.by_names([seat])[seat][0]
    assert (first.place.name, first.name.kind) == (city, NameKind.METONYM)


def test_a_seat_shares_its_name_with_towns_called_so_but_with_no_byname_of_a_city(gazetteer: Gazetteer) -> None:
    places = {match.place.name for match in gazetteer.by_names(["White House"])["White House"]}
    assert {"Washington", "White House"} <= places
    assert "Casablanca" not in places


def test_every_seat_is_in_one_place() -> None:
    rows = list(read_table(DATA / "names" / "metonyms.tsv"))
    seats = [name_key(name) for row in rows for name in split_names(row["names"])]
    assert len(seats) == len(set(seats)) > 450
    assert all(row["place"] and (row["city"].count(", ") == 1 or row["city"] == row["place"]) for row in rows)


def test_every_country_is_located_and_has_people(gazetteer: Gazetteer) -> None:
    places = [gazetteer.country(code) for code in ("US", "CA", "RU", "TW", "PS", "XK", "EH", "VA", "FK", "AQ", "TV")]
    assert all(places)
    russia = gazetteer.country("RU")
    assert russia is not None
    assert (russia.lat, russia.lon) == pytest.approx((60, 100), abs=1)


def test_labels_of_kashmir_are_neutral(gazetteer: Gazetteer) -> None:
    labels = {code: gazetteer.by_names([code])[code][0].place for code in ("PoJK", "PoGB", "IIOJK", "Kashmir")}
    assert {code: place.name for code, place in labels.items()} == {
        "PoJK": "Azad Jammu and Kashmir",
        "PoGB": "Gilgit-Baltistan",
        "IIOJK": "Jammu and Kashmir",
        "Kashmir": "Kashmir",
    }
    assert labels["Kashmir"].country is None


def test_divisions_are_current_and_their_older_names_stay_names(gazetteer: Gazetteer) -> None:
    first = gazetteer.by_names(["NWFP"])["NWFP"][0]
    assert (first.place.name, first.name.kind) == ("Khyber Pakhtunkhwa", NameKind.FORMER)
    provinces = {p.name for p in gazetteer.children("geonames:1168579") if p.feature_code == "ADM1"}
    assert not provinces & {"FATA", "Federally Administered Tribal Areas", "Northern Areas"}
