"""A real browser on a running server; without Chromium these tests are skipped by name, under CI=true they fail."""

from __future__ import annotations

import logging
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, expect, sync_playwright
from werkzeug.serving import make_server

from gazetteer.areas import box_of
from gazetteer.place import Match, Name, Place
from tests.e2e.late import late
from tests.e2e.settling import watch_work
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

# What a page shows after an answer may take its time where other programs run beside the tests.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

POLL = 0.01
"""Seconds between two looks of a server at whether it is to stop, which a test waits for."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNUSED = (
    # Each window would load two pages for the address bar, at half the cost of one of ours.
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    # What Playwright switches off, whose own list this one replaces.
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying",
    "OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    f"--disable-features={','.join(UNUSED)}",
)
WATCH = """
window.__ran = (what) => __report('ran', String(what));
document.addEventListener('securitypolicyviolation', (event) => {
  __report('violation', `${event.violatedDirective} ${event.blockedURI}`);
});
"""

NORTHPORT = Place("own:northport", "Northport", 34.37, 73.47, "P", "PPLA", "PK", "Upper Vale")
MILLTOWN = Place("own:milltown", "Milltown", 33.15, 73.75, "P", "PPL", "PK", "Upper Vale")
ESTLAND = Place("own:estland", "Estland", 30.0, 70.0, "A", "PCLI", "PK")
LOWMOOR = Place("own:lowmoor", "Lowmoor", 32.6, 71.9, "T", "VAL", "PK")
WAYSIDE = Place("own:wayside", "Wayside", 31.5, 74.3, "P", "PPL", "PK")
FARHAVEN = Place("own:farhaven", "Farhaven", -33.4, -70.6, "P", "PPL", "CL")
PLACES = {place.name: place for place in (NORTHPORT, MILLTOWN, ESTLAND, LOWMOOR, WAYSIDE, FARHAVEN)}


class CannedGazetteer:
    """Six invented places, one of them far from the others; one has an outline."""

    version = "1-canned"

    def admin_path(self, place: Place) -> str:
        return "Upper Vale, Estland" if place.admin1 else ""

    def by_id(self, place_id: str) -> Place | None:
        return next((place for place in PLACES.values() if place.id == place_id), None)

    def names(self, place_id: str) -> tuple[Name, ...]:
        return ()

    def search(self, text: str, limit: int = 20, **filters: object) -> tuple[Match, ...]:
        found = (place for place in PLACES.values() if place.name.casefold().startswith(text.casefold()))
        return tuple(Match(place, Name(place.id, place.name), 0.5) for place in found)[:limit]

    def settlements(self, south: int, west: int, limit: int) -> tuple[Place, ...]:
        return ()

    def has_outline(self, ids) -> set[str]:
        return {ESTLAND.id} & set(ids)

    def areas_at(self, lat: float, lon: float) -> tuple[Place, ...]:
        return ()

    def near(self, lat: float, lon: float, limit: int, within: float) -> tuple[Place, ...]:
        return ()

    def box(self, place_id: str):
        outline = self.outline(place_id)
        return box_of(outline) if outline else None

    def outline(self, place_id: str):
        ring = [[61, 25], [67, 24], [75, 28], [77, 36], [70, 37], [61, 30], [61, 25]]
        return {"type": "Polygon", "coordinates": [ring]} if place_id == ESTLAND.id else None


class CannedPipeline:
    """Finds its six places, and a claim in each line of the form "WHO said WHAT"."""

    model = "canned"
    note = None
    program = "1"

    def read(self, article: Article) -> Reading:
        text = article.text
        mentions = tuple(self._mention(found) for found in re.finditer("|".join([*PLACES, "Atlantis"]), text))
        said = re.finditer(r"^(.+?) (said) (.+)$", text, re.MULTILINE)
        claims = tuple(self._claim(found, mentions) for found in said)
        notes = () if mentions else ("No places were found in this text.",)
        return Reading(article, mentions, claims, self.model, CannedGazetteer.version, notes, self.program)

    def _mention(self, found: re.Match[str]) -> Mention:
        place = PLACES.get(found[0])
        why = ("the only one of its name",) if place else ("no place of this name is in the gazetteer",)
        return Mention(Span(*found.span()), found[0], MentionKind.TOPONYM, 0.9, Resolution(place, 0.8, why))

    def _claim(self, found: re.Match[str], mentions: tuple[Mention, ...]) -> Claim:
        content = Span(*found.span(3))
        about = tuple(ClaimPlace(n, Role.ABOUT) for n, mention in enumerate(mentions) if content.contains(mention.span))
        spans = Attribution((content,), (Span(*found.span(2)),), (Span(*found.span(1)),))
        kind = ClaimKind.DIRECT if found[3].startswith('"') else ClaimKind.INDIRECT
        return Claim(kind, spans, Speaker(found[1], "a witness of the events"), 0.9, about)


ARTICLE = """Two towns cut off by flood

