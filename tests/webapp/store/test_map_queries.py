"""What the map asks of the store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from webapp.domain import Article, Basis, ClaimPlace, MentionKind, Reading, Role, Span, Status
from webapp.errors import NotFound
from webapp.store import ArticleStore, ClaimFilter


def test_a_place_has_its_wordings_claims_mentions_and_articles(store: ArticleStore, canned):
    store.save(canned.read(Article("Aly said Mirpur burns. Bo said Mirpur is calm. Mirpur.", title="A")))
    store.save(canned.read(Article("Cy said Islamabad lies. Pakistan and Pakistan and Mirpur.", title="B")))
    first, second = store.places()
    assert (first.name, first.claims, first.acting, first.mentions, first.articles) == ("New Mirpur City", 2, 0, 4, 2)
    assert first.written == ("Mirpur",)
    assert (second.name, second.claims, second.acting, second.mentions, second.articles) == ("Pakistan", 0, 1, 3, 1)
    assert second.written == ("Pakistan", "Islamabad")
    assert second.is_area
    assert not first.is_area


def test_places_of_one_article_leave_out_what_others_say(store: ArticleStore, canned):
    one = store.save(canned.read(Article("Aly said Mirpur burns.", title="A"))).id
    store.save(canned.read(Article("Bo said Mirpur is calm in Pakistan.", title="B")))
    (place,) = store.places(one)
    assert (place.name, place.claims, place.mentions, place.articles) == ("New Mirpur City", 1, 1, 1)
    assert [claim.speaker for claim in store.place(place.id, one).about] == ["Aly"]


@pytest.mark.parametrize(
    "hidden",
    [
        lambda reading: replace(reading, article=replace(reading.article, dateline=Span(0, 8))),
        lambda reading: _with(reading, kind=MentionKind.EMBEDDED),
        lambda reading: _with(reading, resolution=replace(reading.mentions[0].resolution, status=Status.REJECTED)),
        lambda reading: _with(reading, resolution=replace(reading.mentions[0].resolution, place=None)),
    ],
    ids=["dateline", "embedded name", "not a place", "unplaced"],
)
def test_what_is_no_mention_of_a_place_is_not_on_the_map(store: ArticleStore, canned, hidden):
    saved = store.save(hidden(canned.read(Article("Mirpur: all quiet.", title="A"))))
    assert store.places() == ()
    assert store.summary(saved.id).unmapped == 1


def test_a_dateline_does_not_hide_a_place_that_the_text_speaks_of(store: ArticleStore, canned):
    reading = canned.read(Article("Mirpur: shots in Mirpur.", title="A", dateline=Span(0, 7)))
    store.save(reading)
    assert [place.mentions for place in store.places()] == [1]


def test_a_pop_up_has_the_claims_in_the_words_of_the_article(store: ArticleStore, reading: Reading):
    saved = store.save(reading).id
    detail = store.place("geonames:1169027")
    (claim,) = detail.about
    assert (claim.speaker, claim.cue, claim.fragments) == (
        "Senge Sering",
        "said",
        ("civilians in Mirpur were killed",),
    )
    assert (claim.index, claim.article.id, claim.article.title) == (0, saved, "Shots in Mirpur")
    # The mention inside the claim is not listed a second time.
    (mention,) = detail.mentions
    assert (mention.before, mention.text) == ("Shots in ", "Mirpur")


def test_a_claim_about_a_place_that_also_acts_in_it_is_reported_once(store: ArticleStore, canned):
    reading = canned.read(Article("Cy said Islamabad rules Pakistan.", title="A"))
    store.save(reading)
    detail = store.place("geonames:1168579")
    assert (len(detail.about), len(detail.acting)) == (1, 0)


def test_a_place_that_is_only_acting_has_its_claims_apart(store: ArticleStore, canned):
    store.save(canned.read(Article("Cy said Islamabad lies.", title="A")))
    detail = store.place("geonames:1168579")
    assert (len(detail.about), len(detail.acting)) == (0, 1)


def test_a_place_that_no_article_mentions_is_not_found(store: ArticleStore, reading: Reading):
    store.save(reading)
    with pytest.raises(NotFound):
        store.place("geonames:1168579")


def test_the_map_takes_no_more_statements_for_many_articles_than_for_one(store: ArticleStore, canned):
    def statements() -> list[int]:
        counted = []
        for ask in (store.articles, store.places, lambda: store.place("geonames:1169027"), lambda: store.reading(1)):
            seen: list[str] = []
            listener = lambda *args, seen=seen: seen.append(args[2])  # noqa: E731
            event.listen(store._database._engine, "before_cursor_execute", listener)
            ask()
            event.remove(store._database._engine, "before_cursor_execute", listener)
            counted.append(len(seen))
        return counted

    store.save(canned.read(Article("Aly said Mirpur burns.", title="A")))
    one = statements()
    for number in range(20):
        store.save(canned.read(Article(f"Bo{number} said Mirpur is {number}. Cy said Islamabad lies.", title="B")))
    assert all(many <= few for many, few in zip(statements(), one, strict=True))
    assert max(one) <= 17


def _with(reading: Reading, **changes) -> Reading:
    return replace(reading, mentions=(replace(reading.mentions[0], **changes),))


def test_the_town_of_a_dateline_is_on_the_map_only_where_a_claim_is_about_it(store, canned):
    text = "Mirpur, May 4: Aly said that wells ran dry."
    read = canned.read(Article(text, title="Wells", dateline=Span(0, 14), filed_from=Span(0, 6)))
    assert store.places(store.save(read).id) == ()
    about = replace(read.claims[0], places=(ClaimPlace(0, Role.ABOUT, "filed there", Basis.ARTICLE, 0.6),))
    again = Reading(replace(read.article, text=f"{text} Today."), read.mentions, (about,), "canned", "1", (), "1")
    (place,) = store.places(store.save(again).id)
    assert (place.name, place.claims) == ("New Mirpur City", 1)
    (record,) = store.questions.page(ClaimFilter(at=place.id)).claims
    assert [one.place.id for one in record.places] == [place.id]
