"""The outcome of an import: rows imported, rows left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.geonames.kinds import FileKind

SHOWN = 5
"""How many of the lines left out are listed."""


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A line that was left out, by its number from 1, and why."""

    line: int
    why: str


@dataclass(slots=True)
class Tally:
    """Counts of rows while a file is read; ``bad`` holds the first few of the lines left out."""

    rows: int = 0
    taken: int = 0
    names: int = 0
    unwanted: int = 0
    left_out: int = 0
    bad: list[LeftOut] = field(default_factory=list)

    def leave_out(self, line: int, why: str) -> None:
        """Count a line that cannot be used."""
        self.left_out += 1
        if len(self.bad) < SHOWN:
            self.bad.append(LeftOut(line, why))

    def add(self, other: Tally) -> None:
        """Add the counts of another part of the same file."""
        self.rows += other.rows
        self.taken += other.taken
        self.names += other.names
        self.unwanted += other.unwanted
        self.left_out += other.left_out
        self.bad = sorted([*self.bad, *other.bad])[:SHOWN]


@dataclass(frozen=True, slots=True)
class FileReport:
    """The outcome for one file.

    ``rows`` is the number of lines that are not empty: those imported, those ``unwanted`` (of another feature
    class than was asked for, or a code or link rather than a name) and those ``left_out``, the first of
    which are in ``bad``. ``names`` counts forms of names read, before those that share a key are merged.
    """

    path: Path
    kind: FileKind
    rows: int
    taken: int
    names: int
    unwanted: int
    left_out: int
    bad: tuple[LeftOut, ...]

    @classmethod
    def of(cls, path: Path, kind: FileKind, tally: Tally) -> FileReport:
        """The report of a file that was read to its end."""
        counts = (tally.rows, tally.taken, tally.names, tally.unwanted, tally.left_out)
        return cls(path, kind, *counts, tuple(tally.bad))

    def faults(self) -> str:
        """The number of lines left out, and the first few with the reasons."""
        first = "; ".join(f"line {one.line}: {one.why}" for one in self.bad)
        more = "; …" if self.left_out > len(self.bad) else ""
        return f"{self.left_out:,} of {self.rows:,} lines could not be used ({first}{more})"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import; ``places`` and ``names`` count what the layer has afterwards."""

    files: tuple[FileReport, ...]
    places: int
    names: int
