"""Tells whether two articles are copies of one story, and prepares no more of them than that takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.copies.shingles import Story, Words, contained, shared
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow
from webapp.store.statements import Made, among

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
TEXTS = Made(
    select(ArticleRow.id, ArticleRow.content_hash, ArticleRow.text, ArticleRow.copy_of)
    .where(among(ArticleRow.id, "ids"))
    .order_by(ArticleRow.id)
)
"""What is asked of some articles: id, content hash, text, and of what each is a copy."""
_SAID = Made(
    select(ClaimRow.article_id, ClaimSpanRow.start, ClaimSpanRow.end)
    .join(ClaimSpanRow, ClaimSpanRow.claim_id == ClaimRow.id)
    .where(among(ClaimRow.article_id, "ids"), ClaimSpanRow.part == "content")
)

_length = attrgetter("length")


def is_copy(one: Story, other: Story, words: float | None = None) -> bool:
    """Whether two articles are copies of one story: most of the shorter is in the longer.

    That must be so of its words, of what is claimed in it, of its names and of its numbers: reports of a series share
    most words, but neither who said what nor the figures. ``words`` is the share of the words, if it is known.
    """
    short, long = (one, other) if one.length <= other.length else (other, one)
    if words is None:
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

    def __init__(self, session: Session, new: Mapping[int, Words], texts: Mapping[int, str], wanted: set[int]) -> None:
        """``texts`` are those of the ``new`` articles, whose words are known; all that are compared are ``wanted``."""
        self._session = session
        self._wanted = wanted
        self._texts = dict(texts)
        self._words = dict(new)
        self.copy_of: dict[int, int] = {}
        for chunk in chunks(sorted(wanted - texts.keys()), CHUNK):
            for row in TEXTS.rows(session, ids=chunk):
                self._texts[row.id] = row.text
                if row.copy_of is not None:
                    self.copy_of[row.id] = row.copy_of
        self._claims: dict[int, list[str]] | None = None
        self._likeness: dict[tuple[int, int], float] = {}
        self._made: dict[int, Story] = {}

    def likeliest(self, one: int, others: Iterable[int]) -> int | None:
        """That of some articles with the most words in common that an article is a copy of, or that is one of it."""
        alike = [other for other in others if self._likeness_of(one, other) >= LEAST_WORDS]
        # The first that is one need not be compared with those that are less alike.
        alike.sort(key=lambda other: -self._likeness_of(one, other))
        return next((other for other in alike if self._are_copies(one, other)), None)

    def _are_copies(self, one: int, other: int) -> bool:
        return is_copy(self._story(one), self._story(other), self._likeness_of(one, other))

    def _likeness_of(self, one: int, other: int) -> float:
        """The share of the shorter one's words that the longer has too."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._likeness:
            short, long = sorted((self._of(one), self._of(other)), key=_length)
            self._likeness[pair] = contained(short.shingles, long.shingles)
        return self._likeness[pair]

    def _of(self, article_id: int) -> Words:
        if article_id not in self._words:
            self._words[article_id] = Words(self._texts[article_id])
        return self._words[article_id]

    def _story(self, article_id: int) -> Story:
        if self._claims is None:
            self._claims = _claims(self._session, self._texts, self._wanted)
        if article_id not in self._made:
            self._made[article_id] = self._of(article_id).story(self._claims.get(article_id, ()))
        return self._made[article_id]


def _claims(session: Session, texts: Mapping[int, str], wanted: Iterable[int]) -> dict[int, list[str]]:
    """The words of the claims of some articles."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for chunk in chunks(sorted(wanted), CHUNK):
        for article_id, start, end in _SAID.rows(session, ids=chunk):
            found[article_id].append(texts[article_id][start:end])
    return found
