"""Audits points set by hand: measures a sample of rows drawn by chance against points looked up elsewhere.

``audit.tsv`` beside this module is the sample: the point that a row had when it was drawn, and the point that a source
gives, to a hundredth of a degree, with the page or package in which it was read; a row that no source at hand has
keeps these cells empty. The sources are used as a check alone: where a row was wrong its point was set again by hand.
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer.distance import distance_km
from gazetteer.sources.records import read_table

SAMPLE = Path(__file__).with_name("audit.tsv")
SEED = 20261129
SIZE = 300
AUDITED = ("approximate", "published")
log = logging.getLogger("gazetteer.derive")


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of places whose points may be off by about as much: ``km`` of kilometres."""

    name: str
    km: float
    codes: tuple[str, ...]


_PATCHES = (
    *("S.OILF", "S.GASF", "H.LK", "H.LKS", "H.RSV", "H.WTLD", "H.LGN", "T.GLCR", "T.ISL", "T.ATOL", "T.RF", "T.CAPE"),
    *("T.GRGE", "T.BCH", "T.ISTH", "L.PRK", "L.RESV"),
)
GROUPS = (
    Group("settlements", 5, ("P.PPL", "P.PPLA", "P.PPLA2", "P.PPLA3", "P.PPLA4")),
    Group("quarters, streets, squares", 3, ("P.PPLX", "R.", "S.SQR", "S.BLDG", "S.BDG", "S.MNMT")),
    Group("camps and prisons", 5, ("S.CMP", "S.CMPRF", "S.CMPRFX", "S.PRN")),
    Group("border crossings", 10, ("S.PSTB",)),
    Group("dams, plants, bases, other sites", 8, ("S.", "L.PRT", "H.FLLS")),
    Group("peaks, volcanoes, passes", 5, ("T.MT", "T.VLC", "T.PASS", "T.HLL")),
    Group("lakes, glaciers, islands, reefs, parks", 25, _PATCHES),
    Group("districts", 30, ("A.",)),
    Group("valleys", 30, ("T.VAL", "T.VALS", "T.DPR")),
    Group("rivers, bays, straits, groups of islands", 100, ("H.", "T.ISLS", "T.DLTA", "T.PEN", "T.PLN", "T.HLLS")),
    Group("regions and ranges", 250, ("L.", "T.", "U.", "V.")),
    Group("regions of several countries", 750, ("L.RGNX",)),
)
"""A row belongs to the group that names its code, or else to the one that has its class."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A row of the sample: where it was when drawn, where it is now, and a source's point, None if none has it."""

    id: str
    code: str
    was: tuple[float, float]
    now: tuple[float, float]
    source: str
    point: tuple[float, float] | None

    @property
    def group(self) -> Group:
        """The kinds that it is measured with."""
        feature_class = f"{self.code.partition('.')[0]}."
        whole = next((group for group in GROUPS if self.code in group.codes), None)
        return whole or next(group for group in GROUPS if feature_class in group.codes)

    def off(self, point: tuple[float, float]) -> float:
        """Kilometres from a point to the source's."""
        return distance_km(*point, *self.point) if self.point else math.nan


def draw(rows: Iterable[dict[str, str]], size: int = SIZE, seed: int = SEED) -> list[dict[str, str]]:
    """Rows drawn by chance among those located by hand; the same for the same tables."""
    pool = sorted((row for row in rows if row.get("located") in AUDITED), key=lambda row: row["id"])
    dice = random.Random(seed)  # noqa: S311
    return sorted(dice.sample(pool, min(size, len(pool))), key=lambda row: row["id"])


def checked(data: Path, sample: Path = SAMPLE) -> Iterator[Checked]:
    """The sample's rows beside the tables' of today; rows that the tables no longer have are left out."""
    tables = {row["id"]: row for row in _features(data)}
    for row in read_table(sample):
        today = tables.get(row["id"])
        if today:
            point = (float(row["lat"]), float(row["lon"])) if row["source"] else None
            was = float(row["was_lat"]), float(row["was_lon"])
            yield Checked(row["id"], today["code"], was, _point(today), row["source"], point)


def audit(data: Path) -> None:
    """Print how far off the sample was when drawn, by kind, and which rows are still farther off than allowed."""
    rows = list(checked(data))
    for line in report(rows):
        log.info("%s", line)


def report(rows: Sequence[Checked]) -> Iterator[str]:
    """Lines: a table by kind (kilometres), then the rows that are farther off than their kind allows."""
    heads = "".join(f"{head:>8}" for head in ("drawn", "found", "median", "90 %", "worst", "allowed", "wrong"))
    yield f"{'kilometres off when drawn':42}{heads}"
    for group in GROUPS:
        mine = [row for row in rows if row.group is group]
        if mine:
            yield _line(group.name, mine, f"{group.km:.0f}")
    yield _line("all", rows, "")
    for row in rows:
        if row.point and (off := row.off(row.now)) > row.group.km:
            yield f"{row.id} ({row.code}): {off:.0f} km from {row.point[0]}, {row.point[1]} ({row.source})"


def _line(name: str, rows: Sequence[Checked], allowed: str) -> str:
    found = sorted(row.off(row.was) for row in rows if row.point)
    wrong = sum(row.off(row.was) > row.group.km for row in rows if row.point)
    shares = f"{_quantile(found, 0.5):>8.1f}{_quantile(found, 0.9):>8.1f}{found[-1]:>8.1f}" if found else f"{'':24}"
    return f"{name:42}{len(rows):>8}{len(found):>8}{shares}{allowed:>8}{wrong:>8}"


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def _features(data: Path) -> Iterator[dict[str, str]]:
    for path in sorted((data / "features").glob("*.tsv")):
        yield from read_table(path)


def _point(row: dict[str, str]) -> tuple[float, float]:
    return float(row["lat"]), float(row["lon"])
