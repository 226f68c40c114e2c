"""Which claims are shown and counted unless more is asked for."""

from __future__ import annotations

from webapp.config import Settings
from webapp.nlp.fitted.said import least_said
from webapp.store import ClaimFilter


def shown_claims(settings: Settings) -> ClaimFilter:
    """The claims that count as said, by the settings or as fitted."""
    return ClaimFilter(least_said=least_said() if settings.least_said is None else settings.least_said)
