"""How well made pages and documents are read: titles, authors, dates and text against the right answers.

    python -m benchmarks.pages                   # all layouts and documents
    python -m benchmarks.pages --part second     # the layouts that were written after the reader
    python -m benchmarks.pages --write FOLDER    # the files themselves, to look at

A title, an author or a date is right if it is exactly that. Precision and recall of a text count its words, with
how often each occurs.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages.made import Made, made
from webapp.domain import Article
from webapp.errors import UnreadableArticle
from webapp.reading import Limits, read

LIMITS = Limits(max_bytes=25_000_000, max_chars=1_000_000, max_pages=300)
PARTS = ("first", "second", "documents")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file was read: what was right, the words found, and how many were to be found."""

    title: bool
    author: bool
    date: bool
    common: int
    read: int
    wanted: int
    faults: tuple[str, ...]


def outcome(one: Made) -> Outcome:
    """Read a file and compare."""
    try:
        article = read(one.data, one.name, LIMITS)
    except UnreadableArticle as error:
        article = Article(text="", title=str(error))
    want, date = one.right, article.date.isoformat() if article.date else None
    found, right = _words(article.text), _words(" ".join(want.lines))
    lines = {" ".join(line.split()) for line in article.text.split("\n") if line.strip()}
    wanted = {" ".join(line.split()) for line in want.lines}
    faults = [
        *([f"title {article.title!r} for {want.title!r}"] if article.title != want.title else []),
        *([f"author {article.author!r} for {want.author!r}"] if article.author != want.author else []),
        *([f"date {date} for {want.date}"] if date != want.date else []),
        *(f"lost: {line[:90]}" for line in want.lines if line not in lines and not _words(line) <= found),
        *(f"wrongly read: {line[:90]}" for line in lines - wanted if not _words(line) <= right),
    ]
    return Outcome(
        article.title == want.title,
        article.author == want.author,
        date == want.date,
        (found & right).total(),
        found.total(),
        right.total(),
        tuple(faults),
    )


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def report(outcomes: list[Outcome]) -> Iterator[str]:
    """The figures for some files."""
    count = len(outcomes)
    yield f"files {count}"
    for name in ("title", "author", "date"):
        yield f"{name} {sum(getattr(one, name) for one in outcomes) / count:.3f}"
    common = sum(one.common for one in outcomes)
    precision, recall = common / sum(one.read for one in outcomes), common / sum(one.wanted for one in outcomes)
    yield f"text precision {precision:.4f} recall {recall:.4f}"


def main() -> None:
    """Measure, print the figures by part, and the faults by layout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--each", type=int, default=5, help="files of each layout")
    parser.add_argument("--faults", action="store_true", help="also print what was wrong in each file")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the files instead")
    options = parser.parse_args()
    for part in options.part or PARTS:
        files = list(made(part, options.each))
        if options.write:
            options.write.mkdir(parents=True, exist_ok=True)
            for one in files:
                (options.write / one.name).write_bytes(one.data)
            continue
        outcomes = [outcome(one) for one in files]
        if outcomes:
            print(part, "; ".join(report(outcomes)))
        for one, found in zip(files, outcomes, strict=True):
            for fault in found.faults if options.faults else ():
                print(f"  {one.name}: {fault}")


if __name__ == "__main__":
    main()
