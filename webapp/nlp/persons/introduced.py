"""People whom an article introduces, read from how news introduces them, whatever the tagger says of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from webapp.nlp.lexicon.place_words import (
    COMMON_WORDS,
    COMPASS,
    FEATURE_WORDS,
    ORGANISATION_WORDS,
    PERSON_VERBS,
    STOPWORDS,
    STREET_WORDS,
    TITLES,
)

if TYPE_CHECKING:
    from webapp.nlp.names.article import ArticleNames

OFFICES = frozenset(
    """
    activist actor actress adviser advisor advocate ambassador analyst aide artist assemblyman assemblywoman
    astronaut athlete attorney author baker banker bishop boy broker builder businessman businesswoman butcher
    candidate captain carpenter chairman chairwoman champion chancellor chef chief cleric clerk climber coach
    colonel columnist comedian commander commissioner consul coordinator correspondent councillor councilman
    councilwoman councilor counsel custodian dealer defendant defender delegate demographer deputy detective director
    doctor driver economist editor engineer envoy epidemiologist executive expert farmer father favourite favorite
    filmmaker fisherman footballer forward foreman founder geologist girl goalkeeper governor guard guide
    headmaster headmistress headteacher herder historian hydrologist imam inspector investigator journalist judge
    lawmaker lawyer leader lecturer legislator librarian lieutenant linguist magistrate man manager mayor mechanic
    medic midfielder midwife miner minister monk mother musician negotiator neurologist novelist nurse officer
    official opponent organiser organizer owner painter paramedic partner pastor pathologist patient pensioner
    pharmacist photographer physician physicist pilot player poet policeman policewoman premier president priest
    principal producer professor prosecutor psychologist rabbi ranger rapporteur refugee reporter researcher resident
    retiree rider rival runner sailor scholar schoolteacher scientist secretary seismologist senator sergeant
    shepherd sheriff shopkeeper singer skipper soldier solicitor speaker specialist spokesman spokesperson
    spokeswoman striker student substitute successor superintendent surgeon surveyor suspect swimmer tailor teacher
    technician teenager trader trainer treasurer trustee tutor veterinarian veteran victim vicar volunteer waiter
    waitress warden widow widower winger winner witness woman worker writer
    """.split()
)
"""What a person is: in news such a word stands before or after the name of whoever is introduced."""

CLUB_WORDS = frozenset(
    """
    albion athletic bears braves broncos bruins bulldogs bulls cardinals cats celtics chargers chiefs colts
    cowboys crusaders cubs dodgers dolphins dragons ducks eagles elite falcons flames giants harriers hawks
    heat highlanders hornets hotspur jaguars jets kings knights lakers lions magpies mariners mets nets olympic
    packers padres panthers patriots penguins phillies pirates raiders rams rangers ravens raptors red reds redskins
    rockets rovers royals saints sharks sox spurs stars steelers suns swans texans thunder tigers titans
    twins united vikings villa wanderers warriors white wildcats wolves yankees
    """.split()
)
"""Last words of what clubs call themselves."""

_GIVEN = frozenset(
    """
    Adelaide Alexandria Asia Austin Boston Brittany Brooklyn Camden Carolina Catalina Chad Charlotte Chelsea Chester
    Cheyenne Cuba Dakota Dallas Denver Devon Diego Florence Francisco Geneva Georgia Helena Holland Houston India
    Ireland Israel Jackson Jordan Kenya Kerry Kingston Lincoln Lorraine Lourdes Madison Medina Memphis Milan Montana
    Nelson Odessa Orlando Paris Petra Phoenix Preston Regina Salem Santiago Savannah Selma Sharon Shannon Siena Sofia
    Sydney Trenton Valencia Verona Victoria Vienna Virginia
    """.split()
)
"""Places' names that are given names as well."""