Roads to Northport and Milltown were closed on Monday. Wayside stayed open.

Ada Okoro said people in Northport and Milltown had lost their homes.

Ada Okoro said "Estland must act now."

Ben Ruiz said nobody in Northport had been warned.

Lowmoor was quiet, and Atlantis was not heard from.
"""


OUTLINED = """() => {
  const ids = [];
  const map = document.querySelector('.folium-map').leafletMap;
  map.eachLayer((layer) => layer.feature && ids.push(layer.feature.id));
  return ids;
}"""


FOCUSED = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"


@dataclass
class Visit:
    """What a browser did beside showing pages."""

    requests: list[str] = field(default_factory=list)
    reports: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Keep every request, script error and report of ``page``."""
        page.expose_function("__report", lambda kind, what: self.reports.append((kind, what)))
        page.add_init_script(WATCH)
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.reports.append(("violation", message.text))


@dataclass(frozen=True)
class LiveServer:
    """A running server: where it is, and what it holds."""

    url: str
    store: ArticleStore


def _unavailable(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Continuous integration tries a browser test that fails twice more, and lists it under RERUN.

    A browser that shares two processors with everything else may be late once. What is listed lost a race all the same:
    `tests/e2e/late.py` helps to find which.
    """
    wanted = os.environ.get("CI") == "true" and "LATE_ANSWERS" not in os.environ
    if not wanted or not config.pluginmanager.hasplugin("rerunfailures"):
        return
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(autouse=True)
def _quiet_server() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        _unavailable("browser tests need Chromium: install the system package `chromium` and run the tests again")
    started = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
    yield started
    started.close()


@pytest.fixture
def visit() -> Visit:
    return Visit()


@pytest.fixture
def page(browser: Browser, visit: Visit, serve: Callable[[Loaded], LiveServer]) -> Iterator[Page]:
    """A desktop window, closed before its server stops.

    At the end no script may have failed and the policy must have had nothing to stop.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visit.watch(page)
    watch_work(page)
    yield page
    context.close()
    assert visit.errors == []
    assert visit.reports == []


@pytest.fixture
def outlined(page: Page) -> Callable[[], list[str]]:
    """The ids of the places whose outlines are drawn on the page's map."""
    return lambda: page.evaluate(OUTLINED)


@pytest.fixture
def tab_to(page: Page) -> Callable[[re.Pattern[str]], None]:
    """Press the Tab key until what has the focus is called so."""

    def press(name: re.Pattern[str]) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if name.match(page.evaluate(FOCUSED).strip()):
                return
        raise AssertionError(f"the keyboard does not reach {name.pattern}")

    return press


@pytest.fixture
def serve(tmp_path: Path, empty_database: Path) -> Iterator[Callable[[Loaded], LiveServer]]:
    """Start a server that reads articles with what it is given."""
    stops: list[Callable[[], None]] = []

    def start(loaded: Loaded) -> LiveServer:
        settings = Settings(home=tmp_path / "served", max_upload_mb=2)
        settings.home.mkdir(exist_ok=True)
        shutil.copyfile(empty_database, settings.database_path)
        store = ArticleStore(settings.database_path)
        reader = Reader(lambda report: loaded)
        app = create_app({"SETTINGS": settings, "READER": reader, "STORE": store})
        server = make_server("127.0.0.1", 0, late(app), threaded=True)
        server.daemon_threads = False  # closing then waits for the requests under way
        thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
        thread.start()

        def stop() -> None:
            server.shutdown()
            server.server_close()
            thread.join(5)
            store.close()

        stops.append(stop)
        return LiveServer(f"http://127.0.0.1:{server.server_port}", store)

    yield start
    for stop in stops:
        stop()


@pytest.fixture
def live_server(serve: Callable[[Loaded], LiveServer]) -> LiveServer:
    """A server with no articles that knows six invented places."""
    return serve(Loaded(CannedGazetteer(), CannedPipeline()))


@pytest.fixture
def canned() -> CannedPipeline:
    """What the server of ``live_server`` reads articles with."""
    return CannedPipeline()


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    path = tmp_path / "flood.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def with_article(live_server: LiveServer) -> LiveServer:
    """The same server with one article, whose number is 1."""
    title, _, _ = ARTICLE.partition("\n")
    live_server.store.save(CannedPipeline().read(Article(ARTICLE, title=title, headline=Span(0, len(title)))))
    return live_server
