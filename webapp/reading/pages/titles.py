"""The headline of a page, without the name of the site and of its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from webapp.reading.front.agencies import is_agency
from webapp.reading.front.dates import find_date
from webapp.reading.pages.stated import Stated, in_aside
from webapp.reading.pages.tree import names, one_line, words_of
from webapp.reading.words import alternatives, words

SEPARATOR = re.compile(r"\s*\|+\s*|\s+(?:[-–—·•»«~]|::?|//|>|/|\\)\s+|\s*\u2009[-–—]\u2009\s*")
BARS = frozenset("|·•»«~>/")
SITE_WORD = re.compile(rf"\b(?:{alternatives('sites', 'site')})\b", re.I)
SECTION = frozenset(word.casefold() for word in words("sites", "section"))
KICKER = frozenset(
    "kicker label category section eyebrow badge flag tag overline topper hed-label rubric strap".split()
)
LONGEST, SHORT, TOLD = 300, 3, 100_000
DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|news|tv|info|co|in|uk|[a-z]{2})", re.I)


def headline(root: Any, stated: Stated) -> tuple[str, Any]:
    """The title of a page's story, and the heading element that shows it, None if no heading does."""
    sites = _sites(stated)
    shown = [(text, one) for one in _headings(root) if (text := _heading(one)) and not _is_site(text, sites)]
    claimed = [title for title in (*stated.titles, stated.page_title) if not _is_site(title, sites)]
    fits = [(_agreement(text, claimed), -number) for number, (text, _) in enumerate(shown)]
    best = max(fits, default=(0.0, 0))
    heading = shown[-best[1]] if best[0] >= 0.5 else None
    if heading is None:
        shown = [one for one in shown if one[1].tag == "h1"]
        if shown and (not any(claimed) or (len(shown) == 1 and len(shown[0][0].split()) >= 4)):
            heading = shown[0]
    if heading is None and not any(len(title.split()) >= SHORT for title in claimed):
        # The title of a page for printing says no more than that.
        heading = next((one for one in _seconds(root) if len(one[0].split()) >= SHORT), None)
    if heading:
        return without_site(heading[0], sites), heading[1]
    title = next(filter(None, claimed), "")
    others = [other for other in claimed if other != title]
    return without_site(title, sites, others, told=_told(root) if SEPARATOR.search(title) else None), None


def _seconds(root: Any) -> Iterable[tuple[str, Any]]:
    """The headings of the second order, with their words."""
    return [(_heading(element), element) for element in list(root.iter("h2"))[:3]]


def _told(root: Any) -> str:
    """The words of a page without its title, as far as its story may reach."""
    return " ".join(" ".join(body.itertext("*")) for body in root.iter("body"))[:TOLD]


def site_parts(page_title: str, title: str) -> list[str]:
    """What the title of a page says besides the story's title: the site's name and those of sections."""
    return [part for part in SEPARATOR.split(page_title) if part and not _same(part, title) and part not in title]


def _headings(root: Any) -> Iterable[Any]:
    """The headings that may show the title: those of the first order, then of the second."""
    for element in [*root.iter("h1"), *list(root.iter("h2", "h3"))[:40], *root.xpath(".//*[@itemprop='headline']")[:3]]:
        if not (element.tag != "h1" and in_aside(element)):
            yield element


def _heading(element: Any) -> str:
    """The words of a heading without a kicker above them."""
    whole = words_of(element)
    for child in element:
        if isinstance(child.tag, str) and names(child) & KICKER:
            label = words_of(child)
            rest = whole.removeprefix(label).removesuffix(label).strip(" :|–-")
            whole = rest if len(rest.split()) >= 2 else whole
    return whole if 3 <= len(whole) <= LONGEST else ""


def _agreement(text: str, claimed: Sequence[str]) -> float:
    """How well a heading is borne out by the titles that the page states, 0 to 1."""
    return max((_shared(text, title) for title in claimed if title), default=0.0)


def _shared(text: str, title: str) -> float:
    """The share of a heading's words that a title has; little where the title says much more."""
    ours, theirs = _folded(text), _folded(title)
    if not ours or not theirs:
        return 0.0
    if len(ours) == 1 and len(theirs) > 2:
        return 0.0
    common = len(set(ours) & set(theirs))
    if common < min(2, len(ours)):
        return 0.0
    reach = min(1.0, 2.5 * common / len(set(theirs)))
    return common / len(set(ours)) * reach


