"""Readings as one self-contained HTML map that opens from disk, without a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from gazetteer.store import Gazetteer
from webapp.decisions.areas import is_drawn
from webapp.domain import Reading
from webapp.exports.registry import register
from webapp.exports.source import Noted, Source
from webapp.maps.features import feature_collection, popup
from webapp.maps.places import placed
from webapp.maps.standalone import render_standalone
from webapp.store import PlacedClaim, PlaceDetail, PlaceOnMap
from webapp.store.remarks.records import NOTHING, Remarks


@register("html", label="Map in one file", suffix=".html", media_type="text/html; charset=utf-8")
def write(source: Source) -> Iterator[str]:
    """Write the map of the claims, in the articles' own words; one piece, as the page embeds all of its data."""
    noted, gazetteer = source.readings(), source.gazetteer()
    readings = [one.reading for one in noted]
    found = placed(readings, gazetteer.admin_path, partial(_outlined, gazetteer), source.which)
    found = _with_remarks(found, noted, source.on_places([place.id for place, _ in found]))
    on_map = [place for place, _ in found]
    claims = sum(len(reading.claims) for reading in readings)
    yield render_standalone(
        title=_title(readings),
        places=feature_collection(on_map, articles=len(readings), claims=claims),
        details={place.id: popup(detail, place.path) for place, detail in found},
        read_with=sorted({reading.read_with for reading in readings if reading.read_with}),
        outlines={place.id: _outline(place.id, source) for place in on_map if place.has_outline},
    )


def _with_remarks(
    found: Sequence[tuple[PlaceOnMap, PlaceDetail]], noted: Sequence[Noted], on_places: Mapping[str, Remarks]
) -> list[tuple[PlaceOnMap, PlaceDetail]]:
    """The same with the notes and tags on claims and places; articles are numbered from 1."""

    def of(claims: tuple[PlacedClaim, ...]) -> tuple[PlacedClaim, ...]:
        held = ((one, noted[one.article.id - 1].remarks.get(one.index, NOTHING)) for one in claims)
        return tuple(replace(one, remarks=remarks) if remarks else one for one, remarks in held)

    return [
        (
            place,
            replace(
                detail,
                about=of(detail.about),
                acting=of(detail.acting),
                remarks=on_places.get(place.id, NOTHING),
            ),
        )
        for place, detail in found
    ]


def _outlined(gazetteer: Gazetteer, ids: Iterable[str]) -> set[str]:
    asked = set(ids)
    return gazetteer.has_outline(asked) | {one for one in asked if is_drawn(one)}


def _outline(place_id: str, source: Source) -> dict[str, object]:
    geometry = source.drawn(place_id) if is_drawn(place_id) else source.gazetteer().outline(place_id)
    return {"type": "Feature", "id": place_id, "properties": {}, "geometry": geometry}


def _title(readings: Sequence[Reading]) -> str:
    if len(readings) == 1:
        article = readings[0].article
        return article.title or article.filename or "Untitled"
    return f"{len(readings)} articles"
