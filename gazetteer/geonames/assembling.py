"""Sorts staged rows and puts them into the layer's tables, in their final order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from gazetteer.files.schema import INDEXES, KINDS, LAYER_FORMAT, TABLES
from gazetteer.geonames.kinds import FileKind
from gazetteer.geonames.layer import Progress, address
from gazetteer.geonames.report import FileReport
from gazetteer.geonames.rows import AIRPORT_CODE
from gazetteer.geonames.staging import PLACE_COLUMNS
from gazetteer.place import COUNTRY_CODES, NameKind

_PRAGMAS = """
PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -131072; PRAGMA threads = 2;
"""
_OWN_TABLES = """
CREATE TABLE imports (
    file TEXT, kind TEXT, classes TEXT, rows INTEGER, date TEXT, PRIMARY KEY (file, classes)
) WITHOUT ROWID;
CREATE TABLE links (child INTEGER PRIMARY KEY, parent INTEGER NOT NULL);  -- all of hierarchy, for later imports too
"""
_NO_BASE = (
    "CREATE TABLE base.places (number INTEGER PRIMARY KEY, name, class, code, country, admin1, admin2, prominence)"
)

_PREFERRED, _ALTERNATE = KINDS.index(NameKind.PREFERRED), KINDS.index(NameKind.ALTERNATE)
_ABBREVIATION = KINDS.index(NameKind.ABBREVIATION)

_MANY = 200_000
"""Number of rows above which rebuilding the indexes is quicker than maintaining them."""

_OPERATIONS = 2_000_000
"""Instructions of SQLite's virtual machine, about a tenth of a second: how often a statement may be interrupted."""

_PLACES = f"""
INSERT INTO main.places ({PLACE_COLUMNS}, located)
SELECT s.number,
    -- Our label is neutral and GeoNames' may not be; of areas and features our tables know more than a dump.
    coalesce(b.name, s.name), s.lat, s.lon,
    CASE WHEN b.class <> 'P' THEN b.class ELSE s.class END,
    CASE WHEN b.class <> 'P' THEN b.code ELSE s.code END,
    CASE WHEN b.class <> 'P' THEN b.country ELSE s.country END,
    CASE WHEN b.class <> 'P' THEN b.admin1 ELSE coalesce(s.admin1, b.admin1) END,
    CASE WHEN b.class <> 'P' THEN b.admin2 ELSE coalesce(s.admin2, b.admin2) END,
    s.population,
    max(s.prominence, coalesce(b.prominence, 0.0)),
    s.parent,
    CASE WHEN b.class NOT IN ('P', 'R', 'S') THEN NULL ELSE s.cell END,
    'geonames'
FROM ({{rows}}) s LEFT JOIN base.places b ON b.number = s.number
WHERE true ORDER BY s.number, s.line
ON CONFLICT (number) DO UPDATE SET {{columns}}
"""

_HELD = "(EXISTS (SELECT 1 FROM main.places p WHERE {0}) OR EXISTS (SELECT 1 FROM base.places p WHERE {0}))"
_FURTHER = f"""
SELECT key, place, text, CASE kind WHEN {AIRPORT_CODE} THEN {_ABBREVIATION} ELSE kind END
FROM {{schema}}.further_names f
WHERE CASE kind WHEN {AIRPORT_CODE} THEN {_HELD.format("p.number = f.place AND p.class = 'S'")}
    ELSE {_HELD.format("p.number = f.place")} END
"""
_RANK = f"CASE {{0}} WHEN {_PREFERRED} THEN 0 WHEN {_ALTERNATE} THEN 2 ELSE 1 END"
_NAMES = f"""
INSERT INTO main.names (key, place, text, kind)
SELECT * FROM ({{rows}}) WHERE true ORDER BY key, place, {_RANK.format("kind")}, kind, text
ON CONFLICT (key, place) DO UPDATE SET text = excluded.text, kind = excluded.kind
WHERE ({_RANK.format("excluded.kind")}, excluded.kind, excluded.text) < ({_RANK.format("kind")}, kind, text)
"""
"""Which of two forms with one key is kept does not depend on which came first: repeating an import changes nothing."""

_LINKED = """
UPDATE places SET parent = (SELECT parent FROM links WHERE child = number)
WHERE number IN (SELECT child FROM links l WHERE EXISTS (SELECT 1 FROM places WHERE number = l.parent)
    OR EXISTS (SELECT 1 FROM base.places WHERE number = l.parent))
"""


