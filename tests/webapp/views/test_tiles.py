"""The images of an operator's own map, as a browser gets them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pmtiles.tile import TileType

from tests.webapp.maps.test_tiles import archived
from webapp.maps.tiles import TileArchive
from webapp.program import EXTENSION


@pytest.fixture
def archive(app: Flask, tmp_path: Path) -> TileArchive:
    images = {(9, 1, 1): b"far", (10, 5, 6): b"image", (12, 1, 1): b"close"}
    archive = TileArchive(archived(tmp_path / "own.pmtiles", images, TileType.WEBP))
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], archive=archive)
    return archive


def test_an_image_is_kept_for_good_under_the_address_of_its_archive(client: FlaskClient, archive: TileArchive) -> None:
    answer = client.get(f"/tiles/10/5/6?v={archive.edition}")
    assert (answer.data, answer.mimetype) == (b"image", "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "immutable" not in client.get("/tiles/10/5/6?v=another").headers.get("Cache-Control", "")


@pytest.mark.parametrize("at", ["10/5/7", "10/99999/6", "99/0/0"])
def test_where_it_has_none_there_is_none(client: FlaskClient, archive: TileArchive, at: str) -> None:
    assert client.get(f"/tiles/{at}").status_code == 404


def test_without_an_archive_there_are_none(client: FlaskClient) -> None:
    assert client.get("/tiles/10/5/6").status_code == 404
