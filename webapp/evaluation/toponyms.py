"""How well mentions are found and placed: precision, recall, distance, and every error with its context.

Spans must match to the character. The measures of distance are those of the field: accuracy within 161 km,
mean and median error, and the area under the curve of log-scaled errors (Gritta, Pilehvar and Collier 2019).
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gazetteer.distance import distance_km
from webapp.domain import Span
from webapp.evaluation.gold import GoldToponym, Marked
from webapp.evaluation.reliability import Reliability, bands

NEAR_KM = 161.0
"""A place no farther than this from the marked one counts as right: 100 miles."""
FARTHEST_KM = 20_039.0
KINDS = ("toponym", "demonym", "embedded")
_AROUND = 70

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: ``sort`` is missed, spurious, unplaced or misplaced; ``km`` the distance of a misplaced one."""

    sort: str
    article: object
    before: str
    text: str
    after: str
    gold: tuple[float, float] | None = None
    found: Mapping[str, Any] | None = None
    km: float | None = None


@dataclass
class ToponymTally:
    """Adds up articles; memory grows with their mentions."""

    kinds: Collection[str] = KINDS
    counts: Counter[str] = field(default_factory=Counter)
    distances: list[float] = field(default_factory=list)
    groups: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    placed: list[tuple[float, bool]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, marked: Marked, answer: Answer) -> None:
        """Count one article: what people marked in it, and the answer of ``extract``."""
        gold = {toponym.span: toponym for toponym in marked.toponyms}
        found = {_span(m): m for m in answer.get("mentions", ()) if m.get("kind", "toponym") in self.kinds}
        self.counts["documents"] += 1
        self.counts["gold"] += len(gold)
        self.counts["predicted"] += len(found)
        self.counts["right"] += len(gold.keys() & found.keys())
        self.counts["gold touched"] += sum(any(span.overlaps(other) for other in found) for span in gold)
        self.counts["predicted touching"] += sum(any(span.overlaps(other) for other in gold) for span in found)
        for span, mention in found.items():
            self._count_group(mention, "predicted")
            if span not in gold:
                self._fault("spurious", marked, span, found=mention)
        for span, toponym in gold.items():
            self._compare(marked, toponym, found.get(span))

    def _compare(self, marked: Marked, toponym: GoldToponym, mention: Answer | None) -> None:
        located = toponym.lat is not None and toponym.lon is not None
        self.counts["located"] += located
        if mention is None:
            self._fault("missed", marked, toponym.span, gold=toponym)
            return
        self._count_group(mention, "right")
        place = mention.get("place")
        if toponym.lat is None or toponym.lon is None:
            return
        if not place or place.get("lat") is None:
            self._fault("unplaced", marked, toponym.span, gold=toponym, found=mention)
            return
        km = distance_km(toponym.lat, toponym.lon, place["lat"], place["lon"])
        self.distances.append(km)
        self.placed.append((float(mention.get("confidence", 1.0)), km <= NEAR_KM))
        self._count_group(mention, "placed")
        if km <= NEAR_KM:
            self._count_group(mention, "near")
        else:
            self._fault("misplaced", marked, toponym.span, gold=toponym, found=mention, km=km)

    def _count_group(self, mention: Answer, what: str) -> None:
        place = mention.get("place") or {}
        for group in (("kind", mention.get("kind", "toponym")), ("class", place.get("feature_class", "unplaced"))):
            self.groups.setdefault(group, Counter())[what] += 1

    def _fault(
        self,
        sort: str,
        marked: Marked,
        span: Span,
        *,
        gold: GoldToponym | None = None,
        found: Answer | None = None,
        km: float | None = None,
    ) -> None:
        text = marked.article.text
        before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
        point = (gold.lat, gold.lon) if gold and gold.lat is not None and gold.lon is not None else None
        self.faults.append(Fault(sort, marked.id, before, span.of(text), after, point, found, km))

    def figures(self) -> dict[str, float]:
        """Every figure by name; shares are between 0 and 1, distances in kilometres."""
        counts, near = self.counts, sum(km <= NEAR_KM for km in self.distances)
        precision, recall, f1 = _prf(counts["right"], counts["predicted"], counts["gold"])
        touching, touched = (
            _share(counts["predicted touching"], counts["predicted"]),
            _share(counts["gold touched"], counts["gold"]),
        )
        return {
            "documents": counts["documents"],
            "gold": counts["gold"],
            "predicted": counts["predicted"],
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "overlap_f1": 2 * touching * touched / (touching + touched) if touching + touched else 0.0,
            "placed": len(self.distances),
            "accuracy_161km": _share(near, len(self.distances)),
            "end_to_end_161km": _share(near, counts["located"]),
            "median_km": _median(self.distances),
            "mean_km": statistics.fmean(self.distances) if self.distances else 0.0,
            "auc": statistics.fmean(map(math.log1p, self.distances)) / math.log1p(FARTHEST_KM)
            if self.distances
            else 0.0,
        }

    def by_group(self, group: str) -> dict[str, dict[str, float]]:
        """Counts and shares for each ``kind`` of mention, or each GeoNames feature ``class`` of the place chosen."""
        return {
            name: {
                "predicted": counts["predicted"],
                "precision": _share(counts["right"], counts["predicted"]),
                "placed": counts["placed"],
                "accuracy_161km": _share(counts["near"], counts["placed"]),
            }
            for (sort, name), counts in sorted(self.groups.items())
            if sort == group
        }

    def reliability(self) -> Reliability:
        """How often mentions placed with a confidence lie where people marked them."""
        return Reliability("placed", "within 161 km", bands(self.placed))


def _span(mention: Answer) -> Span:
    return Span(mention["start"], mention["end"])


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _prf(right: int, predicted: int, gold: int) -> tuple[float, float, float]:
    precision, recall = _share(right, predicted), _share(right, gold)
    return precision, recall, _share(2 * precision * recall, precision + recall)


def _median(values: Sequence[float]) -> float:
    """The middle value; of an even number of values, the upper one of the two in the middle."""
    return sorted(values)[len(values) // 2] if values else 0.0
