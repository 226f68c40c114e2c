"""Who is one speaker across articles, what a person decides about it, and that this survives reading again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain import Article
from webapp.errors import NotFound, SpeakerRefused
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.speakers.groups import Choice, Member, SpeakerClaim, group, members


def spoken(article: int, name: str, description: str = "", index: int = 0, **more) -> SpeakerClaim:
    return SpeakerClaim(f"hash{article}", name, 10 * index, article, index, description, **more)


def names(groups) -> list[tuple[str, int]]:
    return [(one.name, len(one.claims)) for one in groups.groups]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("minister of water", "the water minister", True),
        ("minister of water", "", True),
        ("", "", True),
        ("minister of water", "a goalkeeper", False),
    ],
)
def test_one_name_is_one_speaker_where_the_descriptions_agree(one, other, same):
    found = group([spoken(1, "Ada Okoro", one), spoken(2, "ada  okoro", other)])
    assert (len(found.groups) == 1) is same


def test_in_one_article_a_name_is_one_speaker_whatever_the_descriptions():
    found = group([spoken(1, "Okoro", "minister"), spoken(1, "Okoro", "goalkeeper", 1)])
    assert names(found) == [("Okoro", 2)]


def test_a_common_noun_is_its_articles_own_until_a_person_merges_it():
    claims = [spoken(1, "officials", generic=True), spoken(1, "Officials", index=1, generic=True)]
    claims += [spoken(2, "officials", generic=True), spoken(3, "Ada Okoro")]
    found = group(claims)
    assert [(one.name, len(one.claims), one.only_in) for one in found.groups] == [
        ("Officials", 2, 1),
        ("Ada Okoro", 1, None),
        ("officials", 1, 2),
    ]
    assert group(claims[2:]).of_claim[2, 0].id == found.of_claim[2, 0].id
    merge = Choice(1, "merge", members(claims[:2], claims), members(claims[2:3], claims))
    (merged, _) = group(claims, [merge]).groups
    assert (len(merged.claims), merged.articles, merged.only_in) == (3, 2, None)


def test_who_has_said_nothing_is_not_listed_but_found():
    claims = [spoken(1, "Ada Okoro"), spoken(1, "Ada Okoro", index=1, said=0.1), spoken(2, "Bo", said=0.1)]
    found = group(claims)
    shown = found.shown(lambda claim: claim.said > 0.5)
    assert [(one.name, len(one.claims), one.hidden) for one in shown.groups] == [("Ada Okoro", 1, 1)]
    assert shown.hidden == 2
    bo = shown.by_id[found.of_claim[2, 0].id]
    assert (bo.name, bo.claims, bo.hidden) == ("Bo", (), 1)
    assert shown.of_claim[2, 0] == bo


def test_a_choice_holds_for_the_article_read_again_under_another_number():
    both = [spoken(1, "Ada Okoro"), spoken(2, "Okoro")]
    merge = Choice(1, "merge", members(both[:1], both), members(both[1:], both))
    assert names(group(both, [merge])) == [("Ada Okoro", 2)]
    again = [SpeakerClaim("hash1", "Ada Okoro", 99, 7, 3), spoken(2, "Okoro")]
    assert names(group(again, [merge])) == [("Ada Okoro", 2)]


def test_a_split_of_some_claims_leaves_those_beside_them():
    claims = [spoken(1, "Okoro", index=index) for index in range(3)]
    kept = members(claims[:1], claims)
    assert kept == (Member("hash1", "Okoro", 0),)
    assert names(group(claims, [Choice(1, "split", kept)])) == [("Okoro", 2), ("Okoro", 1)]


def test_choices_apply_in_their_order_and_lead_from_old_ids():
    claims = [spoken(1, "Ada Okoro"), spoken(2, "Okoro"), spoken(3, "Ruiz")]
    before = group(claims)
    old = before.of_claim[2, 0].id
    merge = Choice(1, "merge", (Member("hash1", "Ada Okoro"),), (Member("hash2", "Okoro"),))
    split = Choice(2, "split", (Member("hash2", "Okoro"),))
    assert group(claims, [merge]).by_id[old].name == "Ada Okoro"
    assert names(group(claims, [merge, split])) == [("Ada Okoro", 1), ("Okoro", 1), ("Ruiz", 1)]
    assert names(group(claims, [split, merge])) == [("Ada Okoro", 2), ("Ruiz", 1)]


@pytest.fixture
def two(store: ArticleStore, canned):
    texts = ["Ada Okoro said Mirpur burns. Ada Okoro said Pakistan waits.", "Okoro said Mirpur is calm."]
    return [store.save(canned.read(Article(text, title=str(n)))).id for n, text in enumerate(texts)]


def test_merge_undo_and_redo_are_kept_in_the_database(store: ArticleStore, two, settings):
    book = store.speakers
    ada, okoro = (book.all().of_claim[article, 0] for article in two)
    assert book.merge(ada.id, [okoro.id]).claims == 3
    assert book.speaker(okoro.id).id == ada.id
    assert book.claims(ada.id).claims[0].claim.fragments == ("Mirpur is calm",)
    other = ArticleStore(settings.database_path)
    assert names(other.speakers.all()) == [("Ada Okoro", 3)]
    other.close()
    (choice,) = book.choices()
    assert (choice.kind, choice.words, choice.undone) == ("merge", "“Okoro” merged into “Ada Okoro”", None)
    assert book.undo(choice.id).undone is not None
    assert names(book.all()) == [("Ada Okoro", 2), ("Okoro", 1)]
    book.redo(choice.id)
    assert names(book.all()) == [("Ada Okoro", 3)]


def test_other_choices_of_the_same_count_and_sum_are_other_speakers(store: ArticleStore, canned):
    texts = [f"{name} said Mirpur is calm." for name in ("Ada Okoro", "Ben Ruiz", "Cem Yilmaz", "Dia Rao", "Eva Lund")]
    articles = [store.save(canned.read(Article(text, title=text))).id for text in texts]
    book = store.speakers
    first, *others = [book.all().of_claim[article, 0].id for article in articles]
    for other in others:
        book.merge(first, [other])
        book.undo(book.choices()[0].id)
    made = sorted(choice.id for choice in book.choices())
    book.redo(made[0])
    book.redo(made[3])
    apart = {name for name, _ in names(book.all())} - {"Ada Okoro"}
    assert apart == {"Cem Yilmaz", "Dia Rao"}
    # Nothing is read between these, as where two tabs or a script change the choices.
    book.undo(made[0])
    book.undo(made[3])
    book.redo(made[1])
    book.redo(made[2])
    apart = {name for name, _ in names(book.all())} - {"Ada Okoro"}
    assert apart == {"Ben Ruiz", "Eva Lund"}


def test_a_merge_outlives_deleting_and_reading_again(store: ArticleStore, two, canned):
    book = store.speakers
    ada, okoro = (book.all().of_claim[article, 0] for article in two)
    book.merge(ada.id, [okoro.id])
    again = store.reading(two[1])
    store.delete(two[1])
    store.bin.empty()
    assert names(book.all()) == [("Ada Okoro", 2)]
    store.save(again)
    assert names(book.all()) == [("Ada Okoro", 3)]
    detail = store.place("geonames:1169027")
    assert {claim.known_as.name for claim in detail.about} == {"Ada Okoro"}
    assert store.reading(two[1] + 1) == again


def test_a_split_takes_claims_out_and_is_refused_for_none_and_all(store: ArticleStore, two):
    book = store.speakers
    ada = book.all().of_claim[two[0], 0]
    first, second = (claim.form_key for claim in ada.claims)
    for keys in ([], ["99.0.0"], [first, second], [f"{two[0]}.1.3"]):
        with pytest.raises(SpeakerRefused):
            book.split(ada.id, keys)
    apart = book.split(ada.id, [second])
    assert (apart.name, apart.claims) == ("Ada Okoro", 1)
    assert apart.id != ada.id
    assert book.speaker(ada.id).claims == 1


def test_a_merge_moves_what_is_not_shown_too(store: ArticleStore, canned):
    read = canned.read(Article("Okoro said Mirpur is calm. Okoro said Pakistan waits.", title="A"))
    first, second = read.claims
    store.save(replace(read, claims=(first, replace(second, said=0.1))))
    store.save(canned.read(Article("Ada Okoro said Mirpur burns.", title="B")))
    okoro, ada = (store.speakers.all().of_claim[article, 0] for article in (1, 2))
    store.speakers.merge(ada.id, [okoro.id])
    said = ClaimFilter(least_said=0.5)
    assert names(store.speakers.all(said)) == [("Ada Okoro", 2)]
    assert [claim.claim.attitude for claim in store.speakers.claims(ada.id, said).claims] == [False, False]
    assert len(store.speakers.claims(ada.id, replace(said, attitudes=True)).claims) == 3


def test_what_is_missing_is_reported(store: ArticleStore, two):
    ada = store.speakers.all().of_claim[two[0], 0]
    with pytest.raises(NotFound):
        store.speakers.claims("nobody")
    with pytest.raises(NotFound):
        store.speakers.undo(5)
    with pytest.raises(SpeakerRefused, match="nobody was chosen"):
        store.speakers.merge(ada.id, [ada.id])
