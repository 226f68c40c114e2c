"""Pages and addresses of jobs: the list, each file of one, what is new, cancelled, tried again."""

from __future__ import annotations

import pytest

from tests.waiting import until
from tests.webapp.uploading import results, upload
from webapp import create_app
from webapp.services.reader import Reader
from webapp.store.jobs.records import NewItem

JSON = {"Accept": "application/json"}


@pytest.fixture
def waiting(settings, store):
    """A browser on a server that has no worker."""

    def nothing(report):
        raise OSError("no gazetteer")

    app = create_app({"SETTINGS": settings, "READER": Reader(nothing, patience=0.05), "STORE": store})
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def test_the_answer_to_an_upload_says_where_to_follow_it(client):
    answer = upload(client, (b"Aly said Mirpur burns.", "a.txt"), (b"", "b.txt"))
    assert answer.status_code == 202
    assert answer.headers["Location"] == "/api/jobs/1"
    assert answer.json == {
        "job": {"id": 1, "name": "2 files", "total": 2, "href": "/jobs/1", "api": "/api/jobs/1"},
        "note": "",
    }
    job = client.get("/api/jobs/1").json
    assert (job["state"], job["total"], job["done"], job["failed"], job["seconds_left"]) == ("done", 2, 1, 1, None)
    assert job["words"] == "2 files, 1 added, 1 failed"
    added, failed = sorted(job["items"], key=lambda item: item["id"])
    assert added["article"] == {
        "id": 1,
        "title": "Aly said Mirpur burns.",
        "href": "/articles/1",
        "places": 1,
        "claims": 1,
    }
    assert (failed["status"], failed["article"]) == ("failed", None)


def test_more_can_be_handed_in_as_part_of_the_same_job(client):
    upload(client, (b"Aly said Mirpur burns.", "a.txt"))
    answer = upload(client, (b"Bo said Mirpur sleeps.", "b.txt"), job="1")
    assert answer.json["job"] == {"id": 1, "name": "2 files", "total": 2, "href": "/jobs/1", "api": "/api/jobs/1"}
    assert [item["status"] for item in results(client, answer)] == ["done", "done"]
    for bad in ("9", "one"):
        refused = upload(client, (b"Bo", "b.txt"), job=bad)
        assert (refused.status_code, "there is no such job" in refused.json["error"]) == (404, True)


def test_only_what_is_new_comes_in_portions(client):
    upload(client, *((f"Aly said Mirpur burns {n}.".encode(), f"{n}.txt") for n in range(5)))
    seen, cursor, more = [], 0, True
    while more:
        answer = client.get(f"/api/jobs/1?since={cursor}&limit=2").json
        seen += [item["name"] for item in answer["items"]]
        cursor, more = answer["cursor"], answer["more"]
    assert sorted(seen) == [f"{n}.txt" for n in range(5)]
    assert client.get(f"/api/jobs/1?since={cursor}").json["items"] == []
    assert client.get("/api/jobs/9").status_code == 404


def test_a_page_lists_the_jobs_and_one_shows_each_file(client):
    assert "Nothing has been added yet" in client.get("/jobs").text
    upload(client, (b"Aly said Mirpur burns.", "a.txt"), (b"", "<b>.txt"))
    assert "2 files, 1 added, 1 failed" in client.get("/jobs").text
    page = client.get("/jobs/1").text
    assert 'href="/articles/1"' in page
    assert "&lt;b&gt;.txt" in page
    assert "couldn&#39;t read an article in" in page
    failed = client.get("/jobs/1?show=failed").text
    assert ("a.txt" in failed, "&lt;b&gt;.txt" in failed) == (False, True)
    assert client.get("/jobs/9").status_code == 404


def test_a_long_job_is_shown_in_portions(client, store):
    store.jobs.make("many", [NewItem(f"file-{number}.txt") for number in range(150)])
    first = client.get("/jobs/1").text
    assert first.count('class="job-item ') == 100
    assert "/jobs/1?after=100" in first
    assert client.get("/jobs/1?after=100").text.count('class="job-item ') == 50


def test_what_waits_can_be_cancelled_and_read_after_all(waiting, store):
    assert upload(waiting, (b"Aly said Mirpur burns.", "a.txt")).status_code == 202
    page = waiting.get("/jobs/1").text
    assert 'action="/jobs/1/cancel"' in page
    assert '<meta http-equiv="refresh"' in page
    assert [job["id"] for job in waiting.get("/api/jobs?open=yes").json["jobs"]] == [1]
    assert waiting.post("/jobs/1/cancel").location == "/jobs/1"
    page = waiting.get("/jobs/1").text
    assert "1 file cancelled; what was added stays." in page
    assert 'action="/jobs/1/retry"' in page
    assert waiting.get("/api/jobs?open=yes").json["jobs"] == []
    answer = {"job": 1, "message": "Reading 1 file again.", "href": "/jobs/1"}
    assert waiting.post("/jobs/1/retry", headers=JSON).json == answer
    assert store.jobs.summary(1).counts.queued == 1


def test_with_nothing_to_do_the_buttons_say_so(client):
    upload(client, (b"Aly said Mirpur burns.", "a.txt"))
    for button, said in (("cancel", "Nothing was left to do."), ("retry", "Nothing of it failed or was cancelled.")):
        assert client.post(f"/jobs/1/{button}", headers=JSON).json["message"] == said
        assert client.post(f"/jobs/9/{button}", headers=JSON).status_code == 404


def test_a_form_without_scripts_is_led_to_the_job_when_it_takes_long(waiting, monkeypatch):
    monkeypatch.setattr("webapp.views.articles.adding.PATIENCE", 0.1)
    answer = upload(waiting, (b"Aly said Mirpur burns.", "a.txt"), json=False)
    assert (answer.status_code, answer.location) == (303, "/jobs/1")
    assert "0 of 1 file read" in waiting.get("/jobs/1").text


def test_a_person_chooses_the_columns_of_a_table(client, store):
    table = b"Nr,<b>Words</b>,When\n1,Aly said Mirpur burns.,2024-03-12\n2,Bo said Mirpur sleeps.,\n"
    (item,) = results(client, upload(client, (table, "a.csv"), json=True))
    assert (item["status"], item["choose"]) == ("choosing", "/jobs/1/columns/1")
    job = client.get("/jobs/1").text
    assert "1 file, 1 table waits for you to choose columns" in job
    assert 'href="/jobs/1/columns/1"' in job
    assert "/jobs/1?show=choosing" in client.get("/jobs").text
    page = client.get("/jobs/1/columns/1").text
    assert "&lt;b&gt;Words&lt;/b&gt;" in page
    assert "Bo said Mirpur sleeps." in page
    refused = client.post("/jobs/1/columns/1", data={"title": "1", "text": "9"})
    assert (refused.status_code, "Choose the column that holds" in refused.text) == (422, True)
    answer = client.post("/jobs/1/columns/1", data={"text": "1", "date": "2"}, headers=JSON)
    assert answer.json == {"job": 1, "message": "Reading 1 table with these columns.", "href": "/jobs/1"}
    until(lambda: store.jobs.summary(1).counts.done == 2)
    assert client.get("/api/jobs/1").json["words"] == "2 articles, 2 added"
    assert sorted(str(article.date) for article in store.articles()) == ["2024-03-12", "None"]
    assert client.get("/jobs/1/columns/1").status_code == 404


def test_columns_are_asked_for_where_a_person_wants_to_choose(client):
    answer = upload(client, (b"text,body\nx,Aly said Mirpur burns.\n", "a.csv"), columns="ask")
    assert [item["status"] for item in results(client, answer)] == ["choosing"]
