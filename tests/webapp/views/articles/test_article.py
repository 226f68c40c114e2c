"""Adding, showing and deleting articles, good ones and bad ones."""

from __future__ import annotations

import io
import sqlite3
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256

import pytest

from tests.webapp.uploading import results, upload
from webapp import create_app, exports
from webapp.jobs.accepting import GivenFile
from webapp.store import ArticleStore

GOOD = b"Shots in Mirpur\n\nSenge Sering said civilians in Mirpur were killed. Atlantis was quiet.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ELF = b"\x7fELF\x02\x01\x01" + bytes(200)


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        written.writestr("a.txt", "Mirpur")
    return buffer.getvalue()


def test_an_uploaded_file_becomes_an_article_with_places_and_claims(client):
    answer = upload(client, (GOOD, "shots.txt"))
    (result,) = results(client, answer)
    assert (result["name"], result["status"]) == ("shots.txt", "done")
    assert result["article"] == {
        "id": 1,
        "title": "Shots in Mirpur",
        "href": "/articles/1",
        "places": 1,
        "claims": 1,
    }
    page = client.get("/articles/1")
    assert page.status_code == 200
    assert 'id="claim-0"' in page.text
    assert 'id="mention-1"' in page.text
    assert "Senge Sering" in page.text
    assert "no place of this name is in the gazetteer" in page.text


def test_a_browser_is_led_to_the_article_and_shown_what_was_added(client):
    answer = upload(client, (GOOD, "shots.txt"), json=False)
    assert (answer.status_code, answer.location) == (303, "/articles/1")
    assert "was added: 1 place, 1 claim" in client.get("/articles/1").text
    assert "was added" not in client.get("/articles/1").text


def test_the_same_article_again_leads_to_the_one_that_is_there(client):
    upload(client, (GOOD, "shots.txt"))
    answer = upload(client, (GOOD, "copy.txt"))
    (result,) = results(client, answer)
    assert (result["status"], result["article"]["id"]) == ("exists", 1)
    assert "has been added already" in result["message"]
    pasted = upload(client, text=GOOD.decode().replace("\n", "\r\n"))
    assert results(client, pasted)[0]["article"]["id"] == 1


def test_pasted_text_with_a_title_becomes_an_article(client):
    answer = upload(client, text="Aly said Mirpur burns.", title="From Mirpur")
    (result,) = results(client, answer)
    assert (result["status"], result["name"], result["article"]["title"]) == ("done", "From Mirpur", "From Mirpur")


def test_an_article_without_a_title_is_called_by_its_first_words(client):
    answer = upload(client, text="aly said mirpur burns and nobody knows why that is " * 4 + ".")
    title = results(client, answer)[0]["article"]["title"]
    assert title.startswith("aly said mirpur")
    assert len(title) <= 90


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.txt"),
        (b" \n\t \n", "blank.txt"),
        (PNG, "photo.png"),
        (PNG, "photo.txt"),
        (ELF, "program.txt"),
        (b"%PDF-1.7\nbroken", "torn.pdf"),
    ],
)
def test_a_bad_file_is_reported_by_name_and_the_others_of_the_upload_go_on(client, content, name):
    answer = upload(client, (content, name), (GOOD, "shots.txt"), (b"Aly said Mirpur burns.", "more.txt"))
    bad, first, second = results(client, answer)
    assert bad["status"] == "failed"
    assert bad["article"] is None
    assert bad["message"].startswith(f"couldn't read an article in {name}: ")
    assert (first["status"], second["status"]) == ("done", "done")


def test_a_browser_is_shown_what_failed(client, store):
    answer = upload(client, (b"", "empty.txt"), (PNG, "photo.png"))
    assert [result["status"] for result in results(client, answer)] == ["failed", "failed"]
    page = upload(client, (b"", "empty.txt"), json=False)
    assert (page.status_code, page.location) == (303, "/")
    assert "couldn&#39;t read an article in empty.txt" in client.get("/").text
    assert store.count() == 0


