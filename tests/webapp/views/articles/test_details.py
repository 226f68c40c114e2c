"""An article's details are edited on its page, stay when it is read again, and can be put back as read."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.domain import Article, Span

TEXT = "Shots in Mirpur\n\nSenge Sering said civilians in Mirpur were killed. Atlantis was quiet."
FILLED = {"title": "Shots", "publisher": "ANI", "author": "", "date": "2026-02-04", "url": "https://a.example/1?x=2"}


@pytest.fixture
def article(store, canned) -> int:
    return store.save(
        canned.read(
            Article(TEXT, title="Shots in Mirpur", author="O. Neil", date=dt.date(2026, 1, 1), headline=Span(0, 15))
        )
    ).id


def test_edited_details_are_shown_and_kept_when_the_article_is_read_again(client, store, canned, article):
    store.collections.create("Cases")
    answer = client.post(f"/articles/{article}/details", data={**FILLED, "collection": "1", "tags": "b, a"})
    assert (answer.status_code, answer.location) == (303, f"/articles/{article}")
    store.replace(article, canned.read(Article(TEXT)))
    held = store.article(article)
    assert (held.title, held.publisher, held.author, held.date, held.url) == (
        "Shots", "ANI", None, dt.date(2026, 2, 4), "https://a.example/1?x=2",
    )  # fmt: skip
    page = client.get(f"/articles/{article}").text
    assert '<h1 id="article-title" dir="auto">Shots</h1>' in page
    assert '<p class="is-headline" dir="auto" data-start="0">' in page
    assert "read in the file: <bdi>1 January 2026</bdi>" in page
    assert "read in the file: <bdi>nothing</bdi>" in page
    assert ">Cases</bdi>" in page and ">a</bdi>" in page
    assert store.tags.of([article]) == {article: ("a", "b")}


def test_what_was_read_in_the_file_can_be_put_back(client, store, article):
    before = store.article(article)
    for title in ("Shots", "More shots"):
        client.post(f"/articles/{article}/details", data={**FILLED, "title": title})
    client.post(f"/articles/{article}/details/as-read")
    assert store.article(article) == before
    assert "Put back what was read" not in client.get(f"/articles/{article}").text
    client.post(f"/articles/{article}/details/as-read")
    assert "Nothing had been edited" in client.get(f"/articles/{article}").text


def test_writing_again_what_was_read_is_no_edit(client, store, article):
    client.post(f"/articles/{article}/details", data=FILLED)
    client.post(f"/articles/{article}/details", data={**FILLED, "date": "2026-01-01", "author": "O. Neil"})
    assert set(store.lists.details(article).as_read) == {"title", "publisher", "url"}


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("title", "  ", "has no title"),
        ("title", "x" * 501, "longer than 500"),
        ("date", "4.2.2026", "is not a date: write it as 2026-02-04"),
        ("date", "0026-02-04", "too early a date"),
        ("url", "javascript:alert(1)", "is not a web address"),
        ("url", "http://[broken", "is not a web address"),
        ("collection", "one", "no such collection"),
        ("tags", "y" * 61, "a tag is longer"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_lost_or_changed(client, store, article, field, value, why):
    before = store.article(article)
    answer = client.post(f"/articles/{article}/details", data={**FILLED, "publisher": "The Other", field: value})
    assert answer.status_code == 422
    assert why in answer.text
    assert 'value="The Other"' in answer.text
    assert store.article(article) == before and store.tags.all() == ()


def test_an_article_that_is_gone_has_no_details(client):
    for path in ("details", "details/as-read", "story"):
        assert client.post(f"/articles/9/{path}", data=FILLED).status_code == 404
    assert client.get("/articles/9/details").status_code == 404


def test_an_article_says_what_it_is_a_copy_of_and_a_person_may_disagree(client, store, canned):
    words = "Ada Okoro said the bridge in Mirpur fell at 6.40 on Tuesday when 31 lorries and 2 buses stood on it. "
    words += (
        "Divers brought up 12 drivers by noon, and the search for others went on until it grew dark over the river."
    )
    long, short = (
        store.save(canned.read(Article(text, title=title, publisher=who))).id
        for text, title, who in (
            (words + " More soon, readers can be sure.", "Bridge", "Post"),
            (words, "Fall", "Times"),
        )
    )
    page = client.get(f"/articles/{short}").text
    assert "A copy of" in page and ">Bridge</bdi></a>, Post." in page
    assert "The same story in 1 other outlet" in client.get(f"/articles/{long}").text
    client.post(f"/articles/{short}/story", data={"do": "separate"})
    page = client.get(f"/articles/{short}").text
    assert "You decided that this article is a story of its own" in page
    client.post(f"/articles/{short}/story", data={"do": "undecide"})
    assert "A copy of" in client.get(f"/articles/{short}").text
