"""Which body a source refers to: as it is written, by its longer name further up, or by *it*."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.domain import Speaker
from webapp.nlp.lexicon.tables import words
from webapp.nlp.rules import rule
from webapp.nlp.speakers.resolved import Found, Way
from webapp.nlp.speakers.scene import Scene, plain_name, span_of

COLLECTIVE = words("bodies", "collective")
_ANY_BODY = words("bodies", "any_body")
_MODIFIERS = frozenset(("compound", "poss", "amod", "nmod"))
_STOPS = (", who", ", which", " who ", " which ", ",", " - ", " – ", " — ", " (")
_FAR_BACK = 300


class Bodies:
    """Resolves the bodies of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc: Doc = scene.doc

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
        """The body, or the unnamed person, as the source is written."""
        name = plain_name(_before_clause(self.scene.written(tokens)))
        if not any(character.isalpha() for character in name):
            return None
        return self._longer_name(name, tokens.root) or Found(Speaker(name), Way.WRITTEN)

    def _longer_name(self, name: str, root: Token) -> Found | None:
        """The fuller name of what a single lower-case word refers to, None if there is none."""
        if len(name.split()) > 1 or name[:1].isupper():
            return None
        return self._organisation_last(name) or self._described_before(name, root)

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
                return Found(Speaker(plain_name(longer)), Way.TOLD_BEFORE, span_of(phrase))
        return None

    @cached_property
    def _uses(self) -> dict[int, list[int]]:
        """Where each word of the article occurs, by spaCy's number for it in lower case."""
        found: dict[int, list[int]] = {}
        for token in self.doc:
            found.setdefault(token.lower, []).append(token.i)
        return found


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
