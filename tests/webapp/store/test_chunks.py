"""Long lists are cut into portions, in order and without loss, whatever becomes of them meanwhile."""

from webapp.store.chunks import chunks


def test_portions_hold_every_value_once_in_its_order():
    assert list(chunks(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(chunks([])) == []


def test_what_is_cut_up_may_be_changed_meanwhile():
    held = dict.fromkeys(range(5), "")
    for some in chunks(held, 2):
        for number in some:
            del held[number]
    assert held == {}
