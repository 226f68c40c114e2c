"""The form of an own place: as submitted, filled in with a place, and as the place it describes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from flask import request

from gazetteer.own.area import read_wkt
from gazetteer.own.columns import degrees
from gazetteer.own.geojson_rows import read_area
from gazetteer.own.record import Draft, Geometry, OwnPlace


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a place as a person fills them in; ``names`` has one on each line."""

    name: str = ""
    names: str = ""
    kind: str = ""
    lat: str = ""
    lon: str = ""
    area: str = ""
    country: str = ""
    note: str = ""


def submitted() -> Form:
    """The form of this request; an uploaded file takes the place of the area that was typed."""
    fields = {field: request.form.get(field, "") for field in Form.__dataclass_fields__}
    upload = request.files.get("area_file")
    if upload is not None and upload.filename:
        fields["area"] = upload.read().decode("utf-8-sig", errors="replace")
    return Form(**fields)


def filled(place: OwnPlace) -> Form:
    """The form with what is kept of a place."""
    area = json.dumps(place.area, separators=(",", ":")) if place.area else ""
    return Form(
        name=place.name,
        names="\n".join(place.names),
        kind=place.kind,
        lat=str(place.lat),
        lon=str(place.lon),
        area=area,
        country=place.country or "",
        note=place.note,
    )


def draft(form: Form) -> Draft:
    """The contents of the form; raise OwnPlaceRefused if a field cannot be read."""
    draft = Draft(
        name=form.name,
        names=tuple(line for line in form.names.splitlines() if line.strip()),
        kind=form.kind,
        country=form.country,
        note=form.note,
    )
    area = _area(form.area.strip())
    return replace(draft, lat=degrees(form.lat, "latitude"), lon=degrees(form.lon, "longitude"), area=area)


def _area(text: str) -> Geometry | None:
    if not text:
        return None
    return read_area(text) if text.startswith(("{", "[")) else read_wkt(text)
