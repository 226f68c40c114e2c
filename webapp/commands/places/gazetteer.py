"""Looking up places in a terminal: search by name, show one place, show what the gazetteer contains."""

from __future__ import annotations

import contextlib
import json
import sys

import click

from gazetteer.feature_words import APPROXIMATE, CLASSES, NAME_GROUPS, kind_words, located_words
from gazetteer.store import Gazetteer
from webapp.commands.places import geonames
from webapp.config import Settings
from webapp.services.places.lookup import Found, Query, above, area_named, look_up

SHOWN_BELOW = 10


@click.command(
    "search", epilog='\b\nExample:\n  mention-mapper gazetteer search "Mirpur" --country PK --limit 5 --json'
)
@click.argument("name")
@click.option("--country", default="", metavar="CODE", help="Only in this country, such as PK.")
@click.option(
    "--class",
    "feature_class",
    type=click.Choice([*CLASSES], case_sensitive=False),
    default=None,
    help="Only this GeoNames class.",
)
@click.option("--within", default="", metavar="ID|NAME", help="Only inside this area.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@click.pass_obj
def search(
    settings: Settings, name: str, country: str, feature_class: str | None, within: str, limit: int, as_json: bool
) -> None:
    """List the places called NAME, the most prominent first; exit status 1 if there is none."""
    with contextlib.closing(Gazetteer.open(settings.gazetteer_path)) as places:
        area = area_named(places, within)
        if within and area is None:
            raise click.ClickException(f"no area called {within!r} was found: give its id, or another name")
        given = {"q": name, "country": country, "class": feature_class or ""}
        query = Query.of(given, limit=limit, within=area.id if area else "")
        if country and not query.country:
            raise click.ClickException(f"{country!r} is not a country code: give two letters, such as PK")
        answer = look_up(places, query)
    for found in answer.found:
        click.echo(_json(found) if as_json else _line(found))
    if answer.similar:
        click.echo(f"Nothing is called {name!r}; these names are spelled similarly.", err=True)
    if not answer.found:
        click.echo(f"No place called {name!r} is in the gazetteer.", err=True)
        sys.exit(1)


@click.command("show", epilog="\b\nExample:\n  mention-mapper gazetteer show geonames:1184196")
@click.argument("place_id", metavar="ID")
@click.pass_obj
def show(settings: Settings, place_id: str) -> None:
    """Show the place with this ID: its names, the places above and below it, how its point is known."""
    with contextlib.closing(Gazetteer.open(settings.gazetteer_path)) as places:
        place = places.by_id(place_id)
        if place is None:
            raise click.ClickException(
                f"no place has the id {place_id!r}: `mention-mapper gazetteer search NAME` lists ids"
            )
        roughly = "approximate: " if place.located in APPROXIMATE else ""
        facts = {
            "id": place.id,
            "label": place.name,
            "kind": f"{kind_words(place)} ({place.feature_class}.{place.feature_code})",
            "lies in": " > ".join(f"{one.name} [{one.id}]" for one in above(places, place)),
            "coordinates": f"{place.lat:.5f}, {place.lon:.5f} ({roughly}{located_words(place)})",
            "outline": "yes" if places.has_outline([place.id]) else "",
            "people": f"{place.population:,}" if place.population else "",
            "source": places.source(place.id),
        }
        names = places.names(place.id)
        below = places.children(place.id)
    for kind, label in NAME_GROUPS.items():
        facts[label.lower()] = ", ".join(name.text for name in names if name.kind is kind and name.text != place.name)
    if below:
        first = ", ".join(one.name for one in below[:SHOWN_BELOW])
        facts["below it"] = f"{len(below):,}: {first}{', …' if len(below) > SHOWN_BELOW else ''}"
    for field, value in facts.items():
        if value:
            click.echo(f"{field:<24} {value}")


@click.command("info")
@click.pass_obj
def info(settings: Settings) -> None:
    """Show where the gazetteer is, its version and how much it contains."""
    with contextlib.closing(Gazetteer.open(settings.gazetteer_path)) as places:
        size = settings.gazetteer_path.stat().st_size / 1e6
        click.echo(f"file                 {settings.gazetteer_path} ({size:.0f} MB)")
        click.echo(f"version              {places.version}")
        counts = places.counts()
    for label, count in counts.items():
        click.echo(f"{label:<20} {count:>10,}")
    if "imported places" in counts:
        for line in geonames.imported_lines(settings):
            click.echo(line)
    if settings.own_places_path.is_file():
        click.echo(f"own places file      {settings.own_places_path}")
    else:
        click.echo("own places           none yet (mention-mapper gazetteer add)")


COMMANDS = (search, show, info)


def _json(found: Found) -> str:
    from webapp.services.extraction import place_json

    place = {**place_json(found.place), "matched": found.matched or found.place.name, "where": found.where}
    return json.dumps(place, ensure_ascii=False)


def _line(found: Found) -> str:
    place = found.place
    label = f"{place.name}, {found.where}" if found.where else place.name
    return f"{label}  {place.lat:.4f} {place.lon:.4f}  {found.kind} ({place.feature_code})  {place.id}"
