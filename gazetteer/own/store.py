"""A person's own places: listed, added, edited, removed, imported and exported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from gazetteer.errors import OwnPlaceMissing, OwnPlaceRefused
from gazetteer.names import name_key
from gazetteer.own import exporting, index
from gazetteer.own.file import PATIENCE, OwnFile
from gazetteer.own.importing import Importer, ImportReport
from gazetteer.own.reading import read_rows
from gazetteer.own.record import Draft, OwnPlace, slug_of
from gazetteer.own.settle import Settled, settle, slug_for
from gazetteer.store import Gazetteer


class OwnPlaces:
    """The own places in one file.

    ``gazetteer`` finds the country and divisions of a place; without it only what the person gives is known.
    Every method raises OwnPlacesUnavailable if the file cannot be read or written.
    """

    def __init__(self, path: Path, gazetteer: Gazetteer | None = None, *, patience: float = PATIENCE) -> None:
        self._file = OwnFile(path, patience)
        self._gazetteer = gazetteer

    def all(self) -> tuple[OwnPlace, ...]:
        """Every own place, by name."""
        with self._file.reading() as database:
            places = list(index.read(database)) if database is not None else []
        return tuple(sorted(places, key=lambda place: (name_key(place.name), place.slug)))

    def get(self, slug: str) -> OwnPlace:
        """The place with that slug or id; raise OwnPlaceMissing if there is none."""
        with self._file.reading() as database:
            place = index.read_one(database, slug_of(slug)) if database is not None else None
        if place is None:
            raise OwnPlaceMissing(
                f"there is no own place {slug!r}: `mention-mapper gazetteer list` shows the existing ones"
            )
        return place

    def add(self, draft: Draft) -> OwnPlace:
        """Save a new place; raise OwnPlaceRefused, with every reason, if it cannot be saved."""
        settled = settle(draft, self._gazetteer)
        with self._file.changing() as database:
            held = {place.slug: place for place in index.read(database)}
            same = next((place for place in held.values() if place.same_spot == settled.place.same_spot), None)
            if same:
                raise OwnPlaceRefused(f"you have {same.name} at this point already ({same.id}): edit that one")
            place = _dated(settled.place, slug_for(settled.place.name, held.keys()))
            index.put(database, place)
        return place

    def replace(self, slug: str, draft: Draft) -> OwnPlace:
        """Replace what was known about a place with ``draft``; its id stays."""
        before = self.get(slug)
        settled = self._again(before, draft)
        with self._file.changing() as database:
            if index.read_one(database, before.slug) is None:
                raise OwnPlaceMissing(f"{before.name} was removed in the meantime: add it again")
            place = _dated(replace(settled.place, created=before.created), before.slug)
            index.put(database, place)
        return place

    def remove(self, slug: str) -> OwnPlace:
        """Remove a place and return it; raise OwnPlaceMissing if there is none."""
        place = self.get(slug)
        with self._file.changing() as database:
            index.remove(database, place.slug)
        return place

    def import_bytes(self, filename: str, data: bytes) -> ImportReport:
        """Add the places of a CSV or GeoJSON file, all good ones at once, and report the outcome of each row.

        A row that repeats one of them, by id or by name and point, replaces it. Raises
        OwnPlacesUnreadable if the file has neither format.
        """
        found = read_rows(filename, data)
        importer = Importer(self._gazetteer)
        rows = [importer.settle(row) for row in found.rows]
        with self._file.changing() as database:
            report = importer.merge(rows, list(index.read(database)), _now())
            for place in report.changed:
                index.put(database, place)
        return replace(report.report, filename=filename, notes=found.notes)

    def export_geojson(self) -> bytes:
        """All places as a GeoJSON FeatureCollection (RFC 7946) that ``import_bytes`` reads without loss."""
        return exporting.geojson(self.all())

    def export_csv(self) -> bytes:
        """All places as CSV in UTF-8, areas as well-known text, that ``import_bytes`` reads without loss."""
        return exporting.csv(self.all())

    def _again(self, before: OwnPlace, draft: Draft) -> Settled:
        """The changed place; a country that had been found, not given, is looked up again if the place has moved."""
        moved = (draft.lat, draft.lon, draft.area) != (before.lat, before.lon, before.area)
        if moved and draft.country == (before.country or ""):
            found = settle(replace(before.draft(), country=""), self._gazetteer).place
            if found.country == before.country:
                draft = replace(draft, country="")
        return settle(draft, self._gazetteer)


def _dated(place: OwnPlace, slug: str) -> OwnPlace:
    now = _now()
    return replace(place, slug=slug, created=place.created or now, updated=now)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
