"""Notes and tags in a log: which are in force, what they are on, and who disagrees with whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from webapp.decisions.records import Anchor, Decision, Scope, What
from webapp.decisions.remarks import About, Subject, standing_remarks, subject_of, words_in
from webapp.decisions.standing import standing
from webapp.domain import Span

DAY = dt.datetime(2026, 5, 3)


def on_place(n: int, what: What, who: str = "Ada", over: tuple[str, ...] = (), name: str = "Goma", **value) -> Decision:
    uid, when = f"{n:032x}", DAY + dt.timedelta(minutes=n)
    value = {"about": "place", **value}
    return Decision(uid, uid, who, when, what, Scope.EVERYWHERE, name=name, was="x:1", value=value, over=over)


def shown(*log: Decision) -> list[str]:
    return [words_in(row) for row in standing_remarks(standing(log).decisions)]


def test_a_remark_says_what_it_is_on():
    assert subject_of(on_place(1, What.NOTE, text="a")) == Subject(About.PLACE, "x:1")
    anchor = Anchor((Span(0, 3),), "abc")
    row = Decision("1", "1", "Ada", DAY, What.TAG, Scope.CLAIM, "hash", anchor=anchor, value={"name": "a"})
    assert subject_of(row) == Subject(About.CLAIM, "hash")
    assert subject_of(on_place(1, What.NOTE, about="galaxy")) is None


def tag(n: int, tagged: str, who: str = "Ada", over: tuple[str, ...] = (), **value) -> Decision:
    row = on_place(n, What.TAG, who, over)
    return replace(row, value={**row.value, "name": tagged, **value})


def test_a_tag_is_on_until_somebody_who_saw_it_takes_it_off():
    on = tag(1, "urgent")
    assert shown(on, tag(2, "URGENT", "Bo")) == ["urgent"]
    assert shown(on, tag(2, "Urgent", "Bo", over=(on.uid,), on=False)) == []
    unseen = tag(2, "urgent", "Bo", on=False)
    assert shown(on, unseen) == ["urgent"]
    assert [one.decisions for one in standing([on, unseen]).conflicts] == [(on, unseen)]
    assert standing([on, tag(2, "URGENT", "Bo")]).conflicts == ()


def test_notes_stand_beside_each_other_and_each_is_written_anew_by_itself():
    one, two = on_place(1, What.NOTE, text="one"), on_place(2, What.NOTE, who="Bo", text="two")
    assert shown(one, two) == ["one", "two"]
    anew = on_place(3, What.NOTE, who="Bo", over=(one.uid,), text="one, better", note=one.uid, name="Goma City")
    assert shown(one, two, anew) == ["two", "one, better"]
    gone = on_place(4, What.NOTE, over=(anew.uid,), text="", note=one.uid)
    assert shown(gone, anew, two, one) == ["two"]
