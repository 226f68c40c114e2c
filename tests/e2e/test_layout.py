"""Where badges stand, tried in the browser's own engine."""

import random

import pytest

PLACE = """async ({items, options}) => {
  const { layOut } = await import('/static/js/map/layout.js');
  return layOut(items, options).map(({item, ...placed}) => placed);
}"""


@pytest.fixture
def lay_out(page, live_server):
    page.goto(f"{live_server.url}/about")
    return lambda items, **options: page.evaluate(PLACE, {"items": items, "options": {"gather": False, **options}})


def item(name, x, y, half=12, label=60, centred=False):
    return {"id": name, "x": x, "y": y, "half": half, "label": label, "centred": centred}


def apart(a, b):
    return ((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5


def test_badges_at_one_point_are_moved_apart_and_stay_near(lay_out):
    placed = lay_out([item("a", 100, 100), item("b", 100, 100), item("c", 104, 100)])
    pairs = [(a, b) for n, a in enumerate(placed) for b in placed[n + 1 :]]
    assert all(apart(a, b) > 23 for a, b in pairs)
    assert all(apart(one, {"x": 100, "y": 100}) < 40 for one in placed)


def test_one_alone_stays_where_its_place_is(lay_out):
    (placed,) = lay_out([item("a", 100, 100)])
    assert (placed["x"], placed["y"], placed["label"]) == (100, 100, "right")


def test_same_places_give_the_same_map(lay_out):
    items = [item(str(n), 100 + n % 3, 100) for n in range(9)]
    assert lay_out(items) == lay_out(items)


def test_a_crowd_becomes_one_badge_until_the_map_is_at_its_closest(lay_out):
    items = [item(str(n), 100 + n, 100) for n in range(6)]
    (crowd,) = lay_out(items, gather=True)
    assert crowd["members"] == [str(n) for n in range(6)]
    assert len(lay_out(items, gather=False)) == 6


def test_no_badge_is_pushed_far_from_its_place_but_gathered(lay_out):
    items = [item(str(n), 100 + 17 * (n % 6), 100 + 17 * (n // 6)) for n in range(30)]
    placed = lay_out(items, gather=True)
    starts = {one["id"]: one for one in items}
    assert all(apart(one, starts[one["id"]]) <= 1.2 * 2 * one["half"] for one in placed)
    assert sorted(name for one in placed for name in one["members"]) == sorted(starts)


def test_no_name_covers_a_badge_or_another_name(lay_out):
    chance = random.Random(7)
    items = [item(str(n), chance.uniform(0, 900), chance.uniform(0, 600), centred=n % 3 == 0) for n in range(120)]
    placed = lay_out(items)
    boxes = [box(one, given) for one, given in zip(placed, items, strict=True) if one["label"]]
    assert 20 < len(boxes) < 120
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if crossing(a, b)]


def test_the_busiest_of_a_row_is_named_above_it(lay_out):
    first, *rest = lay_out([item("a", 100, 100), item("b", 72, 100), item("c", 128, 100)])
    assert first["label"] == "above"
    assert {one["label"] for one in rest} == {"left", "right"}


def box(placed, given):
    if placed["label"] in ("above", "below"):
        lowered = placed["half"] + 12
        middle = placed["y"] + (lowered if placed["label"] == "below" else -lowered)
        return placed["x"] - given["label"] / 2, placed["x"] + given["label"] / 2, middle - 12, middle + 12
    left = (
        placed["x"]
        - placed["half"]
        - {"centre": given["label"] / 2, "right": 0, "left": given["label"]}[placed["label"]]
    )
    return left, left + 2 * placed["half"] + given["label"], placed["y"] - 12, placed["y"] + 12


def crossing(a, b):
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
