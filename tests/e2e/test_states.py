"""What pages become as they are used by keyboard: the focus is never lost, and axe-core finds nothing serious."""

from __future__ import annotations

import pytest

from tests.e2e.extremes import LongGazetteer, LongPipeline, fill
from tests.e2e.test_accessible import grave
from webapp.services.reader import Loaded

MAP = "map"
NARROWED = "map, filtered"
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


@pytest.fixture
def pages(page, serve):
    server = serve(Loaded(LongGazetteer(), LongPipeline()))
    return {name: server.url + path for name, path in fill(server, page.request).items()}


def use(page, start, steps):
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
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)  # what is undone or added is drawn by then
        if page.evaluate(LONELY):
            lost.append(f"{step} loses the focus")
    return lost


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "phone"])
def test_no_step_loses_the_focus_or_brings_a_serious_fault(browser, pages, size):
    width, height = size
    faults = {}
    for name, (where, start, steps) in STEPS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True, locale="en-GB")
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce", color_scheme="dark" if width < 720 else "light")
        page.goto(pages[where])
        page.wait_for_load_state("networkidle")
        # On a phone some of it is in the sheet that is down, or not there at all.
        if width < 720 and not page.locator(start).first.is_visible():
            context.close()
            continue
        if found := [*use(page, start, steps), *grave(page)]:
            faults[name] = found
        context.close()
    assert faults == {}
