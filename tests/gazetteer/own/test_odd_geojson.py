"""GeoJSON of any shape: odd features are refused by number with a reason, and the good ones beside them are kept."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer.errors import OwnPlacesUnreadable
from gazetteer.own.importing import Fate
from gazetteer.own.store import OwnPlaces

SQUARE = {"type": "Polygon", "coordinates": [[[70, 33], [71, 33], [71, 34], [70, 34], [70, 33]]]}
GOOD = {
    "type": "Feature",
    "properties": {"name": "Camp Delta Nine"},
    "geometry": {"type": "Point", "coordinates": [70.25, 33.5]},
}


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        ({"properties": "Zone A"}, "its properties are a text, not an object"),
        ({"properties": 5}, "its properties are a number, not an object"),
        ({"properties": True}, "its properties are true or false, not an object"),
        ({"properties": ["name", "Zone A"]}, "its properties are a list, not an object"),
        ({"geometry": "POINT (70 33)"}, "its geometry is a text, not an object"),
        ({"geometry": SQUARE | {"coordinates": 5}}, "the area has no points"),
        ({"geometry": SQUARE | {"coordinates": [[[70, "33"], [71, 33]]]}}, "not a longitude and a latitude"),
        ({"geometry": SQUARE | {"coordinates": {"0": [70, 33]}}}, "the area has no points"),
        ({"geometry": {"type": "Point", "coordinates": "70,33"}}, "not a longitude and a latitude"),
        ({"geometry": {"type": ["Point"], "coordinates": [70, 33]}}, "neither a point nor an area"),
        ({"geometry": {"type": "Point", "coordinates": [10**400, 33]}}, "not a longitude and a latitude"),
    ],
)
@pytest.mark.parametrize("shape", [SQUARE, {"type": "Point", "coordinates": [71, 34]}])
def test_an_odd_feature_is_refused_by_number_and_the_others_are_kept(own, odd, reason, shape):
    feature = {"type": "Feature", "properties": {"name": "Zone A"}, "geometry": shape} | odd
    report = own.import_bytes("a.geojson", collection(feature, GOOD))
    assert [(row.number, row.fate) for row in report.rows] == [(1, Fate.REFUSED), (2, Fate.ADDED)]
    assert any(reason in message for message in report.rows[0].messages), report.rows[0].messages
    assert [place.name for place in own.all()] == ["Camp Delta Nine"]


@pytest.mark.parametrize("identifier", [["own:me.a"], {"a": 1}, 7, None, True])
def test_an_id_of_another_tool_is_left_aside_whatever_it_is(own, identifier):
    own.import_bytes("a.geojson", collection(GOOD | {"id": identifier}))
    assert [place.id for place in own.all()] == ["own:me.camp-delta-nine"]


@pytest.mark.parametrize("features", [{"0": GOOD}, "none", None, 5])
def test_features_that_are_no_list_are_reported(own, features):
    with pytest.raises(OwnPlacesUnreadable, match="its “features” are not a list"):
        own.import_bytes("a.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode())


WORDS = st.sampled_from(["Feature", "Point", "Polygon", "MultiPolygon", "name", "camp", "PK", "own:me.a", "", "33.5"])
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(string.printable, max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "names", "kind", "lat", "lon", "type", "id", "country"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)
NEARLY = st.one_of(st.just(GOOD["geometry"]), st.just(SQUARE), ANYTHING)
GEOMETRY = NEARLY | st.fixed_dictionaries({"type": WORDS, "coordinates": ANYTHING})
FEATURE = st.fixed_dictionaries(
    {"type": st.just("Feature")},
    optional={
        "id": ANYTHING,
        "properties": st.just({"name": "Zone A"}) | ANYTHING,
        "geometry": GEOMETRY,
        "above": ANYTHING,
    },
)


@given(st.lists(FEATURE | ANYTHING, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_features_are_each_is_reported_and_the_good_one_kept(tmp_path_factory, features):
    own = OwnPlaces(tmp_path_factory.mktemp("own") / "own-places.sqlite", patience=0.2)
    report = own.import_bytes("a.geojson", collection(GOOD, *features))
    assert [row.number for row in report.rows] == list(range(1, len(features) + 2))
    assert all(row.messages for row in report.refused)
    assert "Camp Delta Nine" in [place.name for place in own.all()]


@given(ANYTHING)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_document_is_it_is_imported_or_refused(own, document):
    try:
        own.import_bytes("a.geojson", json.dumps(document).encode())
    except OwnPlacesUnreadable as error:
        assert str(error)
