"""The self-contained page: closed to everything that is not inside it."""

import base64
import hashlib
import html
import json
import re

import pytest

from webapp.maps import render_standalone
from webapp.maps.inline_basemap import inline_basemap
from webapp.maps.shell import in_script
from webapp.resources import static_folder

NASTY = "</script><script>alert(1)</script> & \u2028 <!--"


@pytest.fixture(scope="module")
def page() -> str:
    feature = {"type": "Feature", "id": "own:x", "geometry": {"type": "Point", "coordinates": [73.5, 34.4]}}
    quote = {"index": 0, "article": {"id": 1, "title": NASTY, "publisher": None, "date": "2026-02-04"}}
    detail = {"speakers": [{"name": NASTY, "claims": [quote]}], "acting": [], "mentions": []}
    return render_standalone(
        title=NASTY, places={"type": "FeatureCollection", "features": [feature]}, details={"own:x": detail}, outlines={}
    )


def test_policy_allows_exactly_what_is_inside(page):
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1])
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        allowed = re.search(rf"{kind} ([^;]+)", policy)[1].split()
        inside = [
            f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
            for source in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        ]
        assert inside == allowed
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_is_asked_for(page):
    outside_data = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert not re.search(r"(?:src|srcset)=|<link|@import|url\((?!none)", outside_data.split("<script>")[0])


def test_data_come_back_as_they_were_given(page):
    data = re.search(r'id="map-data">(.*?)</script>', page, re.DOTALL)[1]
    assert json.loads(data)["title"] == NASTY
    assert not re.search("[<>&\u2028]", data)
    assert NASTY not in page


@pytest.mark.parametrize("text", ["</script>", "<!--", "&lt;", "\u2028\u2029", "`${x}`", '"\\'])
def test_json_in_a_script_stays_in_its_element_and_is_lossless(text):
    embedded = in_script({"text": text})
    assert json.loads(embedded) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(embedded)


def test_basemap_holds_the_world_and_the_cells_around_the_places():
    folder = static_folder() / "basemap"
    kashmir = inline_basemap(folder, [(73.5, 34.4)])
    assert {"index.json", "world/0_0.json", "10m/25_12.json"} <= kashmir.keys()
    assert len(inline_basemap(folder, [])) == 2
    everywhere = inline_basemap(folder, [(lon, lat) for lon in range(-175, 180, 10) for lat in range(-60, 80, 10)])
    assert sum(len(json.dumps(cell)) for cell in everywhere.values()) < 9_000_000
