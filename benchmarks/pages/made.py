"""The made files of each part, the same ones at every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.pages.documents import DOCUMENTS
from benchmarks.pages.first_half import FIRST
from benchmarks.pages.first_half_more import FIRST_MORE
from benchmarks.pages.right import Right
from benchmarks.pages.second_half import SECOND
from benchmarks.pages.second_half_more import SECOND_MORE
from benchmarks.pages.stories import story


@dataclass(frozen=True, slots=True)
class Made:
    """A file and its right answers."""

    name: str
    data: bytes
    right: Right


def made(part: str, each: int) -> Iterator[Made]:
    """The files of one part, ``each`` of every layout."""
    layouts = {"first": (*FIRST, *FIRST_MORE), "second": (*SECOND, *SECOND_MORE)}.get(part, ())
    for number, layout in enumerate(layouts):
        for copy in range(each):
            markup, answers = layout(story(1000 * (part == "second") + 20 * number + copy))
            yield Made(f"{part}-{layout.__name__}-{copy}.html", markup.encode(), answers)
    for number, (name, extension, document) in enumerate(DOCUMENTS if part == "documents" else ()):
        for copy in range(each):
            data, answers = document(story(2000 + 20 * number + copy))
            yield Made(f"{part}-{name}-{copy}.{extension}", data, answers)
