"""How soon the map answers a reader, in headless Chromium, on a server that runs already.

    mention-mapper serve --port 8000 &
    python -m benchmarks.map_answers http://localhost:8000/

Prints, over several rounds, milliseconds to the first marker; from the end of a pan, and from a change of filter, to
markers that are new; and the page's requests, elements and markers. Frames while zooming: ``benchmarks.map_frames``.
"""

from __future__ import annotations

import argparse
import shutil
import statistics

from playwright.sync_api import Browser, Page, sync_playwright

VIEWS = ((34, 74, 5), (48, 34, 6), (10, 8, 5), (-10, -60, 4), (35, 105, 5), (33, 44, 7), (20, 78, 6), (0, 30, 5))
FIRST = """
window.firstMarker = new Promise((found) => {
  const look = () => (document.querySelector('.badge-holder') ? found(performance.now()) : requestAnimationFrame(look));
  requestAnimationFrame(look);
});
"""
ANSWER = """
async ([lat, lon, zoom]) => {
  const map = document.querySelector('.folium-map').leafletMap;
  const pane = document.querySelector('.leaflet-marker-pane');
  const began = performance.now();
  let asked = false;
  const old = performance.getEntriesByType('resource').length;
  map.setView([lat, lon], zoom, {animate: false});
  return await new Promise((found) => {
    const watch = new MutationObserver(() => {
      asked ||= performance.getEntriesByType('resource').slice(old).some(({name}) => name.includes('/api/places?'));
      if (!asked) return;
      watch.disconnect();
      requestAnimationFrame(() => found(performance.now() - began));
    });
    watch.observe(pane, {childList: true});
    setTimeout(() => found(null), 8000);
  });
}
"""


def opened(browser: Browser, address: str) -> tuple[Page, float, int]:
    """A new visit's page, milliseconds until its first marker, and its requests once it is at rest."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce").new_page()
    page.add_init_script(FIRST)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    first: float = page.evaluate("() => window.firstMarker")
    page.wait_for_load_state("networkidle")
    return page, first, len(requests)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        firsts: list[float] = []
        pans: list[float] = []
        for _ in range(options.rounds):
            page, first, requests = opened(browser, options.address)
            firsts.append(first)
            pans += [took for view in VIEWS if (took := page.evaluate(ANSWER, list(view))) is not None]
            elements = page.evaluate("() => document.querySelectorAll('*').length")
            markers = page.locator(".badge-holder").count()
            page.context.close()
        browser.close()
    tail = statistics.quantiles(pans, n=20)[-1]
    print(f"first marker    {statistics.median(firsts):7.0f} ms")
    print(f"pan to redrawn  {statistics.median(pans):7.0f} ms, 95th percentile {tail:.0f} ms, of {len(pans)}")
    print(f"requests {requests}, elements {elements}, markers {markers}")


if __name__ == "__main__":
    main()
