"""What an address itself shows about a publisher: its host, the page inside an archive's, the country of its ending."""

from __future__ import annotations

import re
from importlib.resources import files
from urllib.parse import unquote, urlsplit

from webapp.nlp.lexicon.tables import read

LONGEST_URL = 4_000
"""Anything longer is not the address of an article."""
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)
_INNER = re.compile(r"https?:/{1,2}(?=[^/\s])", re.IGNORECASE)
_AMP = re.compile(r"^/(?:amp/|[civ]/)(?:s/)?([^/?#]+\.[^/?#]+)")
_HOST = re.compile(r"(?=.{3,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")
_HOSTS = read(files(__package__).joinpath("hosts.tsv"))


def listed(name: str) -> frozenset[str]:
    """The hosts, labels and endings of a class of ``hosts.tsv``."""
    return frozenset(row["host"] for row in _HOSTS if name in row["classes"].split())


_WRAPPERS, _SOLD, _SECOND = listed("wrapper"), listed("sold"), listed("second")
_SPECIAL = {row["host"]: row["country"] for row in _HOSTS if row["country"]}
_UNIONS = ("eu", "su")


def host_of(url: str | None, depth: int = 3) -> str | None:
    """The host of the page that ``url`` leads to, in lower case and ASCII; None if it has none.

    Archives, caches and links that pass a reader on are looked through.
    """
    if not url or len(url) > LONGEST_URL:
        return None
    text = url.strip()
    try:
        parts = urlsplit(text if _SCHEME.match(text) else f"http://{text.removeprefix('//')}")
        host = parts.hostname or ""
    except ValueError:
        return None
    plain = _plain(host)
    if plain is None or depth == 0:
        return plain
    if plain.endswith(".translate.goog"):
        dotted = plain.removesuffix(".translate.goog").replace("--", "\0").replace("-", ".").replace("\0", "-")
        return _plain(dotted)
    if plain in _WRAPPERS or any(end in _WRAPPERS for end in ends_of(plain)):
        inner = _inner(parts.path, parts.query)
        return host_of(inner, depth - 1) if inner else plain
    return plain


def ends_of(host: str) -> list[str]:
    """The host and its suffixes of two labels or more, the longest first."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


def country_of(host: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that the host's ending stands for, None where anybody may have that ending."""
    labels = host.split(".")
    last = labels[-1]
    if last in _SPECIAL:
        return _SPECIAL[last]
    if len(last) != 2 or not last.isalpha() or last in _UNIONS:
        return None
    if last in _SOLD and (len(labels) < 3 or labels[-2] not in _SECOND):
        return None
    return last.upper()


def label_of(host: str) -> str:
    """The label that names the publisher: "thehindu" of www.thehindu.com, "dailypost" of dailypost.co.uk."""
    labels = host.split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND:
        return labels[-3]
    return labels[-2]


def _plain(host: str) -> str | None:
    """The host in lower-case ASCII without a trailing dot, None if it is not the name of a site."""
    host = host.lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if not _HOST.fullmatch(host) or host.rpartition(".")[2].isdigit():
        return None
    return host


def _inner(path: str, query: str) -> str | None:
    """The address inside that of an archive or cache."""
    rest = unquote(f"{path}?{query}")
    found = _INNER.search(rest)
    if found:
        return "http://" + rest[found.end() :].split("&", 1)[0]
    amp = _AMP.match(path)
    return f"http://{amp[1]}" if amp else None
