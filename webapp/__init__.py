"""Mention Mapper: what news articles say about places, on a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config import Settings


def create_app(config: Settings | Mapping[str, Any] | None = None) -> Flask:
    """Make the web application; see ``webapp.app.build`` for what ``config`` may hold."""
    # Imported here so that the reading of articles alone, as in `extract`, loads neither Flask nor the database.
    from webapp.app import build

    return build(config)
