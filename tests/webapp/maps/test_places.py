"""Places of readings that are in no store are the places that the store would give."""

from webapp.maps.features import feature_collection, popup
from webapp.maps.places import placed


def found(reading, store):
    """The places as they are gathered from the reading, beside those that the store gives for it."""
    article_id = store.save(reading).id
    gathered = placed([reading], lambda place: "", lambda ids: set())
    return gathered, store, article_id


def test_same_places_in_the_same_order_as_from_the_store(reading, store):
    gathered, store, article_id = found(reading, store)
    assert [place for place, _ in gathered] == list(store.places(article_id))


def test_same_popups_as_from_the_store(reading, store):
    gathered, store, article_id = found(reading, store)
    for place, detail in gathered:
        assert popup(detail, "") == popup(store.place(place.id, article_id), "")


def test_a_map_without_pages_has_no_links(reading):
    ((_, detail),) = placed([reading], lambda place: "", lambda ids: set())
    document = popup(detail, "Azad Jammu and Kashmir, Pakistan")
    assert [claim["href"] for speaker in document["speakers"] for claim in speaker["claims"]] == [None]
    linked = popup(detail, "", lambda article_id, anchor: f"/articles/{article_id}#{anchor}")
    assert linked["speakers"][0]["claims"][0]["href"] == "/articles/1#claim-0"


def test_claims_stand_in_the_articles_words_with_their_speaker(reading):
    ((_, detail),) = placed([reading], lambda place: "", lambda ids: set())
    (speaker,) = popup(detail, "")["speakers"]
    assert speaker["name"] == "Senge Sering"
    assert speaker["claims"][0]["fragments"] == ["civilians in Mirpur were killed"]
    assert speaker["claims"][0]["cue"] == "said"


def test_several_articles_are_counted_and_distinguished(reading):
    ((place, detail),) = placed([reading, reading], lambda place: "above it", lambda ids: set(ids))
    assert (place.articles, place.claims, place.path, place.has_outline) == (2, 2, "above it", True)
    assert {claim.article.id for claim in detail.about} == {1, 2}
    collection = feature_collection([place], articles=2, claims=2)
    assert collection["counts"] == {"articles": 2, "places": 1, "claims": 2, "attitudes": 0}
    assert collection["features"][0]["geometry"]["coordinates"] == [73.75187, 33.14782]
