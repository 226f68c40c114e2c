"""Which verbs report nothing although their form would let them: asides, headings, names, and what nobody says."""

from __future__ import annotations

from spacy.tokens import Token

from webapp.nlp.claims.complements import Content
from webapp.nlp.claims.reporting_verbs import Frame, forms_of, is_gerund, verbs
from webapp.nlp.lexicon import words
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_NAMING = words("speech", "naming")
_NARRATORS = words("speech", "narrator")
_NOBODY = words("speech", "nobody")
_NEITHER = words("speech", "neither")
_NO, _ONE = words("speech", "no"), words("speech", "one")
_ASKING = words("speech", "asking")


def reports_nothing(verb: Token) -> bool:
    """Whether a verb reports nothing, whoever its subject is and whatever its complements are."""
    return clauses.is_hypothetical(verb) or _is_put_to_subject(verb) or _is_in_a_heading(verb) or _gives_a_name(verb)


def is_said_by_nobody(head: Token, verb: Token) -> bool:
    """Whether the subject of a verb is no speaker: the narrator, nobody, or the one whom a question asks for."""
    return _is_nobody(head) or _asks_who(head, verb)


@rule(
    "a question put to the speaker",
    "A past participle that opens a sentence is said of the one who answers and reports nothing: asked whether ...",
    "Asked to leave Kasese, Angie Motshekga said that she would stay.",
)
def _is_put_to_subject(verb: Token) -> bool:
    if verb.dep_ != "advcl" or verb.i > verb.head.i or is_gerund(verb.lower_):
        return False
    return not any(child.dep_ in clauses.SUBJECTS | {"aux", "auxpass", "mark"} for child in verb.children)


@rule(
    "a verb in a heading",
    "A word in capitals among other words is a heading and reports nothing: SITUATION REPORT No. 3.",
    "SITUATION REPORT No. 3\nEarthquake off the coast of Gulu",
)
def _is_in_a_heading(verb: Token) -> bool:
    return verb.is_upper and len(verb) > 1 and not verb.sent.text.isupper()


@rule(
    "a participle that gives a name",
    "A past participle of naming after a noun gives its name and reports nothing: a town called Mirpur.",
    "Soldiers crossed a river called the Mubuku on Monday.",
)
def _gives_a_name(verb: Token) -> bool:
    return verb.dep_ == "acl" and verb.lower_ in _NAMING


@rule(
    "a deed in the infinitive",
    "After verbs such as manage, seem and begin an infinitive is a deed, not speech: the river continued to rise.",
    "The river continued to rise in Kasese.",
)
def is_a_deed(verb: Token, content: Content) -> bool:
    """Whether the complement of ``verb`` is what somebody does."""
    return content.frame is Frame.INFINITIVE and verb.lower_ in forms_of("acting")


@rule(
    "the narrator's own words",
    "What I, we or you say outside of quotation marks is no claim: those are the writer and the readers.",
    "We believe that the road to Kasese is closed.",
)
def is_the_narrator(source: str) -> bool:
    """Whether a subject stands for those who write and read the article."""
    return source.lower() in _NARRATORS


@rule(
    "said by nobody",
    "What nobody, none of them or few people say is no claim.",
    "None of the officials said Gulu was lost.",
)
def _is_nobody(head: Token) -> bool:
    if head.lower_ in _NOBODY:
        return True
    first = next(iter(head.lefts), None)
    if first is None or first.i != head.left_edge.i:
        return False
    return first.lower_ in _NEITHER or (first.lower_ in _NO and head.lower_ in _ONE)


@rule(
    "a question for the speaker",
    "A question that asks for the speaker makes no claim: who said that Soroti fell?",
    "Who said that Soroti fell?",
)
def _asks_who(head: Token, verb: Token) -> bool:
    return head.lower_ in _ASKING and verb.dep_ == "ROOT" and clauses.antecedent(head) is None


@rule(
    "said by whoever",
    "A passive of saying or believing makes a claim without a speaker: it was said that.",
    "The road to Kasese was said to be open.",
)
def may_lack_speaker(verb: Token, lemma: str) -> bool:
    """Whether a verb makes a claim although nobody is named who says it."""
    return clauses.is_passive(verb) and lemma in verbs("impersonal")
