"""How soon the map answers a reader, in headless Chromium, on servers that run already.

    mention-mapper serve --port 8000 &
    python -m benchmarks.map.answers http://localhost:8000/
    python -m benchmarks.map.answers http://localhost:8000/ http://localhost:8001/   # two versions
    python -m benchmarks.map.answers http://localhost:8000/ --beside-markercluster ~/.mention-mapper

Prints, over several rounds, milliseconds to the first marker; from a pan, a filter, a place or an article that is
chosen in a list to what answers it; and the page's requests, elements and markers. Several servers take turns at each
visit, so that what else the machine does is shared. Frames while zooming: ``benchmarks.map.frames``.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.map.markercluster import clustered

VIEWS = ((34, 74, 5), (48, 34, 6), (10, 8, 5), (-10, -60, 4), (35, 105, 5), (33, 44, 7), (20, 78, 6), (0, 30, 5))
FIRST = """
window.firstMarker = new Promise((found) => {
  const isThere = () => document.querySelector('.leaflet-marker-icon');
  const look = () => (isThere() ? found(performance.now()) : requestAnimationFrame(look));
  requestAnimationFrame(look);
});
"""
MAP = "document.querySelector('.folium-map').leafletMap ?? window[document.querySelector('.folium-map').id]"
ANSWER = f"""
async ([lat, lon, zoom]) => {{
  const map = {MAP};
  const pane = document.querySelector('.leaflet-marker-pane');
  const began = performance.now();
  const asks = performance.getEntriesByType('resource').some(({{name}}) => name.includes('/api/places'));
  let asked = !asks;
  const old = performance.getEntriesByType('resource').length;
  map.setView([lat, lon], zoom, {{animate: false}});
  return await new Promise((found) => {{
    const drawn = () => requestAnimationFrame(() => found(performance.now() - began));
    if (!asks) return drawn();
    const watch = new MutationObserver(() => {{
      asked ||= performance.getEntriesByType('resource').slice(old).some(({{name}}) => name.includes('/api/places?'));
      if (!asked) return;
      watch.disconnect();
      drawn();
    }});
    watch.observe(pane, {{childList: true}});
    setTimeout(() => found(null), 8000);
  }});
}}
"""
CHOICE = """
async ([press, answered]) => {
  const began = performance.now();
  document.querySelector(press).click();
  return await new Promise((found) => {
    const look = () => {
      if (document.querySelector(answered)) requestAnimationFrame(() => found(performance.now() - began));
      else if (performance.now() - began > 8000) found(null);
      else setTimeout(look, 4);
    };
    look();
  });
}
"""
FILTERED = """
async (filter) => {
  const pane = document.querySelector('.leaflet-marker-pane');
  const link = document.querySelector(`#claim-filter a[data-facet="${filter}"]`);
  if (!link) return null;
  const began = performance.now();
  return await new Promise((found) => {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      requestAnimationFrame(() => found(performance.now() - began));
    });
    watch.observe(pane, {childList: true});
    link.click();
    setTimeout(() => found(null), 8000);
  });
}
"""
SHEETS = ".leaflet-popup .popup-sum, .leaflet-popup .claims li, .place-sheet .popup-sum, .place-sheet .claims li"
STATES = ("first marker", "pan to redrawn", "filter to redrawn", "pop-up from the list", "article chosen")
Taken = dict[str, list[float]]


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, float, int]]:
    """A new visit's page, milliseconds until its first marker, and its requests once it is at rest."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(FIRST)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address, timeout=120_000)
    first: float = page.evaluate("() => window.firstMarker")
    page.wait_for_load_state("networkidle")
    yield page, first, len(requests)
    context.close()


def visit(browser: Browser, address: str, taken: Taken) -> str:
    """Go once through all that is measured; what the page holds, in words."""
    with opened(browser, address) as (page, first, requests):
        taken["first marker"].append(first)
        for view in VIEWS:
            _add(taken, "pan to redrawn", page.evaluate(ANSWER, list(view)))
            page.wait_for_timeout(250)  # so that what follows a redrawn map is not counted with the next
        elements = page.evaluate("() => document.querySelectorAll('*').length")
        markers = page.locator(".leaflet-marker-icon").count()
        if page.locator("#claim-filter").count():
            _choose(page, taken)
    return f"{requests} requests, {elements} elements, {markers} markers"


def _choose(page: Page, taken: Taken) -> None:
    page.locator("#claim-filter > summary").click()
    page.wait_for_selector('#claim-filter a[data-facet="manner"] .count')
    for _ in range(2):
        _add(taken, "filter to redrawn", page.evaluate(FILTERED, "manner"))
        page.wait_for_load_state("networkidle")
    page.locator("#claim-filter > summary").click()
    for nth in (2, 5, 8):
        press = f"#places-list li:nth-child({nth}) button"
        page.wait_for_selector(press)
        _add(taken, "pop-up from the list", page.evaluate(CHOICE, [press, SHEETS]))
        page.keyboard.press("Escape")
        page.wait_for_load_state("networkidle")
    page.locator("#tab-articles").click()
    for nth in (2, 4, 6):
        page.wait_for_selector(f"#articles-list [data-article]:nth-child({nth}) .article-filter")
        _add(taken, "article chosen", page.evaluate(ARTICLE, nth))
        page.wait_for_load_state("networkidle")


ARTICLE = """
async (nth) => {
  const pane = document.querySelector('.leaflet-marker-pane');
  const began = performance.now();
  return await new Promise((found) => {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      requestAnimationFrame(() => found(performance.now() - began));
    });
    watch.observe(pane, {childList: true});
    document.querySelector(`#articles-list [data-article]:nth-child(${nth}) .article-filter`).click();
    setTimeout(() => found(null), 8000);
  });
}
"""


def _add(taken: Taken, what: str, time: float | None) -> None:
    if time is not None:
        taken[what].append(time)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("addresses", nargs="+", metavar="address")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--beside-markercluster", type=Path, metavar="HOME", help="plain folium with the places of a home"
    )
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    home = options.beside_markercluster
    with clustered(home) if home else nullcontext(None) as other, sync_playwright() as playwright:
        addresses = [*options.addresses, *([other] if other else [])]
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        figures: dict[str, Taken] = {address: defaultdict(list) for address in addresses}
        held: dict[str, str] = {}
        for _ in range(options.rounds):
            for address in addresses:
                held[address] = visit(browser, address, figures[address])
        browser.close()
    for address in addresses:
        print(f"{address}: {held[address]}")
        for what in STATES:
            print(_line(what, figures[address][what]))


def _line(what: str, times: list[float]) -> str:
    if not times:
        return f"  {what:<22}       –"
    tail = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"  {what:<22} {statistics.median(times):7.0f} ms, 95th percentile {tail:5.0f} ms, of {len(times)}"


if __name__ == "__main__":
    main()
