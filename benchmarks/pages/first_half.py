"""Twenty layouts of news pages: the half by which the reader was made."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from benchmarks.pages.furniture import (
    advert,
    comments,
    cookies,
    figure,
    foot,
    menu,
    metas,
    newsletter,
    page,
    paragraphs,
    related,
    share,
)  # fmt: skip
from benchmarks.pages.right import Right, right
from benchmarks.pages.stories import Story

Layout = Callable[[Story], tuple[str, Right]]


def script(data: object) -> str:
    """Data in a script element."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def blog_theme(s: Story) -> tuple[str, Right]:
    """A blog engine's theme: JSON-LD as a graph, the site's name behind every title."""
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#org", "name": s.site},
        {"@type": "NewsArticle", "@id": "#a", "headline": s.title, "author": [{"@id": f"#p{n}"} for n in range(len(s.authors))],
         "publisher": {"@id": "#org"}, "datePublished": s.moment, "dateModified": s.changed_moment},
        {"@type": "WebPage", "@id": s.address, "name": f"{s.title} - {s.site}", "datePublished": s.moment},
        *({"@type": "Person", "@id": f"#p{n}", "name": name} for n, name in enumerate(s.authors)),
    ]}  # fmt: skip
    head = f"<title>{escape(s.title)} - {s.site}</title>" + metas(
        "property", og__title=f"{s.title} - {s.site}", og__site_name=s.site, article__modified_time=s.changed_moment
    )
    body = (
        f'{menu(s)}<main><article class="post type-post status-publish category-world tag-share has-sidebar">'
        f'<header class="entry-header">'
        f'<h1 class="entry-title">{escape(s.title)}</h1>'
        f'<div class="entry-meta">Posted on <time datetime="{s.moment}">{s.date:%B %-d, %Y}</time> '
        f'by <span class="author vcard"><a rel="author" href="/author/x">{s.authors[0]}</a></span></div></header>'
        f'<div class="entry-content">{paragraphs(s, {2: newsletter()})}<div class="sharedaddy">'
        f"<h3>Share this:</h3>{share()}</div>"
        f'<div id="jp-relatedposts">{related(s, "Related", name="jp-relatedposts-items")}</div></div>'
        f"</article>{comments()}</main>"
        f'<aside class="widget-area"><h2>Recent posts</h2>{related(s)}</aside>{foot(s)}'
    )
    return page(head + script(graph), body), right(s)


def broadsheet(s: Story) -> tuple[str, Right]:
    """A standfirst, a lead picture with its credit, a pull quote, tags."""
    head = (
        f"<title>{escape(s.title)} | World news | {s.site}</title>"
        + metas("name", author=", ".join(s.authors))
        + metas(
            "property",
            og__title=s.title,
            article__published_time=s.moment,
            article__modified_time=s.changed_moment,
            og__site_name=s.site,
        )
    )
    quote = s.paragraphs[1].split(". ")[0]
    body = (
        f'{cookies()}{menu(s)}<article><div class="content__labels"><a href="/w">World</a></div>'
        f"<h1>{escape(s.title)}</h1>"
        f'<div class="standfirst"><p>{escape(s.standfirst)}</p>'
        f'</div>{figure(s)}<div class="byline">{" and ".join(s.authors)}</div>'
        f'<p class="dateline">{s.date:%a %-d %b %Y} 09.15 GMT</p>'
        f"<p>Last modified on {s.changed:%a %-d %b %Y}</p>{share()}"
        f"<div "
        f'class="article-body">{paragraphs(s, {2: f"<aside class=pullquote><blockquote>{escape(quote)}</blockquote></aside>", 3: advert()})}'
        f'</div><div class="submeta">Topics <ul class="topics"><li><a href="/t">Floods</a></li><li>'
        f'<a href="/r">Rivers</a></li></ul></div></article>'
        f"{related(s, 'More on this story', 'section', 'onward')}{foot(s)}"
    )
    return page(head, body), right(s, standfirst=True, caption=True)


