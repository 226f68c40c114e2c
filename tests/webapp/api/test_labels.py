"""The base map's further settlements, cell by cell."""

from __future__ import annotations

import pytest

from webapp import create_app
from webapp.services.reader import Loaded, Reader


@pytest.fixture
def client(gazetteer, canned, settings, store):
    reader = Reader(lambda report: Loaded(gazetteer, canned), patience=5)
    app = create_app({"SETTINGS": settings, "STORE": store, "READER": reader})
    reader.wait()
    return app.test_client()


def test_a_cells_settlements_come_with_the_foremost_first(client):
    answer = client.get("/api/labels/34/74")
    rows = answer.json["labels"]
    assert rows[0][0] == "Srinagar"
    zooms, weights = [row[3] for row in rows], [row[4] for row in rows]
    assert zooms == sorted(zooms)
    assert zooms[0] == 9
    assert weights == sorted(weights, reverse=True)
    assert all(34 <= lat < 35 and 74 <= lon < 75 for _, lon, lat, _, _ in rows)


def test_a_cell_of_the_open_sea_is_empty(client):
    assert client.get("/api/labels/-50/-130").json["labels"] == []


@pytest.mark.parametrize("cell", ["90/0", "0/180", "-91/5", "x/5", "1.5/2"])
def test_what_is_no_cell_is_not_found(client, cell):
    assert client.get(f"/api/labels/{cell}").status_code == 404


def test_a_cell_is_requested_again_because_it_may_hold_own_places(client):
    first = client.get("/api/labels/34/74")
    assert "max-age" not in first.headers["Cache-Control"]
    again = client.get("/api/labels/34/74", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_until_the_gazetteer_is_loaded_a_cell_says_so_and_is_not_an_error(settings, store):
    def never(report):
        raise FileNotFoundError

    client = create_app({"SETTINGS": settings, "STORE": store, "READER": Reader(never)}).test_client()
    answer = client.get("/api/labels/34/74")
    assert (answer.status_code, answer.json) == (200, {"labels": [], "ready": False})
