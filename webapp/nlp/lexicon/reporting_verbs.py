"""The verbs and nouns that report speech: their forms, their frames and their manner.

The words stand in the tables ``reporting_verbs``, ``reporting_nouns`` and ``reporting_prepositions``; they were
compiled for this program from general knowledge of English reporting. How verbs are inflected is in
``verb_endings`` and ``stem_endings``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Flag, auto
from functools import cache, lru_cache

from webapp.domain import Manner
from webapp.nlp.lexicon import column, parsed, rows, words


class Frame(Flag):
    """The complements of a cue that hold a claim's content."""

    CLAUSE = auto()
    """*said (that) the road was closed*"""
    INFINITIVE = auto()
    """*claims to stand for them*"""
    OBJECT = auto()
    """*criticised the decision*"""
    NAMING = auto()
    """*called it a sham*, *declared the vote void*"""
    QUOTE = auto()
    """*"We will go," she smiled*: only with words in quotation marks"""
    OF = auto()
    ABOUT = auto()
    FOR = auto()
    AS = auto()
    TO = auto()
    ON = auto()
    AGAINST = auto()
    AT = auto()
    ADDRESSEE = auto()
    """The object is the person spoken to, not part of the content: *told reporters that …*"""


PREPOSITIONS = Frame.OF | Frame.ABOUT | Frame.FOR | Frame.AS | Frame.TO | Frame.ON | Frame.AGAINST | Frame.AT
"""The frames that a preposition opens."""
INFINITIVE = "infinitive"
INSIDE = "+"
FIRST = "^"
_SHORTEST_STEM = 3


def inflections(lemma: str) -> tuple[str, ...]:
    """The forms of a verb, the base form first."""
    listed = column("reporting_verbs", "forms").get(lemma)
    return (lemma, *(listed.split() if listed else _regular(lemma)))


def _regular(lemma: str) -> Iterator[str]:
    """The forms given by the longest matching ending."""
    fitting = [row for row in rows("verb_endings") if lemma.endswith(row["ending"])]
    if not fitting:
        return
    for ending in max(fitting, key=lambda row: len(row["ending"]))["forms"].split():
        cut = ending.count("~")
        yield lemma[: len(lemma) - cut] + ending[cut:]


@cache
def frames_by_form() -> Mapping[str, tuple[str, Frame]]:
    """Every form of every reporting verb, lower case, with its lemma and all its frames."""
    found = {}
    for lemma, frames in parsed("reporting_verbs", "frames", _frames).items():
        found.update(dict.fromkeys(inflections(lemma), (lemma, frames)))
    return found


def _frames(names: str) -> Frame:
    frames = Frame(0)
    for name in names.split():
        frames |= Frame[name.upper()]
    return frames


@cache
def verbs(*classes: str) -> frozenset[str]:
    """The lemmas of some classes of ``reporting_verbs``."""
    return words("reporting_verbs", *classes)


@cache
def forms_of(*classes: str) -> frozenset[str]:
    """All forms of the verbs of some classes of ``reporting_verbs``."""
    return frozenset(form for lemma in verbs(*classes) for form in inflections(lemma))


@cache
def nouns_by_form() -> Mapping[str, str]:
    """The singular of each noun that holds a claim in the clause after it, by each of its forms, lower case."""
    plurals = column("reporting_nouns", "plural")
    return {form: noun for noun in words("reporting_nouns", "content") for form in (noun, plurals.get(noun, noun))}


@cache
def manners_of_verbs() -> Mapping[str, Manner]:
    """The manner of each reporting verb, by its lemma."""
    return parsed("reporting_verbs", "manner", Manner)


@cache
def manners_with() -> Mapping[tuple[str, str], Manner]:
    """The manner of a verb together with something else, if it differs from that of the verb alone.

    The second part is a word of the cue (*call for*), ``INFINITIVE``, or ``INSIDE`` or ``FIRST`` with a word, or the
    first word, of the content.
    """
    listed = parsed("reporting_verbs", "with", _manners_by_word)
    return {(lemma, other): manner for lemma, pairs in listed.items() for other, manner in pairs.items()}


def _manners_by_word(pairs: str) -> dict[str, Manner]:
    split = (pair.split(":") for pair in pairs.split())
    return {other: Manner(manner) for other, manner in split}


@cache
def manners_of_nouns(*classes: str) -> Mapping[str, Manner]:
    """The manner of the nouns of some classes of ``reporting_nouns``, as the table has them."""
    manners = parsed("reporting_nouns", "manner", Manner)
    return {noun: manners.get(noun, Manner.NEUTRAL) for noun in words("reporting_nouns", *classes)}


@lru_cache(maxsize=10_000)
def stem(form: str) -> str:
    """What the forms of one verb share, lower case: the lemma of a verb in the list, else the form without its ending.

    >>> stem("denied"), stem("planning"), stem("wants")
    ('deny', 'plan', 'want')
    """
    listed = frames_by_form().get(form)
    if listed is not None:
        return listed[0]
    for ending, instead in _endings("inflected"):
        if form.endswith(ending) and len(form) >= len(ending) + _SHORTEST_STEM:
            return _bare(form[: -len(ending)] + instead)
    silent = next((ending for ending, _ in _endings("bare") if len(ending) == 1 and form.endswith(ending)), "")
    return form.removesuffix(silent)


def _bare(stem: str) -> str:
    """A stem without the letter that an ending doubled, or without a silent letter."""
    for ending, instead in _endings("bare"):
        if stem.endswith(ending) and (len(ending) == 1 or len(stem) > _SHORTEST_STEM):
            return stem[: -len(ending)] + instead
    return stem


@cache
def _endings(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((row["ending"], row["instead"]) for row in rows("stem_endings") if name in row["classes"].split())


def is_gerund(form: str) -> bool:
    """Whether a verb's form ends as a gerund does."""
    return any(form.endswith(ending) for ending, _ in _endings("gerund"))


def preposition_frame(preposition: str) -> Frame:
    """The frame that a preposition opens, none for one that opens no content."""
    return _frames_of_prepositions().get(preposition, Frame(0))


@cache
def _frames_of_prepositions() -> Mapping[str, Frame]:
    return parsed("reporting_prepositions", "frame", _frames)
