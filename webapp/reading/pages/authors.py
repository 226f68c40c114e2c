"""Names of authors, from bylines and metadata in which they stand with dates, posts, degrees and labels."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from webapp.reading.front.agencies import NOBODY, is_agency
from webapp.reading.front.dates import find_date
from webapp.reading.pages.tree import one_line
from webapp.reading.words import alternatives, words

REPORT = alternatives("signing", "report")
LEAD = re.compile(
    rf"^[\W_]*(?:(?:{alternatives('signing', 'lead')}|(?:{REPORT})\s+by)\b[\s:]*)+(?=\S)"
    r"|^\W*\b(?:by|from)\s*:?\s+|^[^\w(]+",
    re.I,
)
BY = re.compile(rf"^[\W_]*(?:(?:{REPORT})\s+)?by\b[:\s]+(?=[^\W\d_])", re.I)
BY_BEHIND = re.compile(
    r"[^\w]*(?:(?:at|on)?\s*[\d:.apm]{1,8}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5})?)?[\W_]*\b[Bb]y\s+(?=[^\W\d_a-z])"
)
"""A signature behind a date."""
BREAK = re.compile(
    r"\s*[|•·;\n\t/►▪●]\s*|\s+[-–—~>»]\s*|\s*[—]\s*|\s+/\s+|\s{3,}"
    r"|\.\s+(?=(?:pictures|photo|video|illustration|graphic|additional|editing)\w*\b)"
    r"|\s+(?=[\w.+-]+@[\w-]+\.)",
    re.I,
)
JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|with|und|et|y)\s+|\s+AND\s+", re.I)
BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>)")
ADDRESS = re.compile(r"https?:|www\.|\S+@\S+\.\w+|\w\.(?:com|org|net|co)\b", re.I)
HANDLE = re.compile(r"\s*@\w+")
DEGREE = re.compile(rf"(?:^|[\s,]+)(?:{alternatives('signing', 'degree')})\.?(?=$|[\s,;])")
TITLE = re.compile(rf"^(?:{alternatives('signing', 'title')})\.?\s+(?=\S)", re.I)
POST = re.compile(rf"\b(?:{alternatives('signing', 'post')})\b", re.I)
STAMP = re.compile(
    rf"\b(?:{alternatives('signing', 'stamp')})\b|\b\d{{1,2}}:\d\d\b|\b\d{{1,2}}\s*[ap]\.?m\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s|\b(?:mon|tue|wed|thu|fri|sat|sun),",
    re.I,
)
DANGLING = re.compile(r"\s+(?:at|on|in|and|for)$", re.I)
FOR = re.compile(
    r"\s+(?i:for|of|at|in|from)\s+(?i:the\s+)?(?=[^\W\d_a-z])|,?\s+(?i:reporting|writing)\b|\s+(?:is|was|covers|has|writes)\s"
)
PARTICLE = frozenset(
    "al ap ben bin da das de del della der di dos du el ibn la le ter van von zu y af av e ul ud ur".split()
)
NAME_WORD = re.compile(r"(?:[^\W\d_]['’.-]?)+\.?")
SITE_WORD = re.compile(rf"\b(?:{alternatives('sites', 'site')})$", re.I)
LABELS = frozenset(word.casefold() for word in words("signing", "label"))
LONGEST = 600


def people(stated: Iterable[str], sites: Sequence[str] = (), *, single: bool = False) -> list[str]:
    """Each person named once, in order; ``single``: names of one word count too."""
    found: list[str] = []
    for line in stated:
        for name in _names(line, sites, single=single, named=bool(found)):
            _add(found, name)
    return found


def signed(line: str) -> str | None:
    """What follows "By" on a line that is a byline, None if it is anything else."""
    if len(line) > 200:
        return None
    by = BY.match(line)
    date = None if by else find_date(line[:40])
    if date:
        by = BY_BEHIND.match(line, date.end)
    return line[by.end() :] if by else None


def _names(line: str, sites: Sequence[str], *, single: bool, named: bool) -> Iterator[str]:
    line = html.unescape(line)[:LONGEST].replace("\u00a0", " ")
    for part in BREAK.split(line):
        kept = _without_lead(_before_stamp(_without_lead(HANDLE.sub(" ", one_line(BRACKETS.sub(" ", part))))))
        if not kept or ADDRESS.search(kept):
            continue
        for piece in JOINT.split(_without_degrees(kept)):
            name = _name(piece)
            # A person may be called Post or Sun; what follows a person and is called so is a paper.
            if not name or (named and SITE_WORD.search(name)):
                continue
            if _is_person(name, single=single and not named) and not _is_of_site(name, sites):
                named = True
                yield name


def _without_lead(words: str) -> str:
    """Words without "By", "Written by", "Posts by" and the like before them."""
    while (shorter := LEAD.sub("", words)) != words:
        words = shorter
    return words


def _before_stamp(words: str) -> str:
    date = find_date(words)
    ends = [date.start] if date else []
    stamp = STAMP.search(words)
    if stamp:
        ends.append(stamp.start())
    return DANGLING.sub("", words[: min(ends)].strip(" ,|-–—(:")) if ends else words


def _without_degrees(words: str) -> str:
    while (shorter := DEGREE.sub("", words)) != words:
        words = shorter
    return words


def _name(piece: str) -> str:
    """A name without a title before it, and without a post or the place that it is signed from behind it."""
    name = TITLE.sub("", piece.strip(" ,.:;-–—'\"“”") if not piece.endswith(".") else piece.strip(" ,:;-–—'\"“”"))
    away = FOR.search(name)
    if away and len(name[: away.start()].split()) >= 2:
        name = name[: away.start()]
    post = POST.search(name)
    if post:
        before = name[: post.start()].strip(" ,-–—:")
        name = before if len(before.split()) >= 2 else name[post.end() :].strip(" ,-–—:") if post.start() == 0 else ""
        if POST.search(name):
            return ""
    name = _without_rest(name.rstrip(","))
    if name.isupper() and len(name) > 4:
        name = _title_case(name)
    return DANGLING.sub("", name)


def _without_rest(name: str) -> str:
    """A name without the employer in capitals or the label of a button behind it, and once if it stands there twice."""
    parts = name.split()
    half = len(parts) // 2
    if half and parts[:half] == parts[half:]:
        parts = parts[:half]
    for number, part in enumerate(parts[2:], 2):
        acronym = part.isupper() and len(part) > 2 and part.isalpha() and not name.isupper()
        if acronym or part.casefold() in LABELS:
            parts = parts[:number]
            break
    if len(parts) == 2 and parts[1].isupper() and len(parts[1]) > 3 and not parts[0].isupper():
        parts[1] = _title_case(parts[1])
    return " ".join(parts)


def _title_case(name: str) -> str:
    return re.sub(
        r"[^\W\d_]+",
        lambda word: (
            word[0] if len(word[0]) < 3 and word.end() < len(name) and name[word.end()] == "." else word[0].capitalize()
        ),
        name,
    )


def _is_person(name: str, *, single: bool) -> bool:
    parts = name.split()
    if (
        parts[:1] == ["The"]
        or not 1 <= len(parts) <= 6
        or len(name) > 60
        or (len(parts) == 1 and not (single and len(name) > 2 and not name.isupper()))
    ):
        return False
    folded = name.casefold()
    if folded in LABELS or folded in NOBODY or is_agency(name) or any(part.casefold() in LABELS for part in parts):
        return False
    if not all(NAME_WORD.fullmatch(part) for part in parts):
        return False
    return all(
        not part[0].islower() or part.casefold() in PARTICLE or part[:3] in ("al-", "el-", "ad-") or part[:2] == "d'"
        for part in parts
    )


def _is_of_site(name: str, sites: Sequence[str]) -> bool:
    ours = re.sub(r"\W+", "", name.casefold())
    folded = [re.sub(r"\W+", "", re.sub(r"^www\.|\.[a-z.]+$", "", site.casefold())) for site in sites]
    return any(ours == site or ours == f"the{site}" or site == f"the{ours}" for site in folded if site)


def _add(found: list[str], name: str) -> None:
    """Add a name unless it is there already, in whole or with an initial or a middle name less."""
    ours = _parts(name)
    for number, other in enumerate(found):
        theirs = _parts(other)
        if ours == theirs:
            return
        if (
            len(ours) > 1
            and len(theirs) > 1
            and ours[-1] == theirs[-1]
            and (ours[0] == theirs[0] or _initial(ours[0], theirs[0]))
        ):
            if len(name) > len(other):
                found[number] = name
            return
    found.append(name)


def _initial(left: str, right: str) -> bool:
    return min(len(left), len(right)) == 1 and left[0] == right[0]


def _parts(name: str) -> list[str]:
    return [re.sub(r"\W", "", part.casefold()) for part in name.split()]
