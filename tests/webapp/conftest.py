"""An application that reads articles with a small canned pipeline, so that these tests need no model."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copyfile

import pytest
from click.testing import CliRunner, Result

from gazetteer.areas import box_of
from gazetteer.place import Name, NameKind, Place
from tests.waiting import PATIENCE
from webapp import create_app
from webapp.cli import main
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

MIRPUR = Place("geonames:1169027", "New Mirpur City", 33.14782, 73.75187, "P", "PPLA2", "PK", "Azad Jammu and Kashmir")
MUZAFFARABAD = Place("geonames:1168700", "Muzaffarabad", 34.37, 73.47, "P", "PPLA", "PK", "Azad Jammu and Kashmir")
PAKISTAN = Place("geonames:1168579", "Pakistan", 30.0, 70.0, "A", "PCLI", "PK")
KNOWN = {"Mirpur": MIRPUR, "Muzaffarabad": MUZAFFARABAD, "Pakistan": PAKISTAN, "Islamabad": PAKISTAN}


class CannedGazetteer:
    """Has one outline, and knows where everything is."""

    version = "1-test"

    def admin_path(self, place: Place) -> str:
        return "Azad Jammu and Kashmir, Pakistan" if place.admin1 else ""

    def by_id(self, place_id: str) -> Place | None:
        return PAKISTAN if place_id == PAKISTAN.id else None

    def names(self, place_id: str) -> tuple[Name, ...]:
        return (Name(place_id, "میرپور", NameKind.ALTERNATE),) if place_id == "geonames:1169027" else ()

    def has_outline(self, ids) -> set[str]:
        return {PAKISTAN.id} & set(ids)

    def areas_at(self, lat: float, lon: float) -> tuple[Place, ...]:
        return (PAKISTAN,) if 24 < lat < 37 and 60 < lon < 77 else ()

    def near(self, lat: float, lon: float, limit: int, within: float) -> tuple[Place, ...]:
        return ()

    def box(self, place_id: str):
        outline = self.outline(place_id)
        return box_of(outline) if outline else None

    def outline(self, place_id: str):
        if place_id != PAKISTAN.id:
            return None
        return {"type": "Polygon", "coordinates": [[[60, 24], [77, 24], [77, 37], [60, 24]]]}


class CannedPipeline:
    """Finds the places it knows, and a claim in each sentence of the form "WHO said WHAT."."""

    model = "canned"
    note = ""
    program = "1"

    def read(self, article: Article) -> Reading:
        text = article.text
        found = re.finditer("|".join(KNOWN) + "|Atlantis", text)
        mentions = tuple(self._mention(match) for match in found)
        claims = tuple(self._claim(match, mentions) for match in re.finditer(r"(\w[\w ]*?) (said) ([^.]+)", text))
        notes = () if mentions else ("no places were found in this text",)
        return Reading(article, mentions, claims, self.model, CannedGazetteer.version, notes, self.program)

    def _mention(self, match: re.Match[str]) -> Mention:
        place = KNOWN.get(match[0])
        why = ("the only one of its name",) if place else ("no place of this name is in the gazetteer",)
        return Mention(Span(*match.span()), match[0], MentionKind.TOPONYM, 0.9, Resolution(place, 0.8, why))

    def _claim(self, match: re.Match[str], mentions: tuple[Mention, ...]) -> Claim:
        content = Span(*match.span(3))
        links = tuple(
            ClaimPlace(n, Role.ACTOR if mention.text == "Islamabad" else Role.ABOUT, "named in it")
            for n, mention in enumerate(mentions)
            if content.contains(mention.span)
        )
        attribution = Attribution((content,), (Span(*match.span(2)),), (Span(*match.span(1)),))
        return Claim(ClaimKind.INDIRECT, attribution, Speaker(match[1].strip(), "a witness"), 0.9, links)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", max_upload_mb=2, max_text_chars=1_000_000)


@pytest.fixture
def canned() -> CannedPipeline:
    return CannedPipeline()


@pytest.fixture
def reader(canned: CannedPipeline):
    from webapp.services.reader import Loaded, Reader

    reader = Reader(lambda report: Loaded(CannedGazetteer(), canned), patience=5)
    reader.start()
    assert reader._settled.wait(PATIENCE)
    return reader


@pytest.fixture
def busy_timeout() -> float:
    """How many seconds the store waits for another writer, such as the thread that reads what was handed in."""
    return 30


@pytest.fixture
def store(settings: Settings, empty_database: Path, busy_timeout: float):
    from webapp.store import ArticleStore

    settings.home.mkdir(exist_ok=True)
    copyfile(empty_database, settings.database_path)
    store = ArticleStore(settings.database_path, busy_timeout=busy_timeout)
    yield store
    store.close()


@pytest.fixture
def app(settings: Settings, reader, store):
    return create_app({"SETTINGS": settings, "READER": reader, "STORE": store, "TESTING": False})


@pytest.fixture
def client(app):
    """A browser on our own pages: each of its requests says so."""
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


@pytest.fixture
def reading() -> Reading:
    """An article with a place named twice, a claim about it, and a name that is in no gazetteer."""
    text = "Shots in Mirpur\n\nSenge Sering said civilians in Mirpur were killed. Atlantis was quiet."
    return CannedPipeline().read(Article(text, title="Shots in Mirpur", headline=Span(0, 15)))


@pytest.fixture
def run(gazetteer_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the command with the shared gazetteer in its home folder."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "gazetteer.sqlite").symlink_to(gazetteer_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MENTION_MAPPER_MODEL", "sm")

    def invoke(*arguments: str, given: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=given)

    return invoke
