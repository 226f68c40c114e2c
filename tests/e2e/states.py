"""What pages become as they are used by keyboard, step by step, and what is wrong with them then."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.e2e.grave import grave
from tests.e2e.settling import settle, watch_work

MAP = "map"
NARROWED = "map, filtered"
NARROW = 720
LONELY = "() => !document.activeElement || document.activeElement === document.body"
STEPS = {
    "filters": (MAP, "#claim-filter > summary", ["Enter"]),
    "a value of a filter": (MAP, "#claim-filter > summary", ["Enter", "#claim-filter a.facet-value", "Enter", "Enter"]),
    "save menu": (MAP, "#save-as > summary", ["Enter"]),
    "a link to copy": (MAP, "#save-as > summary", ["Enter", "#copy-link", "Enter"]),
    "key": (MAP, ".legend-key > summary", ["Enter"]),
    "display": (MAP, ".map-display > summary", ["Enter", ".map-display [value=heat]", "Space"]),
    "panel away": (MAP, "#panel-side", ["Enter"]),
    "time line hidden": (MAP, "#times [data-times-switch]", ["Enter"]),
    "time line shown again": (MAP, ".tools [data-times-switch]", ["Enter", "Enter"]),
    "a range of time": (MAP, "#times-from-handle", ["ArrowRight", "Escape"]),
    "a chip taken away": (NARROWED, "#claims-shown-words a", ["Enter"]),
    "everything again": (NARROWED, "#claims-all", ["Enter"]),
    "suggestions": (MAP, "#words", ["flo", "ArrowDown"]),
    "ways to add": (MAP, "#add > summary", ["Enter", "#add .paste > summary", "Enter"]),
    "a place": (MAP, ".place-row", ["Enter"]),
    "a place closed": (MAP, ".place-row", ["Enter", "Escape"]),
    "claims of one speaker": ("map, claims", "#claims-list .claim-speaker", ["Enter"]),
    "a claim's place": ("map, claims", "#claims-list .claim-place", ["Enter"]),
    "articles selected": ("map, articles", "#pick-all", ["Space"]),
    "articles put back": (
        "map, articles",
        "#pick-all",
        ["Space", "#picked-delete", "Enter", "#deleted button", "Enter"],
    ),
    "one article alone": ("map, articles", "#articles-list .article-filter", ["Enter"]),
    "why a name is there": ("article", "#text a.mention-mapped", ["Enter"]),
    "why, left again": ("article", "#text a.mention-mapped", ["Enter", "Escape"]),
    "one speaker in the text": ("article", "#speakers input:not([data-all])", ["Space"]),
    "about the reading": ("article", ".about-reading > summary", ["Enter"]),
    "a tag to add": ("place", ".remark-tools button", ["Enter"]),
    "a tag not added": ("place", ".remark-tools button", ["Enter", "Escape"]),
    "speakers to merge": ("speaker 0", "#merge-query", ["unb"]),
    "keys of the desk": ("desk", "[data-do=help]", ["Enter"]),
    "the next mention": ("desk", "[data-do=next]", ["Enter"]),
    "a conflict settled": ("conflicts", "#conflicts button", ["Enter"]),
    "a decision taken back": ("history", "#decisions button", ["Enter"]),
    "a collection edited": ("collection", ".edit > summary", ["Enter"]),
    "all ticked": ("all articles", "#tick-all input", ["Space"]),
    "a tag renamed": ("collections", ".collection-list details > summary", ["Enter"]),
}


def use(page: Page, start: str, steps: list[str]) -> list[str]:
    """Focus what ``start`` names, and do each step: a key, something to focus, or words to type.

    Returns the steps that lost the focus.
    """
    lost = []
    page.locator(start).first.focus()
    for step in steps:
        if step[0] in "#." or "[" in step:
            page.locator(step).first.focus()
        elif step[0].isupper():
            page.keyboard.press(step)
        else:
            page.keyboard.type(step)
        settle(page)
        if page.evaluate(LONELY):
            lost.append(f"{step} loses the focus")
    return lost


def faults(browser: Browser, pages: dict[str, str], width: int, height: int) -> dict[str, list[str]]:
    """What is wrong after the steps of each state in a window of this size, by the name of the state.

    A phone is dark, and what it has in the sheet that is down, or not at all, is left out.
    """
    found = {}
    dark = width < NARROW
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True, locale="en-GB")
    for name, (where, start, steps) in STEPS.items():
        page = context.new_page()
        watch_work(page)
        page.emulate_media(reduced_motion="reduce", color_scheme="dark" if dark else "light")
        page.goto(pages[where])
        settle(page)
        if (not dark or page.locator(start).first.is_visible()) and (wrong := [*use(page, start, steps), *grave(page)]):
            found[name] = wrong
        page.evaluate("() => localStorage.clear()")  # the next state begins as on a first visit
        page.close()
    context.close()
    return found
