"""Says when a text does not seem to be in the language that the program reads."""

from __future__ import annotations

import re

from webapp.nlp.lexicon import column
from webapp.nlp.lexicon import words as listed

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_COMMON = listed("function_words")
_LANGUAGE = column("language", "value").get("name", "")
"""What the language is called, in English."""
_LEAST_WORDS = 25
_LEAST_SHARE = 0.12
_SAMPLE = 20_000


def language_note(text: str) -> str | None:
    """A plain sentence where ``text`` is long enough to judge and is in another language, otherwise None.

    Goes by the share of the language's function words, which in English running text is above a quarter. Without
    a list of them, or without a name for the language, it says nothing.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _LEAST_WORDS or not _COMMON or not _LANGUAGE:
        return None
    if sum(word in _COMMON for word in words) / len(words) >= _LEAST_SHARE:
        return None
    latin = sum(bool(_LATIN.match(word)) for word in words) / len(words) > 0.5
    reason = f"its common words are not {_LANGUAGE} ones" if latin else "it is written in another script"
    return f"This article does not seem to be in {_LANGUAGE} ({reason}); places and claims in it are mostly missed."
