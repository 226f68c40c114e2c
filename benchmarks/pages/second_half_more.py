"""Ten more layouts of the half that was written when the reader had been made."""

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
)
from benchmarks.pages.right import Right, right
from benchmarks.pages.second_half import _one
from benchmarks.pages.stories import Story


def live_updates(s: Story) -> tuple[str, Right]:
    """A live blog that states its updates, with a list of key points and a name at each."""
    data = {
        "@type": "LiveBlogPosting",
        "headline": s.title,
        "datePublished": s.moment,
        "dateModified": s.changed_moment,
        "author": [{"@type": "Person", "name": name} for name in s.authors],
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Update", "datePublished": s.changed_moment}],
    }
    updates = "".join(
        f'<div class="block" id="block-{n}"><p class="block-time"><a href="#b">'
        f'<time datetime="{s.date}T0{n}:00Z">0{n}.00 BST</time></a></p>'
        f'<h2 class="block-title">Update {chr(65 + n)} from the river</h2><div class="block-elements">'
        f"<p>{escape(words, quote=False)}</p></div>"
        f'<div class="block-share"><button>Share</button></div></div>'
        for n, words in enumerate(s.paragraphs)
    )
    lines = [s.title]
    for n, words in enumerate(s.paragraphs):
        lines += [f"Update {chr(65 + n)} from the river", words]
    body = (
        f'{cookies()}{menu(s)}<main><h1>{escape(s.title)}</h1><p>{" and ".join(s.authors)}</p><div class="filter">'
        f"<button>Show key events only</button><span>Please turn on JavaScript to use this feature</span>"
        f"</div>{updates}</main>{foot(s)}"
    )
    return page(f"<title>{escape(s.title)} – live</title>" + script(data), body), Right(
        s.title, ", ".join(s.authors), s.date.isoformat(), tuple(lines)
    )


def archive_page(s: Story) -> tuple[str, Right]:
    """A page of the nineties: centred headings, a rule, paragraphs without ends, the day under the headline."""
    words = "\n<P>\n".join(escape(words, quote=False) for words in s.paragraphs)
    markup = (
        f"<HTML><HEAD><TITLE>{s.site}: {escape(s.title)}</TITLE></HEAD><BODY BGCOLOR=white><CENTER>"
        f'<A HREF="/">{s.site}</A> | <A HREF="a">Archive</A></CENTER><HR>'
        f"<H2>{escape(s.title)}</H2>\n<I>{s.date:%-d %B %Y}</I><BR>\nby {s.authors[0]}\n<P>\n{words}\n<HR>"
        f'<A HREF="b">Back to front page</A></BODY></HTML>'
    )
    return markup, _one(s, right(s, subhead=False))


def data_attributes(s: Story) -> tuple[str, Right]:
    """Stated in Twitter's labels; the body is marked by an attribute of data; lists and a table belong to the story."""
    rows = "".join(
        f"<tr><td>{place}</td><td>{number}</td></tr>"
        for place, number in (("Koronis", 41), ("Dunmore", 17), ("Adun", 9))
    )
    items = (
        "<ul><li>Boats will leave every hour from the old pier.</li>"
        "<li>Pupils are to stay at home until further notice.</li></ul>"
    )
    head = (
        f"<title>{escape(s.title)} - {s.site}</title>"
        + metas(
            "name",
            twitter__label1="Written by",
            twitter__data1=", ".join(s.authors),
            twitter__label2="Est. reading time",
            twitter__data2="3 minutes",
        ).replace("twitter__", "twitter:")
        + metas("property", og__title=s.title, article__published_time=s.moment)
    )
    body = (
        f'{menu(s)}<div data-article-body="true" class="c-block">'
        f"<h1>{escape(s.title)}</h1>{paragraphs(s, {0: items, 2: f'<table><tr><th>Town</th><th>Families moved</th></tr>{rows}</table>'}, subhead='')}</div>{related(s, 'More from ' + escape(s.site))}{foot(s)}"
    )
    lines = [s.title]
    for number, words in enumerate(s.paragraphs):
        lines.append(words)
        lines += [
            "Boats will leave every hour from the old pier.",
            "Pupils are to stay at home until further notice.",
        ] * (number == 0)
        lines += ["Town\tFamilies moved", "Koronis\t41", "Dunmore\t17", "Adun\t9"] * (number == 2)
    return page(head, body), Right(s.title, ", ".join(s.authors), s.date.isoformat(), tuple(lines))


