"""Many places at once: what is added, what repeats a place, what is refused and why."""

from __future__ import annotations

from gazetteer.own.importing import Fate

CSV = b"""name,lat,lon,kind
Camp One,33.1,70.1,camp
,33.2,70.2,camp
Camp Two,95,70.2,camp
Camp Three,33.3,70.3,tent
camp one,33.1,70.1,base
Camp Four,33.4,70.4,
"""


def fates(report) -> list[tuple[int, str]]:
    return [(row.number, row.fate.value) for row in report.rows]


def test_good_rows_are_imported_and_the_others_are_reported_by_number(own):
    report = own.import_bytes("camps.csv", CSV)
    assert report.summary() == "camps.csv: 2 added, 4 refused"
    assert fates(report) == [(2, "added"), (3, "refused"), (4, "refused"), (5, "refused"), (6, "refused"), (7, "added")]
    reasons = {row.number: row.messages[0] for row in report.refused}
    assert reasons[3] == "no name"
    assert reasons[4] == "latitude 95 is not between -90 and 90; are latitude and longitude swapped?"
    assert "the kind 'tent' is not known" in reasons[5]
    assert reasons[6] == "the same place as row 2"
    assert [place.name for place in own.all()] == ["Camp Four", "Camp One"]


def test_a_row_that_repeats_a_place_takes_its_place_and_says_so(own):
    own.import_bytes("a.csv", CSV)
    again = own.import_bytes("b.csv", b"name,lat,lon,kind\nCamp One,33.1,70.1,base\nCamp Four,33.4,70.4,\n")
    assert fates(again) == [(2, "updated"), (3, "unchanged")]
    assert own.get("camp-one").kind == "base"
    assert len(own.all()) == 2


def test_an_id_in_the_file_leads_to_its_place_wherever_it_now_lies(own):
    own.import_bytes("a.csv", CSV)
    report = own.import_bytes(
        "b.csv", b"id,name,lat,lon\nown:me.camp-one,Camp One and a Half,34,71\n,Camp One,33.1,70.1\n"
    )
    assert [(row.fate, row.slug) for row in report.rows] == [(Fate.UPDATED, "camp-one"), (Fate.ADDED, "camp-one-2")]


def test_ids_of_other_tools_are_no_ids_of_ours(own):
    report = own.import_bytes("a.csv", b"id,name,lat,lon\n17,A,1,2\nown:pk.swat,B,1,3\nown:me.../x,C,1,4\n")
    assert fates(report) == [(2, "added"), (3, "added"), (4, "refused")]
    assert [place.slug for place in own.all()] == ["a", "b"]


def test_features_are_refused_one_by_one(own, geojson):
    bow_tie = {"type": "Polygon", "coordinates": [[[70, 33], [71, 34], [71, 33], [70, 34], [70, 33]]]}
    ring = {"type": "Polygon", "coordinates": [[[70, 33], [71, 33], [71, 34]]]}
    report = own.import_bytes(
        "areas.geojson",
        geojson(
            ({"name": "Crossed"}, bow_tie),
            ({}, {"type": "Point", "coordinates": [70, 33]}),
            ({"name": "High"}, {"type": "Point", "coordinates": [70, 95]}),
            ({"name": "Open"}, ring),
        ),
    )
    assert [row.messages[0].split(" near ")[0] for row in report.rows] == [
        "the outline crosses itself",
        "no name",
        "latitude 95 is not between -90 and 90; are latitude and longitude swapped?",
        "the ring was not closed; closed at the first point",
    ]
    assert [place.name for place in own.all()] == ["Open"]


def test_thousands_of_rows_are_imported_at_once(own):
    rows = "".join(f"Camp,{i / 100},{i / 50}\n" for i in range(3_000))
    report = own.import_bytes("many.csv", f"name,lat,lon\n{rows}".encode())
    assert report.summary() == "many.csv: 3,000 added"
    assert len({place.slug for place in own.all()}) == 3_000
