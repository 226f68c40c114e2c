"""Every address is measured on a copy of a home, and the table says what was found."""

from __future__ import annotations

import pytest

from benchmarks.workbench import measure as measuring
from benchmarks.workbench.addresses import ADDRESSES, speaker_page, values_of
from benchmarks.workbench.fill import Filled
from benchmarks.workbench.measure import Figure, Measured, Side, measure, timed
from benchmarks.workbench.report import exponent, markdown, plain, tables
from benchmarks.workbench.server import Answer, Memory
from benchmarks.workbench.tree import Tree

ANSWER = Answer(200, 0.1, 0.2, b"12345")


def test_a_small_home_is_measured_and_stays_as_it_was(filled_home):
    before = {path.name for path in filled_home.iterdir()}
    heard = []
    sides = [Side("present", Tree(), filled_home)]
    (found,) = measure(sides, requests=2, adds=0, report=lambda *told: heard.append(told))
    assert [(name, found.figures[name]) for _, name, _ in heard] == [(name, figure) for _, name, figure in heard]
    assert len(heard) == len(ADDRESSES)
    assert {name: figure.status for name, figure in found.figures.items() if figure.status not in (200, 404)} == {}
    assert found.figures["busiest place"].median > 0
    assert found.figures["busiest speaker's page"].status == 200
    assert len(found.figures["speakers"].times) == 2
    assert found.memory["after the requests"].server > 20
    assert {path.name for path in filled_home.iterdir()} == before


def test_a_home_that_was_not_filled_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="fill it first"):
        measure([Side("present", Tree(), tmp_path)], adds=0)


def test_an_address_that_a_tree_lacks_is_asked_once():
    asked = []

    def ask():
        asked.append(1)
        return Answer(404, 0.1, 0.1, b"")

    assert timed(ask, 20).missing
    assert len(asked) == 1


def test_an_answer_that_never_comes_is_cut_off():
    assert timed(lambda: None, 20).cut_off
    answers = iter([ANSWER, ANSWER, None])
    assert timed(lambda: next(answers), 20) == Figure((0.2,), 5, 200, cut_off=True)


def test_the_first_request_warms_up_and_slow_ones_are_not_repeated(monkeypatch):
    answers = iter([Answer(200, 9.0, 9.0, b"1"), ANSWER, ANSWER])
    assert timed(lambda: next(answers), 2).times == (0.2, 0.2)
    monkeypatch.setattr(measuring, "PATIENCE", 0.3)
    assert timed(lambda: ANSWER, 20).times == (0.2,)


def test_first_bytes_are_timed_until_the_answer_begins():
    found = timed(lambda: ANSWER, 1, first_bytes=True)
    assert (found.times, found.size) == ((0.1,), None)


def test_processor_time_is_that_of_a_request():
    clock = iter([10.0, 13.0])
    assert timed(lambda: ANSWER, 20, processor=lambda: next(clock)).processor == 0.15


def test_addresses_are_filled_in_and_quoted():
    filled = Filled(100, 1, "geonames:1", "Ada Okoro", 10.0, 20.0)
    values = {**values_of(filled), "speaker_page": "/speakers/abc"}
    paths = {address.name: address.at(values) for address in ADDRESSES}
    assert paths["busiest place, a speaker"] == "/api/places/geonames:1?speaker=Ada%20Okoro"
    assert paths["places: a view"] == "/api/places?bbox=12.0000,2.0000,28.0000,18.0000&zoom=6"
    assert paths["busiest speaker's page"] == "/speakers/abc"
    assert paths["an article's page"] == "/articles/50"


def test_the_first_speakers_page_is_found_in_the_list():
    assert speaker_page(b'<a href="/speakers">x</a><a href="/speakers/0f3a?attitudes=yes">') == "/speakers/0f3a"
    assert speaker_page(b"nobody") == "/speakers/-"


def test_the_table_has_medians_sizes_exponents_and_what_was_kept():
    small, large = (
        Measured(
            "present",
            articles,
            {
                "the map's page": Figure((seconds, seconds, 3 * seconds), 90_000, 200, processor=seconds / 2),
                "facets": Figure(cut_off=True),
                "claims": Figure(status=404),
                "articles": Figure((1.0,), 10, 500),
                "adding an article": Figure((0.3,), None, 200),
                "reading it alone": Figure((0.2,), None, 200),
            },
            {"started": Memory(200.0, 50.0)},
        )
        for articles, seconds in ((1_000, 0.05), (10_000, 0.5))
    )
    found = dict(tables([large, small]))
    times = {row[0]: row[1:] for row in found["present: median (95th percentile) and processor time in ms, kB"]}
    assert times["the map's page"] == [
        "50 (140)",
        "25",
        "90",
        "500 (1,400)",
        "250",
        "90",
        "1.00",
        "150 ms, 100 kB",
        "no",
    ]
    assert times["facets"][3] == "> 60 s"
    assert times["facets"][-1] == "no"
    assert times["claims"] == ["–", "–", "–", "–", "–", "–", "–", "200 ms, 100 kB", ""]
    assert times["articles"][0] == "status 500"
    assert found["present: memory in MB"][1] == ["1,000, started", "200", "250", "250, 750"]
    assert found["present: adding beside reading"][1] == ["1,000", "1.50", "1.1"]
    assert exponent(small, large, "claims") is None


def test_a_table_is_shown_in_columns_and_in_markdown():
    table = [["", "kB"], ["claims", "7"]]
    assert plain(table) == "        kB\nclaims   7"
    assert markdown(table) == "|   | kB |\n| --- | --: |\n| claims | 7 |"