def login_wall(s: Story) -> tuple[str, Right]:
    """A form for readers above the story, and offers of subscriptions inside and below."""
    form = (
        '<div class="login-box"><form><label>Username</label><input name=u><label>Password</label>'
        '<input name=p type=password><a href="/f">Forgot your password?</a><button>Log in</button></form></div>'
    )
    offer = (
        '<div class="offer"><p>Support independent local reporting.</p><p>'
        '<a href="/sub">Subscribe today for $1 a month</a></p></div>'
    )
    head = (
        f"<title>{escape(s.title)} | {s.site}</title>"
        + metas("property", og__site_name=s.site, og__title=s.title)
        + metas("name", author="admin", publish_date=str(s.date))
    )
    body = (
        f'{form}{menu(s)}<article class="asset"><h1 itemprop="headline">{escape(s.title)}</h1>'
        f'<ul class="list-inline"><li><span class="tnt-byline">{s.authors[0].upper()} '
        f"{s.authors[0].split()[0].lower()}@{s.host}</span></li><li>"
        f'<time datetime="{s.date}" class="tnt-date">{s.date:%b %-d, %Y}</time></li><li>'
        f'<time class="tnt-update-recent" datetime="{s.changed}">Updated {s.changed:%b %-d, %Y}</time></li>'
        f"</ul>"
        f'<div itemprop="articleBody" class="asset-content '
        f'subscriber-premium">{paragraphs(s, {1: offer}, subhead="")}</div>'
        f"<p>You have 3 free articles remaining this month.</p></article>{comments()}{foot(s)}"
    )
    return page(head, body), _one(s, right(s, subhead=False))


def agencies(s: Story) -> tuple[str, Right]:
    """Signed by an agency alone: nobody is the author; the picture's line names photographer and agency."""
    head = f"<title>{escape(s.title)} | Arab News</title>" + metas(
        "property", og__title=s.title, og__site_name="Arab News"
    )
    body = (
        f'{menu(s)}<div class="entry-article"><div class="image-wrap"><img src=x>'
        f'<div class="article-image-caption">{escape(s.caption)} (AFP/File)</div></div>'
        f'<h1>{escape(s.title)}</h1><div class="entry-meta"><div class="source">AFP</div>'
        f'<div class="updated-date">Updated {s.changed:%d %B %Y}</div>'
        f'<div class="published-date">{s.date:%B %d, %Y}06:15</div></div>'
        f'<div class="entry-content">{paragraphs(s, subhead="")}<p>AFP</p></div></div>{foot(s)}'
    )
    answers = right(s, subhead=False, author=False)
    return page(head, body), answers


def magazine(s: Story) -> tuple[str, Right]:
    """A long read: a dek in an h3, captions between paragraphs with credits in small type, an asterisked break."""
    picture = (
        f'<div class="photo"><img src=p.jpg><div class="photo-caption">{escape(s.caption)}<small '
        f'class="photo-credit">{escape(s.credit)}</small></div></div>'
    )
    head = f'<title>{escape(s.title)} – {s.site}</title><link rel=canonical href="{s.address}">' + metas(
        "name", citation_title=s.title, citation_author=s.authors[0], citation_publication_date=f"{s.date:%Y/%m/%d}"
    )
    body = (
        f'{menu(s)}<div class="longform"><div class="hero"><h1>{escape(s.title)}</h1>'
        f'<h3 class="dek">{escape(s.standfirst)}</h3>'
        f'<p class="credits">Words by {s.authors[0]}. Pictures by Ann Other.</p></div>'
        f'<div class="longform-text">{paragraphs(s, {1: picture, 3: "<p>***</p>"}, subhead="")}<p class="bio">'
        f"<em>{s.authors[0]} is a writer who lives in Koronis.</em></p></div></div>{newsletter()}{foot(s)}"
    )
    answers = right(s, standfirst=True, subhead=False, caption_after=1)
    return page(head, body), _one(s, answers)