_NOT_PERSONS = (
    (ORGANISATION_WORDS | FEATURE_WORDS | COMPASS | STREET_WORDS | CLUB_WORDS)
    - TITLES
    - frozenset("st dr fort hall park may day hill lake lane mark border".split())
) | frozenset(
    "americans catholics christians conservatives democrats fans jews liberals muslims natives officials police power "
    "protestants republicans residents tech veterans voters".split()
)
_TITLED = OFFICES | TITLES
_BOTH = frozenset("april august bill brown dean gray grace june king mark may van will young".split())
"""Ordinary words that are names of persons as well."""
_SPEAKS = PERSON_VERBS | frozenset(
    """
    accused alleged announced argued began blamed called claimed complained conceded concluded confirmed criticised
    criticized declared demanded denied described ended expressed explained insisted joked noted pleaded praised
    promised recalled rejected remarked replied reported responded shouted stated thanked urged vowed warned
    whispered who whose
    """.split()
)
_ONLY_PERSONS = _SPEAKS - frozenset(
    """
    accused added announced alleged argued asked began believed believes blamed called claimed complained conceded
    confirmed criticised criticized declared demanded denied described ended expressed felt insisted knew knows noted
    played plays praised promised rejected reported responded said says scored stated thanked thinks thought told
    urged vowed warned
    """.split()
)
_PLACING = frozenset(
    "in at from to near of for into via towards toward across outside inside between through around by beyond above "
    "below opposite beside reached reach left leave leaves visited throughout within over along the".split()
)
_OF_OFFICE = frozenset("of for in at".split())
_KIN = frozenset("boy girl man woman baby son daughter child brother sister husband wife".split())
_OWNERS = frozenset("whose his her my their first last".split())
_AGE = re.compile(r",? (?:aged )?\(?[1-9]\d\)?[,;. ]")
_SEGMENT = 12
_WIDELY_KNOWN = 0.5
_NAME_WORDS = 4


