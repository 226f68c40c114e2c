"""Long names, long titles, addresses without a space, and text that runs the other way: no page loses or covers any."""

import pytest

from tests.e2e.extremes import LongGazetteer, LongPipeline, fill
from tests.e2e.settling import settle
from webapp.services.reader import Loaded

SIZES = {"wide": (1280, 800), "phone": (390, 844), "small phone": (360, 640)}
TWICE_AS_LARGE = (
    "document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; });"
)
# Text that lies beyond the window's edge, where nothing scrolls to it.
OUTSIDE = """() => {
  const lost = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const within = (node) => {
    for (let one = node.parentElement; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.overflowX !== 'visible' || style.clipPath !== 'none') return true;
    }
    return false;
  };
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (!box.width || within(text)) continue;
    if (box.right > innerWidth + 1 || box.left < -1) lost.push(text.data.trim().slice(0, 60));
  }
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) lost.push(`the page is ${scrollWidth} pixels wide`);
  return lost;
}"""


@pytest.fixture
def pages(page, serve):
    """The pages of a home in which everything is long."""
    server = serve(Loaded(LongGazetteer(), LongPipeline()))
    return {name: server.url + path for name, path in fill(server, page.request).items()}


def lost(page, pages):
    """What no reader of these pages could see, by the name of the page."""
    found = {}
    for name, url in pages.items():
        page.goto(url)
        settle(page)
        if beyond := page.evaluate(OUTSIDE):
            found[name] = beyond
    return found


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_page_is_wider_than_its_window(page, pages, size):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    assert lost(page, pages) == {}


def test_text_may_be_twice_as_large(page, pages):
    page.add_init_script(TWICE_AS_LARGE)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert lost(page, pages) == {}
