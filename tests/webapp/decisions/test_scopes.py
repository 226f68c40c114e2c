"""Which scopes a decision may have, on a page and from elsewhere."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.decisions.checked import check
from webapp.decisions.records import OF_LOG, Anchor, Decision, Scope, What
from webapp.decisions.scopes import scopes_of
from webapp.domain import Span


def test_everything_that_is_decided_has_a_scope():
    assert all(scopes_of(what) for what in What if what not in OF_LOG)


@pytest.mark.parametrize(
    ("what", "scope"),
    [
        (What.REJECTED, Scope.CLAIM),
        (What.NO_CLAIM, Scope.EVERYWHERE),
        (What.SPEAKER, Scope.COLLECTION),
        (What.TAG, Scope.ARTICLE),
        (What.ARTICLE_VERIFIED, Scope.EVERYWHERE),
    ],
)
def test_what_cannot_be_decided_for_a_scope_is_refused(what, scope):
    row = Decision(
        "1",
        "1",
        "Ada",
        dt.datetime(2026, 1, 1),
        what,
        scope,
        "abc",
        name="mirpur",
        anchor=Anchor((Span(0, 6),), "Mirpur"),
    )
    with pytest.raises(ValueError, match="this scope"):
        check(row)


def test_a_scope_that_reaches_further_is_broader():
    assert Scope.MENTION.breadth < Scope.ARTICLE.breadth < Scope.COLLECTION.breadth < Scope.EVERYWHERE.breadth
