"""Ten more layouts of the half by which the reader was made."""

from __future__ import annotations

import json
from html import escape

from benchmarks.pages.first_half import Layout, script
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


def without_scripts(s: Story) -> tuple[str, Right]:
    """The story stands in a noscript element, as some applications serve it."""
    head = f"<title>{escape(s.title)} | {s.site}</title>" + metas("name", author=s.authors[0], date=str(s.date))
    body = (
        f'<div id="app"></div><script>start()</script><noscript>{menu(s)}<article>'
        f"<h1>{escape(s.title)}</h1>{paragraphs(s)}</article></noscript>{foot(s)}"
    )
    answers = right(s)
    return page(head, body), Right(answers.title, s.authors[0], answers.date, answers.lines)


def blog_host(s: Story) -> tuple[str, Right]:
    """A blog's host: lines in div elements, the author and the labels below."""
    lines = "<div><br></div>".join(f"<div>{escape(words, quote=False)}</div>" for words in s.paragraphs)
    body = (
        f'<div class="header"><h1 class="title">{escape(s.site)}</h1></div><h2 class="date-header">'
        f'<span>{s.date:%A, %-d %B %Y}</span></h2><div class="post hentry"><h3 class="post-title entry-title">'
        f'<a href="#">{escape(s.title)}</a></h3>'
        f'<div class="post-body entry-content">{lines}</div>'
        f'<div class="post-footer">Posted by <span class="fn">{s.authors[0]}</span> at <a href="#">10:03 '
        f"AM</a> "
        f'<span class="post-labels">Labels: <a href="#">floods</a>, <a href="#">rivers</a></span></div></div>'
        f'<div class="sidebar"><h2>Blog Archive</h2><ul><li>2015 (3)</li><li>2014 (12)</li></ul></div>'
    )
    answers = right(s, subhead=False)
    return page(
        f"<title>{escape(s.site)}: {escape(s.title)}</title>" + metas("property", og__title=s.title), body
    ), Right(answers.title, s.authors[0], answers.date, answers.lines)


def agency(s: Story) -> tuple[str, Right]:
    """An agency's page: who reported and edited at the end, its standards, a licence."""
    tail = (
        f"<p>(Reporting by {s.authors[0]} in Koronis; Additional reporting by Piet Maas; Editing by Joan "
        f"Ferry)</p><p>Our Standards: The Principles of Trust.</p><p>Purchase licensing rights</p>"
    )
    head = f"<title>{escape(s.title)} | Reuters</title>" + metas(
        "property",
        og__title=s.title,
        og__article__published_time=s.moment,
        og__article__modified_time=s.changed_moment,
        og__site_name="Reuters",
    )
    body = (
        f'{menu(s)}<main><article><header><h1 data-testid="Heading">{escape(s.title)}</h1>'
        f'<div class="info-content__author-date"><div>By <a rel="author" '
        f'href="/a">{"</a> and <a rel=author href=/b>".join(s.authors)}</a></div>'
        f"<time><span>{s.date:%B %-d, %Y}</span><span>9:15 AM UTC</span>"
        f"<span>Updated {(s.changed - s.date).days} days ago</span></time></div></header>"
        f'<div class="article-body__content">{paragraphs(s, {0: figure(s, "")}, subhead="")}{tail}</div>'
        f'</article></main><div class="sign-up">{newsletter()}</div>{foot(s)}'
    )
    return page(head, body), right(s, caption_after=0, subhead=False)


