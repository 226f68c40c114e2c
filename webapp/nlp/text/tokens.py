"""Makes a Doc of any text in time proportional to its length, whatever is in it; an abbreviated rank is one token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.lexicon.tables import words

_LONGEST_RUN = 60
_LONGEST_WORD = 1000
_UNBROKEN = re.compile(rf"[^\s\w]{{{_LONGEST_RUN},}}|\S{{{_LONGEST_WORD},}}")


def make_doc(nlp: Language, text: str) -> Doc:
    """The Doc of ``text``, its text unaltered.

    The time of spaCy's tokenizer grows with the square of the length of a stretch without white space:
    a file of nothing but brackets would keep it busy for hours. Such stretches become one token each here.
    """
    if not _UNBROKEN.search(text):
        return nlp.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    for piece, is_unbroken in _pieces(text):
        if is_unbroken:
            words.append(piece)
            spaces.append(False)
            continue
        for token in nlp.tokenizer(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)


def keep_ranks_whole(nlp: Language) -> None:
    """Make an abbreviated rank one token with its full stop, as models know *Gen.*: *Capt.*, *Supt.*"""
    tokenizer: Any = nlp.tokenizer
    for rank in words("quotations", "rank"):
        tokenizer.add_special_case(f"{rank}.", [{"ORTH": f"{rank}."}])


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for unbroken in _UNBROKEN.finditer(text):
        if start < unbroken.start():
            yield text[start : unbroken.start()], False
        for cut in range(unbroken.start(), unbroken.end(), _LONGEST_WORD):
            yield text[cut : min(cut + _LONGEST_WORD, unbroken.end())], True
        start = unbroken.end()
    if start < len(text):
        yield text[start:], False
