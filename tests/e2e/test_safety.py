"""Nothing leaves the host, and nothing in an article runs."""

import html
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.e2e.settling import settle

PAYLOADS = (
    "<script>__ran(1)</script>",
    "</script><script>__ran(2)</script>",
    '"><img src=//evil.invalid/x onerror=__ran(3)>',
    "'><svg onload=__ran(4)>",
    "${__ran(5)}",
    "`-__ran(6)-`",
    "');__ran(7);('",
    "{{ ''.__class__ }}{% raw %}",
    "<iframe srcdoc='<script>parent.__ran(8)</script>'></iframe>",
    "<a href='javascript:__ran(9)'>go</a>",
    "<!--<script>__ran(10)",
    "]]></style><style>@import '//evil.invalid/y';</style>",
    "<base href=//evil.invalid/><meta http-equiv=refresh content='0;url=//evil.invalid/z'>",
    "\\u003cscript\\u003e__ran(11)\\u003c/script\\u003e",
    "\u2028__ran(12)//",
)


def hostile_text(payload: str) -> str:
    return f"Mayor {payload} said Northport and Milltown {payload} were safe.\nWayside {payload} Atlantis {payload}\n"


def save_export(url, path):
    """Download the first article's map; its address on the disk."""
    with urllib.request.urlopen(f"{url}/articles/1/map.html") as response:
        path.write_bytes(response.read())
    return path.as_uri()


def test_no_request_of_a_session_leaves_the_host(page, live_server, article_file, tmp_path, visit):
    page.goto(live_server.url)
    page.set_input_files("#add-files", [article_file])
    expect(page.locator(".badge-holder")).to_have_count(3)
    page.locator(".place-row").first.click()
    expect(page.locator(".popup blockquote").first).to_be_visible()
    for zoom in (3, 5, 8):
        page.evaluate("(zoom) => document.querySelector('.folium-map').leafletMap.setZoom(zoom)", zoom)
        settle(page)
    page.goto(f"{live_server.url}/articles/1")
    page.goto(f"{live_server.url}/about")
    settle(page)
    assert [url for url in visit.requests if not url.startswith((live_server.url, "data:", "blob:"))] == []

    visit.requests.clear()
    saved = save_export(live_server.url, tmp_path / "map.html")
    page.goto(saved)
    page.locator(".place-row").first.click()
    expect(page.locator(".popup blockquote").first).to_be_visible()
    assert [url for url in visit.requests if url != saved and not url.startswith(("data:", "blob:"))] == []


def test_export_shows_the_same_map_from_a_disk(page, with_article, tmp_path, outlined):
    page.goto(save_export(with_article.url, tmp_path / "map.html"))
    expect(page.locator("h1")).to_have_text("Two towns cut off by flood")
    expect(page.locator(".badge-holder")).to_have_count(3)
    page.locator('.badge-holder[aria-label^="Northport"]').click()
    popup = page.get_by_role("dialog", name="Northport")
    expect(popup.locator("blockquote").first).to_have_text("people in Northport and Milltown had lost their homes.")
    expect(popup.get_by_role("link")).to_have_count(0)
    assert outlined() == ["own:estland"]
    expect(page.get_by_text("CC BY 4.0").first).to_be_visible()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_in_a_pasted_text_and_its_title_is_only_text(page, live_server, tmp_path, payload):
    page.goto(live_server.url)
    page.get_by_text("Paste text instead").click()
    page.get_by_label("Title").fill(f"Title {payload}")
    page.get_by_label("Article", exact=True).fill(hostile_text(payload))
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator(".badge-holder")).to_have_count(2)
    page.locator('.badge-holder[aria-label^="Northport"]').click()
    expect(page.locator(".popup .speaker-name")).to_contain_text("Mayor")
    page.goto(f"{live_server.url}/articles/1#claim-0")
    expect(page.locator(".is-highlighted").first).to_be_visible()
    for box in page.locator(".speakers input").all():
        box.check()
    page.get_by_role("link", name="Show all", exact=True).click()
    expect(page.locator(".badge-holder")).to_have_count(3)
    page.locator("#text a.mention", has_text="Wayside").click()
    expect(page.locator(".popup-mentions")).to_be_visible()
    page.goto(save_export(live_server.url, tmp_path / "map.html"))
    page.locator('.badge-holder[aria-label^="Northport"]').click()
    expect(page.locator(".popup .speaker-name")).to_contain_text("Mayor")


def test_payloads_in_file_name_author_and_title_of_a_web_page(page, live_server, tmp_path, visit):
    everything = " ".join(payload for payload in PAYLOADS)
    quoted = html.escape(everything)
    texts = [html.escape(hostile_text(payload)) for payload in PAYLOADS]
    paragraphs = "".join(f"<p>{text} Some more words of this long report.</p>" for text in texts)
    document = (
        f'<html><head><title>{quoted}</title><meta name="author" content="{quoted}">'
        f'<meta property="og:site_name" content="{quoted}"><link rel="canonical" href="javascript:__ran(13)"></head>'
        f"<body><article><h1>{quoted}</h1>{paragraphs}</article></body></html>"
    )
    name = "<img src=x onerror=__ran(14)>'\"`${__ran(15)}.html"
    page.goto(live_server.url)
    page.set_input_files("#add-files", [{"name": name, "mimeType": "text/html", "buffer": document.encode()}])
    expect(page.locator(".result.is-added")).to_contain_text("<img src=x onerror")
    page.locator('.badge-holder[aria-label^="Northport"]').click()
    expect(page.locator(".popup blockquote").first).to_be_visible()
    page.goto(f"{live_server.url}/articles/1")
    expect(page.locator(".facts")).to_contain_text("<img src=x onerror")
    page.goto(save_export(live_server.url, tmp_path / "map.html"))
    expect(page.locator(".badge-holder").first).to_be_visible()
    assert not any("evil.invalid" in url for url in visit.requests)