def broadcaster(s: Story) -> tuple[str, Right]:
    """A broadcaster's page: labels of pictures as lines, a list of the main points, times told in words."""
    picture = (
        f"<figure><img src=a.jpg><p>Image source, {escape(s.credit)}</p><figcaption>"
        f'<span class="hidden">Image caption, </span><p>{escape(s.caption)}</p></figcaption></figure>'
    )
    points = "".join(
        f"<li>{escape(words.split('. ')[0].rstrip('.'))} as was feared in the town</li>" for words in s.paragraphs[:2]
    )
    head = (
        f"<title>{escape(s.title)} - BBC News</title>"
        + metas("property", og__title=s.title, og__site_name="BBC News")
        + script(
            {
                "@type": "ReportageNewsArticle",
                "headline": s.title,
                "datePublished": s.moment,
                "author": {"@type": "NewsMediaOrganization", "name": "BBC News"},
            }
        )
    )
    body = (
        f'{menu(s)}<main id="main-content"><article><h1 id="main-heading">{escape(s.title)}</h1>'
        f'<div data-component="byline-block"><time datetime="{s.moment}">3 hours ago</time>'
        f"<span>{s.authors[0]}</span><span>Environment correspondent</span></div>{share()}"
        f"{picture}<ul "
        f'class="summary-points">{points}</ul>{paragraphs(s)}</article>{related(s, "More on this story", "section", "related-links")}<section>'
        f"<h2>Top stories</h2>{related(s)}</section></main>{foot(s)}"
    )
    lines = [
        s.title,
        s.caption,
        *(f"{words.split('. ')[0].rstrip('.')} as was feared in the town" for words in s.paragraphs[:2]),
        *right(s).lines[1:],
    ]
    return page(head, body), Right(s.title, s.authors[0], s.date.isoformat(), tuple(lines))


def crowded_byline(s: Story) -> tuple[str, Right]:
    """Bylines with posts, degrees, handles, the paper's name and the time."""
    first = f'By <a href="/a">{s.authors[0].upper()}</a>, Senior Correspondent'
    rest = "".join(f' and <a href="/b">{name}</a>, M.D.' for name in s.authors[1:])
    bio = (
        f'<div class="author-bio"><h4>{s.authors[0]}</h4>'
        f"<p>{s.authors[0]} covers rivers and ports. Before, she reported from the courts for six years. Follow "
        f"her on Twitter @{s.authors[0].split()[0].lower()}.</p></div>"
    )
    body = (
        f'{menu(s)}<div class="story-wrap"><h1>{escape(s.title)}</h1>'
        f'<h2 class="deck">{escape(s.standfirst)}</h2>'
        f'<p class="byline">{first}{rest} | {s.site} | {s.date:%B %-d, %Y} 3:46 PM</p>{share()}'
        f"{paragraphs(s, {1: advert()}, subhead='h4')}{bio}</div>{comments()}{foot(s)}"
    )
    return page(f"<title>{escape(s.title)} | {s.site} | News, Weather, Sports</title>", body), right(s, standfirst=True)


def drawn_by_scripts(s: Story) -> tuple[str, Right]:
    """The story's words stand only in JSON-LD."""
    data = {
        "@type": "NewsArticle",
        "headline": s.title,
        "articleBody": "\n\n".join(s.paragraphs),
        "datePublished": s.moment,
        "author": [{"@type": "Person", "name": name} for name in s.authors],
        "publisher": {"@type": "Organization", "name": s.site},
    }
    body = f'<div id="app">{menu(s)}<h1>{escape(s.title)}</h1><p>Loading…</p></div>{foot(s)}'
    return page(f"<title>{escape(s.title)}</title>" + script(data), body), right(s, subhead=False)


