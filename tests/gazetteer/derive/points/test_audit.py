"""The audit measures a sample drawn by chance, by kind, and names what is farther off than its kind allows."""

from __future__ import annotations

from gazetteer.derive.points.audit import SAMPLE, Checked, checked, draw, report
from gazetteer.sources.records import DATA, read_table

PASS = Checked("a-pass", "T.PASS", (35.0, 77.0), (35.0, 77.0), "a map", (35.0, 77.1))
VALLEY = Checked("a-valley", "T.VAL", (35.0, 77.0), (35.0, 77.0), "a map", (35.0, 77.1))
UNKNOWN = Checked("a-camp", "S.CMPRF", (13.0, 22.0), (13.0, 22.0), "", None)


def test_a_pass_nine_kilometres_off_is_wrong_and_a_valley_is_not() -> None:
    lines = list(report([PASS, VALLEY, UNKNOWN]))
    assert [line for line in lines if line.startswith("a-")] == ["a-pass (T.PASS): 9 km from 35.0, 77.1 (a map)"]
    assert lines[-2].split()[:3] == ["all", "3", "2"]


def test_a_kind_with_a_group_of_its_own_is_not_counted_with_its_class() -> None:
    assert UNKNOWN.group.name == "camps and prisons"
    assert Checked("a-range", "T.MTS", (0, 0), (0, 0), "", None).group.name == "regions and ranges"


def test_the_draw_is_the_same_for_the_same_tables_and_takes_only_what_was_set_by_hand() -> None:
    rows = [{"id": str(number), "located": "geonames" if number % 2 else "approximate"} for number in range(100)]
    drawn = draw(rows, size=10)
    assert drawn == draw(reversed(rows), size=10)
    assert len(drawn) == 10
    assert {row["located"] for row in drawn} == {"approximate"}


def test_every_row_of_the_sample_is_in_the_tables_and_none_is_farther_off_than_allowed() -> None:
    rows = list(checked(DATA))
    assert len(rows) == len(list(read_table(SAMPLE))) == 300
    assert [row.id for row in rows if row.point and row.off(row.now) > row.group.km] == []