def test_nothing_at_all_is_reported(client):
    answer = upload(client)
    assert answer.status_code == 422
    assert "choose a file" in answer.json["error"]
    assert upload(client, text="   \n ").status_code == 422
    assert upload(client, (b"", "")).status_code == 422


def test_a_long_paste_within_the_limits_is_read(client):
    text = "Aly said Mirpur burns. " + "Nothing else happened in town. " * 20_000
    whole = client.post("/articles", data={"text": text}, headers={"Accept": "application/json"})
    assert results(client, whole)[0]["status"] == "done"
    assert client.get("/articles/1").status_code == 200
    in_parts = upload(client, text=f"Bo said Mirpur. {text}")
    assert results(client, in_parts)[0]["status"] == "done"


def test_a_text_over_the_limit_of_characters_is_refused_with_the_limit(client):
    answer = upload(client, text="word " * 200_001)
    assert answer.status_code == 413
    assert "1,000,000" in answer.json["error"]


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_an_upload_over_the_limit_of_bytes_is_refused_with_the_limit(client, accept):
    answer = upload(client, (b"x" * 10_000_000, "huge.txt"), json=accept == "application/json")
    assert answer.status_code == 413
    assert "larger than 2 MB" in answer.text
    assert client.get("/api/status").status_code == 200


def test_too_many_parts_at_once_are_refused(client):
    answer = upload(client, **{f"field{number}": "x" for number in range(1_001)})
    assert answer.status_code == 413
    assert "more than 1,000 files" in answer.json["error"]


def test_one_line_of_a_megabyte_is_read(client):
    answer = upload(client, (b"Mirpur burns. " * 20 + b"Nothing happened in town. " * 38_000, "line.txt"))
    assert results(client, answer)[0]["status"] == "done"
    assert client.get("/articles/1").status_code == 200


def test_a_text_without_places_is_saved_and_says_why(client):
    answer = upload(client, (b"Der Rat tagte gestern und beschloss nichts.", "rat.txt"))
    (result,) = results(client, answer)
    assert result["status"] == "done"
    assert "nothing in it could be mapped" in result["message"]
    assert "no places were found in this text" in client.get("/articles/1").text


def test_a_fault_of_the_program_is_reported_with_a_number_and_the_others_go_on(client, canned, monkeypatch, caplog):
    whole = canned.read

    def read(article):
        if "Atlantis" in article.text:
            raise KeyError("a secret of the program")
        return whole(article)

    monkeypatch.setattr(canned, "read", read)
    answer = upload(client, (GOOD, "shots.txt"), (b"Aly said Mirpur burns.", "more.txt"))
    failed, added = results(client, answer)
    assert (failed["status"], added["status"]) == ("failed", "done")
    assert "secret" not in client.get(answer.headers["Location"]).text
    error_id = failed["message"].split("error ")[1].split(",")[0]
    assert error_id in caplog.text
    assert "a secret of the program" in caplog.text


