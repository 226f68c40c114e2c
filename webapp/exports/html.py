"""Readings as one self-contained HTML map that opens from disk, without a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazetteer.store import Gazetteer
from webapp.domain import Reading
from webapp.exports.registry import register
from webapp.exports.source import Source
from webapp.maps.features import feature_collection, popup
from webapp.maps.places import placed
from webapp.maps.standalone import render_standalone
from webapp.store import narrowed


@register("html", label="Map in one file", suffix=".html", media_type="text/html; charset=utf-8")
def write(source: Source) -> Iterator[str]:
    """Write the map of the claims, in the articles' own words; one piece, as the page embeds all of its data."""
    readings, gazetteer, which = source.readings(), source.gazetteer(), source.which
    shown = [narrowed(reading, which) for reading in readings]
    found = placed(shown, gazetteer.admin_path, gazetteer.has_outline, which)
    on_map = [place for place, _ in found]
    claims = sum(len(reading.claims) for reading in shown)
    yield render_standalone(
        title=_title(readings),
        places=feature_collection(on_map, articles=len(readings), claims=claims),
        details={place.id: popup(detail, place.path) for place, detail in found},
        read_with=sorted({reading.read_with for reading in readings if reading.read_with}),
        outlines={place.id: _outline(place.id, gazetteer) for place in on_map if place.has_outline},
    )


def _outline(place_id: str, gazetteer: Gazetteer) -> dict[str, object]:
    return {"type": "Feature", "id": place_id, "properties": {}, "geometry": gazetteer.outline(place_id)}


def _title(readings: Sequence[Reading]) -> str:
    if len(readings) == 1:
        article = readings[0].article
        return article.title or article.filename or "Untitled"
    return f"{len(readings)} articles"
