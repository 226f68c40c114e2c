"""Other sites, other names and odd file names get nowhere."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from webapp import create_app
from webapp.config import Settings
from webapp.security import display_name, known_hosts

FILE = {"files": (io.BytesIO(b"x"), "a.txt")}


def post(app, headers: dict[str, str], host: str = "localhost:8000"):
    client = app.test_client()
    return client.post("/articles/1/delete", headers={"Host": host, "Accept": "application/json", **headers})


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:9000"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
        {"Referer": "http://evil.example/localhost:8000"},
        {},
    ],
)
def test_a_change_asked_for_by_another_site_is_refused(app, store, reading, headers):
    store.save(reading)
    answer = post(app, headers)
    assert answer.status_code == 403
    assert "nothing was done" in answer.json["error"]
    assert store.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost:8000"},
        {"Referer": "http://localhost:8000/articles/1"},
    ],
)
def test_a_change_asked_for_by_our_own_page_is_made(app, store, reading, headers):
    store.save(reading)
    assert post(app, headers).json["deleted"] == 1
    assert store.count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/articles",
        "/samples",
        "/articles/1/delete",
        "/jobs/1/cancel",
        "/jobs/1/retry",
        "/jobs/1/columns/1",
        "/articles/1/details",
        "/articles/1/details/as-read",
        "/articles/1/story",
        "/articles/many",
        "/bin/put-back",
        "/bin/empty",
        "/collections",
        "/collections/1",
        "/collections/1/delete",
        "/tags/rename",
        "/api/collections",
        "/api/collections/1/articles",
        "/gazetteer/own",
        "/gazetteer/own-import",
        "/gazetteer/own/camp",
        "/gazetteer/own/camp/remove",
        "/speakers/0123456789ab/merge",
        "/speakers/0123456789ab/split",
        "/speakers/0123456789ab/apart",
        "/speakers/choices/1/undo",
        "/speakers/choices/1/redo",
    ],
)
def test_every_address_that_changes_something_checks_where_it_is_asked_from(app, path):
    answer = app.test_client().post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_nothing_is_changed_by_looking(app):
    rules = {rule.endpoint: rule.methods - {"HEAD", "OPTIONS"} for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint, methods in rules.items() if methods != {"GET"}} == {
        "article_details.as_read",
        "article_details.decide",
        "article_details.save",
        "articles.add",
        "articles.delete",
        "articles.samples",
        "jobs.cancel",
        "jobs.choose",
        "jobs.retry",
        "bin.empty",
        "bin.put_back",
        "collections.create",
        "collections.delete",
        "collections.edit",
        "collections.many",
        "collections.rename_tag",
        "collections_api.create",
        "collections_api.delete",
        "collections_api.edit",
        "collections_api.edit_article",
        "collections_api.put",
        "decisions_api.decide",
        "decisions_api.import_",
        "decisions_api.redo",
        "decisions_api.settle",
        "decisions_api.undo",
        "jobs.take_back",
        "own_places.add",
        "own_places.import_file",
        "own_places.remove",
        "own_places.save",
        "rereading.start",
        "rereading.stop",
        "speakers.merge",
        "speakers.apart",
        "speakers.split",
        "speakers.undo",
        "speakers.redo",
    }


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:5000", "[::1]:8000", "LOCALHOST:1"])
def test_the_names_of_this_machine_are_answered(app, host):
    assert app.test_client().get("/api/status", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil", "["])
def test_another_name_is_refused(app, host):
    answer = app.test_client().get("/api/status", headers={"Host": host})
    assert answer.status_code == 400
    assert "MENTION_MAPPER_HOSTS" in answer.json["error"]


def test_a_page_asked_for_by_another_name_says_what_to_do(app):
    answer = app.test_client().get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "MENTION_MAPPER_HOSTS" in answer.text


def test_the_operators_names_and_the_bound_address_are_answered_too():
    hosts = known_hosts(("Maps.Example.org", "2001:db8::1"), "192.168.1.5")
    assert hosts >= {"localhost", "127.0.0.1", "[::1]", "maps.example.org", "[2001:db8::1]", "192.168.1.5"}
    assert known_hosts((), "0.0.0.0") == known_hosts(())
    assert known_hosts((), "::") == known_hosts(())


def test_settings_alone_make_an_application_that_knows_its_hosts(tmp_path, reader, store):
    settings = Settings(home=tmp_path, hosts=("maps.example.org",))
    app = create_app({"SETTINGS": settings, "READER": reader, "STORE": store, "BOUND_HOST": "10.0.0.7"})
    for host in ("maps.example.org", "10.0.0.7:8000"):
        assert app.test_client().get("/api/status", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/about", "/nowhere", "/api/places", "/articles/1", "/static/nothing.js"])
def test_every_answer_has_a_policy_with_a_nonce_of_its_own(client, store, reading, path):
    store.save(reading)
    policies = [client.get(path).headers["Content-Security-Policy"] for _ in range(2)]
    nonces = [re.search(r"script-src 'self' 'nonce-([\w-]{20,})'", policy)[1] for policy in policies]
    assert nonces[0] != nonces[1]
    for policy in policies:
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy
        assert "https:" not in policy


@pytest.mark.parametrize("path", ["/", "/about", "/articles/1"])
def test_scripts_in_a_page_carry_the_nonce_of_its_policy(client, store, reading, path):
    store.save(reading)
    answer = client.get(path)
    nonce = re.search(r"'nonce-([\w-]+)'", answer.headers["Content-Security-Policy"])[1]
    inline = re.findall(r"<(?:script|style)(?![^>]*\bsrc=)[^>]*>", answer.text)
    assert all(f'nonce="{nonce}"' in tag for tag in inline if 'type="application/json"' not in tag)
    assert not re.search(r"<[^>]+\son\w+\s*=", answer.text)
    assert not re.search(r"<[^>]+\sstyle\s*=", answer.text)


def test_every_answer_keeps_browsers_from_guessing_framing_and_sending_addresses(client):
    headers = client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    # Not no-referrer: browsers would send "Origin: null" with our own forms.
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\report.docx", "report.docx"),
        ("a\x00b\nc\x1b[31m.txt", "abc[31m.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("", "the file"),
        ("///", "the file"),
        ("<script>alert(1)<script>.txt", "<script>alert(1)<script>.txt"),
        ("отчёт о Мирпуре.pdf", "отчёт о Мирпуре.pdf"),
    ],
)
def test_a_file_name_is_shown_without_what_could_mislead(given, shown):
    assert display_name(given) == shown


def test_a_long_file_name_keeps_its_ending():
    name = display_name("x" * 500 + ".docx")
    assert len(name) <= 120
    assert name.endswith("xxx.docx")


def test_images_come_from_an_operators_own_map_and_from_nowhere_else(settings, reader, store):
    def policy(**more):
        app = create_app({"SETTINGS": replace(settings, **more), "READER": reader, "STORE": store})
        headers = app.test_client().get("/about", headers={"Host": "localhost"}).headers
        return next(part for part in headers["Content-Security-Policy"].split("; ") if part.startswith("img-src"))

    assert policy() == "img-src 'self' data:"
    assert policy(tiles="https://maps.example:8080/{z}/{x}/{y}.png") == "img-src 'self' data: https://maps.example:8080"
