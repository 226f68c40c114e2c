"""Two articles to review, of which one name is placed by several candidates, and what a person does at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Locator, Page, expect

from gazetteer.place import Place
from tests.e2e.conftest import MILLTOWN, CannedGazetteer, CannedPipeline, LiveServer
from webapp.domain import Article, Candidate, Mention, Resolution, Span
from webapp.services.reader import Loaded

ELSEWHERE = Place("own:milltown-2", "Milltown", -33.9, 151.2, "P", "PPL", "AU", "Lower Vale")
FLOOD = """Two towns cut off

Roads to Northport and Milltown were closed. Nobody reached Oldbridge.

Ada Okoro said people in Milltown had lost their homes.
"""
RAIN = "Rain in Milltown\n\nBen Ruiz said Milltown was dry again.\n"


class ChoosingPipeline(CannedPipeline):
    """Knows two Milltowns, and takes the nearer one."""

    def _mention(self, found: re.Match[str]) -> Mention:
        mention = super()._mention(found)
        if found[0] != MILLTOWN.name:
            return mention
        candidates = (Candidate(MILLTOWN, 0.6, ("near Northport",)), Candidate(ELSEWHERE, 0.3, ("most populous of 2",)))
        return replace(mention, resolution=Resolution(MILLTOWN, 0.6, ("near Northport",), candidates=candidates))


def flood() -> Article:
    return Article(FLOOD, title="Two towns cut off", publisher="The Vale", headline=Span(0, FLOOD.index("\n")))


def rain() -> Article:
    return Article(RAIN, title="Rain in Milltown", headline=Span(0, RAIN.index("\n")))


def placed(server, article: int, name: str = "Milltown") -> list[str | None]:
    """Where the mentions of a name are shown, in the order of the text."""
    found = [one for one in server.store.reading(article).mentions if one.text == name]
    return [one.resolution.place.id if one.resolution.place else None for one in found]


def statuses(server, article: int, name: str = "Milltown") -> list[str]:
    """What was decided about the mentions of a name, in the order of the text."""
    return [one.resolution.status.value for one in server.store.reading(article).mentions if one.text == name]


def with_two_articles(serve: Callable[[Loaded], LiveServer]) -> LiveServer:
    """A server with two articles that name Milltown, twice each."""
    pipeline = ChoosingPipeline()
    server = serve(Loaded(CannedGazetteer(), pipeline))
    for article in (flood(), rain()):
        server.store.save(pipeline.read(article))
    return server


def open_desk(page: Page, server, query: str = "article=1", name: str = "Milltown") -> None:
    """Open the desk, and wait until it shows a mention of a name."""
    page.goto(f"{server.url}/review?{query}")
    expect(page.locator("#item-heading")).not_to_be_empty()
    for _ in range(12):
        if page.locator("#item-heading").text_content() == name:
            return
        shown = page.url
        page.keyboard.press("j")
        expect(page).not_to_have_url(shown)
    raise AssertionError(f"the desk has no {name}")


def said(page: Page) -> Locator:
    """The line that says what became of the last decision."""
    return page.locator("#result .result-words, .why-result .result-words")


def click(page: Page, name: str, within: str = "main, #why") -> None:
    """Press one of the buttons that decide."""
    page.locator(within).get_by_role("button", name=name, exact=True).filter(visible=True).first.click()