class Introduced:
    """The people of one article: where their full names stand, and from where on each surname is theirs."""

    def __init__(self, names: ArticleNames) -> None:
        self._names = names
        self._words = names.words
        self.inside: set[int] = set()
        self._since: dict[str, int] = {}
        for run in self._words.runs:
            for part in self._owners_apart(run):
                self._read(part)

    def holds(self, first: int, last: int) -> bool:
        """Whether words are a part of the full name of someone introduced there."""
        return all(i in self.inside for i in range(first, last + 1))

    def is_surname(self, word: int, *, widely_known: bool) -> bool:
        """Whether a word is the surname of someone introduced before, and nothing makes a place of it.

        The name of a country or a capital must do what only persons do: "Washington said" is a government.
        """
        since = self._since.get(self._words.texts[word])
        if since is None or word <= since:
            return False
        before, after = self._before(word), self._after(word)
        if before in _TITLED:
            return True
        if before in _PLACING or (word + 1 < len(self._words) and self._words.capital[word + 1] and after):
            return False
        if widely_known:
            return after in _ONLY_PERSONS or self._after(word, ",") in ("who", "whose")
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

    def _read(self, run: Sequence[int]) -> None:
        words = self._words
        before = self._before(run[0])
        if self._is_named(run[0], before):
            self._introduce(run[:_NAME_WORDS])
            return
        if len(run) == 1 and before not in _TITLED:
            return
        if words.lower[run[0]] == "by" and len(run) <= _NAME_WORDS and self._is_byline(run[0]):
            self._introduce(run[1:])
            return
        titles = [k for k, i in enumerate(run[:-1]) if words.lower[i] in _TITLED]
        titled = bool(titles) or before in _TITLED
        start = titles[-1] + 1 if titles else int(self._opens_sentence(run[0]))
        name = run[start:]
        while name and not words.capital[name[-1]]:
            name = name[:-1]
        if not self._may_be_person(name, titled=titled):
            return
        if (titled and (len(name) > 1 or titles)) or self._is_introduced(name) or self._is_given(name):
            self._introduce(name)

    def _opens_sentence(self, word: int) -> bool:
        """Whether only its place at the start of a sentence gives a word its capital."""
        lower = self._words.lower[word]
        return word in self._names.sentence_starts and lower in STOPWORDS and lower not in _BOTH

    def _may_be_person(self, name: Sequence[int], *, titled: bool) -> bool:
        words = self._words
        capitals = sum(words.capital[i] for i in name)
        if not name or not (1 if titled else 2) <= capitals <= _NAME_WORDS or len(name) > _NAME_WORDS + 1:
            return False
        if any(words.lower[i] in _NOT_PERSONS or words.lower[i] in ("and", "of", "the") for i in name):
            return False
        facts = self._names.facts(words.span(name[0], name[-1]))
        return len(name) == 1 or facts is None or not facts.places

    def _is_introduced(self, name: Sequence[int]) -> bool:
        """Whether an office, an age or "who" stands in apposition: "The mayor of Gao, Paris Okubo, said"."""
        words, text = self._words, self._names.text
        last = name[-1]
        end = words.full_ends[last]
        if _AGE.match(text, end) or self._after(last, ",") in ("who", "whose"):
            return True
        return self._described(last) or self._holds_office(name)

    def _described(self, last: int) -> bool:
        """Whether ", a retired nurse" or the like follows."""
        if self._after(last, ",") not in ("a", "an", "the", "his", "her", "their"):
            return False
        words = self._words
        for i in range(last + 2, min(last + 8, len(words))):
            if words.lower[i] in OFFICES:
                return True
            if words.gap(i).strip(" -") or words.lower[i] in _OF_OFFICE:
                return False
        return False

    def _holds_office(self, name: Sequence[int]) -> bool:
        """Whether "the mayor of Gao," stands before the name, and the clause ends or goes on after it."""
        words = self._words
        before, last = name[0] - 1, name[-1]
        if before < 0 or self._gap_before(name[0]).strip() != ",":
            return False
        gap = words.gap(last).strip()
        goes_on = last + 1 < len(words)
        if goes_on and (gap[:1] not in (",", ".", ";", "") or (not gap and words.lower[last + 1] not in _SPEAKS)):
            return False
        for i in range(before, max(-1, before - _SEGMENT), -1):
            if i < before and words.gap(i).strip(" \n-"):
                return False
            if words.lower[i] in OFFICES:
                return i == before or words.lower[i + 1] in _OF_OFFICE
        return False

    def _is_given(self, name: Sequence[int]) -> bool:
        """Whether a given name that is also a place's stands before what is no place nor body: "Israel Poblete"."""
        words, names = self._words, self._names
        first, second = name[0], name[1] if len(name) > 1 else -1
        if words.texts[first] not in _GIVEN or second < 0 or any(words.lower[i] in COMMON_WORDS for i in name):
            return False
        if self._before(first) in ("at", "in", "near") or words.gap(first) != " ":
            return False
        surname = names.named(words.texts[second])
        if surname and surname.prominence >= _WIDELY_KNOWN:
            return False
        e = names.entity_at[second]
        return e < 0 or names.entities[e].label == "PERSON"

    def _is_named(self, first: int, before: str) -> bool:
        """Whether "whose name is" or "a boy named" stands before."""
        lower = self._words.lower
        if before in ("is", "was"):
            return first > 2 and lower[first - 2] == "name" and lower[first - 3] in _OWNERS
        return before in ("named", "called") and first > 1 and lower[first - 2] in _KIN

    def _is_byline(self, by: int) -> bool:
        """Whether the word "by" opens a line."""
        return not by or "\n" in self._gap_before(by)

    def _introduce(self, name: Sequence[int]) -> None:
        self.inside.update(name)
        self._since.setdefault(self._words.texts[name[-1]], name[-1])

    def _before(self, word: int) -> str:
        if not word:
            return ""
        gap = self._gap_before(word)
        lower = self._words.lower[word - 1]
        return lower if gap in (" ", "\n") or (gap == ". " and lower in TITLES) else ""

    def _gap_before(self, word: int) -> str:
        return self._names.text[self._words.ends[word - 1] : self._words.starts[word]] if word else ""

    def _after(self, word: int, sign: str = "") -> str:
        words = self._words
        if word + 1 >= len(words):
            return ""
        return words.lower[word + 1] if words.gap(word).strip(" \n\"”’'»") == sign else ""
