"""The page of a place, without scripts: what is on record, narrowed by the address, in portions."""

import datetime as dt
import html
import re

import pytest

from tests.webapp.conftest import PAKISTAN
from webapp.domain import Article

MIRPUR = "geonames:1169027"


@pytest.fixture
def held(store, canned):
    """Twenty-five claims about Mirpur in two articles of two publishers."""
    for number, publisher in ((24, "ANI"), (1, "Dawn")):
        text = "\n".join(f"{'Aly' if n else 'Bo'} said Mirpur is <b>calm {n}." for n in range(number))
        store.save(
            canned.read(
                Article(
                    text,
                    title=f"By {publisher}",
                    publisher=publisher,
                    date=dt.date(2026, number, 1) if number < 12 else dt.date(2026, 3, 1),
                )
            )
        )
    return store


def test_it_has_names_counts_and_claims_and_escapes_them(client, held):
    page = client.get(f"/place/{MIRPUR}").text
    assert "<strong>25 claims</strong> in 2 articles" in page
    assert '<time datetime="2026-01-01">1 January 2026</time> to <time datetime="2026-03-01">' in page
    assert "<bdi>میرپور</bdi>" in page
    assert "Mirpur is &lt;b&gt;calm" in page and "<b>calm" not in page
    assert 'role="img" aria-label="Claims by day of their articles, most from 1 March 2026: 24"' in page


def test_claims_come_in_portions(client, held):
    page = client.get(f"/place/{MIRPUR}").text
    assert page.count("<blockquote") == 20
    (more,) = re.findall(r'data-more="#record-list" href="([^"]+)"', page)
    rest = client.get(html.unescape(more)).text
    assert rest.count("<blockquote") == 5
    assert "Back to the first" in rest and "data-more" not in rest


def test_the_address_narrows_it_as_it_does_the_map(client, held):
    page = client.get(f"/place/{MIRPUR}?publisher=Dawn&words=calm").text
    assert page.count("<blockquote") == 1
    assert "Show all claims" in page
    assert "No claim here matches." in client.get(f"/place/{MIRPUR}?words=storm").text
    assert client.get(f"/place/{MIRPUR}?from=yesterday").status_code == 400


def test_the_rest_of_many_values_is_one_link_away(client, store, canned):
    text = "\n".join(f"{chr(65 + n)}a said Mirpur is calm." for n in range(9))
    store.save(canned.read(Article(text, title="Nine")))
    page = client.get(f"/place/{MIRPUR}").text
    (more,) = re.findall(r'href="([^"]+)" aria-label="Who: 3 more"', page)
    whole = client.get(html.unescape(more)).text
    assert all(f"<bdi>{chr(65 + n)}a</bdi> <span" in whole for n in range(9))
    assert "3 more" not in whole


def test_what_is_chosen_is_let_go_by_the_same_link(client, held):
    page = client.get(f"/place/{MIRPUR}").text
    (choose,) = re.findall(r'href="([^"]+)" rel="nofollow"><bdi>Dawn', page)
    chosen = client.get(html.unescape(choose)).text
    (let_go,) = re.findall(r'href="([^"]+)" aria-current="true" aria-label="Dawn', chosen)
    assert html.unescape(let_go) == f"/place/{MIRPUR}"


def test_a_place_that_no_article_has_leads_to_the_gazetteer_or_is_not_found(client, held):
    assert client.get("/place/geonames:9").status_code == 404
    assert client.get(f"/place/{PAKISTAN.id}").location == f"/gazetteer/{PAKISTAN.id}"
