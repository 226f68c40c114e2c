"""How a name becomes a look-up key: spellings that readers take for the same name share one key."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ə": "a",
        "&": " and ",
        "ґ": "г",
        "\u0671": "\u0627",  # alef wasla; alef with madda or hamza loses its mark
        **dict.fromkeys("\u0649\u06cc\u06cd\u06d0\u06d2", "\u064a"),  # alef maqsura; the yes of Persian, Pashto, Urdu
        **dict.fromkeys("\u0629\u06be\u06c1\u06c3\u06d5", "\u0647"),  # ta marbuta; the hes of Urdu and Kurdish
        **dict.fromkeys("\u06a9\u06aa", "\u0643"),  # the kafs of Persian, Urdu and Sindhi
    }
)
"""Letters without a decomposition in Unicode, as newspapers write them in plain Latin, and variants of one letter."""

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1dc0-\u1dff\ufe20-\ufe2f]")
"""Combining marks that may be left out; the vowel signs of Indic scripts are part of the name and stay."""

_DROPPED = re.compile("['.`\u00b4\u00b7\u0640\u02b0-\u02ff\u2018-\u201b\u2032\u00ad\u200b-\u200f\u2060\ufeff]")
_GAPS = re.compile(r"(?:[^\w\u0900-\u1cff]|_)+")
_LEADING = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_WITHIN = re.compile(r"(?<= )(?:st|ste)(?= )")
"""Not at the end, where it may be a street."""


def name_key(text: str) -> str:
    """Fold case, diacritics, punctuation, white space, apostrophes and hyphens; drop a leading "the".

    "St. Louis" and "Saint Louis", "Xi'an" and "Xian", "U.S." and "US" share a key, as do forms in Arabic
    script that differ in vowel signs or in a language's own letters for ye, kaf and he. A text without
    a letter or digit has the empty key.
    """
    key = text.lower() if text.isascii() else _fold(text)
    if key.isascii() and key.replace(" ", "").isalnum():
        key = " ".join(key.split())
    else:
        key = _GAPS.sub(" ", _DROPPED.sub("", key.replace("&", " and "))).strip()
    if " " not in key:
        return key
    first, rest = key.split(" ", 1)
    if first == "the":
        return name_key(rest)
    key = f"{_LEADING.get(first, first)} {rest}"
    return _WITHIN.sub(lambda found: _LEADING[found.group()], key) if " st" in key else key


def without_marks(text: str) -> str:
    """The text without diacritics, otherwise as it is: "Muzaffarābād" becomes "Muzaffarabad"."""
    return text if text.isascii() else unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def _fold(text: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS))
    return bare if bare.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFKD", bare))