def microdata(s: Story) -> tuple[str, Right]:
    """Schema.org's microdata, and a visible date of change before that of publication."""
    people = "".join(
        f'<span itemprop="author" itemscope><span itemprop="name">{name}</span></span> ' for name in s.authors
    )
    body = (
        f'{menu(s)}<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{escape(s.title)}</h1>'
        f'<div class="info">Updated: <time itemprop="dateModified" '
        f'datetime="{s.changed_moment}">{s.changed:%d/%m/%Y}</time> '
        f'Published: <time itemprop="datePublished" datetime="{s.moment}">{s.date:%d/%m/%Y}</time> {people}</div>'
        f'<div itemprop="articleBody">{paragraphs(s, {1: figure(s, "")})}</div></div>{related(s)}{comments()}{foot(s)}'
    )
    return page(f"<title>{s.site}: {escape(s.title)}</title>", body), right(s, caption_after=1)


def tables(s: Story) -> tuple[str, Right]:
    """A page of tables and fonts, with nothing stated outside its words."""
    words = "<br><br>\n".join(escape(words, quote=False) for words in s.paragraphs)
    links = "<br>".join(f'<a href="x.htm">{title}</a>' for title in s.related)
    body = (
        f'<table width=800><tr><td width=160 valign=top><font size=1><a href="/">Home</a><br>'
        f'<a href="/w">World</a><br><a href="/s">Sport</a>'
        f"<br>{links}</font></td><td valign=top><font size=5><b>{escape(s.title)}</b></font><br>"
        f"<b>By {' and '.join(s.authors)}</b><br>"
        f"<i>Posted: {s.date:%B %-d, %Y}</i><br><br>\n{words}<br><br></td></tr></table><center>"
        f"<font size=1>Copyright {s.date.year} {s.site}</font></center>"
    )
    return page(f"<title>{escape(s.title)}</title>", body, "").replace(
        '<meta charset="utf-8">', '<meta http-equiv=content-type content="text/html; charset=utf-8">'
    ), right(s, subhead=False)


def mailing(s: Story) -> tuple[str, Right]:
    """Meta elements for a mailing service, a kicker within the headline, a reading time."""
    head = f"<title>{escape(s.title)} — {s.site}</title>" + metas(
        "name",
        sailthru_DOT_title=s.title,
        sailthru_DOT_author=", ".join(s.authors),
        sailthru_DOT_date=f"{s.date:%a, %d %b %Y 07:00:00 GMT}",
        sailthru_DOT_tags="rivers, floods",
    )
    body = (
        f'{menu(s)}<main id="content"><h1><span class="kicker">Exclusive</span> {escape(s.title)}</h1>'
        f'<p class="author-line">{" & ".join(s.authors)}, staff writers</p>'
        f'<p class="read-time">4 min read</p><section '
        f'class="story">{paragraphs(s, {1: newsletter(), 3: advert()}, subhead="h3")}</section></main>'
        f'<section class="most-popular"><h2>Most popular</h2>{related(s)}</section>{foot(s)}'
    )
    return page(head, body), right(s)


def live(s: Story) -> tuple[str, Right]:
    """A live blog: each update has a time, and some a heading."""
    updates = "".join(
        f'<article class="live-post" id="u{n}"><time class="live-post__time" '
        f'datetime="{s.date}T1{n % 10}:20:00Z">1{n % 10}:20</time>'
        f'<div class="live-post__body"><p>{escape(words, quote=False)}</p></div><div class="share-post">'
        f'<a href="#">Share</a></div></article>'
        for n, words in enumerate(s.paragraphs)
    )
    head = (
        f"<title>{escape(s.title)} – as it happened | {s.site}</title>"
        + metas("name", parsely_title=s.title, parsely_author=s.authors[0], parsely_pub_date=s.moment)
        + "".join(f'<meta name="parsely-author" content="{name}">' for name in s.authors[1:])
    )
    body = (
        f'{menu(s)}<div class="liveblog"><h1>{escape(s.title)}</h1>'
        f'<p class="summary">{escape(s.standfirst)}</p><div class="live-badge">Live</div>'
        f'<div class="live-feed">{updates}</div></div>{related(s)}{foot(s)}'
    )
    return page(head, body), right(s, standfirst=True, subhead=False)


def library_metas(s: Story) -> tuple[str, Right]:
    """Dublin Core, and a headline outside the element that holds the story."""
    head = (
        f"<title>{escape(s.title)} :: {s.site}</title>"
        + metas("name", DC_DOT_title=s.title, DC_DOT_date_DOT_issued=str(s.date), DC_DOT_publisher=s.site)
        + "".join(f'<meta name="DC.creator" content="{name}">' for name in s.authors)
    )
    body = (
        f'{menu(s)}<header class="story-head"><h1>{escape(s.title)}</h1>'
        f'<div class="stamp">Last updated {s.changed:%-d %B %Y}</div></header>'
        f'<div class="columns"><div class="left">{related(s)}</div>'
        f'<div class="story-text">{paragraphs(s)}</div></div>{foot(s)}'
    )
    return page(head, body), right(s)


