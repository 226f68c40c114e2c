"""Ten layouts of the half that was written when the reader had been made."""

from __future__ import annotations

from html import escape

from benchmarks.pages.first_half import Layout, script
from benchmarks.pages.furniture import (
    advert,
    comments,
    cookies,
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


def _one(s: Story, answers: Right) -> Right:
    """The answers where only the first author is shown."""
    return Right(answers.title, s.authors[0], answers.date, answers.lines)


def initial_letter(s: Story) -> tuple[str, Right]:
    """A drop capital, and a first paragraph that is a heading."""
    first, *rest = s.paragraphs
    body = (
        f'{menu(s)}<section id="storycontent"><h1 class="article-title speakable">{escape(s.title)}</h1>'
        f'<div class="cnnmoney-byline">by <span class="byline">{s.authors[0]}</span> '
        f'<span class="cnnByline">@reporter</span></div>'
        f'<span class="cnnDateStamp">{s.date:%B %-d, %Y}: 9:41 AM ET</span>'
        f"<h2>{escape(first, quote=False)}</h2>"
        f'<p><span class="drop-cap fl '
        f'header-font">{rest[0][0]}</span>{escape(rest[0][1:], quote=False)}</p>{"".join(f"<p>{escape(words, quote=False)}</p>" for words in rest[1:])}</section>{foot(s)}'
    )
    return page(f"<title>{escape(s.title)}</title>", body), _one(s, right(s, subhead=False))


def two_containers(s: Story) -> tuple[str, Right]:
    """The first paragraphs stand apart from the others, with a box between; links fill whole paragraphs."""
    half = 2
    head = f"<title>{escape(s.title)} | {s.site}</title>" + metas(
        "property", og__title=f"{s.title} | {s.site}", article__author=s.authors[0], article__published_time=s.moment
    )
    more = "".join(f"<p>{escape(words, quote=False)}</p>" for words in s.paragraphs[half:-1])
    body = (
        f'{menu(s)}<main class="article-page"><h1>{escape(s.title)}</h1>'
        f'<div class="premium '
        f'article-intro">{"".join(f"<p>{escape(words, quote=False)}</p>" for words in s.paragraphs[:half])}</div>'
        f'{newsletter()}<div class="article-rest">{more}<p><strong>'
        f'<a href="/x">{escape(s.paragraphs[-1], quote=False)}</a></strong></p>'
        f"</div>{share()}{related(s, 'Read next')}</main>{foot(s)}"
    )
    return page(head, body), _one(s, right(s, subhead=False))


def list_story(s: Story) -> tuple[str, Right]:
    """Numbered headings, a label of who paid, a line of who updated it."""
    body = "".join(
        f"<h3>{number}. {escape(words.split('. ')[0].rstrip('.'))}</h3><p>{escape(words, quote=False)}</p>"
        for number, words in enumerate(s.paragraphs[:4], 1)
    )
    lines = [s.title, s.standfirst]
    for number, words in enumerate(s.paragraphs[:4], 1):
        lines += [f"{number}. {words.split('. ')[0].rstrip('.')}", words]
    head = (
        f"<title>{escape(s.title)}</title>"
        + metas("property", og__title=s.title, og__site_name=s.site)
        + metas("name", author=f"{s.authors[0]}, {s.site} Staff")
    )
    markup = (
        f'{menu(s)}<article class="buzz"><header><h1>{escape(s.title)}</h1>'
        f'<p class="js-article-subtitle">{escape(s.standfirst)}</p>'
        f'<div class="headline-byline">by <a href="/u">{s.authors[0]}</a><div>{s.site} Staff</div></div>'
        f"<p>Posted on {s.date:%B %-d, %Y} at 9:12 am</p><p>Last updated {s.changed:%B %-d, %Y}</p>"
        f'</header>{body}</article><div class="recirc-grid">{related(s)}</div>{foot(s)}'
    )
    return page(head, markup), Right(s.title, s.authors[0], s.date.isoformat(), tuple(lines))


def date_then_name(s: Story) -> tuple[str, Right]:
    """The day stands before the author on one line, and readers' comments have later days."""
    said = "".join(
        f'<div class="post-comment"><span>{who}</span> <time '
        f'datetime="{s.changed}T10:00">{s.changed:%B %-d, %Y}</time><p>{words}</p></div>'
        for who, words in (
            (
                "mud",
                (
                    "They told us the same thing last year, and the year before, and still nobody came to look "
                    "at the wall."
                ),
            ),
            ("Ola", "I was on the ferry that day and saw how the water ran through the gap, it was frightening."),
        )
    )
    body = (
        f'{menu(s)}<div class="article"><h1 class="title">{escape(s.title)}</h1>'
        f'<div class="byline">{s.date:%A %B %-d, %Y} 10:05 am PDT by {s.authors[0]}</div>'
        f'<div class="content">{paragraphs(s)}</div>'
        f'<div class="linkback"><a href="#c">[ 47 comments ]</a></div></div><div id="discussion">'
        f"<h4>Top Rated Comments</h4>{said}</div>{foot(s)}"
    )
    return page(f"<title>{escape(s.title)} - {s.site}</title>", body), _one(s, right(s))


def bar_byline(s: Story) -> tuple[str, Right]:
    """A blog theme's byline with bars and buttons, and a gallery of captions."""
    gallery = "".join(
        f'<div class="wp-caption"><img src="{n}.jpg">'
        f'<p class="wp-caption-text">{escape(s.caption)} ({escape(s.credit)})</p></div>'
        for n in range(1)
    )
    body = (
        f'{cookies()}<div id="wrap">{menu(s)}<div id="content" class="narrowcolumn">'
        f'<div class="post-4711 post hentry category-news tag-river" id="post-4711"><h1>{escape(s.title)}</h1>'
        f'<div class="byline"><b>By <a href="/author/x" title="Posts by {s.authors[0]}" '
        f'rel="author">{s.authors[0]}</a></b> | {s.date:%B %-d, %Y} | <a href="#email">Email this</a> <a '
        f'href="#p">Print This Post</a></div>'
        f"<div "
        f'class="entry">{gallery}{paragraphs(s, {1: "<h3>Sections</h3><p><a href=/n>News</a></p>"})}</div>'
        f"</div></div>"
        f'<div id="sidebar" class="sidebar"><h2>Archives</h2><ul><li>May 2014</li></ul></div></div>{foot(s)}'
    )
    markup = page(f"<title>{escape(s.title)} « {s.site}</title>", body).replace(
        "<h3>Sections</h3><p><a href=/n>News</a></p>", ""
    )
    return markup, _one(s, right(s, caption=True))


def copied(s: Story) -> tuple[str, Right]:
    """The story's words stand in the page more than once, for other sizes of screen."""
    text = paragraphs(s, subhead="h2")
    data = {
        "@graph": [
            {"@type": "WebSite", "name": s.site},
            {
                "@type": "AnalysisNewsArticle",
                "headline": s.title,
                "author": [{"@type": "Person", "name": name} for name in s.authors] * 2,
                "datePublished": s.moment,
            },
        ]
    }
    body = (
        f"{menu(s)}<article><header><h1>{escape(s.title)}</h1></header>"
        f'<div class="desktop-only body__inner">{text}</div></article>'
        f'<div class="mobile-only body__inner" aria-hidden="true">{text}</div>{foot(s)}'
    )
    return page(f"<title>{escape(s.title)} | {s.site}</title>" + script(data), body), right(s)


def press_office(s: Story) -> tuple[str, Right]:
    """A ministry's or an organisation's release: no author, a place line, contacts and notes at the end."""
    end = (
        "<p>ENDS</p><h3>Notes to editors</h3><p>For more information, contact the press office: <a "
        'href="mailto:press@office.example">press@office.example</a></p>'
    )
    body = (
        f'<div class="skip"><a href="#m">Skip to main content</a></div>{menu(s)}<main id="m">'
        f'<div class="field--name-field-type">Press release</div><h1 class="page-title">'
        f'<span property="schema:name">{escape(s.title)}</span></h1>'
        f'<div class="field field--name-field-date"><div class="field__label">Published</div>'
        f'<div class="field__item"><time datetime="{s.date}T12:00:00Z">{s.date:%-d %B %Y}</time></div></div>'
        f'<div class="field field--name-body">{paragraphs(s, subhead="")}{end}</div></main>'
        f'<div class="region-social">{share()}</div>{foot(s)}'
    )
    answers = right(s, subhead=False, author=False)
    return page(f"<title>{escape(s.title)} | Ministry of Works</title>", body), Right(
        answers.title, None, answers.date, (*answers.lines, "Notes to editors")
    )


def foreign_desk(s: Story) -> tuple[str, Right]:
    """A dateline, an agency's tail in the last paragraph's place, numbers of shares, a language menu."""
    place = "ZELENETS, Adun (Reuters) - "
    first = place + s.paragraphs[0]
    head = f"<title>{escape(s.title)} - {s.site}</title>" + metas(
        "property", og__title=s.title, og__site_name=s.site, article__published_time=f"{s.date:%Y-%m-%d %H:%M:%S}"
    )
    body = (
        f'{menu(s)}<div class="lang"><a>English</a> <a>Français</a> <a>العربية</a></div>'
        f'<div class="single-news"><h1>{escape(s.title)}</h1><ul class="meta-list">'
        f"<li>{s.date:%b %d, %Y}, 08:20</li><li>1,204 views</li><li>By {s.authors[0]}</li></ul>"
        f'<div class="news-text">'
        f"<p>{escape(first, quote=False)}</p>{''.join(f'<p>{escape(words, quote=False)}</p>' for words in s.paragraphs[1:])}<p>"
        f"<i>Reporting by {s.authors[0]}; editing by Tim Hale</i></p><p>Reuters</p></div>"
        f"</div>{related(s, 'Other news', 'aside', 'others')}{foot(s)}"
    )
    answers = right(s, subhead=False)
    lines = tuple(first if line == s.paragraphs[0] else line for line in answers.lines)
    return page(head, body), Right(answers.title, s.authors[0], answers.date, lines)


def video_page(s: Story) -> tuple[str, Right]:
    """A broadcaster's page: a player with its labels, a transcript box, weather in the head."""
    head = (
        f"<title>{escape(s.title)} - {s.site} | Weather, Sports, Breaking News | Koronis, AD</title>"
        + metas("property", og__title=s.title, og__type="video.other")
        + metas("name", author=f"{s.authors[0]} - {s.site}")
    )
    body = (
        f'<div class="weather-strip">Koronis 14°C</div>{menu(s)}<div class="gnt_cw"><div class="gnt_ar">'
        f'<h1 class="gnt_ar_hl">{escape(s.title)}</h1><div class="gnt_ar_by">{s.authors[0]}<br>{s.site}</div>'
        f'<div class="gnt_ar_dt" aria-label="Published 9:15 a.m. ET {s.date:%b. %-d, %Y} Updated 6:05 p.m. ET '
        f'{s.changed:%b. %-d, %Y}"></div><div class="video-player">'
        f"<p>Video unavailable: your browser does not support this player.</p><span>01:32</span></div>"
        f"<div "
        f'class="gnt_ar_b">{"".join(f"<p class=gnt_ar_b_p>{escape(words, quote=False)}</p>" for words in s.paragraphs)}</div>'
        f"</div></div><section><h2>Trending</h2>{related(s)}</section>{foot(s)}"
    )
    return page(head, body), _one(s, right(s, subhead=False))


def weekly(s: Story) -> tuple[str, Right]:
    """A weekly's page: a rubric and a day in words above the headline, a subtitle, a footnote."""
    head = (
        f"<title>{escape(s.title)} | The Weekly</title>"
        + metas("property", og__title=s.title, og__site_name="The Weekly")
        + script(
            [
                {
                    "@type": "NewsArticle",
                    "headline": s.title,
                    "datePublished": s.moment,
                    "author": {"@type": "Organization", "name": "The Weekly"},
                }
            ]
        )
    )
    body = (
        f'{menu(s)}<article data-test-id="Article"><header>'
        f'<span class="article__subheadline">Rivers and ports</span><br>'
        f'<h1 class="article__headline">{escape(s.title)}</h1>'
        f'<h2 class="article__description">{escape(s.standfirst)}</h2></header>'
        f'<div class="layout-article-meta"><time class="article__dateline" '
        f'datetime="{s.moment}">{s.date:%b %-d %Y}</time></div>'
        f'<div class="article__body">{paragraphs(s, {2: advert()}, subhead="h2")}'
        f'<p class="article__footnote">This article appeared in the World section of the print edition under '
        f"the headline “Wet feet”</p></div></article>{newsletter()}{comments()}{foot(s)}"
    )
    return page(head, body), right(s, standfirst=True, author=False)


SECOND: tuple[Layout, ...] = (
    initial_letter, two_containers, list_story, date_then_name, bar_byline, copied, press_office, foreign_desk, video_page, weekly,
)  # fmt: skip
