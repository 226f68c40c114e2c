"""What surrounds a story on a page: menus, banners, boxes, bars and lists that no reader takes for the story."""

from __future__ import annotations

from html import escape

from benchmarks.pages.stories import Story


def page(head: str, body: str, attributes: str = 'lang="en"') -> str:
    """A whole page."""
    return f'<!doctype html>\n<html {attributes}><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>'


def metas(kind: str, **values: str) -> str:
    """Meta elements, named by the attribute ``kind``.

    In a name two underscores stand for a colon, ``_DOT_`` for a full stop and, where ``kind`` is "name", one underscore
    for a dash.
    """

    def spelt(name: str) -> str:
        name = name.replace("__", ":").replace("_DOT_", ".")
        return name.replace("_", "-") if kind == "name" else name

    return "".join(f'<meta {kind}="{spelt(name)}" content="{escape(value)}">' for name, value in values.items())


def paragraphs(story: Story, between: dict[int, str] | None = None, tag: str = "p", subhead: str = "h2") -> str:
    """The paragraphs as elements, other markup standing after some of them, and a subheading halfway."""
    parts = []
    for number, words in enumerate(story.paragraphs):
        if subhead and number == len(story.paragraphs) // 2:
            parts.append(f"<{subhead}>{escape(story.subhead)}</{subhead}>")
        parts.append(f"<{tag}>{escape(words, quote=False)}</{tag}>")
        parts.append((between or {}).get(number, ""))
    return "\n".join(parts)


def menu(story: Story) -> str:
    """The site's head and menu."""
    return (
        f'<header class="site-header"><a href="/">{escape(story.site)}</a><nav><ul><li><a href="/w">World</a></li>'
        '<li><a href="/s">Sport</a></li><li><a href="/b">Business</a></li></ul></nav></header>'
    )


def foot(story: Story) -> str:
    """The site's foot."""
    return (
        f"<footer><p>© {story.changed.year} {escape(story.site)}. All rights reserved.</p>"
        '<ul><li><a href="/t">Terms of use</a></li><li><a href="/p">Privacy policy</a></li></ul></footer>'
    )


def cookies() -> str:
    """A banner that asks for consent."""
    return (
        '<div id="cookie-consent" class="cookie-banner"><p>We and our 712 partners store and read information on your '
        "device to personalise advertising and to measure how our content performs. You can change your mind "
        "at any time."
        "</p><button>Accept all</button><button>Manage choices</button></div>"
    )


def share() -> str:
    """A bar of share buttons."""
    return (
        '<div class="share-tools"><span>Share</span><ul><li><a href="#">Facebook</a></li><li>'
        '<a href="#">Twitter</a></li>'
        '<li><a href="#">WhatsApp</a></li><li><a href="#">Copy link</a></li></ul></div>'
    )


def related(story: Story, heading: str = "Related stories", tag: str = "div", name: str = "related-content") -> str:
    """A box with links to other stories."""
    links = "".join(f'<li><a href="/x{number}">{escape(title)}</a></li>' for number, title in enumerate(story.related))
    return f'<{tag} class="{name}"><h3>{heading}</h3><ul>{links}</ul></{tag}>'


def newsletter() -> str:
    """A box that asks for an address."""
    return (
        '<div class="newsletter-signup"><h4>Morning Briefing</h4><p>The stories that matter, explained by our editors '
        'and sent to your inbox each weekday before breakfast.</p><form><input type="email">'
        "<button>Sign up</button></form></div>"
    )


def comments() -> str:
    """What readers wrote under a story."""
    said = (
        (
            "riverman",
            (
                "I have lived there for forty years and I can tell you that the wall was never safe, whatever "
                "the council says now."
            ),
        ),
        ("Anna P.", "My cousin works at the yard. They knew all about it in the spring and did nothing at all."),
        ("t_holm", "As usual nobody will be held responsible and we shall pay for it with our taxes."),
    )
    items = "".join(
        f'<li class="comment"><b>{who}</b><time>2 days ago</time><p>{words}</p></li>' for who, words in said
    )
    return (
        f'<section id="comments" class="comments-area"><h3>3 comments</h3><ol class="comment-list">{items}</ol>'
        f"<p>Leave a reply</p></section>"
    )


def figure(story: Story, credit: str = "span") -> str:
    """A picture with a caption, its credit in an element of its own or, without one, behind the words."""
    words = escape(story.caption)
    tail = f'<{credit} class="credit">{escape(story.credit)}</{credit}>' if credit else f" {escape(story.credit)}"
    return f'<figure class="image"><img src="a.jpg" alt="{words}"><figcaption>{words} {tail}</figcaption></figure>'


def advert() -> str:
    """A place for an advertisement."""
    return '<div class="ad-slot"><span>Advertisement</span><iframe src="about:blank"></iframe></div>'
