"""What the codes in a PDF's text mean: quotes, dashes and ligatures; and whether the text makes sense at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from webapp.reading.words import words

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\uf001": "fi", "\uf002": "fl"}
)
CODE = re.compile(r"[\x01-\x08\x0b-\x1f\x80-\x84\x86-\x9f]")
WINDOWS = {code: bytes([ord(code)]).decode("cp1252", "ignore") for code in map(chr, range(0x80, 0xA0))}
PDFDOC = dict(zip(map(chr, range(0x80, 0x9F)), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", strict=True))
"""The codes from 0x80 in Windows-1252, and in the encoding of PDF's own strings (ISO 32000, annex D)."""
CORK = dict(zip(map(chr, range(0x10, 0x17)), "“”„«»–—", strict=True))
CORK |= dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
KNUTH = dict(zip("\x0b\x0c\x0d\x0e\x0f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
"""TeX's encodings T1 and OT1."""
IN_WORD = re.compile(r"[^\W\d_]")
MAC_QUOTED = re.compile(r"(?<!\w)Ò(?=\S)([^ÒÓ]{1,600}?)Ó(?!\w)")
MAC_APOSTROPHE = re.compile(r"(?<=[^\W\d_])Õ(?=(?:s|t|re|ve|ll|d|m)\b)")
REACH = 12
"""Characters of a word looked at on either side of a ligature."""
LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœāēīōūăęąėűőıůě")
ODD = re.compile(r"[A-Za-z][%&+*#$!?=<>@\[\]\\^_{|}~\x00-\x08\x0e-\x1f;:/()][A-Za-z]")
UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
NAMED = re.compile(r"\(cid:\d+\)|/g(?:lyph)?\d+|/C\d{1,3}(?=/|\s)|/[a-z]\d{2,4}(?=/|\s)")
USUAL_VOWELS = (0.3, 0.6)
"""Shares of vowels among the letters of languages in Latin script lie within."""
ENGLISH, OTHER = 0.12, 0.25
"""Shares of usual words that a text has; with a hundred languages to choose from, chance finds some."""
FEWEST = 25
"""Words that a page must have before it can be said that it makes no sense."""


def meanings(text: str) -> Mapping[str, str]:
    """What each code in the whole text of a PDF stands for, by the words around it."""
    codes = set(CODE.findall(text))
    return {code: _meaning(code, text, codes) for code in codes}


def spelt_out(line: str, meaning: Mapping[str, str]) -> str:
    """A line with characters for the codes in it, letters for ligatures, and quotes for those of a Macintosh font."""
    line = CODE.sub(lambda found: meaning.get(found[0], " "), line).translate(LIGATURES)
    return MAC_QUOTED.sub("“\\1”", MAC_APOSTROPHE.sub("’", line))


def _meaning(code: str, text: str, codes: set[str]) -> str:
    """What one code stands for throughout a text."""
    places = [found.start() for found in re.finditer(re.escape(code), text)][:200]
    if code >= "\x80":
        inside = any(_letters_around(text, place) for place in places)
        own = bool(codes & set("\x8d\x8e\x8f\x90")) and not codes & set("\x91\x92")
        ligature = code in "\x93\x94" and inside
        return PDFDOC[code] if (own or ligature) and code in PDFDOC else WINDOWS[code]
    if sum(_is_ligature(text, place) for place in places) * 2 >= len(places):
        votes = Counter(vote for place in places for vote in _spellings(text, place))
        if votes:
            return votes.most_common(1)[0][0]
        return KNUTH.get(code) or CORK.get(code) or "fi"
    return CORK.get(code) or _mark(text, places)


def _letters_around(text: str, place: int) -> bool:
    return bool(IN_WORD.match(text[place - 1 : place]) and IN_WORD.match(text[place + 1 : place + 2]))


def _is_ligature(text: str, place: int) -> bool:
    """Whether a code stands in a word or begins one that goes on in small letters."""
    before, after = text[place - 1 : place], text[place + 1 : place + 3]
    if IN_WORD.match(before):
        return bool(re.match(r"[a-z]", after)) and not re.match(r"(?:s|t|d|m)(?:\W|$)", after)
    return bool(re.match(r"[a-z]", after))


def _spellings(text: str, place: int) -> Iterable[str]:
    """The ligatures that make a known word of the letters around a code."""
    before = re.search(r"[a-z]*$", text[max(0, place - REACH) : place].lower())
    after = re.match(r"[a-z]*", text[place + 1 : place + 1 + REACH].lower())
    for ligature in ("ff", "fi", "fl", "ffi", "ffl"):
        word = (before[0] if before else "") + ligature + (after[0] if after else "")
        if any(
            stem in word and _covers(word, stem, len(before[0] if before else ""))
            for stem in words("ligatures", ligature)
        ):
            yield ligature


def _covers(word: str, stem: str, place: int) -> bool:
    return word.find(stem) <= place < word.find(stem) + len(stem)


def _mark(text: str, places: list[int]) -> str:
    """The quotation mark, apostrophe or dash that a code outside words must be, by what surrounds it."""
    votes: Counter[str] = Counter()
    for place in places:
        before, after = text[place - 1 : place] if place else " ", text[place + 1 : place + 2] or " "
        if IN_WORD.match(before) and IN_WORD.match(after):
            votes["’"] += 1
        elif (before.isspace() and after.isspace()) or (before.isdigit() and after.isdigit()):
            votes["–"] += 1
        elif before.isspace():
            votes["“"] += 1
        elif after.isspace() or after in ",.;:)":
            votes["”"] += 1
    return votes.most_common(1)[0][0] if votes else ""


def is_garbage(text: str) -> bool:
    """Whether what was extracted are codes of glyphs rather than the characters that a reader sees."""
    visible = sum(not character.isspace() for character in text)
    if not visible:
        return False
    found = LATIN.findall(text)
    if len(UNKNOWN.findall(text)) > visible * 0.05 and not (len(found) > 5 and _is_english(found, ENGLISH)):
        return True
    if sum(map(len, NAMED.findall(text))) > visible * 0.3:
        return True
    letters = "".join(found).lower()
    if len(found) < FEWEST or len(letters) < visible * 0.4:
        return False
    tokens = text.split()
    odd = sum(bool(ODD.search(token)) for token in tokens) > len(tokens) * 0.3
    vowels = sum(letter in VOWELS for letter in letters) / len(letters)
    # A list of names has few usual words, but vowels as any language has.
    return (odd or not USUAL_VOWELS[0] < vowels < USUAL_VOWELS[1]) and not _is_language(found)


def _is_language(found: list[str]) -> bool:
    """Whether a good share of some words are among the most usual ones of a language in Latin script."""
    if _is_english(found, ENGLISH):
        return True
    folded = [word.lower() for word in found]
    return any(sum(word in usual for word in folded) >= OTHER * len(folded) for usual in map(_usual, _languages()))


def _is_english(found: list[str], share: float) -> bool:
    usual = _usual("English")
    return sum(word.lower() in usual for word in found) >= share * len(found)


@cache
def _languages() -> tuple[str, ...]:
    import justext

    return tuple(sorted(justext.get_stoplists()))


@cache
def _usual(language: str) -> frozenset[str]:
    """The most usual words of a language, of two letters or more."""
    import justext

    return frozenset(word for word in justext.get_stoplist(language) if len(word) > 1)