def nested_site(s: Story) -> tuple[str, Right]:
    """A site within an ASP.NET form, names in camel case, site and section before the title."""
    head = f"<title>{s.site} | World | {escape(s.title)}</title>" + metas(
        "name", title=s.title, DC_DOT_date=f"{s.date:%d/%m/%Y}" if s.date.day > 12 else f"{s.date:%d %b %Y}"
    )
    body = (
        f'<form id="aspnetForm" method="post"><div id="ctl00_Header">{menu(s)}</div>'
        f'<div id="ctl00_MainContent"><div class="PageTitle"><h1>{escape(s.title)}</h1></div>'
        f'<div class="ArticleAuthorInfo">{", ".join(s.authors)} <span '
        f'class="ArticleDate">{s.date:%d %b %Y}</span></div>'
        f"<div "
        f'class="ArticleBodyText">{"<br /><br />".join(escape(words, quote=False) for words in s.paragraphs)}</div>'
        f'<div class="RelatedArticlesBox"><b>See also</b>{related(s, "")}</div></div></form>{foot(s)}'
    )
    return page(head, body), right(s, subhead=False)


def many_boxes(s: Story) -> tuple[str, Right]:
    """Boxes between paragraphs: podcasts, polls, quizzes, a map's legend, a donation, an app."""
    between = {
        0: '<div class="embed"><iframe src="x"></iframe></div><div class="podcast-promo"><p>Listen to our podcast about the river and its people.</p></div>',
        1: '<div class="donate-box"><p>If you value what we do, give what you can so that we can go on doing it for everybody.</p><a href=/d>Donate</a></div>',
        2: '<blockquote class="twitter-tweet"><p>The road is closed. Keep away from the bank.</p>— Koronis Police (@koronispolice) <a href="t">March 3, 2014</a></blockquote>',
        3: '<div class="app-promo"><p>Download our app for breaking news alerts.</p></div>' + advert(),
        4: f'<div class="inline-related"><span>READ:</span> <a href=/x>{s.related[0]}</a></div>',
    }
    head = (
        f"<title>{escape(s.title)} | {s.site}</title>"
        + metas("property", og__title=s.title, og__site_name=s.site, og__published_time=s.moment)
        + metas("name", parsely_author=s.authors[0])
    )
    body = (
        f'{cookies()}{menu(s)}<main role="main"><h1>{escape(s.title)}</h1>{share()}<div '
        f'class="rich-text">{paragraphs(s, between, subhead="")}</div></main>{foot(s)}'
    )
    lines = []
    answers = right(s, subhead=False)
    for line in answers.lines:
        lines.append(line)
        if line == s.paragraphs[2]:
            lines += ["The road is closed. Keep away from the bank.", "— Koronis Police (@koronispolice) March 3, 2014"]
    return page(head, body), _one(s, Right(answers.title, answers.author, answers.date, tuple(lines)))


def short_brief(s: Story) -> tuple[str, Right]:
    """A brief of one paragraph on a page full of other things."""
    words = s.paragraphs[1]
    teasers = "".join(
        f'<div class="item"><h3><a href=#>{title}</a></h3>'
        f"<p>{title}, officials confirmed on Tuesday, and more than two hundred people were there to see it "
        f"happen.</p></div>"
        for title in s.related
    )
    head = (
        f"<title>{escape(s.title)} | {s.site}</title>"
        + script(
            {
                "@type": "NewsArticle",
                "headline": s.title,
                "datePublished": s.moment,
                "author": {"@type": "Person", "name": s.authors[0]},
            }
        )
        + metas("property", og__site_name=s.site)
    )
    body = (
        f'{menu(s)}<div class="brief"><article><h1>{escape(s.title)}</h1><p>{escape(words, quote=False)}</p>'
        f'</article></div><div class="stream"><h2>Latest</h2>{teasers}</div>{foot(s)}'
    )
    return page(head, body), Right(s.title, s.authors[0], s.date.isoformat(), (s.title, words))


def wrong_declarations(s: Story) -> tuple[str, Right]:
    """The site's name is a heading of the first order; the description and the titles differ; times without a year."""
    head = f"<title>{s.site} - {escape(s.title)}</title>" + metas(
        "property", og__title=s.site, og__site_name=s.site, og__type="website"
    )
    body = (
        f'<h1 id="logo"><a href="/">{s.site}</a></h1>{menu(s)}<div class="wrapper">'
        f'<h2 class="headline">{escape(s.title)}</h2>'
        f'<p class="meta">{s.date:%d.%m.%Y} | {", ".join(s.authors)}</p>'
        f'<div class="txt">{paragraphs(s, subhead="h4")}</div></div>'
        f'<div class="box"><h2>Most commented</h2>{related(s, "")}</div>{foot(s)}'
    )
    return page(head, body), right(s)


SECOND_MORE: tuple[Layout, ...] = (
    live_updates, archive_page, data_attributes, login_wall, agencies, magazine, nested_site, many_boxes, short_brief, wrong_declarations,
)  # fmt: skip
