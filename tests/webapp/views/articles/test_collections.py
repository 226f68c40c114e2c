"""The pages of collections: created, changed, and many of their articles moved, tagged, deleted or joined at once."""

from __future__ import annotations

import pytest

from webapp.domain import Article
from webapp.store.lists.article_list import NO_COLLECTION, ArticleSearch


@pytest.fixture
def ids(store, canned) -> list[int]:
    """Four articles of two publishers."""
    return [
        store.save(canned.read(Article(f"Bo said Mirpur counted {n} storks.", title=f"Storks {n}", publisher=who))).id
        for n, who in enumerate(("Post", "Post", "Times", None))
    ]


def in_collection(store, number: int) -> list[int]:
    return list(store.lists.ids(ArticleSearch(number)))


def many(client, do: str, ids, **fields):
    return client.post(
        "/articles/many", data={"do": do, "article": [str(one) for one in ids], "scope": "all", **fields}
    )


def test_a_collection_is_created_changed_and_deleted_and_its_articles_stay(client, store, ids):
    made = client.post("/collections", data={"name": "  Floods of\t2026 ", "notes": "Ask the\r\nRivers Board."})
    assert (made.status_code, made.location) == (303, "/collections/1")
    page = client.get("/collections/1").text
    assert "Floods of 2026" in page and "was created" in page and "Nothing is in it yet" in page
    many(client, "move", ids[:2], to="1")
    assert "2 articles" in client.get("/collections").text
    client.post("/collections/1", data={"name": "Floods", "notes": ""})
    assert store.collections.get(1).name == "Floods"
    assert client.post("/collections/1/delete").location == "/collections"
    assert "its 2 articles stay, in no collection" in client.get("/collections").text
    assert in_collection(store, NO_COLLECTION) == ids
    assert client.get("/collections/1").status_code == 404


@pytest.mark.parametrize(
    ("name", "why"),
    [(" \u200d", "has no name"), ("x" * 121, "longer than 120"), ("FLOODS", "a collection “Floods” already")],
)
def test_a_name_that_cannot_be_used_is_refused_and_what_was_written_stays(client, store, name, why):
    client.post("/collections", data={"name": "Floods", "notes": ""})
    client.post("/collections", data={"name": "Fires", "notes": ""})
    created = client.post("/collections", data={"name": name, "notes": "Long notes."})
    assert created.status_code == 422
    assert why in created.text and "Long notes." in created.text
    renamed = client.post("/collections/2", data={"name": name, "notes": "Other notes."})
    assert renamed.status_code == 422
    assert why in renamed.text and "Other notes." in renamed.text
    assert store.collections.get(2).name == "Fires"


def test_ticked_articles_are_moved_and_taken_out_again(client, store, ids):
    store.collections.create("Storks")
    answer = many(client, "move", ids[1:3], to="1", q="", tag="")
    assert (answer.status_code, answer.location) == (303, "/collections/all")
    assert "2 articles were moved into “Storks”" in client.get("/collections/all").text
    assert in_collection(store, 1) == ids[1:3]
    many(client, "move", ids[1:2], to="")
    assert in_collection(store, 1) == ids[2:3]
    assert many(client, "move", ids, to="99").status_code == 404


def test_tags_are_put_on_and_taken_off(client, store, ids):
    many(client, "tag", ids[:2], tags="Check, check,  water rights ,")
    assert store.tags.of(ids) == dict.fromkeys(ids[:2], ("Check", "water rights"))
    many(client, "tag", ids[2:3], tags="CHECK")
    page = client.get("/collections/all?tag=Check").text
    assert "Storks 2" in page and "Storks 3" not in page
    many(client, "untag", ids[:3], tags="check")
    assert [tag.name for tag in store.tags.all()] == ["water rights"]
    client.post("/tags/rename", data={"tag": "water rights", "name": "Water"})
    assert store.tags.of(ids) == dict.fromkeys(ids[:2], ("Water",))
    many(client, "tag", ids[2:], tags="Rivers")
    client.post("/tags/rename", data={"tag": "Rivers", "name": "water"})
    assert {tag.name: tag.articles for tag in store.tags.all()} == {"Water": 4}


