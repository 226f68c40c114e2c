"""What an evaluation found, for people and programs: text, JSON, and an HTML page with every error in its context."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from webapp.evaluation.reliability import Reliability
from webapp.resources import templates_folder

MOST_FAULTS = 300
"""Errors of one kind that the HTML page lists."""

SORTS: Mapping[str, str] = {
    "missed": "Missed: people marked it, the program did not find it",
    "spurious": "Spurious: the program found it, nobody marked it",
    "misplaced": "In the wrong place",
    "unplaced": "Found, but not placed",
    "content": "Found, but not the same words",
    "source": "Found, but the wrong source",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured: ``figures`` by name, ``human`` what annotators reach, ``groups`` by title and name."""

    title: str
    about: Mapping[str, str]
    figures: Mapping[str, float]
    human: Mapping[str, float] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    reliability: Reliability | None = None
    faults: Sequence[Any] = ()


def as_text(report: Report) -> str:
    """The figures in columns, for a terminal."""
    lines = [report.title, *(f"{name}: {value}" for name, value in report.about.items()), ""]
    width = max(map(len, report.figures))
    for name, value in report.figures.items():
        human = f"   people: {report.human[name]:.3f}" if name in report.human else ""
        lines.append(f"{name:<{width}}  {shown(value)}{human}")
    for title, rows in report.groups.items():
        lines += ["", title]
        for name, row in rows.items():
            lines.append(f"  {name:<12}" + "  ".join(f"{key} {shown(value)}" for key, value in row.items()))
    if report.reliability is not None:
        reliability = report.reliability
        lines += ["", f"confidence    {reliability.counted:>7}   mean confidence   {reliability.right}"]
        lines += [
            "{from:.2f} to {to:.2f}  {count:>7}  {confidence:>16.3f}  {right:>14.3f}".format(**band)
            for band in reliability.bands
        ]
    counts = Counter(fault.sort for fault in report.faults)
    lines += ["", "errors: " + (", ".join(f"{n} {sort}" for sort, n in counts.items()) or "none")]
    return "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """Everything, errors included, as one JSON object."""
    whole = {**asdict(report), "faults": [asdict(fault) for fault in report.faults]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_html(report: Report) -> str:
    """One page that opens from disk, without a network."""
    environment = Environment(loader=FileSystemLoader(templates_folder()), autoescape=True, undefined=StrictUndefined)
    environment.filters["shown"] = shown
    style = environment.get_template("evaluation.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    by_sort = {
        sort: [fault for fault in report.faults if fault.sort == sort]
        for sort in SORTS
        if any(fault.sort == sort for fault in report.faults)
    }
    return environment.get_template("evaluation.html").render(
        report=report, by_sort=by_sort, sorts=SORTS, most=MOST_FAULTS, style=style, style_hash=f"sha256-{digest}"
    )


def shown(value: float) -> str:
    """A count as a whole number, a share with three places."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3f}"
