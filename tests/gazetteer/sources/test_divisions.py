"""Divisions as they are today: merged, split and renamed ones, with their older names kept."""

from __future__ import annotations

import pytest

from gazetteer.place import NameKind, Place
from gazetteer.store import Gazetteer


def found(gazetteer: Gazetteer, name: str, code: str) -> Place:
    """The foremost division of this order that bears the name."""
    matches = gazetteer.by_names([name]).get(name, ())
    return next(match.place for match in matches if match.place.feature_code == code)


def first_order(gazetteer: Gazetteer, country: str) -> set[str]:
    place = gazetteer.country(country)
    assert place is not None
    return {child.name for child in gazetteer.children(place.id) if child.feature_code == "ADM1"}


@pytest.mark.parametrize("name", ["Bajaur District", "Khyber District", "Orakzai District", "Kurram District"])
def test_the_tribal_districts_lie_in_khyber_pakhtunkhwa(gazetteer: Gazetteer, name: str) -> None:
    assert found(gazetteer, name, "ADM2").admin1 == "Khyber Pakhtunkhwa"


def test_a_tribal_agency_is_a_former_name_of_its_district(gazetteer: Gazetteer) -> None:
    match = gazetteer.by_names(["Khyber Agency"])["Khyber Agency"][0]
    assert (match.place.name, match.name.kind) == ("Khyber District", NameKind.FORMER)


def test_pakistan_has_no_fata_and_no_northern_areas(gazetteer: Gazetteer) -> None:
    names = first_order(gazetteer, "PK")
    assert "Gilgit-Baltistan" in names
    assert not names & {"Northern Areas", "Federally Administered Tribal Areas", "FATA"}


@pytest.mark.parametrize(
    ("country", "count", "some"),
    [
        ("KE", 47, {"Turkana County", "Elgeyo-Marakwet"}),
        ("CD", 26, {"Ituri", "North Kivu", "Kongo Central", "Kasai-Oriental"}),
        ("NP", 7, {"Gandaki Province", "Madhesh Province", "Sudurpashchim Province"}),
        ("TD", 23, {"Ennedi-Est", "Ennedi-Ouest"}),
        ("IQ", 19, {"Halabja Governorate"}),
        ("SY", 14, {"Idlib", "Raqqa"}),
        ("YE", 22, {"Socotra Governorate", "Hodeidah Governorate"}),
        ("SD", 18, {"Central Darfur", "East Darfur", "West Kordofan"}),
        ("MM", 15, {"Rakhine State", "Naypyidaw Union Territory"}),
        ("ET", 14, {"Sidama Region", "South West Ethiopia Peoples' Region"}),
        ("IN", 36, {"Ladakh", "Telangana"}),
        ("ID", 38, {"Central Papua", "Highland Papua", "South Papua", "Southwest Papua"}),
    ],
)
def test_a_country_has_the_first_order_divisions_of_today(
    gazetteer: Gazetteer, country: str, count: int, some: set[str]
) -> None:
    names = first_order(gazetteer, country)
    assert some <= names
    assert len(names) == count


@pytest.mark.parametrize("name", ["Kherson Raion", "Mariupol Raion", "Bakhmut Raion", "Kupiansk District"])
def test_ukraine_has_the_raions_of_2020(gazetteer: Gazetteer, name: str) -> None:
    assert found(gazetteer, name, "ADM2").country == "UA"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Province No. 4", "Gandaki Province"),
        ("Bas-Congo", "Kongo Central"),
        ("BARMM", "Bangsamoro"),
        ("Soqotra", "Socotra Governorate"),
        ("Goulmou Region", "Est"),
    ],
)
def test_another_name_of_a_division_leads_to_it(gazetteer: Gazetteer, name: str, label: str) -> None:
    assert label in {match.place.name for match in gazetteer.by_names([name])[name]}


@pytest.mark.parametrize(
    ("name", "code", "country"),
    [
        ("Idlib governorate", "ADM1", "SY"),
        ("Kech District", "ADM2", "PK"),
        ("Namhkan Township", "ADM3", "MM"),
        ("Gashaka LGA", "ADM2", "NG"),
        ("Cianjur Regency", "ADM2", "ID"),
        ("Rutshuru Territory", "ADM2", "CD"),
    ],
)
def test_a_division_is_found_with_its_country_s_word_for_it(
    gazetteer: Gazetteer, name: str, code: str, country: str
) -> None:
    assert found(gazetteer, name, code).country == country


def test_a_division_of_the_third_order_lies_in_one_of_the_second(gazetteer: Gazetteer) -> None:
    township = found(gazetteer, "Namhkan Township", "ADM3")
    assert (township.admin1, township.admin2 is not None) == ("Shan State", True)


def test_a_district_without_a_point_of_its_own_says_so(gazetteer: Gazetteer) -> None:
    kinds = {found(gazetteer, name, "ADM2").located for name in ("Kech District", "Bakhmut Raion")}
    assert kinds <= {"geonames", "settlements-mean", "settlement"}


@pytest.mark.parametrize("name", ["North-West Department", "Northwest", "Northwestern Department"])
def test_a_division_by_the_compass_has_its_english_names(gazetteer: Gazetteer, name: str) -> None:
    assert "HT" in {match.place.country for match in gazetteer.by_names([name])[name]}


@pytest.mark.parametrize(("name", "country"), [("Khuzestan", "IR"), ("Bavaria", "DE"), ("Davao Region", "PH")])
def test_no_region_repeats_a_first_order_division(gazetteer: Gazetteer, name: str, country: str) -> None:
    codes = [m.place.feature_code for m in gazetteer.by_names([name])[name] if m.place.country == country]
    assert "ADM1" in codes
    assert "RGN" not in codes
