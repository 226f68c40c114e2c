"""All of GeoNames on the command line: download its dumps, import them, remove them again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from gazetteer import build
from gazetteer.files.schema import GEONAMES_FILE
from gazetteer.place import FeatureClass
from webapp.commands.places import own_places
from webapp.config import Settings

if TYPE_CHECKING:
    from gazetteer.geonames import FileReport
    from gazetteer.geonames.layer import Progress

_CLASSES = "".join(FeatureClass)


class _ClassesApart(click.Command):
    """Reads ``--class P T`` as ``--class PT``: no file has the single letter of a class as its name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        joined: list[str] = []
        before = ""
        for arg in args:
            letter = len(arg) == 1 and arg.upper() in _CLASSES
            if letter and before == "letter":
                joined[-1] += arg
            else:
                joined.append(arg)
            before = "letter" if letter and before in ("option", "letter") else "option" if arg == "--class" else ""
        return super().parse_args(ctx, joined)


@click.command(
    "import",
    cls=_ClassesApart,
    epilog="\b\nExamples:\n  mention-mapper gazetteer import PK.zip\n"
    "  mention-mapper gazetteer import allCountries.zip alternateNamesV2.zip hierarchy.zip\n"
    "  mention-mapper gazetteer import --download PK IN --class P T\n"
    "  mention-mapper gazetteer import --remove",
)
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="LETTERS",
    help="Only these GeoNames feature classes: A areas, H waters, L regions, P settlements, "
    "R roads, S spots, T relief, U undersea, V vegetation.",
)
@click.option(
    "--download",
    is_flag=True,
    help="Download from GeoNames first; FILE is then a country code, allCountries, alternateNamesV2 or hierarchy.",
)
@click.option(
    "--from",
    "address",
    default=None,
    metavar="URL",
    envvar="MENTION_MAPPER_GEONAMES_ADDRESS",
    help="Mirror to download from; by default MENTION_MAPPER_GEONAMES_ADDRESS or GeoNames itself.",
)
@click.option("--remove", is_flag=True, help="Remove everything imported from GeoNames.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bars.")
@click.pass_obj
def import_command(
    settings: Settings,
    files: tuple[str, ...],
    classes: tuple[str, ...],
    download: bool,
    address: str | None,
    remove: bool,
    quiet: bool,
) -> None:
    """Import places and names from GeoNames' files, zipped or not.

    FILE is the dump of one country or of all, alternateNamesV2 or hierarchy; CSV and GeoJSON files are
    imported as places of your own. Places that exist already are updated. If more than 1% of a file's
    lines are not data, or the import is interrupted, the gazetteer is left unchanged.
    """
    if remove:
        if files or download:
            raise click.UsageError("--remove removes everything that was imported: give no FILE with it")
        _remove(settings, quiet)
        return
    if not files:
        raise click.UsageError("give at least one FILE, or what to --download")
    with _progress(quiet) as progress:
        if download:
            _download_and_import(settings, files, address, "".join(classes), progress)
            return
        paths = [Path(name) for name in files]
        mine = [path for path in paths if own_places.is_places_file(path)]
        dumps = [path for path in paths if path not in mine]
        if dumps:
            _import(settings, dumps, "".join(classes), progress)
    complete = [own_places.import_places(settings, path) for path in mine]
    if not all(complete):
        sys.exit(1)


def imported_lines(settings: Settings) -> Iterator[str]:
    """What ``gazetteer info`` shows of the imports: one line for each file."""
    from gazetteer.geonames import imports

    for one in imports(_layer(settings)):
        classes = f", classes {' '.join(one.classes)}" if one.classes else ""
        yield f"{'imported':<20} {one.rows:>10,}  {one.kind} from {one.file}{classes}, {one.date}"


def _download_and_import(
    settings: Settings, names: tuple[str, ...], address: str | None, classes: str, progress: Progress
) -> None:
    from gazetteer.geonames import ADDRESS, download

    paths = download(names, settings.home / "downloads", address=address or ADDRESS, progress=progress)
    _import(settings, paths, classes, progress)
    for path in paths:
        path.unlink(missing_ok=True)


def _import(settings: Settings, paths: list[Path], classes: str, progress: Progress) -> None:
    from gazetteer.geonames import import_files

    build.ensure(settings.gazetteer_path, progress).close()
    report = import_files(
        paths, _layer(settings), base_path=settings.gazetteer_path, classes=classes or None, progress=progress
    )
    for file in report.files:
        tqdm.write(_reported(file), file=sys.stderr)
        if file.left_out:
            tqdm.write(f"  {file.faults()}", file=sys.stderr)
    tqdm.write(f"From GeoNames there are now {report.places:,} places and {report.names:,} names.", file=sys.stderr)


def _reported(file: FileReport) -> str:
    names = f" with {file.names:,} names" if file.kind == "places" else ""
    unwanted = f", {file.unwanted:,} not wanted" if file.unwanted else ""
    return f"{file.path.name}: {file.rows:,} rows, {file.taken:,} imported{names}{unwanted}"


def _remove(settings: Settings, quiet: bool) -> None:
    from gazetteer.geonames import remove

    with _progress(quiet) as progress:
        there = remove(_layer(settings), progress)
    click.echo(
        "Removed what was imported from GeoNames." if there else "Nothing had been imported from GeoNames.", err=True
    )


def _layer(settings: Settings) -> Path:
    return settings.gazetteer_path.with_name(GEONAMES_FILE)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """A bar on a terminal, one line per stage in a log, nothing if ``quiet``."""
    if quiet:
        yield lambda stage, done, total: None
        return
    stages: list[str] = []
    terminal = sys.stderr.isatty()
    with tqdm(file=sys.stderr, leave=False, unit_scale=True, disable=not terminal) as bar:

        def show(stage: str, done: int, total: int) -> None:
            if not terminal and stages[-1:] != [stage]:
                click.echo(stage, err=True)
            if stages[-1:] != [stage]:
                stages.append(stage)
                bar.reset(total)
                bar.set_description(stage, refresh=False)
            bar.total = total
            bar.n = done
            bar.refresh()

        yield show


COMMANDS = (import_command,)
