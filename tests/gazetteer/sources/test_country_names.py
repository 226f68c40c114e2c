"""What countries are called before the gazetteer is loaded: as the gazetteer calls them."""

from __future__ import annotations

from gazetteer.sources.country_names import country_name, country_words
from webapp.services.places.map_places import saved_path


def test_countries_are_called_as_in_the_gazetteer(gazetteer):
    for code in ("PK", "NL", "PS", "ST", "TL", "CW", "VA", "GB", "XK"):
        assert country_name(code) == gazetteer.country(code).name
    assert country_name("??") == "??"


def test_the_path_of_a_place_is_the_gazetteers_even_where_who_rules_is_contested(gazetteer):
    for place_id in ("geonames:1169027", "geonames:1168579", "geonames:2747373"):
        place = gazetteer.by_id(place_id)
        assert saved_path(place) == gazetteer.admin_path(place)
    assert country_words("PK", "Azad Jammu and Kashmir") == "administered by Pakistan"
    assert country_words("UA", "Sevastopol") == "Ukraine, held by Russia"
