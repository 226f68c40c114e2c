"""The places on the map with the areas that each lies in and whether it has an outline, as the gazetteer knows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from gazetteer.errors import GazetteerError
from gazetteer.place import Place
from gazetteer.sources.country_names import country_words
from gazetteer.store import Gazetteer
from webapp.decisions.areas import box_of_drawn, is_drawn
from webapp.services.reader import Reader
from webapp.store import MapView, PlaceOnMap
from webapp.store.places.grid import Box

Path = Callable[[Place], str]


def located(reader: Reader, places: Sequence[PlaceOnMap]) -> tuple[PlaceOnMap, ...]:
    """The places as the gazetteer knows them; while it is not loaded, with the areas that were saved with them."""
    # Asked for once: each time the reader looks whether the files beside the gazetteer have changed.
    gazetteer = reader.gazetteer
    if gazetteer is None:
        return _with(places, saved_path, frozenset())
    try:
        return _with(places, _paths(gazetteer), gazetteer.has_outline(place.id for place in places if place.is_area))
    except GazetteerError as error:
        reader.replace_gazetteer(error)
        return _with(places, saved_path, frozenset())


def located_view(reader: Reader, view: MapView, box: Box | None = None) -> MapView:
    """The same for what a view of the map shows; the areas whose outlines reach into ``box`` are among its places."""
    shown = [*view.places, *_reaching(reader, view, box)]
    both = located(reader, [*shown, *view.listed])
    return replace(view, places=both[: len(shown)], listed=both[len(shown) :], around=())


def _reaching(reader: Reader, view: MapView, box: Box | None) -> list[PlaceOnMap]:
    gazetteer = reader.gazetteer
    if gazetteer is None or box is None:
        return []
    try:
        sides = [(one, box_of_drawn(one.id) or gazetteer.box(one.id)) for one in view.around]
    except GazetteerError as error:
        reader.replace_gazetteer(error)
        return []
    return [one for one, found in sides if found and box.meets(*found)]


def path(reader: Reader, place: Place) -> str:
    """The places above a place, nearest first; those saved with it until the gazetteer is loaded."""
    gazetteer = reader.gazetteer
    if gazetteer:
        try:
            return gazetteer.admin_path(place)
        except GazetteerError as error:
            reader.replace_gazetteer(error)
    return saved_path(place)


def area_name(reader: Reader, area: str) -> str:
    """What the filter ``within`` calls an area: "PK" is Pakistan, "PK/Sindh" is Sindh, Pakistan.

    The division's code itself if the gazetteer does not know it.
    """
    country, _, division = area.partition("/")
    return path(reader, Place(area, "", 0, 0, "P", "PPL", country, division or None)) or country


def saved_path(place: Place) -> str:
    """The areas that were saved with a place, with the country's name."""
    country = country_words(place.country, place.admin1) if place.country else None
    # As the gazetteer has it, a country lies in nothing, and no area in itself.
    above = (place.admin2, place.admin1, country)
    return ", ".join(part for part in above if part and part != place.name)


def _paths(gazetteer: Gazetteer) -> Path:
    """Places of one district have one path, but for the one that is called as the district is."""
    found: dict[tuple[str | None, ...], str] = {}

    def look_up(place: Place) -> str:
        own = place.id if place.is_area or place.name in (place.admin1, place.admin2) else None
        key = place.country, place.admin1, place.admin2, own
        if key not in found:
            found[key] = gazetteer.admin_path(place)
        return found[key]

    return look_up


def _with(places: Sequence[PlaceOnMap], path: Path, outlined: set[str] | frozenset[str]) -> tuple[PlaceOnMap, ...]:
    return tuple(
        replace(one, path=path(one.place), has_outline=one.id in outlined or is_drawn(one.id)) for one in places
    )
