"""A person's own places on the command line: add, list, edit, remove, import-places, export."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazetteer import build
from webapp.config import Settings
from webapp.output import keep_apart, whole

if TYPE_CHECKING:
    from gazetteer.own.importing import ImportReport
    from gazetteer.own.record import Draft, Geometry, OwnPlace
    from gazetteer.own.store import OwnPlaces

ENDINGS = (".csv", ".tsv", ".geojson", ".json")
_REPORTED = 50
_NAMES_IN_COMMAND = 30
"""Names in a suggested command, at most; with more it reads all articles again."""

name_option = click.option("--other", "others", multiple=True, metavar="NAME", help="Another name; may be repeated.")
kind_option = click.option("--kind", default=None, help="What it is: settlement, camp, site, crossing, valley, river …")
lat_option = click.option("--lat", type=float, default=None, help="Latitude in degrees, WGS 84.")
lon_option = click.option("--lon", type=float, default=None, help="Longitude in degrees, WGS 84.")
area_option = click.option(
    "--area",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="GeoJSON file with one Polygon or MultiPolygon.",
)
country_option = click.option("--country", default=None, help="Code or name; by default found from the point.")
note_option = click.option("--note", default=None, help="A note for yourself.")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")


@click.command(
    epilog='\b\nExample:\n  mention-mapper gazetteer add "Camp Delta Nine" --lat 33.5 --lon 70.25 --kind camp'
)
@click.argument("name")
@lat_option
@lon_option
@kind_option
@name_option
@area_option
@country_option
@note_option
@click.pass_obj
def add(
    settings: Settings,
    name: str,
    others: tuple[str, ...],
    kind: str | None,
    area: Path | None,
    country: str | None,
    note: str | None,
    lat: float | None,
    lon: float | None,
) -> None:
    """Add a place of your own; it takes precedence over all others of the same name."""
    from gazetteer.own.record import Draft

    draft = Draft(name, others, kind or "", lat, lon, _area(area), country or "", note or "")
    with _own_places(settings) as places:
        place = places.add(draft)
    click.echo(_line(place))
    _offer(settings, place)


@click.command("list", epilog="\b\nExample:\n  mention-mapper gazetteer list --json")
@json_option
@click.pass_obj
def list_places(settings: Settings, as_json: bool) -> None:
    """List your own places."""
    places = _read_only(settings).all()
    for place in places:
        click.echo(json.dumps(place.feature(), ensure_ascii=False) if as_json else _line(place))
    if not places:
        click.echo("You have no places of your own yet: `mention-mapper gazetteer add` adds one.", err=True)


@click.command(epilog='\b\nExample:\n  mention-mapper gazetteer edit camp-delta-nine --kind base --name "Base Delta"')
@click.argument("place")
@click.option("--name", default=None, help="A new name; the id stays the same.")
@name_option
@click.option("--no-others", is_flag=True, help="Remove all other names.")
@kind_option
@lat_option
@lon_option
@area_option
@country_option
@note_option
@click.pass_obj
def edit(
    settings: Settings,
    /,
    place: str,
    name: str | None,
    no_others: bool,
    others: tuple[str, ...],
    area: Path | None,
    **fields: str | float | None,
) -> None:
    """Change the place with the id PLACE. Options that are not given change nothing; other names are added."""
    with _own_places(settings) as places:
        before = places.get(place)
        draft = before.draft()
        given: dict[str, object] = {field: value for field, value in fields.items() if value is not None}
        if area is not None:
            # The label point of the old area may lie outside the new one.
            given = {"area": _area(area), "lat": None, "lon": None} | given
        elif before.area is not None and ("lat" in given) != ("lon" in given):
            raise click.UsageError("give --lat and --lon together")
        if name is not None:
            given["name"] = name
        names = (*(() if no_others else draft.names), *others)
        kept = places.replace(before.slug, _changed(draft, {"names": names, **given}))
    click.echo(_line(kept))
    _offer(settings, before, kept)


@click.command(epilog="\b\nExample:\n  mention-mapper gazetteer remove camp-delta-nine")
@click.argument("places", nargs=-1, required=True, metavar="PLACE…")
@click.pass_obj
def remove(settings: Settings, places: tuple[str, ...]) -> None:
    """Remove the places with these ids."""
    own = _read_only(settings)
    for place in [own.get(name) for name in places]:
        own.remove(place.slug)
        click.echo(f"Removed {_line(place)}")
        _offer(settings, place)


@click.command(
    "import-places",
    epilog="\b\nExamples:\n  mention-mapper gazetteer import-places camps.csv\n"
    "  mention-mapper gazetteer import-places areas.geojson",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.pass_obj
def import_places_command(settings: Settings, files: tuple[Path, ...]) -> None:
    """Import places from CSV or GeoJSON files.

    Rows that cannot be used are reported and do not stop the rest; the exit status is then 1."""
    complete = [import_places(settings, path) for path in files]
    if not all(complete):
        sys.exit(1)


@click.command(epilog="\b\nExample:\n  mention-mapper gazetteer export -o my-places.geojson")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: CSV if its name ends in .csv, otherwise GeoJSON.",
)
@click.pass_obj
def export(settings: Settings, output: Path) -> None:
    """Export your own places as GeoJSON or CSV, which `import-places` reads without loss."""
    places = _read_only(settings)
    data = places.export_csv() if output.suffix.lower() == ".csv" else places.export_geojson()
    keep_apart(output, settings.own_places_path)
    with whole(output) as path:
        path.write_bytes(data)
    click.echo(f"Wrote {len(places.all()):,} places to {output}.", err=True)


COMMANDS = (add, list_places, edit, remove, import_places_command, export)


def is_places_file(path: Path) -> bool:
    """Whether a file's extension says that it lists places, rather than being a GeoNames dump."""
    return path.suffix.lower() in ENDINGS


