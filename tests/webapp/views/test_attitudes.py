"""What was thought, wanted or done rather than said: left out everywhere, and marked where an address asks for it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tests.webapp.uploading import results
from webapp import create_app
from webapp.domain import Article, Manner

MIRPUR = "geonames:1169027"
ASKED = "attitudes=yes"


@pytest.fixture
def reading(canned):
    """Aly said something of Mirpur, Bo only wants something of it, and Cy believes something of Pakistan."""
    text = "Aly said Mirpur burns. Bo said Mirpur waits. Cy said Pakistan is calm."
    found = canned.read(Article(text, title="A"))
    aly, bo, cy = found.claims
    claims = (
        replace(aly, speaker_confidence=0.72),
        replace(bo, said=0.1, evidence=("It waits.",)),
        replace(cy, said=0.2, manner=Manner.BELIEVES),
    )
    return replace(found, claims=claims)


@pytest.fixture
def article(store, reading) -> int:
    return store.save(reading).id


def speakers_in(popup) -> list[str]:
    return [speaker["name"] for speaker in popup["speakers"]]


def test_the_map_counts_and_shows_what_was_said_and_beliefs(client, article):
    assert "2 places, 2 claims" in client.get("/").text
    assert "2 places, 3 claims" in client.get(f"/?{ASKED}").text
    for query, claims in (("", 2), (f"?{ASKED}", 3), ("?attitudes=no", 2)):
        counts = {"articles": 1, "places": 2, "claims": claims, "attitudes": 1}
        assert client.get(f"/api/places{query}").json["counts"] == counts
        assert client.get(f"/api/articles{query}").json["articles"][0]["claims"] == claims


def test_a_pop_up_marks_attitudes_and_its_links_keep_the_choice(client, article):
    assert speakers_in(client.get(f"/api/places/{MIRPUR}").json) == ["Aly"]
    popup = client.get(f"/api/places/{MIRPUR}?{ASKED}").json
    assert speakers_in(popup) == ["Aly", "Bo"]
    (aly,), (bo,) = (speaker["claims"] for speaker in popup["speakers"])
    assert [(one["said"], one["attitude"]) for one in (aly, bo)] == [(1.0, False), (0.1, True)]
    assert bo["href"] == f"/articles/1?{ASKED}#claim-1"
    assert popup["page"].endswith(f"?{ASKED}")
    assert popup["speakers"][1]["href"].endswith(f"?{ASKED}")


def test_an_articles_page_neither_lists_nor_marks_attitudes(client, article):
    page = client.get("/articles/1").text
    assert " waits. " in page
    assert 'id="claim-1"' not in page
    assert 'data-claim="1"' not in page
    assert "claim-attitude" not in page
    assert 'also attitudes and intentions <span class="count">1</span>' in page
    assert 'name="speaker" value="Bo"' not in page
    assert "Attitude or intention" not in page


def test_an_articles_page_marks_the_attitudes_that_are_asked_for(client, article):
    page = client.get(f"/articles/1?{ASKED}").text
    assert page.count("Attitude or intention") == 1
    assert page.count('<li class="is-attitude" data-claim="1"') == 1
    assert '<span id="claim-1" class="anchor"></span>' in page
    assert "claim-attitude" in page
    assert "Thought, wanted or done rather than said or written (sure, 90%)." in page
    assert f"/articles/1/map.html?{ASKED}" in page
    assert f"/?article=1&amp;{ASKED}" in page
    only_bo = client.get(f"/articles/1?{ASKED}&speaker=Bo").text
    assert "1 of 3 claims shown." in only_bo
    assert f'href="/articles/1?{ASKED}">Show all</a>' in only_bo


def test_why_says_how_sure_the_speaker_is(client, store, reading):
    claims = tuple(replace(claim, evidence=("It is said.",), why_speaker="Aly is named.") for claim in reading.claims)
    store.save(replace(reading, claims=claims))
    page = client.get("/articles/1").text
    assert page.count("<li>Aly is named. (fairly sure, 72%)</li>") == 1
    assert page.count("<li>Aly is named.</li>") == 1


def test_an_article_of_nothing_but_attitudes_says_so(client, store, reading):
    _, bo, _ = reading.claims
    store.save(replace(reading, claims=(bo,)))
    page = client.get("/articles/1").text
    assert "No reported speech was found in this article, only attitudes and intentions." in page
    assert 'name="attitudes"' in page
    assert client.get(f"/articles/1?{ASKED}").text.count("Attitude or intention") == 1


def test_the_map_in_one_file_follows(client, article):
    def claims(query: str) -> dict[str, bool]:
        page = client.get(f"/articles/1/map.html{query}").text
        data = json.loads(re.search(r'id="map-data">(.*?)</script>', page, re.DOTALL)[1])
        speakers = [one for detail in data["details"].values() for one in detail["speakers"]]
        return {one["name"]: one["claims"][0]["attitude"] for one in speakers}

    assert claims("") == {"Aly": False, "Cy": False}
    assert claims(f"?{ASKED}") == {"Aly": False, "Bo": True, "Cy": False}


def test_speakers_are_those_who_said_or_believed_something(client, store, article):
    bo = store.speakers.all().of_claim[article, 1]
    listed = client.get("/speakers").text
    assert ">Aly<" in listed and ">Cy<" in listed and ">Bo<" not in listed
    assert f'<a href="/speakers?{ASKED}">Also 1 attitude or intention</a>' in listed
    every = client.get(f"/speakers?{ASKED}").text
    assert f'<a href="/speakers/{bo.id}?{ASKED}"><bdi>Bo</bdi></a>' in every
    assert '<a href="/speakers">Only what was said</a>' in every
    page = client.get(f"/speakers/{bo.id}").text
    assert "Mirpur waits" not in page
    assert "Also 1 attitude or intention" in page
    assert "Mirpur waits" in client.get(f"/speakers/{bo.id}?{ASKED}").text


def test_what_is_done_on_a_speakers_page_leads_back_to_the_same_view(client, store, article):
    aly, bo = (store.speakers.all().of_claim[article, index] for index in (0, 1))
    answer = client.post(f"/speakers/{aly.id}/merge?{ASKED}", data={"other": bo.id})
    assert answer.location == f"/speakers/{aly.id}?{ASKED}"
    key = next(claim.form_key for claim in store.speakers.all().by_id[aly.id].claims if claim.name == "Bo")
    answer = client.post(f"/speakers/{aly.id}/split?{ASKED}", data={"claim": key})
    assert answer.location.endswith(f"?{ASKED}")


@pytest.mark.parametrize(("least", "claims"), [(0.0, 3), (0.05, 3), (0.5, 2), (1.0, 2)])
def test_the_setting_decides_what_counts_as_said(settings, store, reader, article, least, claims):
    app = create_app({"SETTINGS": replace(settings, least_said=least), "READER": reader, "STORE": store})
    assert app.test_client().get("/api/places").json["counts"]["claims"] == claims


def test_what_is_added_is_counted_as_it_is_shown(client, canned, reading):
    canned.read = lambda article: replace(reading, article=article)
    answer = client.post("/articles", data={"text": reading.article.text}, headers={"Accept": "application/json"})
    assert "2 places, 2 claims" in results(client, answer)[0]["message"]
