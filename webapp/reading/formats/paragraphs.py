"""Turns lines of a printed page back into paragraphs: wraps, hyphens at line ends, running heads and page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from webapp.reading.front.byline import find_byline
from webapp.reading.front.dates import find_date

_COMPOUNDS = """
administered affiliated aligned allied armed backed based born bound brokered built controlled dominated driven era
facing flagged friendly funded governed held language led like linked made majority mediated member minded occupied
old only origin owned populated related ruled run scale side speaking sponsored style supported term torn trained
wide year
"""
COMPOUNDS = frozenset(_COMPOUNDS.split())
_PREFIXES = """
all anti co cross ex half long mid multi non post pro self semi short so sub ultra un vice well
"""
PREFIXES = frozenset(_PREFIXES.split())
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST_WORD = 100
HYPHENATED = re.compile(r"([^\W\d_]+)[-\u2010]$")
ENDS_SENTENCE = re.compile(r"[.!?…:][\"”’')\]»]*$")
FOLIO = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.I)
BROWSER_PRINT = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}, \d{1,2}:\d\d(?:\s?[AP]M)?\s.*|(?:https?|file)://\S+\s+\d{1,4}/\d{1,4}"
)
"""What browsers print over and under a page: "2/4/26, 5:16 PM Title", "https://example.org/story 1/3"."""
EDGE = 2
"""How many lines at the head and the foot of a page may be running heads or feet."""


LARGE = 1.2
"""How many times as large as the text a headline is set."""
LEAST_WORDS, LONGEST_TITLE = 3, 220
FRONT_LINES, FRONT_CHARS = 16, 120
_STAMP_WORDS = """
at on by am pm gmt utc est edt ist updated published posted first last modified edited date dated
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
"""
STAMP_WORDS = frozenset(_STAMP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; ``height`` and ``size`` are in points, upwards from the page's foot."""

    text: str
    height: float = 0.0
    size: float = 0.0


Page = Sequence[Line]


def rejoined(pages: Sequence[Page], title: str = "") -> str:
    """The text of a document, paragraphs separated by blank lines; a running head above its title is left out."""
    kept = _without_running_lines(pages, title)
    front = _front_lines(kept)
    words = Counter(word for page in kept for line in page for word in WORD.findall(line.text))
    paragraphs: list[str] = []
    for line, begins in _with_breaks(kept):
        if begins or not paragraphs or id(line) in front:
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.text, words)
    return "\n\n".join(paragraphs)


def _front_lines(pages: Sequence[Page]) -> set[int]:
    """The lines that a byline or a date makes up near the head of a document, and those behind them: none is joined."""
    lines = [line for page in pages for line in page][:FRONT_LINES]
    alone = [number for number, line in enumerate(lines) if _signs_or_dates(line.text)]
    return {id(lines[place]) for number in alone for place in (number, number + 1) if 0 < place < len(lines)}


def _signs_or_dates(words: str) -> bool:
    """Whether a line is a byline or a date and nothing else."""
    if len(words) > FRONT_CHARS:
        return False
    byline = find_byline(words)
    if byline and (byline.author or byline.publisher):
        return True
    found = find_date(words)
    if not found or ENDS_SENTENCE.search(words):
        return False
    rest = re.findall(r"[^\W\d_]+", words[: found.start] + " " + words[found.end :])
    return len(rest) <= 4 and all(word.lower() in STAMP_WORDS or len(word) <= 4 for word in rest)


