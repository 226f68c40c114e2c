"""What stories of readers share: 230 articles about places all over the world, and an archive of 200 files."""

from __future__ import annotations

import datetime as dt
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from werkzeug.serving import make_server

from gazetteer.place import Place
from tests.e2e.conftest import POLL, CannedGazetteer, CannedPipeline, LiveServer
from tests.e2e.late import late
from webapp import create_app
from webapp.config import Settings
from webapp.domain import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    ClaimPlace,
    Manner,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Role,
    Span,
    Speaker,
)
from webapp.jobs.opening import contents
from webapp.jobs.work import Work
from webapp.services.reader import Loaded, Reader
from webapp.store import EVERY_CLAIM, ArticleStore

WHERE = {
    "Kivu": (-2.5, 28.8), "Goma": (-1.68, 29.22), "Bukavu": (-2.51, 28.86), "Kigali": (-1.95, 30.06),
    "Nairobi": (-1.29, 36.82), "Khartoum": (15.5, 32.56), "Addis Ababa": (9.02, 38.75), "Aden": (12.79, 45.02),
    "Sanaa": (15.35, 44.2), "Aleppo": (36.2, 37.16), "Mosul": (36.34, 43.13), "Tbilisi": (41.69, 44.83),
    "Kyiv": (50.45, 30.52), "Kharkiv": (49.99, 36.23), "Odesa": (46.48, 30.73), "Kabul": (34.53, 69.17),
    "Quetta": (30.19, 67.0), "Muzaffarabad": (34.37, 73.47), "Srinagar": (34.08, 74.8), "Yangon": (16.84, 96.17),
    "Manila": (14.6, 120.98), "Suva": (-18.14, 178.44), "Apia": (-13.83, -171.77), "Caracas": (10.49, -66.88),
    "Bogota": (4.71, -74.07), "Port-au-Prince": (18.54, -72.34), "Lagos": (6.45, 3.39), "Maiduguri": (11.85, 13.16),
    "Gao": (16.27, -0.04), "Tripoli": (32.89, 13.18), "Tunis": (36.81, 10.18), "Pristina": (42.66, 21.17),
}  # fmt: skip
PLACES = {name: Place(f"own:{name}", name, *at, "P", "PPL", "LA") for name, at in WHERE.items()}
SPEAKERS = ("Ada Okoro", "Ben Ruiz", "Chidi Mwangi", "Dana Levi")
CUES = {Manner.NEUTRAL: "said", Manner.DENIES: "denied", Manner.ALLEGES: "alleged", Manner.WARNS: "warned"}
OUTLETS = ("The Lamp", "Morning Post")
ON_MAP = """(name) => [...document.querySelectorAll('.badge-holder .badge.is-labelled .badge-name')].some((label) => {
  const box = label.getBoundingClientRect();
  const panel = document.querySelector('#panel').getBoundingClientRect();
  return label.firstChild.textContent === name && box.left > panel.right && box.right < innerWidth && box.top > 0;
})"""
"""Whether a name is written on the map, beside the panel."""
Told = tuple[str, Manner, str, tuple[str, ...]]
"""Who, how, what, and about which places, which the words name."""


def article_of(title: str, told: list[Told], day: dt.date | None, outlet: str) -> Reading:
    """The reading of an article that has one sentence for each claim."""
    text, mentions, claims = title + "\n\n", [], []
    for speaker, manner, words, names in told:
        start = len(text)
        cue = CUES[manner]
        text += f"{speaker} {cue} that {words}.\n"
        content = Span(text.index(words, start), text.index(words, start) + len(words))
        links = []
        for name in names:
            at = text.index(name, content.start)
            resolved = Resolution(PLACES[name], 0.9, ("the only one of its name",))
            links.append(ClaimPlace(len(mentions), Role.ABOUT))
            mentions.append(Mention(Span(at, at + len(name)), name, MentionKind.TOPONYM, 0.95, resolved))
        source = Span(start, start + len(speaker))
        spans = Attribution((content,), (Span(source.end + 1, source.end + 1 + len(cue)),), (source,))
        claims.append(
            Claim(
                ClaimKind.INDIRECT,
                spans,
                Speaker(speaker),
                0.9,
                tuple(links),
                manner=manner,
                negated=manner is Manner.DENIES,
            )
        )
    article = Article(text, title=title, headline=Span(0, len(title)), publisher=outlet, date=day)
    return Reading(article, tuple(mentions), tuple(claims), "canned", "1-canned", (), "1")


def articles() -> list[Reading]:
    """230 articles of the first half of 2026; one alone is about Kabul, one claim is about nowhere."""
    names = [name for name in PLACES if name != "Kabul"]
    found = []
    for number in range(228):
        # The first names come more often, as in news.
        first, second = names[number % (1 + number % len(names))], names[(number * 7) % len(names)]
        manner = tuple(CUES)[number % len(CUES)]
        speaker = SPEAKERS[number % 3]
        told: list[Told] = [
            (speaker, manner, f"convoy {number} reached {first}", (first,)),
            (SPEAKERS[(number + 1) % 4], Manner.NEUTRAL, f"the road to {second} was closed {number} times", (second,)),
        ]
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number % 180)
        found.append(article_of(f"Report {number}", told, day, OUTLETS[number % 2]))
    denial: list[Told] = [
        ("Dana Levi", Manner.DENIES, "soldiers had crossed into Kivu", ("Kivu",)),
        ("Ben Ruiz", Manner.WARNS, "the harvest will fail before autumn", ()),
    ]
    found.append(article_of("What was denied", denial, dt.date(2026, 3, 9), OUTLETS[0]))
    alone: list[Told] = [(SPEAKERS[n % 2], Manner.NEUTRAL, f"bridge {n} in Kabul stood", ("Kabul",)) for n in range(6)]
    alone.append(("Ada Okoro", Manner.NEUTRAL, "trucks left Quetta", ("Quetta",)))
    found.append(article_of("Bridges of Kabul", alone, dt.date(2026, 5, 2), OUTLETS[1]))
    return found


@contextmanager
def running(settings: Settings, port: int = 0) -> Iterator[LiveServer]:
    """A server of a home, which may be started again at the same port."""
    store = ArticleStore(settings.database_path)
    reader = Reader(lambda report: Loaded(CannedGazetteer(), CannedPipeline()))
    app = create_app({"SETTINGS": settings, "READER": reader, "STORE": store})
    server = make_server("127.0.0.1", port, late(app), threaded=True)
    server.daemon_threads = False  # closing then waits for the requests under way, and for their connections
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    try:
        yield LiveServer(f"http://127.0.0.1:{server.server_port}", store)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
        store.close()


def two_hundred(path: Path) -> Path:
    """An archive of 200 articles about one town."""
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(200):
            said = f"Ada Okoro said Northport was flooded {number} times."
            packed.writestr(f"flood-{number}.txt", f"Flood {number}\n\n{said}")
    return path


class _Stopping(CannedPipeline):
    """Reads so many articles, and then has the work stop."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.work: Work | None = None

    def read(self, article: Article) -> Reading:
        self.left -= 1
        if self.left == 0 and self.work:
            self.work.stop()
        return super().read(article)


def read_some(settings: Settings, store: ArticleStore, most: int) -> None:
    """Read what waits, as a worker does that stops after so many articles."""
    pipeline = _Stopping(most)
    reader = Reader(lambda report: Loaded(CannedGazetteer(), pipeline))
    pipeline.work = Work(settings, reader, store, EVERY_CLAIM, contents=partial(contents, settings=settings))
    pipeline.work.drain()