def import_places(settings: Settings, path: Path) -> bool:
    """Import a file and report its rows on standard error; return whether every row was accepted."""
    from gazetteer.own.importing import Fate

    with _own_places(settings) as places:
        report = places.import_bytes(path.name, path.read_bytes())
        kept = {row.slug for row in report.rows if row.fate in (Fate.ADDED, Fate.UPDATED)}
        changed = [place for place in places.all() if place.slug in kept]
    _print(report)
    _offer(settings, *changed)
    return not report.refused


def _offer(settings: Settings, *places: OwnPlace) -> None:
    """Say how to read the articles again that have a name of a place, if there are any."""
    if not settings.database_path.exists():
        return
    from webapp.store import ArticleStore

    names = list(dict.fromkeys(name for place in places for name in (place.name, *place.names)))
    with closing(ArticleStore(settings.database_path)) as store:
        having = {name: ids for name in names if (ids := store.naming([name]))}
    if not having:
        return
    named = len({article for ids in having.values() for article in ids})
    own = "this name" if len({place.slug for place in places}) == 1 else "a name of these places"
    words = f"1 article has {own}" if named == 1 else f"{named:,} articles have {own}"
    options = " ".join(f"--name {shlex.quote(name)}" for name in having)
    which = options if len(having) <= _NAMES_IN_COMMAND else "--all"
    click.echo(f"{words}; to read {'it' if named == 1 else 'them'} again: mention-mapper reread {which}", err=True)


def _print(report: ImportReport) -> None:
    click.echo(report.summary(), err=True)
    for note in report.notes:
        click.echo(f"  {note}", err=True)
    reported = [row for row in report.rows if row.messages]
    for row in reported[:_REPORTED]:
        name = f" ({row.name[:60]})" if row.name else ""
        click.echo(f"  row {row.number}{name}: {row.fate.value}: {'; '.join(row.messages)}", err=True)
    if len(reported) > _REPORTED:
        click.echo(f"  and {len(reported) - _REPORTED:,} more rows", err=True)


@contextmanager
def _own_places(settings: Settings) -> Iterator[OwnPlaces]:
    """Own places beside the gazetteer, which is built if missing and locates each of them."""
    from gazetteer.own.store import OwnPlaces

    with closing(build.ensure(settings.gazetteer_path)) as gazetteer:
        yield OwnPlaces(settings.own_places_path, gazetteer)


def _read_only(settings: Settings) -> OwnPlaces:
    from gazetteer.own.store import OwnPlaces

    return OwnPlaces(settings.own_places_path)


def _area(path: Path | None) -> Geometry | None:
    from gazetteer.own.geojson_rows import read_area
    from gazetteer.own.reading import decode

    return read_area(decode(path.name, path.read_bytes())[0]) if path else None


def _line(place: OwnPlace) -> str:
    where = f"{place.lat:.4f} {place.lon:.4f}"
    country = f", {place.country}" if place.country else ""
    return f"{place.name}{country}  {where}  {place.kind}{' (area)' if place.area else ''}  {place.id}"


def _changed(draft: Draft, given: dict[str, object]) -> Draft:
    return replace(draft, **given)  # type: ignore[arg-type]
