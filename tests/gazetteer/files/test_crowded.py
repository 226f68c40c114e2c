"""Names that very many places bear: a look-up gives the best known of them, and one's own; a search can reach all."""

from __future__ import annotations

import pytest

from gazetteer.geocoder import LocalGazetteer
from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from gazetteer.queries.lookup import MOST_OF_A_NAME
from gazetteer.store import Gazetteer
from tests.gazetteer.files.conftest import MIRPUR, Import
from tests.gazetteer.geonames.conftest import alternate, row

MANY = MOST_OF_A_NAME + 150
TOWN = 7_000 + MANY - 1


@pytest.fixture
def crowded(places: Gazetteer, take: Import, own: OwnPlaces) -> Gazetteer:
    """An import of many hamlets called Kotla, the last of them a town, and an own place of that name."""
    hamlets = [
        row(7_000 + n, "Kotla", lat=30 + n / 1000, lon=70 + n / 1000, population=n % 40) for n in range(MANY - 1)
    ]
    town = row(TOWN, "Kotla", lat=33.0, lon=73.0, population=80_000)
    take([*hamlets, town], [alternate(1169027, "en", "Kotla")])
    places.reload()
    own.add(Draft("Kotla", kind="camp", lat=33.5, lon=73.5))
    places.reload()
    return places


def test_the_best_known_come_first_and_the_least_known_are_left_out(crowded: Gazetteer) -> None:
    found = [match.place.id for match in crowded.by_names(["Kotla"])["Kotla"]]
    assert len(found) == MOST_OF_A_NAME + 1
    assert found[0] == "own:me.kotla"
    assert f"geonames:{TOWN}" in found[:3]
    assert MIRPUR in found[:3], "a town of the built file that the import names so"
    kept = [match.place.population for match in crowded.by_names(["Kotla"])["Kotla"][3:]]
    assert min(kept) > 10


def test_all_of_them_can_be_had(crowded: Gazetteer) -> None:
    found = crowded.named("Kotla")
    assert len(found) == len({match.place.id for match in found}) == MANY + 2
    prominences = [match.prominence for match in found]
    assert prominences == sorted(prominences, reverse=True)
    assert len(crowded.search("Kotla", 1_000)) == MANY + 2
    assert len(LocalGazetteer(crowded).geocode("Kotla", exactly_one=False)) == MANY + 2


def test_the_cap_is_the_same_for_one_name_and_for_many(crowded: Gazetteer) -> None:
    alone = crowded.by_names(["Kotla"])["Kotla"]
    crowded.reload()
    together = crowded.by_names(["Mirpur", "Kotla", "Paris", *map(str, range(600))])
    assert together["Kotla"] == alone
    assert {"Mirpur", "Paris"} <= together.keys()
