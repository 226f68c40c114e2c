"""Many places at once: which rows are new, which repeat an existing place, which are refused and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gazetteer.errors import OwnPlaceRefused
from gazetteer.own.reading import Row
from gazetteer.own.record import OwnPlace
from gazetteer.own.settle import Settled, is_slug, settle, slug_for
from gazetteer.store import Gazetteer


class Fate(StrEnum):
    """The outcome of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowReport:
    """A row's number in its file, the name it gives, its outcome and the reasons; ``slug`` is its place's."""

    number: int
    name: str
    fate: Fate
    messages: tuple[str, ...] = ()
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of each row of a file, and notes on the file as a whole."""

    filename: str
    rows: tuple[RowReport, ...]
    notes: tuple[str, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many rows had this outcome."""
        return sum(row.fate == fate for row in self.rows)

    @property
    def refused(self) -> tuple[RowReport, ...]:
        """The rows that were left out."""
        return tuple(row for row in self.rows if row.fate is Fate.REFUSED)

    def summary(self) -> str:
        """One line: "places.csv: 12 added, 1 updated, 2 refused"."""
        counts = [f"{count:,} {fate.value}" for fate in Fate if (count := self.count(fate))]
        return f"{self.filename}: {', '.join(counts)}"


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A row after checking: the place it gives, or the reasons against it."""

    row: Row
    settled: Settled | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The places to write, and the report of all rows."""

    changed: tuple[OwnPlace, ...]
    report: ImportReport


class Importer:
    """Checks each row, then compares them with each other and with the existing places."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self._gazetteer = gazetteer

    def settle(self, row: Row) -> SettledRow:
        """Check one row by itself."""
        if row.reasons:
            return SettledRow(row, None, row.reasons)
        if row.draft.slug and not is_slug(row.draft.slug):
            return SettledRow(row, None, ("its id is not one that this program gives",))
        try:
            return SettledRow(row, settle(row.draft, self._gazetteer))
        except OwnPlaceRefused as refusal:
            return SettledRow(row, None, refusal.reasons)

    def merge(self, rows: Sequence[SettledRow], held: Iterable[OwnPlace], now: str) -> Merged:
        """Decide on every row; ``held`` are the existing places."""
        by_slug = {place.slug: place for place in held}
        by_spot = {place.same_spot: place.slug for place in by_slug.values()}
        # An id that the file itself gives is not to be taken by a row that gives none.
        taken = {row.row.draft.slug for row in rows if row.settled} | by_slug.keys()
        seen: dict[object, int] = {}
        changed: list[OwnPlace] = []
        reports: list[RowReport] = []
        for row in rows:
            number, name = row.row.number, " ".join(row.row.draft.name.split())
            if row.settled is None:
                reports.append(RowReport(number, name, Fate.REFUSED, row.reasons))
                continue
            place, slug = row.settled.place, row.row.draft.slug
            slug = slug or by_spot.get(place.same_spot, "") or slug_for(place.name, taken)
            earlier = seen.get(slug) or seen.get(place.same_spot)
            if earlier is not None:
                reports.append(RowReport(number, name, Fate.REFUSED, (f"the same place as row {earlier}",)))
                continue
            seen[slug] = seen[place.same_spot] = number
            taken.add(slug)
            before = by_slug.get(slug)
            fate, place = _against(before, replace(place, slug=slug), now)
            if fate is not Fate.UNCHANGED:
                if before is not None:
                    by_spot.pop(before.same_spot, None)
                by_slug[slug] = place
                by_spot[place.same_spot] = slug
                changed.append(place)
            reports.append(RowReport(number, name, fate, row.settled.notes, slug))
        return Merged(tuple(changed), ImportReport("", tuple(reports)))


def _against(before: OwnPlace | None, place: OwnPlace, now: str) -> tuple[Fate, OwnPlace]:
    if before is None:
        created = place.created or now
        return Fate.ADDED, replace(place, created=created, updated=place.updated or now)
    if replace(place, created=before.created, updated=before.updated) == before:
        return Fate.UNCHANGED, before
    return Fate.UPDATED, replace(place, created=before.created, updated=now)
