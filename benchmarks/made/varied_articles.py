"""An endless supply of articles made from the paragraphs of the project's own, each with different names and numbers.

Real news keeps bringing new words: people nobody had heard of, places that were never in the news.
So in each article made here some of the capitalised words are replaced: by a made-up surname,
or by the name of a place drawn from the gazetteer. Numbers become other numbers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b|\b\d+\b")
_SHARE = 0.25
_PARAGRAPHS = range(5, 9)
_ONSETS = "b br ch d dr f g gr h j k kl l m n p r s sh st t tr v w z".split()
_VOWELS = "a e i o u ai ei ou".split()
_ENDS = "d k l m n r rd s sen sky son t v".split()


def varied_articles(texts: Sequence[str], place_names: Sequence[str], seed: int = 1) -> Iterator[str]:
    """Articles from the paragraphs of ``texts``, always the same for the same ``seed``."""
    chance = random.Random(seed)
    paragraphs = [part.strip() for text in texts for part in text.split("\n\n") if len(part.split()) > 15]

    def other(word: re.Match[str]) -> str:
        if word[0].isdigit():
            return str(chance.randrange(10 ** len(word[0])))
        if chance.random() > _SHARE:
            return word[0]
        return chance.choice(place_names) if chance.random() < 0.5 else _surname(chance)

    while True:
        chosen = chance.sample(paragraphs, min(chance.choice(_PARAGRAPHS), len(paragraphs)))
        yield "\n\n".join(_INSIDE.sub(other, paragraph) for paragraph in chosen)


def _surname(chance: random.Random) -> str:
    syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((2, 2, 3))))
    return ("".join(syllables) + chance.choice(_ENDS)).capitalize()
