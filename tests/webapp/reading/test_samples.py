"""The sample articles are whole wire stories and say that they are invented."""

from __future__ import annotations

from webapp.samples import PUBLISHER, samples


def test_each_sample_is_a_whole_story():
    articles = samples()
    assert len(articles) == 4
    assert len({article.content_hash for article in articles}) == 4
    for article in articles:
        assert 250 <= len(article.text.split()) <= 450
        assert article.title
        assert article.date
        assert article.headline.of(article.text) == article.title
        assert article.filed_from


def test_each_sample_says_that_it_is_invented():
    for article in samples():
        assert article.publisher == PUBLISHER == "Invented sample"
        assert article.text.rstrip().splitlines()[-1].endswith("its people and events are invented.")