def without_site(title: str, sites: Sequence[str], others: Sequence[str] = (), told: str | None = None) -> str:
    """A title without the parts that name a site or a section, at its end or its head.

    ``others`` are what the page calls the story elsewhere. ``told`` are the page's words, if the title is not one that
    it shows: a name behind the title that the story does not have is then the site's.
    """
    title = _without_site_before(one_line(title.replace("\u00a0", " ")), sites)
    while (parts := _parted(title)) is not None:
        head, mark, tail = parts
        shown = any(tail in other and not other.endswith(tail) for other in others)
        guess = told if told is not None and not shown and len(head.split()) >= min(SHORT, len(tail.split())) else None
        if not _names_site(tail, mark, sites, guess):
            break
        title = head
    return title.strip()


def _without_site_before(title: str, sites: Sequence[str]) -> str:
    """A title without the name of the site at its head."""
    mark = SEPARATOR.search(title)
    if mark:
        head, rest = title[: mark.start()], title[mark.end() :]
        paper = SITE_WORD.search(head) or is_agency(head) or head.casefold() in SECTION
        named = len(head.split()) <= SHORT < len(rest.split()) and paper
        if len(rest.split()) > 1 and (_is_site(head, sites) or named):
            return rest
    prefix = re.match(r"([^:]{2,40}):\s+(?=\S+\s)", title)
    if prefix and _is_site(prefix[1], sites) and not is_agency(prefix[1]):
        return title[prefix.end() :]
    return title


def _parted(title: str) -> tuple[str, str, str] | None:
    marks = list(SEPARATOR.finditer(title))
    if not marks or not title[: marks[-1].start()].strip():
        return None
    last = marks[-1]
    return title[: last.start()], last[0].strip() or "-", title[last.end() :]


def _names_site(tail: str, mark: str, sites: Sequence[str], told: str | None) -> bool:
    """Whether what follows the last mark of a title is no part of the headline; a guess by ``told``, if it is given."""
    tail = tail.strip()
    if not tail or _is_site(tail, sites) or DOMAIN.fullmatch(tail) or tail.casefold() in SECTION:
        return True
    words = tail.split()
    date = find_date(tail)
    if date and date.end - date.start >= len(tail) - 2:
        return True
    titled = all(word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in words)
    if mark[0] in BARS:
        return (told is not None and (titled or len(words) < SHORT)) or bool(SITE_WORD.search(tail))
    if told is None or not titled or len(words) > 6:
        return False
    named = is_agency(tail) or bool(SITE_WORD.search(tail))
    return named or (len(words) <= 4 and tail.casefold() not in told.casefold())


def _sites(stated: Stated) -> list[str]:
    hosts = [urlsplit(address).hostname or "" for address in stated.addresses if address.startswith("http")]
    return [*stated.sites, *hosts]


def _is_site(words: str, sites: Sequence[str]) -> bool:
    """Whether words name one of the sites: spelt out, by its address, by its initials, or with a section."""
    ours = _squeezed(words)
    if not ours:
        return False
    for site in sites:
        theirs = _squeezed(re.sub(r"^www\.", "", site))
        labels = re.sub(r"^www\.", "", site).split(".") if " " not in site else [site]
        bare = _squeezed(max(labels, key=len))
        initials = "".join(word[0] for word in re.findall(r"\w+", words)).lower()
        if ours in (theirs, bare) or (len(initials) > 2 and initials == bare):
            return True
        begins = re.match(rf"(?:the\s+)?{re.escape(site)}\s+(?P<rest>.+)", words, re.I)
        if begins and (begins["rest"].casefold() in SECTION or SITE_WORD.fullmatch(begins["rest"])):
            return True
        if len(theirs) > 2 and ours.startswith(theirs) and not ours.isascii():
            return True
        if len(ours) > 4 and len(words.split()) <= 6 and (theirs.endswith(ours) or theirs.startswith(ours)):
            return True
    return False


def _squeezed(words: str) -> str:
    return re.sub(r"^the(?=\w{3})", "", re.sub(r"[\W_]+", "", words.casefold()))


def _folded(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())


def _same(left: str, right: str) -> bool:
    return _folded(left) == _folded(right)
