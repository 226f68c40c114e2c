import pytest
import shapely

from gazetteer.derive.basemap import towns
from gazetteer.derive.basemap.labels import _place, plain
from gazetteer.derive.inputs import geonames
from gazetteer.derive.inputs.geonames import Town


def settlement(number: int, name: str, lon: float, population: int, country: str = "PK") -> Town:
    return Town(number, name, 34.0, lon, country, f"{country}.01", population)


@pytest.fixture
def three_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (
        settlement(1, "Great", 73.0, 2_000_000),
        settlement(2, "Close by", 73.05, 30_000),
        settlement(3, "Far off", 75.0, 30_000),
    )
    monkeypatch.setattr(geonames, "towns", lambda: found)
    monkeypatch.setattr(geonames, "countries", lambda: {"PK": (1168579, "Pakistan", "Far off")})


@pytest.mark.usefixtures("three_towns")
def test_the_foremost_come_first_and_neighbours_wait() -> None:
    zooms = {town.name: zoom for town, _, zoom, _ in towns.town_labels({})}
    assert zooms["Great"] < zooms.get("Close by", 99)
    assert zooms["Far off"] == towns.FIRST


@pytest.mark.usefixtures("three_towns")
def test_a_capital_is_recognised_by_its_country_s_word() -> None:
    kinds = {town.name: kind for town, kind, _, _ in towns.town_labels({1: (3, "Admin-1 capital")})}
    assert kinds["Far off"] == "capital"
    assert kinds["Great"] == "seat"


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Jammu and Kashmīr", "IN", "Jammu and Kashmir"),
        ("Al Qunayţirah", "SY", "Al Qunaytirah"),
        ("Côte-d'Or", "FR", "Côte-d'Or"),
        ("Şırnak", "TR", "Şırnak"),
    ],
)
def test_scholarly_marks_go_only_where_names_are_romanised(name: str, country: str, expected: str) -> None:
    assert plain(name, country) == expected


def test_a_name_stands_in_the_widest_spot_of_its_area() -> None:
    with_arm = shapely.union_all([shapely.box(0, 0, 4, 4), shapely.box(4, 0, 20, 0.5)])
    lon, lat, _ = _place(with_arm, "Somewhere", pixels=7)
    assert 1.5 < lon < 2.5
    assert 1.5 < lat < 2.5


def test_a_long_name_needs_a_larger_area_or_a_nearer_zoom() -> None:
    area = shapely.box(0, 0, 4, 4)
    assert _place(area, "Po", pixels=7)[2] < _place(area, "Saskatchewan", pixels=7)[2]
