"""Plain sentences about places drawn from the gazetteer."""

from __future__ import annotations

import pytest

from gazetteer.store import Gazetteer
from training.corpora import Annotated
from training.fit.places import plain
from training.fit.places.plain_world import World


@pytest.fixture(scope="module")
def articles(gazetteer: Gazetteer) -> list[Annotated]:
    return plain.articles(gazetteer)


def test_what_is_marked_is_what_the_text_says(articles: list[Annotated]) -> None:
    for one in articles:
        for marked in one.gold["toponyms"]:
            assert one.gold["text"][marked["start"] : marked["end"]] == marked["text"]


def test_every_country_and_capital_is_named(articles: list[Annotated], gazetteer: Gazetteer) -> None:
    marked = {f"geonames:{marked['geonameid']}" for one in articles for marked in one.gold["toponyms"]}
    assert {one.id for one in gazetteer.of_codes(["PCLI", "PPLC"])} <= marked


def test_the_same_sentences_come_each_time(articles: list[Annotated], gazetteer: Gazetteer) -> None:
    again = plain.articles(gazetteer)
    assert [one.gold for one in again] == [one.gold for one in articles]
    assert {one.corpus for one in again} == {articles[0].corpus}
    assert plain.is_plain(articles[0].corpus)


def test_a_country_has_its_article(articles: list[Annotated]) -> None:
    texts = [one.gold["text"] for one in articles]
    assert any("the Netherlands" in text or text.startswith("The Netherlands") for text in texts)
    assert not any(" of Netherlands" in text for text in texts)


@pytest.mark.parametrize(("name", "short"), [("Newcastle upon Tyne", "Newcastle"), ("Kingston upon Hull", "Hull")])
def test_a_town_is_called_by_a_part_of_its_name(gazetteer: Gazetteer, name: str, short: str) -> None:
    town = next(match.place for match in gazetteer.by_names([name])[name])
    names = plain._short_names(World.of(gazetteer), town)
    assert names[0] == name
    assert short in names
    assert all(one in name for one in names)
