"""Which decisions are in force does not depend on the order in which their rows are met."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from webapp.decisions.records import Anchor, Decision, Scope, What
from webapp.decisions.standing import effective, standing
from webapp.domain import Span

DAY = dt.datetime(2026, 5, 3)
TEXT = "Mirpur burns"


def decision(number: int, who: str = "Ada", what: What = What.REJECTED, **more) -> Decision:
    uid = f"{number:032x}"
    anchor = Anchor.of(TEXT, Span(0, 6))
    when = DAY + dt.timedelta(minutes=number)
    return Decision(uid, uid, who, when, what, Scope.MENTION, "hash", anchor=anchor, **more)


def undo(number: int, of: Decision, what: What = What.UNDO) -> Decision:
    return replace(decision(number, what=what), undoes=of.uid, anchor=None)


def test_the_last_undo_or_redo_decides():
    one = decision(1)
    assert effective([one]) == [one]
    assert effective([one, undo(2, one)]) == []
    assert effective([one, undo(2, one), undo(3, one, What.REDO)]) == [one]


def test_ones_own_later_decision_replaces_the_earlier():
    one, two = decision(1), decision(2, what=What.NOT_IDENTIFIABLE)
    assert standing([one, two]).decisions == [two]
    assert standing([one, two]).conflicts == ()


def test_what_somebody_decides_with_anothers_in_view_replaces_it():
    one = decision(1)
    two = decision(2, "Bo", What.NOT_IDENTIFIABLE, over=(one.uid,))
    assert standing([one, two]).decisions == [two]
    assert standing([one, two, undo(3, two)]).decisions == [one]


def test_what_somebody_decides_without_seeing_anothers_is_a_conflict_and_the_first_holds():
    one, two = decision(1), decision(2, "Bo", What.NOT_IDENTIFIABLE)
    found = standing([two, one])
    assert found.decisions == [one]
    assert [row.who for row in found.conflicts[0].decisions] == ["Ada", "Bo"]
    assert standing([one, decision(2, "Bo")]).conflicts == (), "the same decided twice is no conflict"


@given(st.permutations([decision(1), decision(2, "Bo"), undo(3, decision(1)), decision(4, what=What.NOT_IDENTIFIABLE)]))
def test_the_order_of_rows_makes_no_difference(rows):
    assert standing(rows).decisions == standing(sorted(rows, key=lambda row: row.order)).decisions
