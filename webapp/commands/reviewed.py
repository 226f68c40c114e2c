"""The articles that people decided on, as the commands that learn from decisions read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Protocol, cast

from webapp.config import Settings
from webapp.errors import NotFound

if TYPE_CHECKING:
    from webapp.domain import Reading
    from webapp.evaluation.decided import Decision, JudgedArticle

NO_DECISIONS = "nobody has decided on any article{where} yet: open the map and choose Review, or a name in an article"


class Log(Protocol):
    """What is needed of the log of decisions."""

    def reviewed(self, collection: str | None) -> Iterable[tuple[Reading, Sequence[Decision]]]:
        """Of each article that somebody decided on: what the program had read, and the decisions made in it that stand.

        Raises NotFound for a collection that does not exist.
        """
        ...


def judged_articles(settings: Settings, collection: str | None) -> list[JudgedArticle]:
    """What people decided, article by article; raises NotFound for no decisions and no such collection."""
    from webapp.evaluation.decided import judged
    from webapp.store import ArticleStore

    where = f" of {collection}" if collection else ""
    if not settings.database_path.exists():
        raise NotFound(NO_DECISIONS.format(where=where))
    with closing(ArticleStore(settings.database_path)) as store:
        log = cast("Log | None", getattr(store, "decisions", None))
        found = [judged(reading, decisions) for reading, decisions in log.reviewed(collection)] if log else []
    if not found:
        raise NotFound(NO_DECISIONS.format(where=where))
    return found
