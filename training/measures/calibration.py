"""Whether confidence means what it says: of cases with confidence 0.8, 8 in 10 should be right.

    python -m training.measures.calibration JUDGED.jsonl...      # lines of {"kind": …, "confidence": …, "right": …}

Prints for each kind the expected calibration error (Naeini, Cooper and Hauskrecht 2015), that is the mean distance of
confidence from the share that is right over tenths of confidence, weighted by their size; and the tenths.
A tenth that holds more than 200 and is off by more than .05 is marked; the command then exits with 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BINS = 10
MANY = 200
"""A tenth must contain more cases than this to be held to ``MOST_OFF``."""
MOST_OFF = 0.05
ALL = "all"

Pairs = Sequence[tuple[float, bool]]
"""Confidences from 0 to 1, each with whether it was right."""


@dataclass(frozen=True, slots=True)
class Tenth:
    """The cases within a tenth of confidence: its lower end, the mean confidence, the share right, the number."""

    low: float
    confidence: float
    right: float
    count: int

    @property
    def off(self) -> float:
        """How much higher confidence is than the share right; below 0 if it is too low."""
        return self.confidence - self.right

    @property
    def is_far_off(self) -> bool:
        """Whether it contains enough cases to be judged, and is off by too much."""
        return self.count > MANY and abs(self.off) > MOST_OFF


@dataclass(frozen=True, slots=True)
class Calibration:
    """The tenths that are not empty, from the lowest up."""

    tenths: tuple[Tenth, ...]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(tenth.count for tenth in self.tenths)

    @property
    def error(self) -> float:
        """The expected calibration error, 0 if there are no cases."""
        return sum(tenth.count * abs(tenth.off) for tenth in self.tenths) / max(1, self.count)

    @property
    def far_off(self) -> tuple[Tenth, ...]:
        """The tenths that are off by too much."""
        return tuple(tenth for tenth in self.tenths if tenth.is_far_off)


def calibration(pairs: Iterable[tuple[float, bool]]) -> Calibration:
    """The calibration of some confidences; raises ValueError for one outside 0 to 1."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        if not 0 <= confidence <= 1:
            raise ValueError(f"a confidence lies between 0 and 1, not at {confidence}")
        held[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return Calibration(tuple(_tenth(number / BINS, of) for number, of in enumerate(held) if of))


def by_kind(pairs: Mapping[str, Pairs]) -> dict[str, Calibration]:
    """The calibration of each kind, and of all of them together if there are several."""
    found = {kind: calibration(of) for kind, of in sorted(pairs.items())}
    if len(pairs) > 1:
        found[ALL] = calibration(pair for of in pairs.values() for pair in of)
    return found


def report(found: Mapping[str, Calibration]) -> Iterator[str]:
    """The lines that show the calibration of each kind."""
    for kind, one in found.items():
        yield f"{kind}: {one.count:,}, expected calibration error {one.error:.3f}"
        for tenth in one.tenths:
            mark = f"  off by {tenth.off:+.3f}" if tenth.is_far_off else ""
            yield f"  from {tenth.low:.1f}: {tenth.confidence:.3f} sure, {tenth.right:.3f} right, {tenth.count:,}{mark}"


def read(lines: Iterable[str]) -> dict[str, list[tuple[float, bool]]]:
    """The pairs of some lines of JSON by kind, as ``lines_of`` writes them."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for line in lines:
        if line.strip():
            held = json.loads(line)
            found.setdefault(str(held["kind"]), []).append((float(held["confidence"]), bool(held["right"])))
    return found


def lines_of(pairs: Mapping[str, Pairs]) -> Iterator[str]:
    """A line of JSON for each pair."""
    for kind, of in pairs.items():
        for confidence, right in of:
            yield json.dumps({"kind": kind, "confidence": confidence, "right": right})


def _tenth(low: float, pairs: Pairs) -> Tenth:
    count = len(pairs)
    return Tenth(low, sum(sure for sure, _ in pairs) / count, sum(right for _, right in pairs) / count, count)


def main() -> None:
    """Print the calibration of what some files hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", nargs="+", type=Path)
    options = parser.parse_args()
    found = by_kind(read(line for path in options.judged for line in path.read_text(encoding="utf-8").splitlines()))
    print(*report(found), sep="\n")
    sys.exit(1 if any(one.far_off for one in found.values()) else 0)


if __name__ == "__main__":
    main()
