"""What a page says of its story: from JSON-LD, meta elements, microdata, and from lines near the headline."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest

from webapp.reading.pages.frame import Frame, frame
from webapp.reading.pages.tree import parsed

PROSE = "<p>The ferry to Kalo sank on Monday, the harbour master said, and nine people are missing since noon.</p>" * 3
MAY_4 = dt.date(2019, 5, 4)


def read(head: str, body: str = "") -> Frame:
    return frame(parsed(f"<html><head>{head}</head><body><h1>Ferry sinks off Kalo</h1>{body}{PROSE}</body></html>"))


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


STORY = {"@type": "NewsArticle", "headline": "Ferry sinks off Kalo", "datePublished": "2019-05-04T09:00:00Z",
         "dateModified": "2021-01-07", "author": {"@type": "Person", "name": "Lena Okoro"},
         "publisher": {"@type": "Organization", "name": "Kalo Courier"}}  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        linked(STORY),
        linked([{"@type": "BreadcrumbList"}, STORY]),
        linked({"@graph": [{"@type": "Person", "@id": "#p", "name": "Lena Okoro"},
                           {**STORY, "@type": ["Article", "NewsArticle"], "author": {"@id": "#p"}}]}),
        linked({"@type": "WebPage", "mainEntity": STORY}),
        linked({**STORY, "author": ["Lena Okoro", "Lena Okoro"]}),
        linked({**STORY, "author": [{"name": "Lena Okoro"}, {"@type": "Organization", "name": "Kalo Courier"}]}),
        f"<script type='application/ld+json'>/*<![CDATA[*/{json.dumps(STORY)}/*]]>*/</script>",
        '<meta name="author" content="By Lena Okoro"><meta property="article:published_time" content="2019-05-04">'
        '<meta property="article:modified_time" content="2021-01-07">'
        '<meta property="og:site_name" content="Kalo Courier">',
        '<meta name="DC.creator" content="Lena Okoro"><meta name="DC.date.issued" content="2019-05-04">'
        '<meta name="DC.publisher" content="Kalo Courier">',
        '<meta name="sailthru.author" content="Lena Okoro"><meta name="sailthru.date" content="2019-05-04 10:00:00">'
        "<title>Ferry sinks off Kalo | Kalo Courier</title>",
        '<meta name="parsely-author" content="Lena Okoro"><meta name="parsely-pub-date" content="2019-05-04T10:00:00Z">'
        '<meta name="application-name" content="Kalo Courier">',
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Lena Okoro">'
        '<meta name="pdate" content="20190504"><meta property="og:site_name" content="Kalo Courier">',
        '<meta property="article:author" content="https://a.example/lena"><meta name="byl" content="By Lena Okoro">'
        '<meta name="date" content="4 May 2019"><meta property="og:site_name" content="Kalo Courier">',
    ],
)  # fmt: skip
def test_what_a_page_states(head):
    found = read(head)
    assert (found.title, found.authors, found.date) == ("Ferry sinks off Kalo", ("Lena Okoro",), MAY_4)
    assert found.publisher == "Kalo Courier"


@pytest.mark.parametrize(
    "body",
    [
        "<p class=byline>By Lena Okoro May 4, 2019 3:46 PM</p>",
        "<div class=author>Lena Okoro<br>May 4, 2019</div>",
        "<div>by <a rel=author href=x>Lena Okoro</a></div><time datetime='2019-05-04T10:00'>3 days ago</time>",
        "<div class=meta><span>4 May 2019</span> | <span>Lena Okoro</span></div>",
        "<div class=byline><span>Lena Okoro</span><span>Harbour correspondent</span></div><p>Published 4 May 2019</p>",
        "<p>Saturday May 4, 2019 10:05 am by Lena Okoro</p>",
        "<i>4 May 2019</i><br>by Lena Okoro<br>",
        "<p>Updated: 7 January 2021</p><p>Published: 4 May 2019</p><p><b>BY LENA OKORO</b></p>",
        "<div itemprop=author itemscope><span itemprop=name>Lena Okoro</span></div>"
        "<meta itemprop=datePublished content=2019-05-04>",
        "<form><label>Username</label></form><div class=author>Username</div>"
        "<div class=author>Lena Okoro</div><p>4 May 2019</p>",
        "<div aria-label='Published 9:15 a.m. May 4, 2019 Updated Jan. 7, 2021'></div><p class=writer>Lena Okoro</p>",
    ],
)
def test_what_a_page_shows(body):
    found = read("", body)
    assert (found.authors, found.date) == (("Lena Okoro",), MAY_4)


def test_the_end_of_a_page_may_sign_and_date_it():
    root = parsed(
        f"<h1>Ferry sinks off Kalo</h1>{PROSE}<div>Posted by Lena Okoro at 10:03 AM</div><p>Published on 4 May 2019</p>"
    )
    assert (frame(root).authors, frame(root).date) == (("Lena Okoro",), MAY_4)


def test_other_stories_and_comments_sign_and_date_nothing():
    other = "<p class=byline>By Ann Other</p><time datetime=2001-02-03></time>"
    found = read("", f"<aside>{other}</aside><div class=related-stories>{other}</div><div id=comments>{other}</div>")
    assert (found.authors, found.date) == ((), None)


def test_an_address_is_one_of_the_web():
    assert read('<link rel="canonical" href="https://a.example/ferry">').address == "https://a.example/ferry"
    assert read('<link rel="canonical" href="javascript:alert(1)">').address is None
    saved = parsed("<!-- saved from url=(0024)https://a.example/ferry --><html><body><h1>Ferry</h1></body></html>")
    assert frame(saved).address == "https://a.example/ferry"


@pytest.mark.parametrize("data", ["[" * 300_000, "{" * 300_000, '{"@graph":' * 30_000, "not data", ""])
def test_data_that_is_none_costs_no_time(data):
    start = time.process_time()
    assert read(f"<script type='application/ld+json'>{data}</script>").title == "Ferry sinks off Kalo"
    assert time.process_time() - start < 2
