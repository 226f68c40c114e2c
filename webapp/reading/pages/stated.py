"""What a page states about its story outside the words a reader sees: meta elements, microdata, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.reading.pages.linked_data import linked_data
from webapp.reading.pages.tree import ancestors, names, one_line, words_of

TITLE = "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title headline hdl citation_title title"
AUTHOR = """
author parsely-author sailthru.author dc.creator dcterms.creator dc.contributor byl article:author article:author_name
article.author og:article:author citation_author cxenseparse:author authors byline author-name article-author
rnews:creator
"""
PUBLISHED = """
article:published_time og:published_time og:article:published_time article:published article.published
rnews:datepublished datepublished parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.available
pubdate publishdate publish-date publish_date publish_time publication_date publication-date publishtime ptime pub_date
cxenseparse:recs:publishtime originalpublicationdate article_date_original displaydate firstpublished
citation_publication_date citation_date og:pubdate bt:pubdate published_time_telegram published
"""
DATED = "date dc.date dcterms.date dc.date.created dcterms.created datecreated dat pdate article-date created"
"""Meta elements that name a date without saying which."""
SITE = "og:site_name application-name al:ios:app_name apple-mobile-web-app-title dc.publisher dcterms.publisher cre"
ADDRESS = "og:url twitter:url parsely-link"
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
ASIDE = frozenset("related recommended comment comments sidebar trending popular teaser promo card recirc".split())
"""Names of parts of a page that hold other articles."""


LONGEST, MOST = 1_000, 50
"""Characters of a value and values of a property that are looked at."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Each list begins with the most reliable."""

    titles: tuple[str, ...]
    page_title: str
    authors: tuple[tuple[str, ...], ...]
    """The names that each source gives, as sources repeat each other."""
    published: tuple[str, ...]
    dated: tuple[str, ...]
    sites: tuple[str, ...]
    addresses: tuple[str, ...]
    bodies: tuple[str, ...]


def stated(root: Any) -> Stated:
    """All that a tree states, before anything is taken out of it."""
    metas = _metas(root)
    linked = linked_data(root)
    micro = dict(_microdata(root))

    def of(keys: str) -> list[str]:
        return [value for key in keys.split() for value in metas.get(key, ())]

    title = next((element for element in root.iter("title") if _is_page_title(element)), None)
    return Stated(
        titles=_each([*linked.titles, *micro.get("headline", ()), *of(TITLE)]),
        page_title=words_of(title)[:LONGEST] if title is not None else "",
        authors=tuple(
            filter(
                None,
                map(
                    _each,
                    (
                        linked.authors,
                        *(metas.get(key, ()) for key in AUTHOR.split()),
                        _labelled(metas, "by"),
                        micro.get("author", ()),
                    ),
                ),
            )
        ),
        published=_each([*linked.published, *of(PUBLISHED), *micro.get("datePublished", ())]),
        dated=_each([*of(DATED), *micro.get("dateCreated", ())]),
        sites=_each([*of(SITE), *linked.publishers, *micro.get("publisher", ()), *_handles(metas)]),
        addresses=_each([*_canonical(root), *of(ADDRESS), *linked.addresses, *_saved_from(root)]),
        bodies=linked.bodies,
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in (one_line(value[:LONGEST]) for value in values) if value))[:MOST]


def _metas(root: Any) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key, content = meta.get("property") or meta.get("name"), meta.get("content")
        if key and content:
            for name in key.lower().split():
                found.setdefault(name, []).append(content)
    return found


def _labelled(metas: Mapping[str, list[str]], ends: str) -> list[str]:
    """Values of Twitter's labelled data, such as "Written by"."""
    labels = {key: values[0] for key, values in metas.items() if key.startswith("twitter:label")}
    return [
        value
        for key, label in labels.items()
        if label.lower().split()[-1:] == [ends]
        for value in metas.get(key.replace("label", "data"), ())
    ]


def _handles(metas: Mapping[str, list[str]]) -> list[str]:
    return [value.lstrip("@") for value in metas.get("twitter:site", ()) if value.startswith("@")]


def _is_page_title(element: Any) -> bool:
    return not any(above.tag == "svg" for above in element.iterancestors())


def _microdata(root: Any) -> Iterator[tuple[str, list[str]]]:
    """The first values of each property of an article's microdata; those of other articles are left out."""
    found: dict[str, list[str]] = {}
    for element in root.xpath(".//*[@itemprop]"):
        for key in element.get("itemprop").split():
            if key in ("headline", "author", "datePublished", "dateCreated", "publisher") and not in_aside(element):
                value = _value(element, key)
                if value and (key == "author" or key not in found):
                    found.setdefault(key, []).append(value)
    yield from found.items()


def in_aside(element: Any) -> bool:
    """Whether an element lies in a part of a page that shows other articles or comments."""
    return any(above.tag in ("aside", "footer", "nav") or names(above) & ASIDE for above in _parts_above(element))


def _parts_above(element: Any) -> Iterator[Any]:
    return (above for above in ancestors(element) if above.tag not in ("body", "html", "main"))


def _value(element: Any, key: str) -> str:
    if key.startswith("date"):
        return element.get("datetime") or element.get("content") or words_of(element)
    if key in ("author", "publisher"):
        inner = element.xpath(".//*[@itemprop='name']")
        if inner:
            return inner[0].get("content") or words_of(inner[0])
        if key == "publisher":
            return element.get("content") or ""
    return element.get("content") or words_of(element)


def _canonical(root: Any) -> list[str]:
    return [link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower()]


def _saved_from(root: Any) -> list[str]:
    """The address that a browser writes into a page that it saves."""
    tree = root.getroottree()
    comments = tree.xpath("//comment()[contains(., 'saved from url')]")
    return [found[1] for comment in comments[:1] if (found := SAVED_FROM.search(comment.text or ""))]
