"""A home in which everything is as long as it may be, or runs the other way: what its pages show has to find room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import APIRequestContext, APIResponse

from gazetteer.place import Place
from tests.e2e.conftest import CannedGazetteer, CannedPipeline, LiveServer
from webapp.domain import (
    Article,
    Attribution,
    Candidate,
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


def _long(words: str, length: int) -> str:
    return (f"{words} " * length)[:length].rstrip().ljust(length, "n")


PLACE = _long("Upper and Lower Settlement of the Northern Valley", 200)
UNBROKEN = "Taumatawhakatangihanga" * 9
SPEAKER = _long("Commissioner-General Adaeze Okoro of the Joint Council", 120)
PUBLISHER = "صحيفة الأخبار اليومية للمنطقة الشمالية"
TITLE = _long("Two towns cut off after the longest rain in the memory of anybody who lives there", 400)
RIGHT_TO_LEFT = "عزلت الأمطار بلدتين في الشمال"
COLLECTION = _long("Everything that was written of the floods", 120)
TAG = _long("needs a second source", 60)
FILE = "a-file-with-a-name-that-nobody-shortened-" * 4 + ".txt"
NOTE = "https://example.org/" + "x" * 300

PLACES = {
    "Longplace": Place("own:long", PLACE, 34.4, 73.5, "P", "PPLA", "PK", _long("Province of the Upper Vale", 120)),
    "Unbroken": Place("own:unbroken", UNBROKEN, -40.3, 176.5, "P", "PPL", "NZ"),
    "Shortville": Place("own:short", "Al", 33.9, 73.6, "P", "PPL", "PK"),
}
TOLD = (
    (SPEAKER, Manner.DENIES, "Longplace had been warned", "a witness " * 30),
    ("Unbroken" * 14, Manner.ALLEGES, "Unbroken and Longplace were cut off by the flood", ""),
    ("آدا أوكورو", Manner.NEUTRAL, "Longplace is dry", "شاهدة عيان"),
    ("", Manner.NEUTRAL, "nobody was hurt", ""),
)


ON_AND_ON = ("and the rain went on ", "while the river rose ", "until the wind fell ", "because nobody was told ")
"""What makes the articles longer, and none a copy of another."""


class LongGazetteer(CannedGazetteer):
    """Knows these places too."""

    def by_id(self, place_id: str) -> Place | None:
        """The place of an id."""
        return next((one for one in PLACES.values() if one.id == place_id), None) or super().by_id(place_id)


class LongPipeline(CannedPipeline):
    """Reads the articles of this home as they were read before."""

    def read(self, article: Article) -> Reading:
        """The reading of an article."""
        found = next((one for one in ARTICLES if one.article.text == article.text), None)
        return replace(found, article=article) if found else super().read(article)


def _article(number: int, *, title: str = TITLE, date: dt.date | None = dt.date(2026, 2, 4)) -> Reading:
    """The reading of an article with these speakers, who speak of these places."""
    text = f"{title}\n\n{RIGHT_TO_LEFT} Shortville.\n\nNotice {number}: Atlantis was not heard from.\n\n"
    lost = text.index("Atlantis")
    unplaced = Resolution(None, 0.4, ("no place of this name is in the gazetteer",))
    mentions = [
        _mention("Shortville", text.index("Shortville")),
        Mention(Span(lost, lost + 8), "Atlantis", MentionKind.TOPONYM, 0.9, unplaced),
    ]
    claims: list[Claim] = []
    for speaker, manner, what, described in TOLD:
        words = f"{what} {ON_AND_ON[number % len(ON_AND_ON)] * 20}".strip()
        start = len(text)
        text += f"{speaker} said {words}.\n\n"
        content = Span(text.index(words, start + len(speaker)), len(text) - 3)
        links = []
        for name in sorted((one for one in PLACES if one in words), key=words.index):
            links.append(ClaimPlace(len(mentions), Role.ABOUT))
            mentions.append(_mention(name, text.index(name, content.start)))
        said = Span(start + len(speaker) + 1, start + len(speaker) + 5)
        spans = Attribution((content,), (said,), (Span(start, start + len(speaker)),) if speaker else ())
        who = Speaker(speaker, described.strip()) if speaker else None
        claims.append(Claim(ClaimKind.INDIRECT, spans, who, 0.9, tuple(links), manner=manner))
    found = Article(text, title=title, headline=Span(0, len(title)), publisher=PUBLISHER, date=date, author=SPEAKER)
    return Reading(found, tuple(mentions), tuple(claims), "canned", "1-canned", (NOTE,), "1")


def _mention(name: str, at: int) -> Mention:
    place = PLACES[name]
    others = [one for one in PLACES.values() if one is not place]
    candidates = (
        Candidate(place, 0.6, ("near " + PLACE,)),
        *(Candidate(one, 0.2, ("most populous",)) for one in others),
    )
    resolved = Resolution(place, 0.6, ("near " + PLACE,), candidates=candidates)
    return Mention(Span(at, at + len(name)), name, MentionKind.TOPONYM, 0.9, resolved)


ARTICLES = (
    _article(1),
    _article(2, title=UNBROKEN),
    _article(3, title=RIGHT_TO_LEFT, date=None),
    _article(4),
)


def fill(server: LiveServer, request: APIRequestContext) -> dict[str, str]:
    """Fill a server with all this, and say which pages there are: their addresses by name."""
    store = server.store
    store.save_many(ARTICLES)
    store.bin.delete([4])
    collection = store.collections.create(COLLECTION, f"{NOTE} {TITLE}")
    post = _poster(server, request)
    _many(post, do="move", to=collection.id)
    _many(post, do="tag", tags=TAG)
    _decide(post, store.reading(1))
    job = _job(post)
    speakers = {f"speaker {n}": f"/speakers/{one.id}" for n, one in enumerate(store.speakers.listed().lines)}
    sides = {"by": "speaker", "left": SPEAKER, "right": "Unbroken" * 14}
    return {
        **PAGES,
        **speakers,
        "collection": f"/collections/{collection.id}",
        "speakers compared": f"/compare?{urlencode(sides)}",
        "publishers compared": f"/compare?{urlencode({'by': 'publisher', 'left': PUBLISHER, 'right': 'Nobody'})}",
        "job": job,
        "job, failed": f"{job}?show=failed",
        "columns of a table": f"{job}?show=choosing",
        "map, filtered": f"/?{urlencode({'speaker': SPEAKER, 'publisher': PUBLISHER, 'words': 'flood'})}",
    }


PAGES = {
    "map": "/",
    "map, place": "/?place=own:long",
    "map, claims": "/?list=claims",
    "map, articles": "/?list=articles",
    "map, nothing found": "/?words=nothinglikeit&list=claims",
    "article": "/articles/1",
    "article without a date": "/articles/3",
    "article's details": "/articles/1/details",
    "place": "/place/own:long",
    "unbroken place": "/place/own:unbroken",
    "speakers": "/speakers",
    "speakers, none found": "/speakers?q=nobody+is+called+so",
    "collections": "/collections",
    "all articles": "/collections/all",
    "compare": "/compare",
    "bin": "/bin",
    "empty the bin": "/bin/empty",
    "desk": "/review",
    "desk for an article": "/review?article=1",
    "history": "/review/history",
    "conflicts": "/review/conflicts",
    "jobs": "/jobs",
    "about": "/about",
    "not found": f"/{'nothing' * 30}",
}
Post = Callable[..., APIResponse]


def _poster(server: LiveServer, request: APIRequestContext) -> Post:
    def post(path: str, **body: Any) -> APIResponse:
        accept = {"Origin": server.url, "Accept": "application/json"}
        answer = request.post(f"{server.url}{path}", headers=accept | body.pop("headers", {}), **body)
        assert answer.status < 400, f"{path}: {answer.status} {answer.text()[:300]}"
        return answer

    return post


def _many(post: Post, **form: object) -> None:
    """Do something with the first two articles at once."""
    urlencoded = {"Content-Type": "application/x-www-form-urlencoded"}
    post("/articles/many", data=urlencode({"article": [1, 2], **form}, doseq=True), headers=urlencoded)


def _decide(post: Post, reading: Reading) -> None:
    """A decision and one against it, with the longest of notes."""
    span = next(one.span for one in reading.mentions if one.text == "Longplace")
    there = {"scope": "mention", "article": 1, "start": span.start, "end": span.end, "over": []}
    post("/api/decisions", data={**there, "what": "rejected", "who": SPEAKER[:80], "why": NOTE})
    elsewhere = {"place": {"id": "own:unbroken"}}
    post("/api/decisions", data={**there, "what": "place", "who": "Ben", "value": elsewhere, "why": "I was there"})


def _job(post: Post) -> str:
    """The address of an upload of three files, of which one cannot be read and one waits for its columns."""
    files = {
        FILE: b"Flood\n\nAda Okoro said Northport was flooded.",
        f"broken-{FILE}": b" ",
        "table.csv": b"Nr,Was written\n1,Ada Okoro said Northport was dry.\n",
    }
    job: dict[str, str] = {}
    for name, content in files.items():
        file = {"name": name, "mimeType": "text/plain", "buffer": content}
        answer = post("/articles", multipart={"files": file, "columns": "ask", **job}).json()
        job = {"job": str(answer["job"]["id"])}
    return f"/jobs/{job['job']}"
