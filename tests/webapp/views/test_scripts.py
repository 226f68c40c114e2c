"""A page's modules as one script."""

from __future__ import annotations

import re


def test_a_page_asks_for_one_script_that_has_all_its_modules(client):
    scripts = re.findall(r'<script defer src="(/scripts/[^"]+)"', client.get("/").text)
    assert "/scripts/map/page.js" in scripts
    answer = client.get("/scripts/map/page.js")
    assert answer.mimetype == "text/javascript"
    assert 'modules["map/mapview.js"]' in answer.text
    assert not re.search(r"^(import|export) ", answer.text, re.MULTILINE)


def test_a_script_that_has_not_changed_is_not_sent_again(client):
    tag = client.get("/scripts/map/page.js").headers["ETag"]
    assert client.get("/scripts/map/page.js", headers={"If-None-Match": tag}).status_code == 304


def test_only_our_own_modules_are_scripts(client):
    for path in ("nothing.js", "map/nothing.js", "../css/map.js", "%2e%2e/css/map.js"):
        assert client.get(f"/scripts/{path}").status_code == 404
