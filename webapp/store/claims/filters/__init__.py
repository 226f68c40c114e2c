"""Every filter on claims, each declared once: addresses, pages, scripts, commands and the store read these."""

from __future__ import annotations

from webapp.store.claims.filters.declared import YES, Declared, InvalidFilter, Level, Panel, Shape, Subject
from webapp.store.claims.filters.on_articles import ON_ARTICLES
from webapp.store.claims.filters.on_claims import ON_CLAIMS, UNNAMED
from webapp.store.claims.filters.on_links import ON_LINKS, PINNING
from webapp.store.claims.filters.on_remarks import ON_REMARKS
from webapp.store.places.grid import Box

FILTERS: tuple[Declared, ...] = (*ON_CLAIMS, *ON_LINKS, *ON_ARTICLES, *ON_REMARKS)
"""In the order in which an address has them."""
BY_NAME = {one.name: one for one in FILTERS}

__all__ = [
    "BY_NAME",
    "FILTERS",
    "PINNING",
    "UNNAMED",
    "YES",
    "Box",
    "Declared",
    "InvalidFilter",
    "Level",
    "Panel",
    "Shape",
    "Subject",
]
