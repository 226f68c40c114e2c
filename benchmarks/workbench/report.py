"""Shows what was measured: an address a line, sizes and trees beside one another, in plain text and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log

from benchmarks.workbench.addresses import ADDRESSES, AFTER_ADD, Address
from benchmarks.workbench.measure import ADDED, READ, Figure, Measured

SERVER_MEGABYTES, ALL_MEGABYTES = 250, 750
MOST_OF_READING = 1.1
MISSING = "–"
_ROWS = (*ADDRESSES, *AFTER_ADD, Address(ADDED, ""), Address(READ, ""))

Table = list[list[str]]


def tables(measured: Sequence[Measured]) -> Iterator[tuple[str, Table]]:
    """The tables with their headings: each tree's, the first row naming the columns."""
    for side in dict.fromkeys(one.side for one in measured):
        ours = sorted((one for one in measured if one.side == side), key=lambda one: one.articles)
        yield f"{side}: median (95th percentile) and processor time in ms, kB", _times(ours)
        yield f"{side}: memory in MB", _memory(ours)
        yield f"{side}: adding beside reading", _adding(ours)


def plain(table: Table) -> str:
    """A table in columns."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        first, *rest = row
        lines.append("  ".join([first.ljust(widths[0]), *map(str.rjust, rest, widths[1:])]).rstrip())
    return "\n".join(lines)


def markdown(table: Table) -> str:
    """A table in Markdown."""
    head, *rows = table
    rule = ["---", *("--:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in row)} |" for row in (head, rule, *rows))


def shown(figure: Figure) -> str:
    """Median and 95th percentile in milliseconds, or why there are none."""
    if figure.cut_off:
        return "> 60 s"
    if figure.status >= 400 and not figure.missing:
        return f"status {figure.status}"
    median, slow = figure.median, figure.slowest_twentieth
    if median is None or slow is None:
        return MISSING
    return f"{_ms(median)} ({_ms(slow)})"


def exponent(before: Measured, after: Measured, name: str) -> float | None:
    """By what power of the number of articles the seconds of an address grow; None where that is not known."""
    first, second = (one.figures.get(name, Figure()).median for one in (before, after))
    if not first or not second or before.articles == after.articles:
        return None
    return log(second / first) / log(after.articles / before.articles)


def _times(ours: Sequence[Measured]) -> Table:
    sizes = [f"{one.articles:,}" for one in ours]
    growth = [f"^ {before.articles:,}–{after.articles:,}" for before, after in pairwise(ours)]
    table = [["", *(head for size in sizes for head in (size, "cpu", "kB")), *growth, "at most", "kept"]]
    for address in _ROWS:
        figures = [one.figures.get(address.name, Figure(status=404)) for one in ours]
        row = [address.name]
        for figure in figures:
            row += [
                shown(figure),
                _processor(figure),
                MISSING if figure.size is None else f"{figure.size / 1000:,.0f}",
            ]
        row += [_power(exponent(before, after, address.name)) for before, after in pairwise(ours)]
        table.append([*row, *_bar(address, figures[-1])])
    return table


def _processor(figure: Figure) -> str:
    return MISSING if figure.processor is None else _ms(figure.processor)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}" if seconds >= 0.01 else f"{seconds * 1000:.1f}"


def _power(value: float | None) -> str:
    return MISSING if value is None else f"{value:.2f}"


def _bar(address: Address, figure: Figure) -> tuple[str, str]:
    """What an address may take, and whether the largest home keeps to it."""
    parts = [f"{address.seconds * 1000:.0f} ms"] if address.seconds else []
    parts += [f"{address.kilobytes:.0f} kB"] if address.kilobytes else []
    if not parts or (figure.median is None and not figure.cut_off):
        return ", ".join(parts), ""
    slow = figure.cut_off or (address.seconds is not None and (figure.median or 0) > address.seconds)
    large = address.kilobytes is not None and (figure.size or 0) > address.kilobytes * 1000
    return ", ".join(parts), "no" if slow or large or figure.status >= 400 else "yes"


def _memory(ours: Sequence[Measured]) -> Table:
    table = [["", "server", "with its workers", "at most"]]
    for one in ours:
        for when, memory in one.memory.items():
            both = memory.server + memory.children
            row = [f"{one.articles:,}, {when}", f"{memory.server:,.0f}", f"{both:,.0f}"]
            table.append([*row, f"{SERVER_MEGABYTES}, {ALL_MEGABYTES}"])
    return table


def _adding(ours: Sequence[Measured]) -> Table:
    table = [["", "ratio", "at most"]]
    for one in ours:
        added, read = (one.figures.get(name, Figure()).median for name in (ADDED, READ))
        ratio = f"{added / read:.2f}" if added and read else MISSING
        table.append([f"{one.articles:,}", ratio, f"{MOST_OF_READING}"])
    return table