@pytest.mark.parametrize(
    ("do", "fields", "why"),
    [
        ("tag", {"tags": " , "}, "No tag was given"),
        ("tag", {"tags": "x" * 61}, "longer than 60"),
        ("move", {"to": "x"}, "no such collection"),
        ("join", {}, "Only one article was chosen"),
        ("fold", {}, "Nothing was chosen to be done"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(client, store, ids, do, fields, why):
    assert many(client, do, ids[:1], **fields).status_code == 303
    assert why in client.get("/collections/all").text
    assert store.count() == 4 and store.tags.all() == ()


def test_without_a_tick_nothing_is_done(client, store, ids):
    many(client, "delete", [])
    assert "No article was chosen: tick some first" in client.get("/collections/all").text
    assert store.count() == 4


def test_all_that_a_search_finds_is_chosen_at_once(client, store, ids):
    store.tags.add(ids, ["birds"])
    many(client, "delete", [], every="yes", q="post", tag="birds")
    page = client.get("/collections/all").text
    assert "2 articles were deleted" in page and "Undo" in page
    assert list(store.ids()) == ids[:1:-1]


def test_a_deletion_of_many_is_undone_with_one_button(client, store, ids):
    answer = client.post(
        "/articles/many",
        data={"do": "delete", "article": ids[:3], "scope": "all"},
        headers={"Accept": "application/json"},
    )
    assert answer.json["articles"] == 3
    back = client.post("/bin/put-back", data={"deletion": answer.json["undo"]})
    assert back.location == "/collections/all"
    assert "3 articles are back as they were" in client.get("/collections/all").text
    assert store.count() == 4


def test_a_list_comes_in_portions(client, store, canned):
    for number in range(52):
        store.save(canned.read(Article(f"Bo said Mirpur counted {number} crows.", title=f"Crows {number}.")))
    first = client.get("/collections/none").text
    assert "Crows 51." in first and "Crows 2." in first and "Crows 1." not in first
    assert "All 52 articles of this list" in first
    second = client.get("/collections/none?before=3").text
    assert "Crows 1." in second and "Crows 0." in second and "Crows 2." not in second


def test_a_story_is_listed_once_with_its_outlets_and_moved_whole(client, store, canned):
    words = "Ada Okoro said the bridge in Mirpur fell at 6.40 on Tuesday when 31 lorries and 2 buses stood on it. "
    words += (
        "Divers brought up 12 drivers by noon, and the search for others went on until it grew dark over the river."
    )
    one, two = (
        store.save(canned.read(Article(text, title="Bridge", publisher=who))).id
        for text, who in ((words + " More soon, our readers can be sure of it.", "Post"), (words, "Times"))
    )
    page = client.get("/collections/all").text
    assert "and 1 copy:" in page and ">Times</bdi>" in page
    assert page.count('name="article"') == 1
    assert page.count('name="article"') == client.get("/collections/all?q=times").text.count('name="article"')
    store.collections.create("Bridges")
    many(client, "move", [one], to="1")
    assert in_collection(store, 1) == [one, two]


def test_markup_in_names_is_shown_as_text(client, store, ids):
    name = "<script>alert(1)</script>"
    client.post("/collections", data={"name": name, "notes": name})
    many(client, "tag", ids, tags=name)
    many(client, "move", ids, to="1")
    for path in ("/", "/collections", "/collections/1", "/collections/all", f"/articles/{ids[0]}"):
        assert name not in client.get(path).text


@pytest.mark.parametrize("scope", ["0", "x", "99", "9" * 30, "-1"])
def test_a_collection_that_is_none_is_not_found(client, scope):
    assert client.get(f"/collections/{scope}").status_code == 404


def test_the_map_offers_collections_once_there_are_some(client, store):
    assert '<select name="collection">' not in client.get("/").text
    store.collections.create("Floods")
    page = client.get("/?collection=1").text
    assert page.count('<option value="1" selected>Floods</option>') == 3


def test_the_map_lists_the_articles_of_the_collection_that_is_shown(client, store, ids):
    store.collections.create("Floods")
    store.collections.put(ids[:1], 1)
    page = client.get("/?collection=1").text
    assert ('class="count">1</span>' in page, page.count('class="article-row is-plain"')) == (True, 1)
    answer = client.get("/api/articles?collection=1").json
    assert ([one["id"] for one in answer["articles"]], answer["listed"], answer["total"]) == (ids[:1], 1, len(ids))
    everything = client.get("/api/articles").json
    assert (len(everything["articles"]), everything["listed"]) == (len(ids), len(ids))


def test_a_collection_in_the_address_that_was_deleted_is_said(client, store):
    store.collections.create("Floods")
    page = client.get("/?collection=9").text
    assert '<option value="9" selected>A collection that was deleted</option>' in page
    assert "was deleted</option>" not in client.get("/?collection=1").text
