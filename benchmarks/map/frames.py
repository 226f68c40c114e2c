"""Frames per second of the map in headless Chromium, while it is dragged and zoomed with many markers on it.

    python -m benchmarks.map.frames                # 500 markers, 1280 × 800
    python -m benchmarks.map.frames --markers 2000

The places are the gazetteer's most prominent settlements; each has one claim. A frame is what the page gets
to draw between two calls of requestAnimationFrame; the median, the slowest twentieth and the share of frames
longer than a thirtieth of a second are printed for each movement.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from gazetteer.build import ensure
from gazetteer.place import Place
from gazetteer.store import Gazetteer
from webapp import create_app
from webapp.config import Settings
from webapp.domain import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    ClaimPlace,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Role,
    Span,
    Speaker,
)
from webapp.services.reader import Loaded, Reader
from webapp.store import ArticleStore

STEP = 5
VIEWS = {"world": (25, 30, 3), "Kashmir": (34, 74, 6), "Ukraine": (48.5, 34, 7)}
WATCH = """
() => {
  window.frames_ = [];
  let last = performance.now();
  const tick = (now) => {
    window.frames_.push(now - last);
    last = now;
    if (window.watching) requestAnimationFrame(tick);
  };
  window.watching = true;
  requestAnimationFrame(tick);
}
"""


class NoPipeline:
    """Takes the place of the pipeline that reads articles."""

    model, note, program = "none", "", ""

    def read(self, article: Article) -> Reading:
        """Refuse: the benchmark stores its reading itself."""
        raise NotImplementedError(article.title)


def most_prominent(gazetteer: Gazetteer, most: int) -> list[Place]:
    """The foremost settlements of cells all over the world, in turn, so that every region is represented."""
    cells = [gazetteer.settlements(south, west, STEP) for south in range(-50, 70) for west in range(-180, 180)]
    found = [cell[rank] for rank in range(STEP) for cell in cells if rank < len(cell)]
    return sorted(found, key=lambda place: -place.population)[:most]


def reading_of(places: list[Place]) -> Reading:
    """An article that says something about every place."""
    text, mentions, claims = "", [], []
    for number, place in enumerate(places):
        start = len(text) + len("Aly said that ")
        text += f"Aly said that {place.name} is calm.\n"
        span = Span(start, start + len(place.name))
        mentions.append(Mention(span, place.name, MentionKind.TOPONYM, 1.0, Resolution(place, 1.0, ("made",))))
        source, cue = Span(start - 14, start - 11), Span(start - 10, start - 6)
        said = Attribution((Span(start, len(text) - 2),), (cue,), (source,))
        link = (ClaimPlace(number, Role.ABOUT, "made"),)
        claims.append(Claim(ClaimKind.INDIRECT, said, Speaker("Aly"), 1.0, link))
    return Reading(Article(text, title="Made"), tuple(mentions), tuple(claims), "none", "1", ())


@contextmanager
def served(markers: int) -> Iterator[str]:
    """The address of a server with this many places on its map."""
    gazetteer = ensure(Settings.from_environment().gazetteer_path)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        store = ArticleStore(settings.database_path)
        reader = Reader(lambda report: Loaded(gazetteer, NoPipeline()))
        app = create_app({"SETTINGS": settings, "STORE": store, "READER": reader})
        store.save(reading_of(most_prominent(gazetteer, markers)))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def drag(page: Page) -> None:
    """Drag the map back and forth."""
    page.mouse.move(900, 400)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(900 - 6 * (step if step < 30 else 60 - step), 400 + 3 * (step % 20))
        page.wait_for_timeout(16)
    page.mouse.up()
    page.wait_for_timeout(300)


def zoom(page: Page) -> None:
    """Zoom in twice and out twice with the wheel."""
    page.mouse.move(800, 400)
    for turn in (-120, -120, 120, 120):
        page.mouse.wheel(0, turn)
        page.wait_for_timeout(700)


def frames(page: Page, move: object) -> list[float]:
    """Milliseconds of each frame while ``move`` goes on."""
    page.evaluate(WATCH)
    move(page)  # type: ignore[operator]
    found: list[float] = page.evaluate("() => { window.watching = false; return window.frames_.slice(2); }")
    return found


def main() -> None:
    """Run it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markers", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with served(options.markers) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.wait_for_timeout(3000)
        print(f"{'view':<10} {'movement':<8} {'frames/s':>9} {'median ms':>10} {'95th ms':>8} {'over 33 ms':>11}")
        for name, (lat, lon, near) in VIEWS.items():
            for move in (drag, zoom):
                times: list[float] = []
                for _ in range(options.rounds):
                    page.evaluate(
                        "([lat, lon, zoom]) => document.querySelector('.folium-map').leafletMap"
                        ".setView([lat, lon], zoom, {animate: false})",
                        [lat, lon, near],
                    )
                    page.wait_for_timeout(800)
                    times += frames(page, move)
                slow = sum(time > 1000 / 30 for time in times) / len(times)
                rate, median = 1000 * len(times) / sum(times), statistics.median(times)
                tail = statistics.quantiles(times, n=20)[-1]
                print(f"{name:<10} {move.__name__:<8} {rate:>9.0f} {median:>10.1f} {tail:>8.1f} {slow:>11.1%}")
        browser.close()


if __name__ == "__main__":
    main()
