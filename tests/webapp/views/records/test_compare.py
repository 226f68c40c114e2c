"""Two speakers, publishers or times side by side, under the same filters."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from webapp.domain import Article, Manner


@pytest.fixture
def held(store, canned):
    """Three claims of Aly and one of Bo, about Mirpur, in two months."""
    store.save(
        canned.read(
            Article(
                "Aly said Mirpur is calm. Aly said Mirpur is dry.",
                title="One",
                publisher="ANI",
                date=dt.date(2026, 1, 1),
            )
        )
    )
    store.save(
        canned.read(
            Article(
                "Aly said Mirpur is wet. Bo said Mirpur burns.", title="Two", publisher="Dawn", date=dt.date(2026, 2, 1)
            )
        )
    )
    return store


def counts(page):
    """The claims of the left and the right side."""
    row = re.search(r'<th scope="row">all</th>(.*?)</tr>', page, re.DOTALL)
    return [int(one) for one in re.findall(r"<td>(\d+) ", row[1])]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("by=speaker&left=Aly&right=Bo", [3, 1]),
        ("by=publisher&left=ANI&right=Dawn", [2, 2]),
        ("by=time&left_to=2026-01-15&right_from=2026-01-16", [2, 2]),
        ("by=speaker&left=Aly&right=Bo&from=2026-02-01", [1, 1]),
        ("by=speaker&left=Aly&right=Bo&words=calm", [1, 0]),
    ],
)
def test_both_sides_have_their_counts_under_the_shared_filters(client, held, query, expected):
    assert counts(client.get(f"/compare?{query}").text) == expected


def test_what_differs_is_not_a_filter_of_both(client, held):
    assert counts(client.get("/compare?by=speaker&left=Aly&right=Bo&speaker=Cy").text) == [3, 1]


def test_one_side_alone_waits_for_the_other(client, held):
    page = client.get("/compare?by=speaker&left=Aly").text
    assert "<table" not in page
    assert '<option value="Bo">' in page


def test_nothing_chosen_says_what_to_do_and_a_bad_date_is_refused(client, held):
    assert "Choose two speakers" in client.get("/compare").text
    assert client.get("/compare?by=time&left_from=soon").status_code == 400


def test_the_place_is_named_and_kept(client, held):
    page = client.get("/compare?at=geonames:1169027&by=publisher&left=ANI&right=Dawn").text
    assert '<input type="hidden" name="at" value="geonames:1169027">' in page
    assert re.search(r'href="/place/geonames:1169027"><bdi>[^<]*Mirpur', page)


def test_a_manner_that_is_rare_on_one_side_keeps_its_count(client, store, canned):
    manners = list(Manner)
    for speaker, order in (("Aly", manners), ("Bo", manners[::-1])):
        text = " ".join(f"{speaker} said Mirpur is calm {n}." for n in range(len(manners) + len(manners) // 2))
        reading = canned.read(Article(text, title=speaker))
        claims = [replace(claim, manner=(order * 2)[n]) for n, claim in enumerate(reading.claims)]
        store.save(replace(reading, claims=tuple(claims)))
    page = client.get("/compare?by=speaker&left=Aly&right=Bo").text
    rows = re.findall(r'<th scope="row">(?!all<)(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    assert len(rows) == len(manners)
    assert all("</meter> 0 " not in cells for _, cells in rows)
