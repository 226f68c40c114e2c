"""The survey's result: shares by part, and what went wrong by kind with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from training.survey.answers import Answer

MEASURES = ("found", "placed", "right", "entity", "hamlet")
BARS = {
    "countries": 0.97,
    "territories": 0.97,
    "capitals": 0.97,
    "divisions with country": 0.95,
    "divisions with class word": 0.95,
    "settlements with country": 0.92,
}
"""The least share right, by heading. Settlements named alone have none: they must not be placed at hamlets."""
EXAMPLES = 4


@dataclass(slots=True)
class Part:
    """What was counted under one heading; ``faults`` holds every wrong answer by its kind."""

    heading: str
    counts: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[Answer]] = field(default_factory=dict)

    def add(self, answer: Answer) -> None:
        """Count an answer."""
        self.counts["asked"] += 1
        self.counts["found"] += answer.mention is not None
        self.counts["placed"] += answer.place is not None
        self.counts["right"] += answer.is_right
        self.counts["entity"] += answer.is_entity
        self.counts["hamlet"] += answer.is_hamlet
        if not answer.is_right:
            self.faults.setdefault(answer.fault, []).append(answer)

    def share(self, measure: str) -> float:
        """The share of the answers that are found, placed, right …"""
        return self.counts[measure] / self.counts["asked"]

    @property
    def by_kind(self) -> list[tuple[str, list[Answer]]]:
        """Wrong answers by kind, the commonest kind first."""
        return sorted(self.faults.items(), key=lambda one: (-len(one[1]), one[0]))


def counted(answered: Iterable[Answer]) -> list[Part]:
    """The parts of the survey, in the order in which they were asked."""
    parts: dict[str, Part] = {}
    for answer in answered:
        heading = answer.question.heading
        parts.setdefault(heading, Part(heading)).add(answer)
    return list(parts.values())


def as_json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The parts as plain values, with every wrong answer."""
    return [
        {
            "part": part.heading,
            "asked": part.counts["asked"],
            **{measure: round(part.share(measure), 4) for measure in MEASURES},
            "bar": BARS.get(part.heading),
            "wrong": {kind: [_told(answer) for answer in found] for kind, found in part.by_kind},
        }
        for part in parts
    ]


def _told(answer: Answer) -> dict[str, Any]:
    wanted, place = answer.question.surveyed.place, answer.place
    return {
        "id": wanted.id,
        "name": wanted.name,
        "country": wanted.country,
        "text": answer.question.text,
        "found": answer.mention.text if answer.mention else None,
        "placed_at": place.id if place else None,
        "placed_name": f"{place.name}, {place.country} {place.feature_code}" if place else None,
    }


def as_text(parts: Iterable[Part], examples: int = EXAMPLES) -> str:
    """A table of the shares, then the kinds of wrong answers with some examples, each place once."""
    listed = list(parts)
    lines = [f"{'':32}{'asked':>8}" + "".join(f"{name:>8}" for name in MEASURES) + f"{'bar':>8}"]
    for part in listed:
        shares = "".join(f"{part.share(name):>8.3f}" for name in MEASURES)
        bar = BARS.get(part.heading)
        verdict = "" if bar is None else f"{bar:>8.2f}" + ("" if part.share("right") >= bar else "  missed")
        lines.append(f"{part.heading:32}{part.counts['asked']:>8}{shares}{verdict}")
    for part in listed:
        if part.faults:
            lines += ["", f"{part.heading}: what is wrong"]
        for kind, found in part.by_kind:
            lines.append(f"  {len(found)} {kind}")
            lines += [f"      {told}" for told in list(dict.fromkeys(map(str, found)))[:examples]]
    return "\n".join(lines)
