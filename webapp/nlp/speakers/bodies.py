"""Which body a source refers to: as it is written, by its longer name further up, or by *it*."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.domain import Span, Speaker
from webapp.nlp.lexicon.tables import words
from webapp.nlp.persons.words import is_office
from webapp.nlp.rules import rule
from webapp.nlp.speakers.generic import is_generic
from webapp.nlp.speakers.long_names import LongNames
from webapp.nlp.speakers.resolved import Found, Way
from webapp.nlp.speakers.scene import Scene, plain_name, span_of

COLLECTIVE = words("bodies", "collective")
_BODIES = COLLECTIVE | words("bodies", "any_body", "organisation", "ending") | words("roles", "power")
_DOCUMENTS = words("reporting_nouns", "content")
_QUANTITIES = words("pronouns", "quantity")
_PRONOUNS = words("pronouns", "person", "body", "unnamed", "indefinite")
_PART_OF = words("prepositions", "naming")
_SEVERAL = words("persons", "several")
_SEVERAL_ENDINGS = tuple(words("persons", "several_ending"))
_ENDINGS = tuple(words("persons", "ending"))
_COUNTS = frozenset(("", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"))
_ANY_BODY = words("bodies", "any_body")
_MODIFIERS = frozenset(("compound", "poss", "amod", "nmod"))
_NAMING = _MODIFIERS - {"amod"}
_STOPS = (", who", ", which", " who ", " which ", ",", " - ", " – ", " — ", " ― ", " (")
_NEW = words("speech", "new")
_FAR_BACK = 300


class Bodies:
    """Resolves the bodies of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc: Doc = scene.doc
        self.names = LongNames(scene.doc, scene.text)
        self.spoke: dict[str, tuple[Speaker, Span]] = {}
        """Who spoke without a name, by the noun for them."""

    @rule(
        "it is the body that spoke last",
        "“It”, “they” or “we” stands for the body that spoke last where none is nearer.",
        "The council warned that the river was rising. Rain fell. They said that the school would close.",
        otherwise=None,
    )
    def spoke_last(self) -> Found | None:
        """The body that spoke last."""
        if self.scene.last_body is None:
            return None
        speaker, where = self.scene.last_body
        return Found(speaker, Way.BODY_LAST, where)

    def written(self, tokens: DocSpan) -> Found | None:
        """The body, or the person without a name, that a source stands for as it is written; None for "only four"."""
        if is_quantity(tokens.root) and not _is_part(tokens.root):
            return None
        written = _before_clause(self.scene.written(tokens))
        name = plain_name(written)
        if not any(character.isalpha() for character in name):
            return None
        full = self.names.full(name)
        if full is not None:
            return Found(Speaker(plain_name(full.of(self.scene.text))), Way.SHORT, full)
        longer = self._longer_name(name, tokens.root)
        return longer or Found(Speaker(name, generic=is_generic(_first(tokens, len(written)))), Way.WRITTEN)

    def _longer_name(self, name: str, root: Token) -> Found | None:
        """The fuller name of what a single lower-case word refers to, None if there is none."""
        if len(name.split()) > 1 or name[:1].isupper():
            return None
        return self._organisation_last(name) or self._described_before(name, root) or self._spoke_before(name)

    @rule(
        "the analyst who spoke before",
        "“The analyst” is the one who spoke before as an analyst, with all that was said of them.",
        "An analyst in Erbil said the pipeline was shut. The analyst added that the road to Gulu was open.",
        otherwise=None,
    )
    def _spoke_before(self, noun: str) -> Found | None:
        if noun not in self.spoke:
            return None
        speaker, where = self.spoke[noun]
        return Found(speaker, Way.TOLD_BEFORE, where)

    def heard(self, tokens: DocSpan, speaker: Speaker) -> None:
        """Remember a speaker whom a source brings in by a common noun: *an analyst in Erbil*."""
        if tokens[0].lower_ in _NEW and tokens.root.is_lower:
            self.spoke[tokens.root.lower_] = speaker, span_of(tokens)

    @rule(
        "the company is who spoke last",
        "“The company” stands for the organisation that spoke last.",
        "Nestle said that two plants would close. “We are sorry,” the company said.",
        otherwise=None,
    )
    def _organisation_last(self, name: str) -> Found | None:
        if name not in _ANY_BODY or self.scene.last_organisation is None:
            return None
        longer, where = self.scene.last_organisation
        return Found(Speaker(longer), Way.BODY_LAST, where)

    @rule(
        "the source told of before",
        "“The source” stands for the security source of the sentence before.",
        "A security source said the road was lost. “The state holds the towns,” the source said.",
        otherwise=None,
    )
    def _described_before(self, noun: str, root: Token) -> Found | None:
        used = self._uses.get(get_string_id(noun), [])
        before = bisect_left(used, root.i)
        for index in reversed(used[bisect_left(used, root.i - _FAR_BACK) : before]):
            token = self.doc[index]
            if any(child.dep_ in _MODIFIERS for child in token.lefts):
                phrase = self.doc[token.left_edge.i : index + 1]
                longer = phrase.text
                if longer.lower().startswith(("a ", "an ")):
                    longer = longer.split(" ", 1)[-1]
                speaker = Speaker(plain_name(longer), generic=is_generic(phrase))
                return Found(speaker, Way.TOLD_BEFORE, span_of(phrase))
        return None

    @cached_property
    def _uses(self) -> dict[int, list[int]]:
        """Where each word of the article occurs, by spaCy's number for it in lower case."""
        found: dict[int, list[int]] = {}
        for token in self.doc:
            found.setdefault(token.lower, []).append(token.i)
        return found


