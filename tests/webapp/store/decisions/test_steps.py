"""A step is taken back and done again as a whole, however the log is read."""

from __future__ import annotations

import pytest

from tests.webapp.store.decisions.test_book import Desk
from webapp.decisions.records import Scope, What
from webapp.domain import Span
from webapp.store.decisions import steps
from webapp.store.decisions.asked import Asked


@pytest.fixture
def desk(store, canned) -> Desk:
    return Desk(store, canned)


def test_a_step_longer_than_what_is_read_at_once_is_undone_and_redone_whole(desk, monkeypatch):
    monkeypatch.setattr(steps, "_BACK", 2)
    one = desk.add("Mirpur burned. Mirpur waits. Mirpur sleeps.")
    spans = Span(0, 6), Span(15, 21), Span(29, 35)
    book = desk.store.decisions
    book.decide(*(Asked("Ada", What.REJECTED, Scope.MENTION, one, (span,)) for span in spans))
    assert len(book.undo("Ada").decisions) == 3
    assert book.standing().decisions == []
    assert len(book.redo("Ada").decisions) == 3
    assert len(book.standing().decisions) == 3
