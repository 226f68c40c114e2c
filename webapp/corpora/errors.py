"""The error of corpora."""

from __future__ import annotations

from webapp.errors import MentionMapperError


class CorpusError(MentionMapperError):
    """Raised where the articles of a corpus cannot be found or read; the message says what to do."""

    status = 422