class Assembly:
    """The layer's file while it is written; its previous content stays unless a row replaces it."""

    def __init__(self, database: sqlite3.Connection, staged: Sequence[str], progress: Progress) -> None:
        self._database = database
        self._staged = staged
        self._progress = progress

    def run(self, reports: Sequence[FileReport], classes: str) -> tuple[int, int]:
        """Import everything staged; returns how many places and names the layer then has."""
        old = bool(self._database.execute("SELECT 1 FROM places LIMIT 1").fetchone())
        if old:
            self._stage("Making room", self._demote)
        if not old or sum(report.taken + report.names for report in reports) > _MANY:
            self._drop_indexes()
        self._stage("Sorting places", self._add_places)
        self._stage("Sorting names", self._add_names)
        self._stage("Linking places", lambda: self._link(reports))
        self._stage("Making indexes", self._index)
        places, names = self._count("places"), self._count("names")
        self._settle_labels(old or places < sum(report.taken for report in reports if report.kind is FileKind.DUMP))
        self._database.execute("PRAGMA analysis_limit = 1000")
        self._database.execute("ANALYZE main")
        self._record(reports, classes)
        return places, names

    def _stage(self, name: str, work: Callable[[], None]) -> None:
        self._progress(name, 0, 1)
        work()
        self._progress(name, 1, 1)

    def _all(self, table: str) -> str:
        return " UNION ALL ".join(f"SELECT * FROM {schema}.{table}" for schema in self._staged)

    def _demote(self) -> None:
        """The old label of a re-imported place becomes one of its names."""
        self._database.execute(
            f"UPDATE main.names SET kind = {_ALTERNATE} WHERE kind = {_PREFERRED} "
            f"AND place IN (SELECT number FROM ({self._all('places')}))"
        )

    def _drop_indexes(self) -> None:
        rows = self._database.execute("SELECT name FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        for (name,) in rows.fetchall():
            self._database.execute(f"DROP INDEX main.{name}")

    def _add_places(self) -> None:
        columns = ", ".join(
            f"{column} = excluded.{column}" for column in PLACE_COLUMNS.split(", ") if column != "number"
        )
        self._database.execute(_PLACES.format(rows=self._all("places"), columns=columns))

    def _add_names(self) -> None:
        rows = [self._all("names"), *(_FURTHER.format(schema=schema) for schema in self._staged)]
        self._database.execute(_NAMES.format(rows=" UNION ALL ".join(rows)))

    def _index(self) -> None:
        codes = ", ".join(f"'{code}'" for code in sorted(COUNTRY_CODES))
        statements = INDEXES.format(country_codes=f"({codes})")
        self._database.executescript(statements.replace("INDEX ", "INDEX IF NOT EXISTS "))

    def _count(self, table: str) -> int:
        return int(self._database.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0])

    def _record(self, reports: Sequence[FileReport], classes: str) -> None:
        today = date.today().isoformat()
        self._database.executemany(
            "INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?, ?)",
            [(report.path.name, str(report.kind), classes, report.taken, today) for report in reports],
        )

    def _link(self, reports: Sequence[FileReport]) -> None:
        if any(report.kind is FileKind.HIERARCHY for report in reports):
            self._database.execute("DELETE FROM main.links")
            self._database.execute(
                f"INSERT OR IGNORE INTO main.links SELECT child, parent FROM ({self._all('links')}) "
                "ORDER BY child, rank, parent"
            )
        self._database.execute(_LINKED)

    def _settle_labels(self, twice: bool) -> None:
        """One label for a place: if ours differs from GeoNames', or the dumps have a place twice."""
        doubtful = "SELECT number FROM base.places"
        if twice:
            doubtful += f" UNION ALL SELECT number FROM ({self._all('places')}) GROUP BY number HAVING count(*) > 1"
        self._database.execute(
            f"UPDATE main.names SET kind = {_ALTERNATE} WHERE kind = {_PREFERRED} AND place IN ({doubtful}) "
            "AND text <> (SELECT name FROM main.places p WHERE p.number = names.place)"
        )


@contextmanager
def assembly(aside: Path, base_path: Path, staged: Sequence[Path], progress: Progress) -> Iterator[Assembly]:
    """Open the temporary file for writing, with the base gazetteer and the staged rows attached."""
    new = not aside.exists()
    with closing(sqlite3.connect(f"{aside.absolute().as_uri()}", uri=True, isolation_level=None)) as database:
        database.executescript(_PRAGMAS)
        if new:
            database.executescript(TABLES + _OWN_TABLES)
            database.execute("INSERT INTO meta VALUES ('format', ?)", (str(LAYER_FORMAT),))
        if base_path.is_file():
            database.execute("ATTACH ? AS base", (address(base_path),))
        else:
            database.execute("ATTACH ':memory:' AS base")
            database.execute(_NO_BASE)
        names = [f"staged{index}" for index in range(len(staged))]
        for name, path in zip(names, staged, strict=True):
            database.execute(f"ATTACH ? AS {name}", (address(path),))
        # So that Ctrl-C works while a statement runs for a minute.
        database.set_progress_handler(lambda: None, _OPERATIONS)
        try:
            yield Assembly(database, names, progress)
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise KeyboardInterrupt from error
            raise
