"""Shows decisions on articles, then what follows from them for other names, read with the decided places in view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from webapp.domain import Article, Reading
from webapp.errors import NotFound
from webapp.store import ArticleStore
from webapp.store.jobs.records import Claimed

GONE = "deleted in the meantime"
Readings = Callable[[Sequence[tuple[Claimed, Article]]], Iterable[tuple[Claimed, Reading | str]]]
"""From items with their articles to each with its reading, or why there is none."""


def decide(items: Sequence[Claimed], store: ArticleStore, readings: Readings) -> None:
    """Settle items of jobs that show decisions."""
    work = store.jobs.work
    for item in (one for one in items if "spread" in one.given):
        work.deciding.spread(item)
    if to_lay := [one for one in items if one.given.get("inform") is False]:
        work.deciding.lay(to_lay)
    waiting: list[tuple[Claimed, Article]] = []
    for item in (one for one in items if one.given.get("inform")):
        try:
            article = work.deciding.given_to(item)
        except NotFound:
            work.done(item, GONE)
            continue
        if article is None:
            work.done(item)
        else:
            waiting.append((item, article))
    for item, found in readings(waiting) if waiting else ():
        if isinstance(found, str):
            work.fail(item, found)
            continue
        try:
            work.deciding.inform(item, found)
        except NotFound:
            work.done(item, GONE)
