"""The numbers that stand for words in columns: of publishers, places, kinds, manners, roles and grounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import UniqueConstraint, bindparam, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.chunks import chunks
from webapp.store.models import Base
from webapp.store.statements import Made, among, table_of


class CodeRow(Base):
    """The number that stands for a word in columns; never changed, so that blocks stay true."""

    __tablename__ = "column_code"
    __table_args__ = (UniqueConstraint("of", "word"),)

    of: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    word: Mapped[str]


# Statements are made once: for one article that takes longer than to run them.
_CODE = table_of(CodeRow)
_CODES = Made(
    select(_CODE.c.of, _CODE.c.word, _CODE.c.code).where(among(_CODE.c.of, "kinds"), among(_CODE.c.word, "words"))
)
_HIGHEST = Made(select(func.max(_CODE.c.code)).where(_CODE.c.of == bindparam("kind")))
_NEW_CODES = Made(insert(_CODE))


def codes(session: Session, of: str, words: Iterable[str], *, add: bool = False) -> dict[str, int]:
    """The codes of some words; those that have none are left out, or get one with ``add``."""
    wanted = {of: sorted(set(words))}
    return (codes_with_new if add else _codes)(session, wanted)[of]


def codes_with_new(session: Session, words: Mapping[str, Iterable[str]]) -> dict[str, dict[str, int]]:
    """The codes of the words of several kinds, by kind; those that have none get one."""
    wanted = {of: sorted(set(some)) for of, some in words.items()}
    found = _codes(session, wanted)
    for of, some in wanted.items():
        if missing := [word for word in some if word not in found[of]]:
            highest = _HIGHEST.rows(session, kind=of)[0][0] or 0
            found[of] |= {word: code for code, word in enumerate(missing, start=highest + 1)}
            _NEW_CODES.many(session, [{"of": of, "code": found[of][word], "word": word} for word in missing])
    return found


def words_of(session: Session, of: str, numbers: Iterable[int]) -> dict[int, str]:
    """The words that some codes stand for."""
    wanted = [int(number) for number in numbers]
    rows = session.execute(select(CodeRow.code, CodeRow.word).where(CodeRow.of == of, CodeRow.code.in_(wanted)))
    return {row[0]: row[1] for row in rows}


def _codes(session: Session, words: Mapping[str, Collection[str]]) -> dict[str, dict[str, int]]:
    """The codes that some words have, by kind; looked up together, because each statement has its price."""
    found: dict[str, dict[str, int]] = {of: {} for of in words}
    every = sorted({word for some in words.values() for word in some})
    for some in chunks(every, 10_000):
        for of, word, code in _CODES.rows(session, kinds=list(words), words=some):
            found[of][word] = code
    return found
