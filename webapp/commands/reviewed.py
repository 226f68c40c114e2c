"""The articles that people decided on, as the commands that learn from decisions read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Protocol, cast

from webapp.config import Settings
from webapp.errors import NotFound

if TYPE_CHECKING:
    from webapp.domain import Reading
    from webapp.evaluation.decided import Decision, JudgedArticle, OnWords

NO_DECISIONS = "nobody has decided on any article{where} yet: open the map and choose Review, or a name in an article"


class Log(Protocol):
    """What is needed of the log of decisions."""

    def reviewed(self, collection: str | None) -> Iterable[tuple[Reading, Sequence[OnWords], Sequence[Decision]]]:
        """Of each article that decisions concern: what the program had read, and those in force on its mentions,
        and on its claims and the whole of it.

        Raises NotFound for a collection that does not exist.
        """
        ...


def judged_articles(settings: Settings, collection: str | None) -> list[JudgedArticle]:
    """What people decided, article by article; raises NotFound for no decisions and no such collection."""
    from webapp.evaluation.decided import judged
    from webapp.store import ArticleStore

    where = f" of {collection}" if collection else ""
    found: list[JudgedArticle] = []
    if settings.database_path.exists():
        with closing(ArticleStore(settings.database_path)) as store:
            log = cast("Log | None", getattr(store, "decisions", None))
            found = [judged(*one) for one in log.reviewed(collection)] if log else []
    found = [one for one in found if one.places or one.claims or one.missed_claims]
    if not found:
        raise NotFound(NO_DECISIONS.format(where=where))
    return found
