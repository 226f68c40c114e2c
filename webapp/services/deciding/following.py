"""What follows from the places that people decided on: other names of the same articles that are placed otherwise."""

from __future__ import annotations

from webapp.decisions.compared import Changes, compared
from webapp.store import ArticleStore


def followed(store: ArticleStore, article_id: int) -> Changes:
    """What an article shows otherwise because the program read it with the decided places in view.

    What was decided itself is not among it. NotFound if there is no such article.
    """
    readings = store.decisions.followed(article_id)
    return compared(*readings) if readings else Changes()
