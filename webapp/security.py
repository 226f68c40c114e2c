"""Protection against other sites, other machines and the articles themselves."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask.json.provider import DefaultJSONProvider

from webapp.config import Settings
from webapp.errors import MentionMapperError

MEGABYTE = 1024 * 1024
"""A little more than the million bytes of a file's limit: the form adds some of its own."""
MAX_PARTS = 1_000
"""Files and fields in one upload."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
WILDCARD_HOSTS = frozenset({"", "0.0.0.0", "::", "[::]"})  # noqa: S104 (compared, not bound)
NAME_CHARS = 120

_PORT = re.compile(r":\d{1,5}\Z")
# Control and format characters, bidirectional overrides among them, would make a name look like another.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class RequestRefused(MentionMapperError, PermissionError):
    """Raised when a change is requested by a page of another site, or not by a page of ours."""

    status = 403


class UnknownHost(MentionMapperError, ValueError):
    """Raised when a request is for a host name that is not this server's: DNS rebinding looks like this."""

    status = 400


class SentJson(DefaultJSONProvider):
    """JSON as pages send it: damaged JSON is refused, a lone surrogate becomes U+FFFD as in a form."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Raises ValueError."""
        try:
            found = super().loads(s, **kwargs)
            words = json.dumps(found, ensure_ascii=False)
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error
        whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return found if whole == words else super().loads(whole, **kwargs)


def init_app(app: Flask, settings: Settings, bound_host: str | None = None) -> None:
    """Set the limits, check every request and add the headers to every answer."""
    app.json = SentJson(app)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload_mb * MEGABYTE
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_upload_mb * MEGABYTE
    app.config["MAX_FORM_PARTS"] = MAX_PARTS
    hosts = known_hosts(settings.hosts, bound_host)

    @app.before_request
    def check() -> None:
        require_known_host(request.environ.get("HTTP_HOST", ""), hosts)
        if request.method not in SAFE_METHODS:
            require_same_origin()

    images = origin(settings.tiles)
    app.after_request(lambda response: add_headers(response, images))
    app.context_processor(lambda: {"csp_nonce": csp_nonce})


def known_hosts(hosts: Iterable[str], bound_host: str | None = None) -> frozenset[str]:
    """The names, without port, that requests may be addressed to."""
    names = set(hosts)
    if bound_host is not None and bound_host not in WILDCARD_HOSTS:
        names.add(bound_host)
    return LOCAL_HOSTS | {_bracketed(name.lower()) for name in names}


def require_known_host(host: str, hosts: frozenset[str]) -> None:
    """Raise UnknownHost unless the Host header names one of ``hosts``, with whatever port.

    Flask's TRUSTED_HOSTS cannot hold an IPv6 address: it treats everything after the first colon as a port.
    """
    name = _PORT.sub("", host.lower())
    if name not in hosts:
        raise UnknownHost(
            f"this server does not answer to the name {display_name(name)!r}: open it as http://localhost, "
            "or add the name to MENTION_MAPPER_HOSTS and start it again"
        )


def require_same_origin() -> None:
    """Raise RequestRefused unless the browser says that the request comes from a page of this server itself."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        allowed = site in ("same-origin", "none")
    else:
        source = request.headers.get("Origin") or request.headers.get("Referer") or ""
        allowed = _netloc(source) == request.host.lower()
    if not allowed:
        raise RequestRefused(
            "this change was not requested by a page of Mention Mapper, so nothing was done: "
            "open the map in this browser and try again from there"
        )


def csp_nonce() -> str:
    """The nonce of this answer: only scripts and styles that carry it run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(18)
    return str(g.csp_nonce)


def origin(address: str) -> str:
    """Scheme, host and port of an address; empty where there is none."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def content_security_policy(nonce: str, images: str = "") -> str:
    """The content security policy of an answer with this nonce; images may come from the origin ``images`` too."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            " ".join(("img-src 'self' data:", images)).strip(),
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def add_headers(response: Response, images: str = "") -> Response:
    """Add the headers that every answer has; images may come from the origin ``images`` too."""
    headers = response.headers
    headers["Content-Security-Policy"] = content_security_policy(csp_nonce(), images)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    # With no-referrer, browsers send "Origin: null" along with forms, and the same-origin check would refuse ours.
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    headers.setdefault("Cache-Control", "no-cache, private")
    return response


def display_name(filename: str) -> str:
    """A file's name, safe to show and to read its extension from; never to be used as a path."""
    name = re.split(r"[/\\]", filename)[-1]
    name = " ".join(_UNSEEN.sub("", name).split())
    if len(name) > NAME_CHARS:
        name = f"{name[: NAME_CHARS - 41]}…{name[-40:]}"
    return name or "the file"


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name and not name.startswith("[") else name


def _netloc(url: str) -> str | None:
    try:
        return urlsplit(url).netloc.lower() or None
    except ValueError:
        return None
