"""Web pages: main text and metadata; markup never stays."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading import Limits, read
from webapp.reading.formats.html import visible_words

PAGE = """<!-- saved --><!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Floods displace thousands | The River Post</title>
<meta property="og:title" content="Floods displace thousands">
<meta property="og:site_name" content="The River Post"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2026-02-04T10:00:00Z">
<link rel="canonical" href="https://example.org/floods"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article>{heading}
<p>MOPTI, Mali &mdash; Thousands were displaced, offi&shy;cials said &ldquo;today&rdquo;, <a href="x">as rivers</a> rose
across the delta and cut the only road between the two largest towns of the region.</p>
<p>Second <b>paragraph</b> &lt;script&gt;alert(1)&lt;/script&gt; with `${{x}}`, said the governor on Monday.
<br>It ends here, after a good many words.</p>
<table><tr><th>Town</th><th>Families</th></tr><tr><td>Djenné</td><td>400</td></tr></table>
<script>alert("no")</script></article><footer>© 2025 The River Post. All rights reserved.</footer></body></html>"""


@pytest.mark.parametrize("heading", ["<h1>Floods displace thousands</h1>", ""])
def test_a_news_page(heading, limits):
    article = read(PAGE.format(heading=heading).encode(), "page.html", limits)
    assert article.title == "Floods displace thousands"
    assert article.publisher == "The River Post"
    assert article.author == "Jane Doe"
    assert article.date == dt.date(2026, 2, 4)
    assert article.url == "https://example.org/floods"
    assert article.text.startswith("Floods displace thousands\n\nMOPTI, Mali — Thousands")
    assert article.headline.of(article.text) == "Floods displace thousands"
    assert article.filed_from.of(article.text) == "MOPTI, Mali"


def test_markup_goes_and_words_stay(limits):
    text = read(PAGE.format(heading="").encode(), "page.html", limits).text
    assert "Second paragraph <script>alert(1)</script> with `${x}`" in text
    assert "Djenné\t400" in text
    assert 'alert("no")' not in text
    assert "All rights reserved" not in text
    assert "Home" not in text
    assert "<p" not in text


def test_the_type_is_recognised_by_the_bytes(limits):
    page = PAGE.format(heading="")
    text = read(page.encode(), "page.html", limits).text
    assert read(page.encode(), "page.txt", limits).text == text
    assert read(page.encode("utf-16"), "page", limits).text == text


def test_the_encoding_that_a_page_declares(limits):
    words = "Жители города рассказали, что дорога закрыта из-за наводнения. " * 6
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{words}</p></body></html>'
    assert words.strip() in read(page.encode("cp1251"), "a.html", limits).text


def test_a_page_without_a_main_text_gives_all_it_shows(limits):
    page = "<p>Gao is <i>cut</i><br>off</p><style>p {}</style><script>x()</script>"
    assert read(page.encode(), "a.html", limits).text == "Gao is cut\noff"
    assert visible_words(f"<head><title>No</title></head>{page}<nav>Home</nav><!-- no -->") == "Gao is cut\n\noff"


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<html><body><script>draw()</script><noscript>Turn on scripts.</noscript></body></html>",
     "<!doctype html><html><body><img src=a.png></body></html>", "<!doctype html><!-- nothing -->"],
)  # fmt: skip
def test_a_page_that_shows_no_words(page, limits):
    with pytest.raises(UnreadableArticle, match="copy its words and paste them"):
        read(page.encode(), "a.html", limits)


def test_a_year_in_a_footer_is_no_date(limits):
    page = PAGE.format(heading="").replace("2026-02-04T10:00:00Z", "")
    assert read(page.encode(), "a.html", limits).date is None


def test_an_address_that_runs_script_is_dropped(limits):
    page = PAGE.format(heading="").replace("https://example.org/floods", "javascript:alert(1)")
    assert (read(page.encode(), "a.html", limits).url or "").startswith(("http", ""))
    assert "javascript" not in (read(page.encode(), "a.html", limits).url or "")


def test_embedded_pictures_do_not_count_against_the_limit():
    small = Limits(max_bytes=1_000_000, max_chars=2_000, max_pages=1)
    picture = f'<img src="data:image/png;base64,{"A" * 100_000}">'
    assert "Thousands" in read(PAGE.format(heading=picture).encode(), "a.html", small).text
    with pytest.raises(ArticleTooLarge, match="MENTION_MAPPER_MAX_TEXT_CHARS"):
        read(PAGE.format(heading="<p class=a></p>" * 1_000).encode(), "a.html", small)


def test_external_entities_and_deep_nesting_do_no_harm(limits):
    entity = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
    assert "root:" not in read(f"{entity}<p>Gao said &x; so.</p></body></html>".encode(), "a.html", limits).text
    deep = "<html><body>" + "<div>" * 3_000 + "Gao said so." + "</div>" * 3_000
    assert read(deep.encode(), "a.html", limits).text == "Gao said so."


def test_a_few_bad_bytes_are_replaced(limits):
    page = PAGE.format(heading="").replace("governor", "governor Ömer Çelik")
    for bad in (b"\xc3</footer>", b"\x92\xff</footer>"):
        text = read(page.encode().replace(b"</footer>", bad), "a.html", limits).text
        assert "Ömer Çelik" in text
        assert "Ã" not in text
    arabic = f"<meta charset=windows-1256><p>{'قال عمر إن السد ضعيف. ' * 9}".encode("cp1256")
    assert "قال عمر إن السد" in read(b"<html>" + arabic + b"\x00\x00", "a.html", limits).text


def test_the_encoding_that_browsers_read_for_its_name(limits):
    page = b'<html><meta charset="iso-8859-1"><p>\x93Caf\xe9s in Gao are shut,\x94 he said.'
    assert read(page, "a.html", limits).text == "“Cafés in Gao are shut,” he said."


def test_nuls_are_passed_over_and_binary_data_is_not(limits):
    page = PAGE.format(heading="").encode()
    assert "Thousands" in read(page.replace(b"<nav>", b"<nav>\0\0\0"), "a.html", limits).text
    with pytest.raises(UnreadableArticle):
        read(b"<html><body>" + bytes(range(32)) * 300, "a.html", limits)


def test_a_story_that_only_scripts_draw_is_read_from_what_the_page_states(limits):
    body = "Thousands were displaced, officials said. " * 9
    page = (
        f'<html><script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script><p>Wait'
    )
    assert read(page.encode(), "a.html", limits).text == body.strip()


def test_a_brief_is_not_replaced_by_the_teasers_around_it(limits):
    told = "The road to Gao was cut on Monday by the river, the police said."
    teaser = "Storm over Kayes, officials said on Tuesday in Bamako."
    teasers = f"<div><h3><a href=x>Storm over Kayes</a></h3><p>{teaser}</p></div>"
    page = f"<html><body><article><h1>Road to Gao cut</h1><p>{told}</p></article>{teasers * 5}"
    assert read(page.encode(), "a.html", limits).text == f"Road to Gao cut\n\n{told}"


@pytest.mark.parametrize(
    "markup",
    ["<table>" + "<tr><td>Gao</td><td>9</td></tr>" * 36_000 + "</table>", "<p>Gao" + "<!---->" * 140_000,
     "<p>Gao" + "<script></script>" * 55_000, "<p>Gao" + "<div class=related>" * 40_000, "<p>Gao</p>" * 90_000,
     "<p>" + "Gao<br>" * 110_000, "<figcaption>Gao Photo: x</figcaption>" * 25_000, "<p>Gao<noscript>" * 40_000],
)  # fmt: skip
def test_a_page_of_a_megabyte_is_read_in_a_moment(markup, limits):
    start = time.process_time()
    assert "Gao" in read(f"<!doctype html><title>Gao</title><body>{markup}".encode(), "a.html", limits).text
    assert time.process_time() - start < 2