def headline(pages: Sequence[Page]) -> str:
    """The lines near the head of the first page that are set in larger type than the text; empty if there are none."""
    first = next(filter(None, pages), [])
    sizes = sorted(line.size for page in pages for line in page for _ in range(len(line.text)))
    if not sizes or not sizes[len(sizes) // 2]:
        return ""
    usual = sizes[len(sizes) // 2]
    large: list[Line] = []
    for line in first[:FRONT_LINES]:
        if large and abs(line.size - large[0].size) <= 0.1 * large[0].size:
            large.append(line)
        elif sum(len(one.text.split()) for one in large) >= LEAST_WORDS:
            break
        else:
            large = [line] if line.size >= LARGE * usual else []
    words = " ".join(line.text for line in large)
    return words if len(words.split()) >= LEAST_WORDS and len(words) <= LONGEST_TITLE else ""


def _without_running_lines(pages: Sequence[Page], title: str = "") -> list[Page]:
    """Pages without their numbers and without heads and feet that recur; a head is kept where it first appears.

    If the title is known, and a head is no part of it, the head is left out everywhere.
    """
    recurring = Counter(mask for page in pages for mask in {_mask(line) for line in _edges(page)})
    often = max(2, len(pages) // 2)
    seen: set[str] = set()
    kept: list[Page] = []
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        lines = []
        for line in page:
            mask = _mask(line)
            runs = id(line) in edges and recurring[mask] >= often
            if runs and mask == line.text.casefold() and mask not in seen and (not title or line.text in title):
                runs = False
            seen.add(mask)
            furniture = id(line) in edges and (FOLIO.fullmatch(line.text) or BROWSER_PRINT.fullmatch(line.text))
            if not runs and not furniture:
                lines.append(line)
        kept.append(lines)
    return kept


def _edges(page: Page) -> Sequence[Line]:
    return [*page[:EDGE], *page[-EDGE:]] if len(page) > 2 * EDGE else page


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _with_breaks(pages: Sequence[Page]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether a paragraph begins with it."""
    last: Line | None = None
    for page in filter(None, pages):
        measure = _Measure.of(page)
        yield page[0], last is None or _begins_page(last, page[0], measure)
        for above, line in pairwise(page):
            yield line, _parts(above, line, measure)
        last = page[-1]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is typical of a page: the step between lines and the size of type in points, the width in characters."""

    step: float
    size: float
    width: float

    @classmethod
    def of(cls, page: Page) -> _Measure:
        lengths = sorted(len(line.text) for line in page)
        sizes = sorted(line.size for line in page)
        return cls(_leading(page), sizes[len(sizes) // 2], float(lengths[int(len(lengths) * 0.9)]))

    def is_short(self, line: Line, share: float = 0.75) -> bool:
        """Whether a line stops well before the margin."""
        return len(line.text) < self.width * share

    def reach(self, line: Line) -> float:
        """The greatest distance between a line of a paragraph and the line above it; larger type needs more."""
        return 1.3 * self.step * max(1.0, line.size / self.size if self.size else 1.0)


def _begins_page(last: Line, line: Line, measure: _Measure) -> bool:
    """Whether the first line of a page begins a paragraph; the previous page may have ended in mid-sentence."""
    if line.text[0].islower():
        return False
    ended = bool(ENDS_SENTENCE.search(last.text))
    return (ended and measure.is_short(last, 0.9)) or measure.is_short(line, 0.5)


def _parts(above: Line, line: Line, measure: _Measure) -> bool:
    """Whether a paragraph ends between two lines of a page."""
    if above.size and line.size and not 0.85 < line.size / above.size < 1.18:
        return True
    down = above.height - line.height
    if measure.step and down > measure.reach(line):
        return True
    ended = bool(ENDS_SENTENCE.search(above.text))
    if measure.step and down > 0:
        return ended and measure.is_short(above)
    return measure.is_short(above, 0.9) if ended else measure.is_short(above) and not line.text[0].islower()


def _leading(page: Page) -> float:
    """The usual distance from one line of a paragraph to the next; 0 if the page shows none."""
    steps = Counter(round(above.height - line.height) for above, line in pairwise(page))
    downward = {step: count for step, count in steps.items() if step > 1}
    if not downward:
        return 0.0
    most = max(downward.values())
    return float(min(step for step, count in downward.items() if count >= most * 0.5))


def _joined(above: str, line: str, words: Counter[str]) -> str:
    if above.endswith("\u00ad"):
        return above[:-1] + line
    # Not in all of it: a paragraph may have grown over many pages.
    broken = HYPHENATED.search(above, max(0, len(above) - LONGEST_WORD))
    following = re.match(r"[^\W\d_]+", line)
    if not broken or not following:
        return f"{above} {line}" if not above.endswith(("—", "/")) else above + line
    return above + line if _keeps_hyphen(broken[1], following[0], words) else above[: broken.end(1)] + line


def _keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word: "Pakistan-occupied", but not "Muzaffar-abad"."""
    hyphenated, solid = words[f"{before}-{after}"], words[before + after]
    if hyphenated != solid:
        return hyphenated > solid
    return not after[0].islower() or after in COMPOUNDS or before.casefold() in PREFIXES
