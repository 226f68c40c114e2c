"""Strings held as bytes are those that were given, and each is found by its number and its number by it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webapp.store.places.held import words
from webapp.store.places.held.words import Numbers, Words

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(texts), st.lists(texts), st.data())
def test_strings_are_kept_added_to_and_changed(first: list[str], more: list[str], data: st.DataObject):
    before = Words.of(first)
    after = before.with_more(more)
    every = [*first, *more]
    assert (list(before), list(after), len(after)) == (first, every, len(every))
    changed = data.draw(st.dictionaries(st.sampled_from(range(len(every))), texts)) if every else {}
    assert list(after.with_changed(changed)) == [changed.get(number, word) for number, word in enumerate(every)]
    assert list(after) == every, "whoever uses the earlier ones may go on"


@given(st.lists(texts, unique=True), st.lists(texts))
def test_the_number_of_a_string_is_found(held: list[str], asked: list[str]):
    half = len(held) // 2
    first, every = Words.of(held[:half]), Words.of(held)
    numbers = Numbers(Words()).with_more(first, held[:half]).with_more(every, held[half:])
    wanted = [*held, *asked]
    assert numbers.of(wanted).tolist() == [held.index(one) if one in held else -1 for one in wanted]


def test_strings_of_one_hash_are_told_apart(monkeypatch):
    monkeypatch.setattr(words, "hash", lambda word: len(word), raising=False)
    held = ["Paris", "Gulu", "Lyons", "Mbale"]
    numbers = Numbers(Words()).with_more(Words.of(held), held)
    assert numbers.of([*held, "Lagos"]).tolist() == [0, 1, 2, 3, -1]


def test_bytes_lie_in_the_order_of_the_strings():
    held = ["Ärt", "Art", "zoo", "Ζ", "𐀀", "\uffff"]
    kept = Words.of(held)
    assert sorted(range(len(held)), key=kept.encoded) == sorted(range(len(held)), key=held.__getitem__)
