"""What an article's page says above and below the text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from webapp.domain import Article, Basis, ClaimPlace, MentionKind, Reading, Resolution, Role, Span, Status
from webapp.views.articles.page import article_page


def head(**fields):
    return article_page(7, Reading(Article("Some words.", **fields))).article


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "http://[x",
    ],
)
def test_only_a_web_address_becomes_a_link(url):
    assert head(url=url).url is None


def test_an_articles_address_is_linked_and_its_title_never_empty():
    assert head(url="https://example.org/a").url == "https://example.org/a"
    assert head().title == "Untitled"
    assert head().id == 7


def test_a_claim_is_shown_with_its_speaker_cue_words_and_places(reading):
    (claim,) = article_page(1, reading).claims
    assert (claim.anchor, claim.kind, claim.speaker.name, claim.cue) == ("claim-0", "indirect", "Senge Sering", "said")
    assert claim.fragments == ("civilians in Mirpur were killed",)
    (place,) = claim.places
    assert (place.text, place.name, place.role, place.mention) == ("Mirpur", "New Mirpur City", "about", 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": MentionKind.EMBEDDED}, "part of another name"),
        ({"resolution": Resolution(None, 0.0, status=Status.REJECTED)}, "marked as not a place"),
        ({"resolution": Resolution(None, 0.0, status=Status.NOT_IDENTIFIABLE)}, "not identifiable"),
        ({"resolution": Resolution(None, 0.0, ("two places are as likely",))}, "two places are as likely"),
        ({"resolution": Resolution(None, 0.0, ("One.", "Two."))}, "One; Two"),
        ({"resolution": Resolution(None, 0.0)}, "no place of this name was found"),
    ],
)
def test_a_mention_that_is_not_on_the_map_says_why(reading, change, reason):
    changed = replace(reading, mentions=(replace(reading.mentions[0], **change), *reading.mentions[1:]))
    first, second = article_page(1, changed).unmapped
    assert (first.anchor, first.text) == ("mention-0", "Mirpur")
    assert reason in first.reason
    assert second.text == "Atlantis"


def test_a_dateline_is_not_on_the_map_and_says_why(reading):
    filed = replace(reading, article=replace(reading.article, dateline=Span(0, 15)))
    first = article_page(1, filed).unmapped[0]
    assert "filed from" in first.reason


def test_places_on_the_map_say_how_sure_the_least_sure_mention_is(reading):
    unsure = replace(
        reading.mentions[1], text="Mir\npur", resolution=replace(reading.mentions[1].resolution, confidence=0.4)
    )
    changed = replace(reading, mentions=(reading.mentions[0], unsure, *reading.mentions[2:]))
    (mirpur,) = article_page(1, changed).mapped
    assert (mirpur.place.name, mirpur.written, mirpur.mentions) == ("New Mirpur City", ("Mirpur", "Mir pur"), (0, 1))
    assert (mirpur.sure, mirpur.percent) == ("a guess", 40)


def test_the_page_says_which_model_and_gazetteer_read_the_article(reading):
    assert article_page(1, reading).read_with == "canned, gazetteer 1-test, program 1"
    assert article_page(1, replace(reading, gazetteer="", program="")).read_with == "canned"
    assert article_page(1, replace(reading, model="", gazetteer="", program="")).read_with == ""


@pytest.fixture
def by_context(canned) -> Reading:
    """Aly's claim is about Mirpur only by context, Bo's about Muzaffarabad in its words and Mirpur by context."""
    found = canned.read(Article("Mirpur flooded. Aly said rain fell. Bo said Muzaffarabad slept.", title="A"))
    aly, bo = found.claims
    link = ClaimPlace(0, Role.ABOUT, "“there” points to “Mirpur”", Basis.PARAGRAPH, 0.72)
    return replace(found, claims=(replace(aly, places=(link,)), replace(bo, places=(*bo.places, link))))


def test_a_claim_tells_the_places_that_it_names_from_those_by_context(by_context):
    aly, bo = article_page(1, by_context).claims
    assert (aly.named, bo.named) == (False, True)
    assert [place.text for place in bo.about] == ["Muzaffarabad"]
    (place,) = bo.about_by_context
    assert (place.text, place.ground, place.sure) == ("Mirpur", "named in the same paragraph", "fairly sure, 72%")
    assert aly.about == ()


def test_the_page_says_the_ground_and_why_shows_the_words(client, store, by_context):
    store.save(by_context)
    page = client.get("/articles/1").text
    assert 'about Mirpur (New Mirpur City) <span class="ground">(named in the same paragraph)</span>' in page
    reason = "by context: named in the same paragraph, “there” points to “Mirpur” (fairly sure, 72%)."
    assert f"Mirpur: what it is about, {reason}" in page
    assert "Muzaffarabad: what it is about, named in it." in page


def test_a_ground_that_the_reason_names_is_not_repeated(by_context):
    aly, bo = by_context.claims
    link = replace(aly.places[0], evidence="“Mirpur” is named in the same paragraph, in “Mirpur flooded”")
    (place,) = article_page(1, replace(by_context, claims=(replace(aly, places=(link,)), bo))).claims[0].places
    assert place.reason == "by context: “Mirpur” is named in the same paragraph, in “Mirpur flooded”"
    (place,) = article_page(1, replace(by_context, claims=(bo,))).claims[0].about
    assert (place.reason, place.sure) == ("named in it", "")


def test_an_address_leaves_only_what_a_claim_names_without_scripts_too(client, store, by_context):
    store.save(by_context)
    page = client.get("/articles/1?named=yes").text
    assert "1 of 2 claims shown." in page
    assert re.search(r'name="named" value="yes" checked', page)
    assert "named=yes" in re.search(r'id="map-file".*?href="([^"]*)"', page)[1]
    assert "named=yes" in re.search(r'id="whole-map".*?href="([^"]*)"', page)[1]
    held = client.get("/articles/1/map.html?named=yes").text
    assert "Muzaffarabad slept" in held
    assert "geonames:1169027" not in held


def test_an_article_whose_claims_all_name_their_places_has_no_such_filter(client, store, reading):
    store.save(reading)
    assert 'name="named"' not in client.get("/articles/1").text
    assert 'name="named"' in client.get("/articles/1?named=yes").text
