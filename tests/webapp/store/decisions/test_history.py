"""The history of what was decided: how it is found in a long log."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from webapp.domain import Article
from webapp.store import ArticleStore
from webapp.store.decisions.history import Asked


@pytest.mark.parametrize(
    "asked",
    [Asked(article_id=1), Asked(place_id="own:milltown"), Asked(speaker="Ada Okoro"), Asked(collection_id=1)],
    ids=["article", "place", "speaker", "collection"],
)
def test_what_was_decided_about_something_is_counted_without_a_look_at_all_of_the_log(
    store: ArticleStore, canned, asked
):
    statements: list[tuple[str, tuple]] = []
    store.save(canned.read(Article("Ada Okoro said Mirpur burns.")))
    engine = store._database._engine
    event.listen(
        engine, "before_cursor_execute", lambda c, cursor, text, given, *more: statements.append((text, given))
    )
    store.decisions.histories.count(asked)
    text, given = next(one for one in statements if "count(" in one[0])
    with store._database.reading() as session:
        plan = [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given)]
    steps = [step for step in plan if "decision" in step]
    assert steps
    assert all(step.startswith("SEARCH decision USING INDEX ix_decision_") for step in steps), plan
