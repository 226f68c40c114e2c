"""Plots how often placed mentions are right against the resolver's confidence, as an SVG file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

Bins = Sequence[tuple[float, float, int]]
"""Mean confidence, share right, and number of mentions, for each tenth of confidence."""

SIDE, MARGIN = 320, 56
LEAST = 20
"""The least number of mentions for a point."""
_COLOURS = ("#0b5fa5", "#b3541e")


def svg(corpora: Mapping[str, Bins]) -> str:
    """One plot for all corpora; the wider a dot, the more mentions it stands for."""
    width, height = SIDE + 2 * MARGIN, SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="Share right against confidence, by corpus">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<path d="M{MARGIN} {MARGIN + SIDE}L{MARGIN + SIDE} {MARGIN}" stroke="#888" stroke-dasharray="4 4"/>',
        f'<text x="{MARGIN + SIDE / 2}" y="{height - 14}" text-anchor="middle">confidence</text>',
        f'<text x="16" y="{MARGIN + SIDE / 2}" text-anchor="middle" '
        f'transform="rotate(-90 16 {MARGIN + SIDE / 2})">share within 161 km</text>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = _at(tick, tick)
        parts.append(f'<text x="{x:.0f}" y="{MARGIN + SIDE + 18}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{MARGIN - 8}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for number, (corpus, bins) in enumerate(corpora.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        shown = [(_at(confidence, right), count) for confidence, right, count in bins if count >= LEAST]
        line = " ".join(f"{x:.1f},{y:.1f}" for (x, y), _ in shown)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for (x, y), count in shown:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + count**0.5 / 10:.1f}" fill="{colour}"/>')
        label_y = MARGIN - 30 + 16 * number
        parts.append(f'<circle cx="{MARGIN + 6}" cy="{label_y - 4}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{MARGIN + 18}" y="{label_y}">{escape(corpus)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def write(path: Path, corpora: Mapping[str, Bins]) -> None:
    """Write the plot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(svg(corpora), encoding="utf-8")


def _at(confidence: float, right: float) -> tuple[float, float]:
    return MARGIN + SIDE * confidence, MARGIN + SIDE * (1 - right)
