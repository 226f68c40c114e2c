"""The pages of speakers, without scripts: listed, shown, merged, split, undone, refused."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from webapp.domain import Article, Basis, ClaimPlace, Manner, Role, Speaker


@pytest.fixture
def two(store, canned):
    reading = canned.read(Article("Ada Okoro said Mirpur <b>burns</b>. Ada Okoro said Pakistan waits.", title="One"))
    first, second = reading.claims
    claims = (replace(first, manner=Manner.ALLEGES), replace(second, manner=Manner.WARNS, within=0))
    store.save(replace(reading, claims=claims))
    store.save(canned.read(Article("Okoro said Mirpur is calm.", title="Two")))
    return [store.speakers.all().of_claim[article, 0] for article in (1, 2)]


def test_the_list_and_a_page_show_everything_said(client, two):
    listed = client.get("/speakers").text
    assert "2 claims in 1 article" in listed
    page = client.get(f"/speakers/{two[0].id}").text
    assert "Mirpur &lt;b&gt;burns" in page
    assert "<b>burns" not in page
    assert "Allegation" in page
    assert "Ada Okoro, reporting what Ada Okoro said" in page
    assert "/place/geonames:1169027" in page
    assert "/articles/1?speaker=Ada+Okoro#claim-0" in page


def test_a_common_noun_is_listed_with_its_article_and_offered_for_merging(client, store, canned):
    for title in ("One", "Two"):
        reading = canned.read(Article(f"officials said Mirpur is calm in {title}.", title=title))
        (claim,) = reading.claims
        store.save(replace(reading, claims=(replace(claim, speaker=Speaker("officials", generic=True)),)))
    one, two = (store.speakers.all().of_claim[article, 0] for article in (1, 2))
    listed = client.get("/speakers").text
    assert listed.count("<bdi>officials</bdi>") == 2
    assert "in <bdi>“One”</bdi>" in listed and "in <bdi>“Two”</bdi>" in listed
    page = client.get(f"/speakers/{one.id}").text
    assert "Only in <bdi>“One”</bdi>" in page
    assert f'name="other" value="{two.id}" aria-label="Merge officials into officials"' in page
    assert "in <bdi>“Two”</bdi>" in page
    client.post(f"/speakers/{one.id}/merge", data={"other": two.id})
    merged = client.get(f"/speakers/{one.id}").text
    assert "Only in" not in merged
    assert "2 claims in 2 articles" in client.get("/speakers").text


def test_merged_speakers_have_one_page_and_the_old_address_leads_there(client, store, two):
    ada, okoro = two
    answer = client.post(f"/speakers/{ada.id}/merge", data={"other": okoro.id})
    assert (answer.status_code, answer.location) == (303, f"/speakers/{ada.id}")
    assert client.get(f"/speakers/{okoro.id}").location == f"/speakers/{ada.id}"
    popup = client.get("/api/places/geonames:1169027").json
    assert [(one["name"], len(one["claims"]), one["href"]) for one in popup["speakers"]] == [
        ("Ada Okoro", 2, f"/speakers/{ada.id}")
    ]
    assert client.post("/speakers/choices/1/undo").status_code == 303
    assert client.get(f"/speakers/{okoro.id}").status_code == 200
    assert client.post("/speakers/choices/1/redo").status_code == 303
    assert len(store.speakers.all().groups) == 1


def test_an_article_keeps_its_wording_and_names_the_merged_speaker(client, two):
    assert "the same as" not in client.get("/articles/2").text
    client.post(f"/speakers/{two[0].id}/merge", data={"other": two[1].id})
    assert "the same as Ada Okoro" in client.get("/articles/2").text
    assert "the same as" not in client.get("/articles/1").text


def test_a_claim_says_why_it_is_one_and_whose(client, store, canned):
    reading = canned.read(Article("Ada Okoro said Mirpur burns.", title="Why"))
    (claim,) = reading.claims
    why = ("It is <said>.",)
    explained = replace(claim, confidence=0.93, evidence=why, why_speaker="The source itself names Ada Okoro.")
    store.save(replace(reading, claims=(explained,)))
    page = client.get("/articles/1").text
    assert "Why? <span>sure, 93%</span>" in page
    assert "<li>It is &lt;said&gt;.</li>" in page
    assert "<li>The source itself names Ada Okoro.</li>" in page
    assert "Mirpur: what it is about" in page


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("merge", {}, "Nobody was chosen"),
        ("split", {}, "No claim was chosen"),
        ("split", {"claim": "all"}, "Every claim was chosen"),
        ("split", {"claim": "1.0.999"}, "The article was read again"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_same_page(client, store, two, path, data, words):
    if data.get("claim") == "all":
        data = {"claim": [claim.form_key for claim in two[0].claims]}
    answer = client.post(f"/speakers/{two[0].id}/{path}", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert store.speakers.choices() == ()


def test_what_is_not_there_is_no_page(client, two):
    assert client.get("/speakers/nobody").status_code == 404
    assert client.post(f"/speakers/{two[0].id}/merge", data={"other": "nobody"}).status_code == 404
    assert client.post("/speakers/choices/9/undo").status_code == 404


def test_the_list_is_filtered_by_name_and_says_when_nobody_is_found(client, two):
    assert "None of 2 speakers matches “zed”" in client.get("/speakers?q=zed").text
    assert "Ada Okoro" not in client.get("/speakers?q=zed").text
    assert "Ada Okoro" in client.get("/speakers?q=ada").text


def test_the_api_narrows_places_counts_and_pop_ups_alike(client, two):
    places = client.get("/api/places?manner=warns").json
    assert places["counts"] == {"articles": 2, "places": 1, "claims": 1, "attitudes": 0}
    assert [feature["properties"]["name"] for feature in places["features"]] == ["Pakistan"]
    popup = client.get("/api/places/geonames:1168579?manner=warns&speaker=Ada+Okoro").json
    (claim,) = popup["speakers"][0]["claims"]
    assert (claim["manner"], claim["nested"], claim["reported_by"]) == ("warns", True, "Ada Okoro")
    assert client.get("/api/places?speaker=-").json["features"] == []
    assert len(client.get("/api/places?manner=shouts").json["features"]) == 2


def test_the_map_as_one_file_carries_manner_and_only_what_is_asked_for(client, two):
    held = client.get("/articles/1/map.html").text
    assert '"manner":"alleges"' in held
    assert '"reported_by":"Ada Okoro"' in held
    narrowed = client.get("/articles/1/map.html?manner=warns").text
    assert '"manner":"alleges"' not in narrowed


def test_a_speakers_page_says_where_the_article_names_a_place_that_the_claim_does_not(client, store, canned):
    reading = canned.read(Article("Mirpur flooded. Aly said rain fell.", title="A"))
    link = ClaimPlace(0, Role.ABOUT, "", Basis.BEFORE, 0.7)
    store.save(replace(reading, claims=(replace(reading.claims[0], places=(link,)),)))
    (speaker,) = store.speakers.all().groups
    assert "(named earlier in the article)" in client.get(f"/speakers/{speaker.id}").text


def test_a_long_list_and_a_long_page_are_portions_with_links_between_them(client, store, canned):
    text = " ".join(f"Ada Okoro said thing {number}." for number in range(30))
    others = " ".join(f"Speaker {first}{second} said nothing." for first in "ABCDEF" for second in "abcdefghij")
    store.save(canned.read(Article(f"{text} {others}", title="Long")))
    listed = client.get("/speakers").text
    assert listed.count('<span class="speaker-counts">') == 50
    (more,) = re.findall(r'data-more="#speaker-list" href="([^"]+)"', listed)
    rest = client.get(html.unescape(more)).text
    assert rest.count('<span class="speaker-counts">') == 11
    assert "data-more" not in rest
    assert "Back to the first" in rest
    ada = store.speakers.listed().lines[0]
    page = client.get(f"/speakers/{ada.id}").text
    assert page.count("<blockquote dir") == 25
    (more,) = re.findall(r'data-more="#spoken-list" href="([^"]+)"', page)
    rest = client.get(html.unescape(more)).text
    assert re.findall(r'<blockquote dir="auto">thing (\d+)</blockquote>', rest) == ["25", "26", "27", "28", "29"]
    assert "Choose claim 26 to split off" in rest
    assert "Back to the newest" in rest
    assert client.get(f"/speakers/{ada.id}?after=0.0.x&start=x").status_code == 200


def test_the_form_that_merges_finds_speakers_without_scripts(client, two):
    ada, okoro = two
    page = client.get(f"/speakers/{ada.id}?merge=oko").text
    assert f'name="other" value="{okoro.id}"' in page
    assert f'name="other" value="{ada.id}"' not in page
    assert "Nobody else is called “zed”" in client.get(f"/speakers/{ada.id}?merge=zed").text


def test_the_api_finds_speakers_as_one_types(client, two):
    ada, okoro = two
    answer = client.get("/api/speakers?q=oko").json
    assert [(one["name"], one["claims"], one["href"]) for one in answer["speakers"]] == [
        ("Ada Okoro", 2, f"/speakers/{ada.id}"),
        ("Okoro", 1, f"/speakers/{okoro.id}"),
    ]
    assert (answer["found"], answer["count"], answer["after"]) == (2, 2, None)
    assert [one["id"] for one in client.get(f"/api/speakers?q=oko&besides={ada.id}").json["speakers"]] == [okoro.id]
    first = client.get("/api/speakers?limit=1").json
    second = client.get(f"/api/speakers?limit=1&after={first['after']}").json
    assert [one["name"] for one in second["speakers"]] == ["Okoro"]
    assert client.get("/api/speakers?limit=x&after=%00").status_code == 200


def test_who_may_be_the_same_is_suggested_and_set_apart(client, store, two):
    ada, okoro = two
    for path in ("/speakers", f"/speakers/{okoro.id}"):
        page = client.get(path).text
        assert "Perhaps the same" in page
        assert "the same last name, and both are called “witness”" in page
    answer = client.post(f"/speakers/{ada.id}/apart", data={"other": okoro.id, "back": "list"})
    assert (answer.status_code, answer.location) == (303, "/speakers")
    listed = client.get("/speakers").text
    assert "Perhaps the same" not in listed
    assert "“Ada Okoro” is not “Okoro”" in listed
    client.post("/speakers/choices/1/undo")
    assert "Perhaps the same" in client.get("/speakers").text
    assert client.post(f"/speakers/{ada.id}/apart", data={"other": ada.id}).status_code == 422
    assert client.post(f"/speakers/{ada.id}/apart", data={"other": "nobody"}).status_code == 404


def test_counts_follow_a_merge_and_its_undoing(client, two):
    ada, okoro = two
    address = f"/speakers/{ada.id}"
    before = client.get(address).text
    client.post(f"/speakers/{ada.id}/merge", data={"other": okoro.id})
    merged = client.get(address).text
    counts = [re.search(r"<strong>(\d+) claim", page)[1] for page in (before, merged)]
    assert int(counts[1]) == int(counts[0]) + len(okoro.claims)
    (choice,) = re.findall(r'action="/speakers/choices/(\d+)/undo"', merged)
    assert client.post(f"/speakers/choices/{choice}/undo", data={"back": ada.id}).location == address
    assert f"<strong>{counts[0]} claim" in client.get(address).text


def test_a_speaker_is_narrowed_by_the_address(client, two):
    page = client.get(f"/speakers/{two[0].id}?manner=alleges").text
    assert "Only claims: <bdi>allegations</bdi>" in page
    assert "Split off" not in page
    assert "No claim here matches." in client.get(f"/speakers/{two[0].id}?words=nothing+such").text