@pytest.mark.parametrize("busy_timeout", [0.1])
def test_a_locked_database_gives_an_error_page_and_nothing_is_half_saved(client, store, settings):
    store.prepare()
    other = sqlite3.connect(settings.database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    page = upload(client, (GOOD, "shots.txt"), json=False)
    assert page.status_code == 503
    assert "something else is writing to" in page.text
    refused = upload(client, (GOOD, "shots.txt"), (b"", "empty.txt"))
    assert (refused.status_code, "something else is writing to" in refused.json["error"]) == (503, True)
    assert client.post("/articles/1/delete", headers={"Accept": "application/json"}).status_code == 404
    other.execute("ROLLBACK")
    other.close()
    assert store.count() == 0
    assert results(client, upload(client, (GOOD, "shots.txt")))[0]["status"] == "done"
    assert not list((settings.home / "incoming").iterdir())


def test_a_damaged_database_gives_an_error_page(client, store, settings):
    store.prepare()
    store.close()
    for path in settings.home.glob("articles.sqlite*"):
        path.write_bytes(b"no database " * 500)
    for path in ("/", "/articles/1", "/api/places"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "is damaged" in answer.text


def test_deleting_an_article_removes_it_from_the_list_and_the_map(client):
    upload(client, (GOOD, "shots.txt"))
    answer = client.post("/articles/1/delete")
    assert (answer.status_code, answer.location) == (303, "/")
    assert "was deleted" in client.get("/").text
    assert client.get("/articles/1").status_code == 404
    assert client.get("/api/articles").json["articles"] == []
    assert client.get("/api/places").json["features"] == []
    assert client.post("/articles/1/delete", headers={"Accept": "application/json"}).status_code == 404


def test_many_messages_fit_into_the_cookie(client):
    # The cookie is compressed: only names that have nothing in common fill it.
    files = [(PNG, f"{sha256(bytes([number])).hexdigest()}.png") for number in range(60)]
    answer = upload(client, *files, json=False)
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    assert all(len(cookie) < 4_000 for cookie in cookies)
    page = client.get("/").text
    assert page.count("couldn&#39;t read an article") == 6
    assert "and 54 more" in page


PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "`${alert(1)}`",
    "{{ 7777*7777 }}{% raise %}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_text_title_and_file_name_is_shown_as_text(client, payload):
    upload(client, (f"{payload} Mirpur\n\nAly {payload} said Mirpur {payload} burns.".encode(), f"{payload}.txt"))
    upload(client, text=f"Bo said {payload} in Mirpur.", title=payload)
    for path in ("/", "/articles/1", "/articles/2"):
        page = client.get(path).text
        assert "alert(1)</script>" not in page
        assert "<img src=x" not in page
        assert "<svg onload" not in page
        assert str(7777 * 7777) not in page
    assert client.get("/api/places/geonames:1169027").content_type == "application/json"


def test_the_samples_are_added_once(client):
    first, again = (results(client, client.post("/samples", headers={"Accept": "application/json"})) for _ in range(2))
    assert len(first) == 4
    assert {result["status"] for result in first} == {"done"}
    assert {result["status"] for result in again} == {"exists"}
    assert len({result["article"]["title"] for result in first}) == 4


def test_an_articles_map_is_a_file_to_keep(client, monkeypatch):
    upload(client, (GOOD, "shots.txt"))
    short = replace(exports.get("html"), write=lambda source: iter([f"<!doctype html>{len(source.readings())}"]))
    monkeypatch.setitem(exports.registry._FORMATS, "html", short)
    answer = client.get("/articles/1/map.html")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mention-map-1.html"'
    assert answer.text == "<!doctype html>1"
    assert client.get("/articles/9/map.html").status_code == 404


def test_a_title_without_a_text_is_reported(client):
    answer = upload(client, title="Only a title")
    assert answer.status_code == 422
    assert "no text was pasted" in answer.json["error"]


def test_a_pasted_title_hides_nothing(client):
    answer = upload(client, text="Aly said Mirpur burns.", title="From\x07 \u202erupriM\u202c \u0645\u06cc\u200c\u0631")
    (result,) = results(client, answer)
    assert result["name"] == result["article"]["title"] == "From rupriM \u0645\u06cc\u200c\u0631"


def test_the_same_file_many_times_at_once_is_read_once(settings, reader, canned, monkeypatch):
    read, reads = canned.read, []

    def slowly(article):
        reads.append(article)
        time.sleep(0.05)
        return read(article)

    monkeypatch.setattr(canned, "read", slowly)
    # This one waits for its turn as long as the program does.
    store = ArticleStore(settings.database_path)
    app = create_app({"SETTINGS": settings, "READER": reader, "STORE": store})
    uploads = app.extensions["mention_mapper"].uploads
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            one.job_id
            for one in pool.map(lambda n: uploads.add([GivenFile(f"{n}.txt", lambda file: file.write(GOOD))]), range(8))
        ]
    states = [item.state for job in jobs for item in store.jobs.items(job)]
    assert sorted(states) == ["done", *["exists"] * 7]
    assert len(reads) == 1
    store.close()
