"""The whole way with the real gazetteer and the real model: a wire story in, its claims on the map."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.settling import settle
from webapp.services.reader import Loaded

DRY = "We have had no clean water in Pemba for three days"
OWN = """Storm cuts power across northern Mozambique
March 14, 2025
Maputo, March 14: Cyclone rains have cut power to most of Nampula, aid workers said on Friday.
Celeste Macuácua, head of the Northern Relief Network, said that roads around Nampula and Pemba were under water.
"We have had no clean water in Pemba for three days," Macuácua said.
She alleged that officials in Mozambique had ignored warnings about Cabo Delgado.
"""


@pytest.fixture
def real_server(serve, gazetteer, pipeline):
    return serve(Loaded(gazetteer, pipeline))


def marker(page, name):
    return page.locator(".badge-holder").and_(page.get_by_role("button", name=re.compile(name)))


def test_article_of_our_own(page, real_server, outlined, tab_to):
    page.goto(real_server.url)
    page.set_input_files("#add-files", [{"name": "storm.txt", "mimeType": "text/plain", "buffer": OWN.encode()}])
    expect(page.locator(".result.is-added")).to_be_visible(timeout=180_000)
    page.locator(".place-row", has_text=re.compile("^Pemba")).click()
    popup = page.get_by_role("dialog", name="Pemba")
    expect(popup.locator(".speaker-name").first).to_contain_text("Macuácua")
    expect(popup.locator(".claims")).to_contain_text(DRY)
    popup.locator("li", has_text=DRY).get_by_role("link", name="Read in article").last.click()
    expect_lit(page)

    page.goto(real_server.url)
    expect(marker(page, "^Pemba")).to_be_attached()
    tab_to(re.compile("Pemba, "))
    page.keyboard.press("Enter")
    expect(popup.locator(".read-link").first).to_be_visible()
    tab_to(re.compile("Read in article"))
    page.keyboard.press("Enter")
    expect_lit(page)

    page.goto(real_server.url)
    area = marker(page, r"^Cabo Delgado\b.*\(region\)")
    expect(area.locator(".badge-area:not(.is-ringed)")).to_be_attached()
    settle(page)
    assert outlined()


def expect_lit(page):
    page.wait_for_url(re.compile(r"/articles/1#claim-\d+$"))
    highlighted = page.locator(".claim-content.is-highlighted")
    expect(highlighted.first).to_be_in_viewport()
    assert "Pemba" in "".join(highlighted.all_text_contents())
