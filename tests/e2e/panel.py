"""What a person does in the map's panel, on a wide window and in the sheet of a phone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

NARROW = 720


def open_lists(page: Page) -> None:
    """On a phone, pull up the sheet that has the lists."""
    if page.viewport_size and page.viewport_size["width"] <= NARROW:
        handle = page.locator("#panel-handle")
        if handle.get_attribute("aria-expanded") == "false":
            handle.click()


def open_filters(page: Page, *groups: str) -> None:
    """Open the filters, and groups of them that are not open at first."""
    open_lists(page)
    if page.locator("#claim-filter").get_attribute("open") is None:
        page.locator("#claim-filter > summary").click()
    for name in groups:
        group = page.locator(".facet-group", has=page.locator("summary", has_text=name))
        if group.get_attribute("open") is None:
            group.locator("summary").click()


def value(page: Page, facet: str, label: str) -> Locator:
    """One value of a facet, with its number of claims behind it."""
    return page.locator(f'#claim-filter a[data-facet="{facet}"]', has_text=label)


def open_tab(page: Page, name: str) -> None:
    """Open one of the three lists."""
    open_lists(page)
    page.get_by_role("tab", name=name).click()


def tick(page: Page, title: str) -> None:
    """Tick an article in their list."""
    open_tab(page, "Articles")
    page.get_by_role("checkbox", name=f"Select “{title}").click()


def delete(page: Page, title: str) -> None:
    """Delete one article."""
    tick(page, title)
    page.locator("#picked-delete").click()