def mobile(s: Story) -> tuple[str, Right]:
    """A page for telephones: JSON-LD in a list, advertisements between paragraphs."""
    data = [
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "World"}]},
        {"@type": ["NewsArticle"], "headline": s.title, "datePublished": s.moment, "dateModified": s.changed_moment,
         "author": [{"@type": "Person", "name": name, "jobTitle": "Reporter"} for name in s.authors], "publisher": {"@type": "Organization", "name": s.site}},
    ]  # fmt: skip
    body = (
        f'<amp-sidebar id="sidebar"><ul><li>World</li><li>Sport</li></ul></amp-sidebar><article>'
        f'<h1>{escape(s.title)}</h1><amp-img src="a.jpg"></amp-img>'
        f'<p class="caption">{escape(s.caption)}</p><p class="byline">By {", ".join(s.authors)}</p>'
        f"{paragraphs(s, {0: '<amp-ad type=x></amp-ad>', 2: '<p>Advertisement</p><amp-ad></amp-ad>'})}</article>"
        f"<amp-embed></amp-embed>{foot(s)}"
    )
    return page(f"<title>{escape(s.title)}</title>" + script(data), body, "amp lang=en"), right(s, caption=True)


def gated(s: Story) -> tuple[str, Right]:
    """A pay wall's lines and boxes among the paragraphs."""
    data = {
        "@type": "NewsArticle",
        "headline": s.title,
        "isAccessibleForFree": "False",
        "datePublished": s.moment,
        "author": {"@type": "Person", "name": list(s.authors)},
    }
    ask = "<p>This article is for subscribers only.</p><p><a href=/in>Already a subscriber? Log in</a></p>"
    wall = (
        '<div class="paywall-prompt"><h3>Keep reading for £1</h3>'
        "<p>Unlimited access to every story, on every device, for four weeks. Cancel anytime.</p></div>"
    )
    body = (
        f'{menu(s)}<article><h1>{escape(s.title)}</h1><p class="premium-note">Premium</p>'
        f'<div class="paywalled body-text">{paragraphs(s, {0: ask, 3: wall})}</div>'
        f"<p>To continue reading, subscribe to {s.site} or register for a free account.</p></article>{foot(s)}"
    )
    return page(
        f"<title>{escape(s.title)} | {s.site}</title>"
        + metas("property", og__title=s.title, og__site_name=s.site)
        + script(data),
        body,
    ), right(s)


def rendered(s: Story) -> tuple[str, Right]:
    """A page drawn on a server by an application: names of classes are hashes, and there is no article element."""
    pieces = "".join(
        f'<div class="css-1q{n}x8"><div class="css-53u6y{n}">'
        f'<p class="css-at9mc1">{escape(words, quote=False)}</p></div></div>'
        for n, words in enumerate(s.paragraphs)
    )
    head = (
        f"<title>{escape(s.title)} | {s.site}</title>"
        + metas("property", og__title=s.title, og__url=s.address, og__site_name=s.site)
        + metas("name", byl=f"By {' and '.join(s.authors)}", pdate=f"{s.date:%Y%m%d}")
    )
    body = (
        f'<div id="root"><div class="css-x1">{menu(s)}<div class="css-y2"><div class="css-t9">'
        f'<h1 class="css-h4">{escape(s.title)}</h1></div>'
        f'<div class="css-b7"><span>By </span><span>{", ".join(s.authors)}</span></div>'
        f'<div class="css-z0">{pieces}</div></div>'
        f'<div class="css-r3"><div>Most Read</div>'
        f"<ol>{''.join(f'<li><a href=#>{title}</a></li>' for title in s.related)}</ol></div></div></div>"
    )
    return page(head, body), right(s, subhead=False)


FIRST: tuple[Layout, ...] = (
    blog_theme,
    broadsheet,
    microdata,
    tables,
    mailing,
    live,
    library_metas,
    mobile,
    gated,
    rendered,
)
