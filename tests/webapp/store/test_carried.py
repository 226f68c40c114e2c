"""What a person decided about an article's speakers holds for its new reading."""

from __future__ import annotations

import pytest

from webapp.domain import Span
from webapp.store.carried import Said, carried
from webapp.store.speakers.groups import Member

OKORO, ADA, RUIZ = "Okoro", "Ada Okoro", "Ben Ruiz"


def said(name: str, *spans: tuple[int, int]) -> Said:
    return Said(name, tuple(Span(*span) for span in spans))


BEFORE = [said(OKORO, (0, 40)), said(OKORO, (50, 90)), said(OKORO, (100, 140)), said(RUIZ, (150, 190))]


def member(name: str, start: int | None = None) -> Member:
    return Member("hash", name, start)


def test_a_name_that_still_speaks_stays():
    after = [said(ADA, (0, 40)), said(ADA, (50, 90)), said(OKORO, (100, 140))]
    assert carried(member(OKORO), BEFORE, after) == member(OKORO)


def test_a_name_that_no_longer_speaks_becomes_the_one_that_most_of_its_claims_have():
    after = [said(ADA, (4, 40)), said(ADA, (50, 88)), said(RUIZ, (100, 140))]
    assert carried(member(OKORO), BEFORE, after) == Member("hash", OKORO, None, ADA)


def test_the_name_of_the_decision_is_kept_and_comes_back():
    after = [said(ADA, (4, 40)), said(ADA, (50, 88)), said(ADA, (100, 140))]
    once = carried(member(OKORO), BEFORE, after)
    assert carried(once, after, [said("A. Okoro", (4, 40)), said("A. Okoro", (50, 88))]).name_now == "A. Okoro"
    assert carried(once, after, after) == once
    assert carried(once, after, BEFORE) == member(OKORO)
    single = carried(member(OKORO, 50), BEFORE, after)
    assert carried(single, after, BEFORE) == member(OKORO, 50)


@pytest.mark.parametrize(
    "after",
    [
        [],
        [said(RUIZ, (200, 240))],
        [said(ADA, (0, 40)), said(RUIZ, (50, 90)), said("Dia Rao", (100, 140))],
        [said(ADA, (0, 40))],
    ],
    ids=["nothing is said", "in other words", "by three others", "one of three claims is left"],
)
def test_a_name_whose_claims_have_no_one_new_name_stays(after):
    assert carried(member(OKORO), BEFORE, after) == member(OKORO)


def test_a_single_claim_becomes_the_one_with_most_of_its_words():
    after = [said(OKORO, (0, 55)), said(ADA, (56, 70), (75, 90))]
    assert carried(member(OKORO, 50), BEFORE, after) == Member("hash", OKORO, 50, ADA, 56)


def test_a_single_claim_that_begins_where_it_did_stays():
    after = [said(OKORO, (50, 60)), said(ADA, (50, 90))]
    assert carried(member(OKORO, 50), BEFORE, after) == member(OKORO, 50)


def test_a_single_claim_that_is_gone_or_never_was_stays():
    assert carried(member(OKORO, 50), BEFORE, [said(OKORO, (0, 40))]) == member(OKORO, 50)
    assert carried(member(OKORO, 51), BEFORE, [said(ADA, (50, 90))]) == member(OKORO, 51)
