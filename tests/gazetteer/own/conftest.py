"""Own places in the test's own folder, without a gazetteer: each says where it lies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces

SQUARE = {"type": "Polygon", "coordinates": [[[70.0, 33.0], [71.0, 33.0], [71.0, 34.0], [70.0, 34.0], [70.0, 33.0]]]}
BOW_TIE = {"type": "Polygon", "coordinates": [[[70, 33], [71, 34], [71, 33], [70, 34], [70, 33]]]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own-places.sqlite"


@pytest.fixture
def own(path: Path) -> OwnPlaces:
    return OwnPlaces(path, patience=0.2)


@pytest.fixture
def camp() -> Draft:
    return Draft(
        "Camp Delta Nine", ("CD9", "Delta Nine; north"), "camp", 33.5, 70.25, country="PK", note="from a photo"
    )


@pytest.fixture
def geojson() -> Callable[..., bytes]:
    """A FeatureCollection of pairs of properties and geometry."""

    def make(*features: tuple[object, object]) -> bytes:
        made = [{"type": "Feature", "properties": said, "geometry": where} for said, where in features]
        return json.dumps({"type": "FeatureCollection", "features": made}).encode()

    return make


def point(lat: object, lon: object) -> dict[str, object]:
    return {"type": "Point", "coordinates": [lon, lat]}
