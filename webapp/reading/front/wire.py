"""The front matter of a wire story: headline, date line, byline and dateline, found in its first few lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from webapp.domain import Span
from webapp.reading.front.byline import find_byline
from webapp.reading.front.dateline import find_dateline
from webapp.reading.front.dates import find_date

HEAD_CHARS = 4000
HEAD_LINES = 9
HEADLINE_CHARS = 220
STANDFIRST_CHARS = 320
LINES_BETWEEN = 2
LINES_ABOVE, LINE_ABOVE_CHARS = 4, 100
ENDS_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$")
SENTENCE_BREAK = re.compile(r"[a-z\d%)\"”][.!?][\"”’')]*\s+[\"“‘(]?[^\W\d_a-z]")
DATE_WORDS = re.compile(
    r"\b(?:(?:first|last)\s+)?(?P<label>published|posted|updated|modified|issued|released|filed|created|edited|dated?)"
    r"(?:\s+(?:on|at))?\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\bt?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:z\b|[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{4}\s*(?=gmt|utc|hrs|hours)"
    r"|\b(?:gmt|utc|ist|pkt|pst|pdt|est|edt|et|cst|cdt|mst|mdt|bst|cet|cest|eet|eest|msk|wat|cat|eat|sast|aest|hrs|hours)\b"
    r"|[+-]\d\d:?\d\d\b|\b(?:at|on|local time)\b",
    re.I,
)
RELEASE = re.compile(r"\W*(?:for immediate release|(?:press|media|news) (?:release|statement))\W*", re.I)
"""A line that only says what kind of document this is."""
SPEAKER_LINE = re.compile(r"^[^\W\d_a-z][^\Wa-z_]+(?:[ .'-]+[^\Wa-z_]+){0,3}:\s", re.M)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What precedes a story, as spans of the text, and what it says."""

    headline: Span | None = None
    date_line: Span | None = None
    dateline: Span | None = None
    filed_from: Span | None = None
    title: str = ""
    date: dt.date | None = None
    author: str | None = None
    publisher: str | None = None


def recognize(text: str, title: str = "") -> FrontMatter:
    """Find the front matter of a text; ``title``, if known, identifies its headline.

    Anything that is not clearly a headline, a date line, a byline or a dateline is left in the story.
    """
    start = len(text) - len(text.lstrip())
    front = FrontMatter()
    repeated = _repeated_title(text, start, title)
    if repeated is None and title:
        front, repeated = _title_below(text, start, title)
    if repeated:
        front = replace(front, headline=repeated, title=_folded(repeated.of(text)))
        after = text[repeated.end : repeated.end + 50]
        start = repeated.end + len(after) - len(after.lstrip(" .\t\n\u00a0"))
    before: list[Span] = []
    for number, line in enumerate(_lines(text, start)):
        found = _line_of_front(front, text, line, first=number == 0 and front.headline is None)
        if found is None and front.headline is None and not before:
            headline = _headline(text, line)
            found = replace(front, headline=headline, title=_folded(headline.of(text))) if headline else None
        if found is None:
            before.append(line)
            if len(before) > LINES_BETWEEN or line.end - line.start > STANDFIRST_CHARS:
                break
            continue
        front = found
        if front.dateline:
            return _under_headline(front, text, before)
    return front


def _under_headline(front: FrontMatter, text: str, before: list[Span]) -> FrontMatter:
    """What precedes a dateline is not the story: its first short line is the headline, full stop or not."""
    if front.headline or not before or before[0].end - before[0].start > HEADLINE_CHARS:
        return front
    return replace(front, headline=before[0], title=_folded(before[0].of(text)))


def _line_of_front(front: FrontMatter, text: str, line: Span, *, first: bool) -> FrontMatter | None:
    """``front`` with what one line adds to it, None if the line is something else."""
    words = line.of(text)[:1000]
    if front.date_line is None:
        found, date = _date_line(words, alone=first)
        if found:
            return replace(front, date_line=line, date=front.date or date)
    byline = find_byline(words)
    if byline and not (first and byline.author is None):
        return replace(
            front,
            author=front.author or byline.author,
            publisher=front.publisher or byline.publisher,
            date=front.date or _date(words),
            filed_from=_shifted(byline.place, line.start) or front.filed_from,
        )
    dateline = find_dateline(words)
    if dateline is None or not (dateline.publisher or _begins_story(text, line)):
        return None
    if dateline.span.of(words).endswith(":") and _is_transcript(text):
        return None
    return replace(
        front,
        dateline=_shifted(dateline.span, line.start),
        filed_from=_shifted(dateline.place, line.start) or front.filed_from,
        date=front.date or dateline.date,
        publisher=front.publisher or dateline.publisher,
    )