@rule(
    "no body is one person",
    "“It”, “they” and “we” stand for bodies, organisations and several persons, not for a nurse who spoke.",
    "The council warned that the river was rising. Rain fell. They said that the school would close.",
    otherwise=True,
)
def is_body(noun: Token) -> bool:
    """Whether a source, by its head, is a body, a document or several persons."""
    word = noun.lower_
    if word in _BODIES or word in _DOCUMENTS:
        return True
    if noun.ent_type_ == "PERSON" or is_one_person(noun) or word in _PRONOUNS:
        return False
    return noun.text[0].isupper() or _is_several(word)


def is_one_person(noun: Token) -> bool:
    """Whether a source, by its head, is one person whom it does not name: *a nurse*, *the mayor's deputy*."""
    word = noun.lower_
    is_person = is_office(word) or word.endswith(_ENDINGS)
    return is_person and not noun.ent_type_ and word not in _BODIES and not _is_several(word)


def _is_several(word: str) -> bool:
    is_plural = word.endswith("s") and not word.endswith("ss")
    return is_plural or word in _SEVERAL or word.endswith(_SEVERAL_ENDINGS)


@rule(
    "a number is nobody's name",
    "A source that only counts, “only four” or “more than half”, names nobody.",
    "Only four said that the road to Gulu was open.",
)
def is_quantity(noun: Token) -> bool:
    """Whether a source, by its head, only says how many: no person, no part of a name such as "Channel 4"."""
    counts = noun.like_num or noun.lower_ in _QUANTITIES or noun.ent_type_ == "PERCENT"
    return counts and noun.ent_type_ in _COUNTS and not any(child.dep_ in _NAMING for child in noun.lefts)


def _is_part(quantity: Token) -> bool:
    """Whether the words say of whom a quantity is a part: *two of the officials*, not *most of them*."""
    of = (child for child in quantity.rights if child.lower_ in _PART_OF)
    wholes = (noun for child in of for noun in child.rights if noun.dep_ == "pobj")
    return any(noun.lower_ not in _PRONOUNS and not noun.like_num for noun in wholes)


def _first(phrase: DocSpan, length: int) -> DocSpan:
    """The tokens within the first characters of a phrase."""
    end = phrase.start_char + length
    return phrase[: sum(token.idx < end for token in phrase)]


def _before_clause(text: str) -> str:
    return text[: _clause_starts(text) or len(text)]


@rule(
    "a body's name ends before a clause",
    "A source is called by the words before a comma, a dash, a bracket or “who”.",
    "Officials who saw the letter said that it was false.",
    otherwise=0,
)
def _clause_starts(text: str) -> int:
    """Where the first comma, dash, bracket or relative clause begins; 0 for none."""
    cut = len(text)
    for stop in _STOPS:
        at = text.find(stop, 0, cut)
        if at > 2:
            cut = at
    return cut if cut < len(text) else 0
