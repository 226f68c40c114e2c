"""What flows through the program: articles, mentions, resolutions, claims; no library types."""

from webapp.domain.article import Article, Placed, Span
from webapp.domain.kinds import Basis, ClaimKind, Manner, MentionKind, Role, Status
from webapp.domain.reading import (
    Attribution,
    Candidate,
    Claim,
    ClaimPlace,
    Edition,
    Mention,
    Reading,
    Resolution,
    Speaker,
)

__all__ = [
    "Article",
    "Attribution",
    "Basis",
    "Candidate",
    "Claim",
    "ClaimKind",
    "ClaimPlace",
    "Edition",
    "Manner",
    "Mention",
    "MentionKind",
    "Placed",
    "Reading",
    "Resolution",
    "Role",
    "Span",
    "Speaker",
    "Status",
]
