"""Imports GeoNames' files into the layer: all their usable content, or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from gazetteer.errors import GeoNamesError
from gazetteer.geonames.assembling import assembly
from gazetteer.geonames.divisions import read_codes
from gazetteer.geonames.files import Source
from gazetteer.geonames.kinds import FileKind
from gazetteer.geonames.layer import Progress, check, locked, opened, replaced
from gazetteer.geonames.readers import Readers, readers
from gazetteer.geonames.report import FileReport, ImportReport, Tally
from gazetteer.geonames.staging import Wanted
from gazetteer.place import COUNTRY_CODES, FeatureClass

_BAD_SHARE = 0.01
"""If more of a file's lines than this cannot be used, something is wrong with the file."""


def import_files(
    paths: Iterable[Path],
    layer_path: Path,
    *,
    base_path: Path,
    classes: Collection[str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import the places, names and links of GeoNames' files into the layer at ``layer_path``.

    What it has already stays, unless a file has the place with the same number. ``base_path`` is the
    gazetteer below the layer, ``classes`` are the feature classes wanted (``{"P", "T"}``; all where
    None). Files of names and links come after dumps, in whatever order they are given. Large files are
    read in several processes: a script that calls this needs ``if __name__ == "__main__"``.

    Raises GeoNamesError if a file is not one of GeoNames', is damaged, has more than 1 % of lines that
    cannot be used, or the layer cannot be written; then, and when interrupted, the layer is as before.
    """
    report_progress = progress or _silent
    wanted_classes = _checked(classes)
    sources = sorted((Source.of(path) for path in dict.fromkeys(paths)), key=lambda one: list(FileKind).index(one.kind))
    if not sources:
        raise GeoNamesError("give at least one file to import")
    with locked(layer_path, report_progress):
        check(layer_path)
        with replaced(layer_path) as aside:
            report_progress("Reading divisions", 0, 1)
            wanted = Wanted(read_codes(sources), _countries(base_path), wanted_classes)
            with readers(aside.parent, wanted, sum(source.size for source in sources)) as several:
                reports = _read(sources, several, report_progress)
            if layer_path.is_file():
                report_progress("Copying what was imported before", 0, 1)
                shutil.copyfile(layer_path, aside)
            with assembly(aside, base_path, several.paths, report_progress) as made:
                places, names = made.run(reports, "".join(sorted(wanted_classes or ())))
    return ImportReport(tuple(reports), places, names)


def _read(sources: Sequence[Source], several: Readers, progress: Progress) -> list[FileReport]:
    reports = []
    for order, source in enumerate(sources):
        tally, done = Tally(), 0
        for chunk, part in several.read(source.kind, order, source.chunks()):
            tally.add(part)
            done += len(chunk.text)
            progress(f"Reading {source.path.name}", min(done, source.size), source.size)
        reports.append(FileReport.of(source.path, source.kind, tally))
    refused = [f"{report.path}: {report.faults()}" for report in reports if report.left_out > report.rows * _BAD_SHARE]
    if refused:
        raise GeoNamesError(
            f"nothing was imported, because more than 1% of a file is not data. {' '.join(refused)}. "
            "Download it again from GeoNames, or repair those lines"
        )
    return reports


def _checked(classes: Collection[str] | None) -> frozenset[str] | None:
    if not classes:
        return None
    wanted = frozenset(one.upper() for one in classes)
    known = [str(one) for one in FeatureClass]
    if not wanted <= set(known):
        raise GeoNamesError(
            f"{', '.join(sorted(wanted - set(known)))} is not a feature class: give some of {' '.join(known)}"
        )
    return wanted


def _countries(base_path: Path) -> dict[str, int]:
    """ISO codes of countries to their numbers in the base gazetteer."""
    if not base_path.is_file():
        return {}
    codes = ", ".join("?" * len(COUNTRY_CODES))
    statement = (
        f"SELECT country, number FROM places WHERE class = 'A' AND code IN ({codes}) AND number > 0 ORDER BY prominence"
    )
    try:
        with closing(opened(base_path)) as base:
            return dict(base.execute(statement, sorted(COUNTRY_CODES)))
    except sqlite3.DatabaseError as error:
        raise GeoNamesError(f"{base_path} cannot be read ({error}): run `mention-mapper gazetteer build`") from error


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