def _date_line(words: str, *, alone: bool) -> tuple[bool, dt.date | None]:
    """Whether a line holds a date and little else, and the day it was published; ``alone``: nothing else at all."""
    if len(words) > 120 or words.endswith("?"):
        return False, None
    days: list[tuple[str, dt.date | None]] = []
    rest, label = "", ""
    remaining = words
    while (found := find_date(remaining)) and len(days) < 4:
        before = remaining[: found.start]
        labels = [match["label"] for match in DATE_WORDS.finditer(before) if match["label"]]
        label = labels[-1].lower() if labels else label
        days.append((label, found.date))
        rest += before + " "
        remaining = remaining[found.end :]
    if not days:
        return False, None
    left = re.sub(r"[\W_]+", " ", DATE_WORDS.sub(" ", rest + remaining)).split()
    fits = not left or (not alone and len(left) <= 3 and all(word[0].isupper() for word in left))
    fits = fits and (not left or any(date for _, date in days))
    published = [date for label, date in days if label in ("published", "posted", "issued", "released", "filed")]
    return fits, next(iter([*published, *(date for _, date in days)]))


def _headline(text: str, line: Span) -> Span | None:
    """The first line, or the first few if they are wrapped and set apart, if a story follows."""
    if _is_headline(text, line):
        return line
    block = Span(line.start, _end_of_block(text, line.start))
    if "\n" in block.of(text) and _is_headline(text, block):
        return block
    return None


def _is_headline(text: str, line: Span) -> bool:
    """Whether words head a story: short, not a sentence of it, and not a line of a wrapped paragraph."""
    words = line.of(text)
    if len(words) > HEADLINE_CHARS or not re.search(r"[^\W\d_]", words) or words[0].islower():
        return False
    following = next(_lines(text, line.end), None)
    if following is None or len(text) - line.end < 2 * len(words):
        return False
    apart = text.count("\n", line.end, following.start) > 1
    if ENDS_SENTENCE.search(words) and not words.endswith("?"):
        return _in_title_case(words) or (apart and _introduces(text, following))
    if apart:
        return True
    if text[following.start].islower() or words[-1] in ",;:—–-":
        return False
    return _introduces(text, following) or _is_paragraph(text, following, words)


def _end_of_block(text: str, start: int) -> int:
    """Where a run of lines without a blank one ends."""
    window = text[start : start + HEADLINE_CHARS + 2]
    blank = re.search(r"\n[^\S\n]*\n", window)
    return start + len(window[: blank.start() if blank else len(window)].rstrip())


def _introduces(text: str, line: Span) -> bool:
    """Whether a line is a date line, a byline or begins with a dateline."""
    return _line_of_front(FrontMatter(), text, line, first=False) is not None


def _is_paragraph(text: str, line: Span, headline: str) -> bool:
    """Whether a line that follows directly is a paragraph by itself, not the next of wrapped lines."""
    words = line.of(text)
    return len(words) > 1.5 * len(headline) + 20 or bool(ENDS_SENTENCE.search(words) and len(words) > len(headline))


def _in_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]+", words) if len(word) > 3]
    return len(long) >= 4 and all(word[0].isupper() for word in long)


def _begins_story(text: str, line: Span) -> bool:
    """Whether a line is a sentence or begins a wrapped paragraph, as a dateline does and a headline does not."""
    words = line.of(text)
    if len(words) > HEADLINE_CHARS or ENDS_SENTENCE.search(words) or SENTENCE_BREAK.search(words):
        return True
    return text[line.end : line.end + 1] == "\n" and text[line.end + 1 : line.end + 2].islower()


def _is_transcript(text: str) -> bool:
    """Several lines that begin with a name in capitals and a colon introduce speakers, not datelines."""
    return len(SPEAKER_LINE.findall(text[: 3 * HEAD_CHARS])) > 2


def _lines(text: str, start: int) -> Iterator[Span]:
    """The first lines from ``start`` that are not blank, without the white space around them."""
    count = 0
    position = start
    while position < len(text) and position < start + HEAD_CHARS and count < HEAD_LINES:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        words = text[position:end]
        if words.strip() and not RELEASE.fullmatch(words.strip()):
            count += 1
            left = position + len(words) - len(words.lstrip())
            yield Span(left, position + len(words.rstrip()))
        position = end + 1


def _repeated_title(text: str, start: int, title: str) -> Span | None:
    """Where a text begins with its known title, whatever its case and white space."""
    words = title.split()
    if not words or len(title) > 500:
        return None
    pattern = r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    match = re.compile(pattern, re.I).match(text, start)
    return Span(start, match.end()) if match else None


def _title_below(text: str, start: int, title: str) -> tuple[FrontMatter, Span | None]:
    """Where the title stands below a few short lines, such as a rubric and a date, and what those say."""
    front = FrontMatter()
    for line in islice(_lines(text, start), LINES_ABOVE):
        repeated = _repeated_title(text, line.start, title)
        if repeated:
            return front, repeated
        if line.end - line.start > LINE_ABOVE_CHARS:
            break
        front = _line_of_front(front, text, line, first=True) or front
    return FrontMatter(), None


def _date(words: str) -> dt.date | None:
    found = find_date(words)
    return found.date if found else None


def _shifted(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span else None


def _folded(words: str) -> str:
    return " ".join(words.split())