def interrupted(s: Story) -> tuple[str, Right]:
    """Links to other stories, lists of them and requests to follow stand between the paragraphs."""
    between = {
        0: f'<p><strong>Also Read: <a href="/x">{s.related[0]}</a></strong></p>',
        1: f'<p><b>READ MORE | <a href="/y">{s.related[1]}</a></b></p>',
        2: f'<ul><li><a href="/x">{s.related[2]}</a></li><li><a href="/z">{s.related[0]}</a></li></ul>',
        3: f'<p><a href="/w"><em>{s.related[1]}</em></a></p>',
        4: "<p>Join our WhatsApp channel for the latest updates</p>",
    }
    end = (
        f"<p>(This story has not been edited by {s.site} staff and is published from a syndicated feed.)</p>"
        f"<p>Follow {s.site} on Telegram, Facebook and X</p><p>Tags: rivers, floods</p>"
        f"<p>Published on {s.date:%d %b %Y}, 10:15 IST</p>"
    )
    head = f"<title>{escape(s.title)} - {s.site}</title>" + metas("property", og__title=s.title, og__site_name=s.site)
    body = (
        f'{menu(s)}<div class="container"><h1>{escape(s.title)}</h1>'
        f'<div class="editor-info">Written by {", ".join(s.authors)}</div>'
        f"<div "
        f'id="story-content">{paragraphs(s, between)}{end}</div>{related(s, "You may also like")}</div>{foot(s)}'
    )
    return page(head, body), right(s)


def dated_by_address(s: Story) -> tuple[str, Right]:
    """Capitals in the byline, the day only in the address, the picture's credit as a line."""
    head = f'<title>{escape(s.title)}</title><link rel="canonical" href="{s.address}">' + metas(
        "property", og__title=s.title, og__updated_time=s.changed_moment
    )
    body = (
        f'{menu(s)}<div class="news"><h1>{escape(s.title)}</h1><div class="pic"><img src=a.jpg>'
        f'<div class="caption">{escape(s.caption)} {escape(s.credit)}</div></div><p>'
        f"<strong>BY {' AND '.join(s.authors).upper()}</strong></p>"
        f"{paragraphs(s, subhead='h3')}<p>ends/</p></div>{foot(s)}"
    )
    return page(head, body), right(s, caption=True)


def endless(s: Story) -> tuple[str, Right]:
    """The next stories follow whole below the first."""
    other = "".join(
        f'<article class="story"><h1>{title}</h1><p class="byline">By Someone Else</p>'
        f'<time datetime="2001-02-03">3 February '
        f"2001</time>{''.join(f'<p>{title}, the harbour master said on the radio, and he added that it would not be the last time that this happened.</p>' for _ in range(4))}</article>"
        for title in s.related
    )
    head = f"<title>{escape(s.title)} | {s.site}</title>" + metas("property", og__title=s.title, og__site_name=s.site)
    body = (
        f'{cookies()}{menu(s)}<main><article class="story"><h1>{escape(s.title)}</h1>'
        f'<p class="byline">By {", ".join(s.authors)}</p><time datetime="{s.date}">{s.date:%-d %B %Y}</time>'
        f"{paragraphs(s)}</article>{other}</main>{foot(s)}"
    )
    return page(head, body), right(s)


def repeating(s: Story) -> tuple[str, Right]:
    """The same words twice: a summary that is the first paragraph, a headline in other words, a version for printing."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": s.address},
        "headline": s.title,
        "dateCreated": s.moment,
        "datePublished": s.moment,
        "author": {"@type": "Person", "name": s.authors[0], "url": "/a"},
    }
    head = (
        f"<title>{escape(s.title)} - {s.site}</title>"
        f'<script type="application/ld+json">\n<!--\n{json.dumps(data)}\n-->\n</script>'
        + metas("name", author=s.authors[0])
    )
    body = (
        f'{menu(s)}<div class="page"><h1>{escape(s.title)}</h1>'
        f'<p class="lead">{escape(s.paragraphs[0], quote=False)}</p><div class="text">'
        f"<h2>{escape(s.title)}</h2>{paragraphs(s, subhead='')}<p>{escape(s.paragraphs[-1], quote=False)}</p>"
        f"</div></div>"
        f'<div class="print-only" style="display:none">{paragraphs(s)}</div>{foot(s)}'
    )
    answers = right(s, subhead=False)
    return page(head, body), Right(answers.title, s.authors[0], answers.date, answers.lines)


FIRST_MORE: tuple[Layout, ...] = (
    without_scripts, blog_host, agency, broadcaster, crowded_byline, drawn_by_scripts, interrupted, dated_by_address, endless, repeating,
)  # fmt: skip
