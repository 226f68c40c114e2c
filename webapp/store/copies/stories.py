"""Tells whether two articles are copies of one story, and prepares no more of them than that takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.copies.shingles import Hashes, Story, contained, shared, shingles, story
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow

CHUNK = 500
"""Articles, marks or ids in one statement."""
LEAST_WORDS = 0.4
"""Share of the shorter text's words, five in a row, that a copy has in common with the longer."""
LEAST_SAID = 0.4
"""Share of the words of the shorter text's claims that the longer text has too."""
LEAST_NAMES = 0.5
LEAST_FIGURES = 0.5
LEAST_MEAN = 0.65
"""What these shares must come to on average."""
FEW_FIGURES = 3
"""Numbers up to which they tell nothing."""
FEW_SAID = 6
"""The same for the hashes of claims."""
_IDS: Any = bindparam("ids", expanding=True)
TEXTS = (
    select(ArticleRow.id, ArticleRow.content_hash, ArticleRow.text, ArticleRow.copy_of)
    .where(ArticleRow.id.in_(_IDS))
    .order_by(ArticleRow.id)
)
"""What is asked of some articles: id, content hash, text, and of what each is a copy."""
_SAID = (
    select(ClaimRow.article_id, ClaimSpanRow.start, ClaimSpanRow.end)
    .join(ClaimSpanRow, ClaimSpanRow.claim_id == ClaimRow.id)
    .where(ClaimRow.article_id.in_(_IDS), ClaimSpanRow.part == "content")
)


def is_copy(one: Story, other: Story) -> bool:
    """Whether two articles are copies of one story: most of the shorter is in the longer.

    That must be so of its words, of what is claimed in it, of its names and of its numbers: reports of a series share
    most words, but neither who said what nor the figures.
    """
    short, long = sorted((one, other), key=lambda story: story.length)
    words = contained(short.shingles, long.shingles)
    if words < LEAST_WORDS:
        return False
    shares = [(words, LEAST_WORDS), (shared(short.names, long.names), LEAST_NAMES)]
    if len(short.claims) >= FEW_SAID:
        shares.append((contained(short.claims, long.short_shingles), LEAST_SAID))
    if len(short.figures) > FEW_FIGURES:
        shares.append((shared(short.figures, long.figures), LEAST_FIGURES))
    alike = all(share >= least for share, least in shares)
    return alike and sum(share for share, _ in shares) / len(shares) >= LEAST_MEAN


class Stories:
    """Articles that are compared, each prepared once, and what the ones that were there are copies of.

    Most that share some marks share little else: those are told by their words alone.
    """

    def __init__(self, session: Session, new: Mapping[int, str], wanted: set[int]) -> None:
        self._session = session
        self._wanted = wanted
        self._texts = dict(new)
        self.copy_of: dict[int, int] = {}
        for chunk in chunks(sorted(wanted - new.keys()), CHUNK):
            for row in session.connection().execute(TEXTS, {"ids": chunk}):
                self._texts[row.id] = row.text
                if row.copy_of is not None:
                    self.copy_of[row.id] = row.copy_of
        self._claims: dict[int, list[str]] | None = None
        self._shingles: dict[int, Hashes] = {}
        self._made: dict[int, Story] = {}

    def are_copies(self, one: int, other: int) -> bool:
        """Whether two are copies of one story."""
        return self.likeness(one, other) >= LEAST_WORDS and is_copy(self._story(one), self._story(other))

    def likeness(self, one: int, other: int) -> float:
        """The share of the shorter one's words that the longer has too."""
        short, long = sorted((one, other), key=lambda article: len(self._texts[article]))
        return contained(self._words(short), self._words(long))

    def _words(self, article_id: int) -> Hashes:
        if article_id not in self._shingles:
            self._shingles[article_id] = shingles(self._texts[article_id])
        return self._shingles[article_id]

    def _story(self, article_id: int) -> Story:
        if self._claims is None:
            self._claims = _claims(self._session, self._texts, self._wanted)
        if article_id not in self._made:
            self._made[article_id] = story(self._texts[article_id], self._claims.get(article_id, ()))
        return self._made[article_id]


def _claims(session: Session, texts: Mapping[int, str], wanted: Iterable[int]) -> dict[int, list[str]]:
    """The words of the claims of some articles."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for chunk in chunks(sorted(wanted), CHUNK):
        for article_id, start, end in session.connection().execute(_SAID, {"ids": chunk}):
            found[article_id].append(texts[article_id][start:end])
    return found
