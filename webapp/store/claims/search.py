"""Full text of articles and claims, by stems: SQLite's FTS5, and the only place that knows so.

No index holds the words themselves. Those of articles and of notes read them from ``article`` and ``remark``; that of
claims keeps none, and is told the words of a claim once more when it goes.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Integer, Select, column, false, func, literal, select, table
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow
from webapp.store.statements import Made, among

_TOKENS = "porter unicode61 remove_diacritics 2"
_TERM = re.compile(r'"([^"]*)"(\*?)|(\S+)')
_LETTER = re.compile(r"[^\W_]")
_FROM, _TO = "\x02", "\x03"
_MARKS = re.compile(f"[{_FROM}{_TO}]")
_BATCH = 5_000
"""Articles in one statement."""


@dataclass(frozen=True, slots=True)
class Index:
    """A full-text index: the name of its table, and the one column that it has."""

    table: str
    column: str
    options: str

    @property
    def ddl(self) -> str:
        """The statement that makes it."""
        return f"CREATE VIRTUAL TABLE {self.table} USING fts5({self.column}, {self.options}, tokenize='{_TOKENS}')"


ARTICLES = Index("article_words", "text", "content='article', content_rowid='id'")
CLAIMS = Index("claim_words", "words", "content=''")
REMARKS = Index("remark_words", "text", "content='remark', content_rowid='id'")
INDEXES = (ARTICLES, CLAIMS)


def found(index: Index, words: str) -> Select[int]:
    """The ids of the articles, claims or notes that have all of some words.

    Each counts with its stem: "flooding" finds "floods". Words in quotation marks stand beside each other, and one that
    ends in an asterisk is a beginning: ``"flood relief" Mirp*``. Anything can be asked; punctuation finds nothing.
    """
    ids = select(column("rowid", Integer)).select_from(table(index.table))
    query = _query(words)
    return ids.where(column(index.table).op("MATCH")(query) if query else false())


def phrase(words: str) -> str:
    """How to ask for words that stand beside each other, whatever is in them."""
    return f'"{words.replace(chr(34), " ")}"'


def matches(text: str, words: str) -> bool:
    """Whether a text has all of some words, as ``found`` would have it."""
    query = _query(words)
    if not query:
        return False
    with _one_at_a_time:
        index = _of_one_text()
        index.execute("INSERT INTO one (rowid, words) VALUES (1, ?)", (text,))
        try:
            return index.execute("SELECT 1 FROM one WHERE one MATCH ?", (query,)).fetchone() is not None
        finally:
            index.execute("DELETE FROM one")


def lit(texts: Sequence[str], words: str) -> list[list[str]]:
    """Each text in parts, of which every second one is among some words, as ``found`` would have it.

    The parts of a text make it up again, but for the two control characters that mark them meanwhile.
    """
    query = " OR ".join(_terms(words))
    if not query:
        return [[text] for text in texts]
    plain = [text.replace(_FROM, " ").replace(_TO, " ") for text in texts]
    with _one_at_a_time:
        index = _of_one_text()
        index.executemany("INSERT INTO one (rowid, words) VALUES (?, ?)", enumerate(plain))
        try:
            marked = index.execute(
                "SELECT rowid, highlight(one, 0, ?, ?) FROM one WHERE one MATCH ?", (_FROM, _TO, query)
            )
            found = dict(marked.fetchall())
        finally:
            index.execute("DELETE FROM one")
    return [_MARKS.split(found.get(number, text)) for number, text in enumerate(plain)]


class FullText:
    """Keeps the indexes of articles and claims up to date."""

    def is_filled(self, session: Session) -> bool:
        """Whether any article is indexed."""
        return (
            session.execute(select(column("id")).select_from(table(f"{ARTICLES.table}_docsize")).limit(1)).first()
            is not None
        )

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Index the articles' texts and the words of their claims."""
        for ids in chunks(article_ids, _BATCH):
            _inserted(ARTICLES).run(session, ids=ids)
            _inserted(CLAIMS).run(session, ids=ids)

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Forget them."""
        for ids in chunks(article_ids, _BATCH):
            _deleted(ARTICLES).run(session, ids=ids)
            _deleted(CLAIMS).run(session, ids=ids)


def _query(words: str) -> str:
    """In FTS5's own syntax."""
    return " AND ".join(_terms(words))


def _terms(words: str) -> list[str]:
    """Every word quoted, so that nothing in it counts as syntax."""
    terms = []
    for phrase, phrase_goes_on, word in _TERM.findall(words):
        goes_on = phrase_goes_on or word.endswith("*")
        term = phrase or word.replace('"', " ").rstrip("*")
        if _LETTER.search(term):
            terms.append(f'"{term}"{"*" if goes_on else ""}')
    return terms


# Statements are made once: for one article that takes longer than to run them.
@cache
def _inserted(index: Index) -> Made:
    into = table(index.table, column("rowid"), column(index.column))
    return Made(into.insert().from_select(["rowid", index.column], _texts() if index is ARTICLES else _words()))


@cache
def _deleted(index: Index) -> Made:
    into = table(index.table, column(index.table), column("rowid"), column(index.column))
    held, told = table(f"{index.table}_docsize", column("id")), (_texts() if index is ARTICLES else _words()).subquery()
    # To forget a row that is not there damages the index.
    again = select(literal("delete"), *told.c).where(told.c.id.in_(select(held.c.id)))
    return Made(into.insert().from_select([index.table, "rowid", index.column], again))


def _texts() -> Select[int, str]:
    return select(ArticleRow.id, ArticleRow.text).where(among(ArticleRow.id, "ids"))


def _words() -> Select[int, str]:
    spans = (
        select(
            ClaimRow.id,
            func.substr(ArticleRow.text, ClaimSpanRow.start + 1, ClaimSpanRow.end - ClaimSpanRow.start).label("part"),
        )
        .join(ClaimRow, ClaimRow.article_id == ArticleRow.id)
        .join(ClaimSpanRow, ClaimSpanRow.claim_id == ClaimRow.id)
        .where(among(ArticleRow.id, "ids"), ClaimSpanRow.part == "content")
        .order_by(ClaimRow.id, ClaimSpanRow.id)
        .subquery()
        .c
    )
    return select(spans.id, func.aggregate_strings(spans.part, " … ")).group_by(spans.id)


_one_at_a_time = threading.Lock()


@cache
def _of_one_text() -> sqlite3.Connection:
    index = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    index.execute(f"CREATE VIRTUAL TABLE one USING fts5(words, tokenize='{_TOKENS}')")
    return index
