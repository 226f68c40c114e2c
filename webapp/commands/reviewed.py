"""The articles that people decided on, as the commands that learn from decisions read them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from webapp.commands.shared import collection_of
from webapp.config import Settings
from webapp.errors import NotFound

if TYPE_CHECKING:
    from webapp.evaluation.decided import JudgedArticle

NO_DECISIONS = "nobody has decided on any article{where} yet: open the map and choose Review, or a name in an article"


def judged_articles(settings: Settings, collection: str | None) -> list[JudgedArticle]:
    """What people decided, article by article; raises NotFound for no decisions and no such collection."""
    from webapp.evaluation.decided import judged
    from webapp.store import ArticleStore

    where = f" of {collection}" if collection else ""
    found: list[JudgedArticle] = []
    if settings.database_path.exists():
        with closing(ArticleStore(settings.database_path)) as store:
            name = collection_of(store, collection).name if collection else None
            found = [judged(*one) for one in store.decisions.reviewed(name)]
    found = [one for one in found if one.places or one.claims or one.missed_claims]
    if not found:
        raise NotFound(NO_DECISIONS.format(where=where))
    return found
