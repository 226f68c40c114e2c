"""The ways in which news introduces a person, each a rule over the words beside a name.

They serve the policy that nobody's name makes a pin: the corpora of places hold hardly anybody called like a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from webapp.nlp.lexicon.place_words import COMMON_WORDS
from webapp.nlp.lexicon.tables import alternatives
from webapp.nlp.lexicon.tables import words as listed
from webapp.nlp.persons.given_names import PLACES_TOO
from webapp.nlp.persons.words import OFFICES, PERSON_NOUNS, TITLED, TITLES
from webapp.nlp.rules import rule

INTRODUCED = "introduced person"
"""The name of the policy that these rules supply with people."""

if TYPE_CHECKING:
    from webapp.nlp.names.article import ArticleNames

SPEAKS = listed("person_context", "speaks")
_OF_OFFICE = listed("person_context", "of_office")
_OWNERS = listed("pronouns", "owner") | {"first", "last"}
_DETERMINERS = listed("pronouns", "determiner")
_NAMED = PERSON_NOUNS | listed("persons", "kin")
_AGE = re.compile(r"(?:, (?:aged )?| aged | \()[1-9]\d(?:$|\n|[,;.)](?!\d))")
_BYLINE_ENDS = re.compile(rf"[^\S\n]*(?:$|\n|[,;|/(–—]|- |(?:{alternatives('person_context', 'of_office')})\s)")
_SEGMENT = 12
_WIDELY_KNOWN = 0.5


class Introductions:
    """Decides whether a name in one article, given as the numbers of its words, introduces somebody."""

    def __init__(self, names: ArticleNames) -> None:
        self._names = names
        self._words = names.words

    @rule(
        "called by name",
        "Somebody is introduced where “whose name is” or “a boy named” stands before the name.",
        "The boy, whose name is Paris, left for Lyon.",
        part_of=INTRODUCED,
    )
    def is_called_so(self, first: int) -> bool:
        """Whether "whose name is", "a boy named" or the like precedes a word."""
        lower, before = self._words.lower, self.before(first)
        if before in ("is", "was"):
            return first > 2 and lower[first - 2] == "name" and lower[first - 3] in _OWNERS
        return before in ("named", "called") and first > 1 and lower[first - 2] in _NAMED

    @rule(
        "byline",
        "Who is named after “By” at the head of a line, before its end, a comma, “in” or “for”, wrote the article.",
        "By Paris Okubo\n\nIt rained in Lyon.",
        part_of=INTRODUCED,
    )
    def is_byline(self, by: int, name: Sequence[int]) -> bool:
        """Whether a word is "by" and opens a line that ends or breaks off after a name."""
        words = self._words
        if words.lower[by] != "by" or (by and "\n" not in self.gap_before(by)) or not name:
            return False
        return _BYLINE_ENDS.match(words.text, words.ends[name[-1]]) is not None

    @rule(
        "title before the name",
        "Somebody is introduced where a title or an office stands right before the name.",
        "Premier Paris Okubo flew to Lyon.",
        part_of=INTRODUCED,
    )
    def is_titled(self, name: Sequence[int], is_title_capital: bool) -> bool:
        """Whether a title before the name introduces it; a single word needs one with a capital."""
        return is_title_capital or (len(name) > 1 and self.before(name[0]) in TITLED)

    @rule(
        "age or who after the name",
        "Somebody is introduced where an age or “who” follows the name.",
        "Then Paris Okubo, 38, flew to Lyon.",
        part_of=INTRODUCED,
    )
    def has_age(self, name: Sequence[int]) -> bool:
        """Whether an age or ", who" follows."""
        last = name[-1]
        end = self._words.full_ends[last]
        return _AGE.match(self._names.text, end) is not None or self.after(last, ",") in ("who", "whose")

    @rule(
        "office after the name",
        "Somebody is introduced where what they are follows the name between commas.",
        "They met Paris Okubo, a retired nurse, in Lyon.",
        part_of=INTRODUCED,
    )
    def is_described(self, name: Sequence[int]) -> bool:
        """Whether ", a retired nurse" or the like follows."""
        words, last = self._words, name[-1]
        if self.after(last, ",") not in _DETERMINERS:
            return False
        for i in range(last + 2, min(last + 8, len(words))):
            if words.lower[i] in OFFICES:
                return True
            if words.gap(i).strip(" -") or words.lower[i] in _OF_OFFICE:
                return False
        return False

    @rule(
        "office and comma before the name",
        "Somebody is introduced where an office and a comma stand before the name: “the mayor of Gao, Paris Okubo”.",
        "The mayor of Gao, Paris Okubo, flew to Lyon.",
        part_of=INTRODUCED,
    )
    def holds_office(self, name: Sequence[int]) -> bool:
        """Whether "the mayor of Gao," stands before the name, and the clause ends or goes on after it."""
        words = self._words
        before, last = name[0] - 1, name[-1]
        if before < 0 or self.gap_before(name[0]).strip() != ",":
            return False
        gap = words.gap(last).strip()
        goes_on = last + 1 < len(words)
        if goes_on and (gap[:1] not in (",", ".", ";", "") or (not gap and words.lower[last + 1] not in SPEAKS)):
            return False
        for i in range(before, max(-1, before - _SEGMENT), -1):
            if i < before and words.gap(i).strip(" \n-"):
                return False
            if words.lower[i] in OFFICES:
                return i == before or words.lower[i + 1] in _OF_OFFICE
        return False

    @rule(
        "given name before a surname",
        "Somebody is introduced where a given name that is also a place's stands before a word that is no known place.",
        "They beat Jordan Okubo by a point in Lyon.",
        part_of=INTRODUCED,
    )
    def is_given_name(self, name: Sequence[int]) -> bool:
        """Whether a given name that is also a place's stands before what is no place nor body: "Israel Poblete"."""
        words, names = self._words, self._names
        first, second = name[0], name[1] if len(name) > 1 else -1
        if words.texts[first] not in PLACES_TOO or second < 0 or any(words.lower[i] in COMMON_WORDS for i in name):
            return False
        if self.before(first) in ("at", "in", "near") or words.gap(first) != " ":
            return False
        surname = names.named(words.texts[second])
        if surname and surname.prominence >= _WIDELY_KNOWN:
            return False
        e = names.entity_at[second]
        return e < 0 or names.entities[e].label == "PERSON"

    def before(self, word: int) -> str:
        """The word right before another, in lower case; empty if something is between them."""
        if not word:
            return ""
        gap = self.gap_before(word)
        lower = self._words.lower[word - 1]
        return lower if gap in (" ", "\n") or (gap == ". " and lower in TITLES) else ""

    def gap_before(self, word: int) -> str:
        """What is between a word and the previous one."""
        return self._names.text[self._words.ends[word - 1] : self._words.starts[word]] if word else ""

    def after(self, word: int, sign: str = "") -> str:
        """The word after another with nothing but ``sign`` between them, in lower case; empty if there is none."""
        words = self._words
        if word + 1 >= len(words):
            return ""
        return words.lower[word + 1] if words.gap(word).strip(" \n\"”’'»") == sign else ""
