"""People an article introduces, recognised by how news introduces people, whatever the tagger makes of their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from webapp.nlp.lexicon.place_words import COMPASS, FEATURE_WORDS, ORGANISATION_WORDS, STOPWORDS, STREET_WORDS
from webapp.nlp.lexicon.tables import words as listed
from webapp.nlp.persons.introductions import Introductions
from webapp.nlp.persons.words import BODY_ENDINGS, CLUB_WORDS, TITLED, TITLES

if TYPE_CHECKING:
    from webapp.nlp.names.article import ArticleNames

_BODIES = ORGANISATION_WORDS | FEATURE_WORDS | COMPASS | STREET_WORDS | CLUB_WORDS | BODY_ENDINGS
_NOT_PERSONS = (_BODIES - TITLES - listed("person_names", "surname")) | listed("persons", "group")
_BOTH = listed("person_names", "ordinary")
_ONLY_PERSONS = listed("person_context", "only_persons")
_PLACING = listed("person_context", "placing")
_POWERS = listed("roles", "power")
_COURTESIES = listed("persons", "courtesy")
_NAME_WORDS = 4


class Introduced:
    """The people of one article: where their full names occur, and from where on each surname is theirs."""

    def __init__(self, names: ArticleNames) -> None:
        self._names = names
        self._words = names.words
        self._ways = Introductions(names)
        self.inside: set[int] = set()
        self._since: dict[str, int] = {}
        for run in self._words.runs:
            for part in self._owners_apart(run):
                for name in self._names_in(part):
                    self._introduce(name)

    def holds(self, first: int, last: int) -> bool:
        """Whether words are part of the full name of someone introduced there."""
        return all(i in self.inside for i in range(first, last + 1))

    def is_surname(self, word: int, *, widely_known: bool) -> bool:
        """Whether a word is the surname of someone introduced before, and nothing suggests a place.

        The name of a country or a capital must do what only persons do: "Washington said" is a government. A name
        before "police" or "troops" says whose these are.
        """
        since = self._since.get(self._words.texts[word])
        if since is None or word <= since:
            return False
        before, after = self._ways.before(word), self._ways.after(word)
        if before in TITLED:
            return True
        opens_a_name = word + 1 < len(self._words) and self._words.capital[word + 1] and after
        if before in _PLACING or after in _POWERS or opens_a_name:
            return False
        if widely_known:
            return after in _ONLY_PERSONS or self._ways.after(word, ",") in ("who", "whose")
        return True

    def _owners_apart(self, run: list[int]) -> Iterator[list[int]]:
        """A run cut behind each possessive: "Ethiopia's" and "Almaz London"."""
        words, start = self._words, 0
        for k, i in enumerate(run):
            if words.ends[i] != words.full_ends[i] and words.text[words.ends[i]] in "'’":
                yield run[start : k + 1]
                start = k + 1
        if start < len(run):
            yield run[start:]

    def _names_in(self, run: Sequence[int]) -> list[Sequence[int]]:
        """The words of each full name by which a run of capitalised words introduces somebody; none for most."""
        return self._authors(run) or [name for name in (self._name_in(run),) if name]

    def _authors(self, run: Sequence[int]) -> list[Sequence[int]]:
        """The names in a run that is a byline: two in "By Amina Diallo and Ada Mamani"."""
        words = self._words
        names: list[Sequence[int]] = []
        part: list[int] = []
        for i in run[1:]:
            if "\n" in self._ways.gap_before(i):
                break
            if words.lower[i] == "and":
                names.append(part)
                part = []
            else:
                part.append(i)
        names.append(part)
        if not self._ways.is_byline(run[0], names[-1]):
            return []
        is_dated = any(words.lower[i] in STOPWORDS - _BOTH for name in names for i in name if words.capital[i])
        return names if not is_dated and all(self._may_be_person(name, False) for name in names) else []

    def _name_in(self, run: Sequence[int]) -> Sequence[int]:
        words, ways = self._words, self._ways
        before = ways.before(run[0])
        if ways.is_called_so(run[0]):
            return run[:_NAME_WORDS]
        if len(run) == 1 and before not in TITLED:
            return ()
        titles = [k for k, i in enumerate(run[:-1]) if words.lower[i] in TITLED]
        name = run[titles[-1] + 1 if titles else int(self._opens_sentence(run[0])) :]
        while name and not words.capital[name[-1]]:
            name = name[:-1]
        is_titled = bool(titles) or before in TITLED
        return name if self._may_be_person(name, is_titled) and self._is_introduced(name, bool(titles)) else ()

    def _is_introduced(self, name: Sequence[int], is_title_capital: bool) -> bool:
        ways = self._ways
        return (
            ways.is_titled(name, is_title_capital)
            or ways.has_age(name)
            or ways.is_described(name)
            or ways.holds_office(name)
            or ways.is_given_name(name)
        )

    def _opens_sentence(self, word: int) -> bool:
        """Whether a word is capitalised only because it starts a sentence."""
        lower = self._words.lower[word]
        return word in self._names.sentence_starts and lower in STOPWORDS and lower not in _BOTH

    def _may_be_person(self, name: Sequence[int], is_titled: bool) -> bool:
        words = self._words
        capitals = sum(words.capital[i] for i in name)
        if not name or not (1 if is_titled else 2) <= capitals <= _NAME_WORDS or len(name) > _NAME_WORDS + 1:
            return False
        if any(words.lower[i] in _NOT_PERSONS or words.lower[i] in ("and", "of", "the") for i in name):
            return False
        facts = self._names.facts(words.span(name[0], name[-1]))
        return len(name) == 1 or facts is None or not facts.places

    def _introduce(self, name: Sequence[int]) -> None:
        self.inside.update(name)
        if not self._may_be_what_the_office_is_for(name):
            self._since.setdefault(self._words.texts[name[-1]], name[-1])

    def _may_be_what_the_office_is_for(self, name: Sequence[int]) -> bool:
        """Whether a single name after an office is a place's as well: "Deputy Commissioner Skardu"."""
        if len(name) > 1 or self._ways.before(name[0]) in _COURTESIES:
            return False
        return self._names.is_mostly_place(name[0])
