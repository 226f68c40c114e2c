"""Rows out of CSV and GeoJSON as people have them."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from gazetteer.errors import OwnPlaceRefused, OwnPlacesUnreadable
from gazetteer.own import reading
from gazetteer.own.columns import degrees
from gazetteer.own.geojson_rows import read_area
from gazetteer.own.reading import read_rows


def only(filename: str, data: bytes):
    (row,) = read_rows(filename, data).rows
    return row


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_any_usual_form(delimiter, encoding):
    lines = [
        ["Name", "LATITUDE", "Lng", "Other names", "Type"],
        ["Şırnak Kampı", "37.5", "42.4", "Şirnex|Camp 3", "camp"],
    ]
    data = "\r\n".join(delimiter.join(cells) for cells in lines).encode(encoding)
    row = only("camps.csv", data)
    draft = row.draft
    assert row.number == 2
    assert (draft.name, draft.names, draft.kind) == ("Şırnak Kampı", ("Şirnex", "Camp 3"), "camp")
    assert (draft.lat, draft.lon) == (37.5, 42.4)


RUSSIAN = "Лагерь у реки|Новая деревня|Старый мост через реку|Пункт пропуска на границе|Больница в центре города"
ARABIC = "مخيم الشمال الكبير|مستشفى المدينة القديمة|معبر الحدود الشرقي|مدرسة القرية الجديدة"


@pytest.mark.parametrize(
    ("names", "encoding", "name"),
    [("Zoë Camp|Café Élan", "cp1252", "windows-1252"), (RUSSIAN, "cp1251", "cp1251"), (ARABIC, "cp1256", "cp1256")],
)
def test_older_encodings_are_reported(names, encoding, name):
    lines = "".join(f"{name},1,2\n" for name in names.split("|"))
    rows = read_rows("places.csv", f"name,lat,lon\n{lines}".encode(encoding))
    assert "|".join(row.draft.name for row in rows.rows) == names
    assert rows.notes == (f"read as {name}",)


def test_rows_are_numbered_as_in_a_spreadsheet_and_blank_ones_are_left_out():
    rows = read_rows("a.csv", b'name,lat,lon,source\n"A\nB",1,2,x\n\n,,,\nC,3,4,y\n')
    assert [(row.number, row.draft.name) for row in rows.rows] == [(2, "A\nB"), (5, "C")]
    assert rows.notes == ("columns not read: source",)


def test_areas_come_as_well_known_text():
    row = only("a.csv", b'name,wkt\nZone,"POLYGON ((70 33, 71 33, 71 34, 70 33))"\n')
    assert row.draft.area == {"type": "Polygon", "coordinates": [[[70, 33], [71, 33], [71, 34], [70, 33]]]}
    assert (only("a.csv", b"name,wkt\nSpot,POINT (70 33)\n").draft.lat) == 33


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (b"A,1,2,extra", "4 cells where the first line names 3"),
        (b"A,north,2", "latitude 'north' is not a number of degrees"),
        (b"A,1 E,2", "latitude '1 E' is not a number of degrees"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells, reason):
    assert reason in only("a.csv", b"name,lat,lon\n" + cells + b"\n").reasons[0]


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("34.37", 34.37),
        ("34,37", 34.37),
        ("−34.5", -34.5),
        ("34.37° N", 34.37),
        ("S 34.37", -34.37),
        ("34°30'36\"S", -34.51),
        ("1e-05", 1e-05),
        (" ", None),
    ],
)
def test_degrees_as_people_write_them(written, size):
    assert degrees(written, "latitude") == (pytest.approx(size) if size else size)


def test_degrees_of_the_other_kind_are_refused():
    with pytest.raises(OwnPlaceRefused, match="latitude"):
        degrees("34 E", "latitude")


@pytest.mark.parametrize(
    ("properties", "name", "names"),
    [
        ({"name": "A", "names": ["B", "C"]}, "A", ("B", "C")),
        ({"Title": "A", "alt_name": "B;C"}, "A", ("B", "C")),
        ({"LABEL": "A", "aliases": "B|C"}, "A", ("B", "C")),
        ({"title": "Other", "name": "A", "names": {"ar": "ب"}}, "A", ("ب",)),
    ],
)
def test_names_of_features_from_the_properties_people_use(geojson, properties, name, names):
    row = only("a.geojson", geojson((properties, {"type": "Point", "coordinates": [70, 33, 812]})))
    assert (row.draft.name, row.draft.names, row.draft.lat, row.draft.lon) == (name, names, 33.0, 70.0)


def test_the_type_of_another_tools_feature_is_no_unknown_kind(geojson):
    where = {"type": "Point", "coordinates": [70, 33]}
    rows = read_rows(
        "a.geojson", geojson(({"name": "A", "type": "boundary"}, where), ({"name": "B", "type": "camp"}, where))
    ).rows
    assert [row.draft.kind for row in rows] == ["", "camp"]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "a LineString is neither a point nor an area"),
        (None, "no geometry"),
        ({"type": "Point", "coordinates": ["70", "33"]}, "not a longitude and a latitude"),
        ({"type": "Point", "coordinates": []}, "not a longitude and a latitude"),
    ],
)
def test_features_that_are_no_place_say_why(geojson, geometry, reason):
    row = only("a.geojson", geojson((None, geometry)))
    assert row.reasons[0] == "no name"
    assert reason in row.reasons[1]


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "b")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"hello\nworld\n", "no column “name”"),
        (b"name,height\nA,3\n", "no columns of coordinates"),
        (b"name,lat,lon\n", "contains no places"),
        (b'{"type": "Feature"', "not valid JSON"),
        (b'{"type": "Topology"}', "neither a GeoJSON FeatureCollection nor a Feature"),
        (b'{"type": "Feature", "geometry": {"type": "Point", "coordinates": [NaN, 1]}}', "NaN"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\x00\x01\x02\x03" * 40, "not text"),
        (_archive(), "save the table as CSV"),
        (
            b'{"type": "FeatureCollection", "features": [1], "crs": {"properties": {"name": "EPSG::3857"}}}',
            "in EPSG::3857",
        ),
    ],
)
def test_a_file_of_neither_form_is_refused_as_a_whole(data, reason):
    with pytest.raises(OwnPlacesUnreadable, match=reason):
        read_rows("file", data)


def test_a_file_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    with pytest.raises(OwnPlacesUnreadable, match="more than 2 places"):
        read_rows("a.csv", b"name,lat,lon\nA,1,2\nB,1,2\nC,1,2\n")


def test_an_area_is_read_from_a_geometry_a_feature_or_a_collection_of_one():
    shape = {"type": "Polygon", "coordinates": [[[70, 33], [71, 33], [71, 34], [70, 33]]]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    for document in (shape, feature, {"type": "FeatureCollection", "features": [feature]}):
        assert read_area(json.dumps(document)) == shape
    for text in ("{", '{"type": "Point", "coordinates": [1, 2]}', '{"type": "FeatureCollection", "features": []}'):
        with pytest.raises(OwnPlaceRefused, match="area"):
            read_area(text)
