"""Which verbs report nothing although their form would allow it: asides, names, and what nobody says."""

from __future__ import annotations

from spacy.tokens import Token

from webapp.nlp.claims.reported.complements import Content
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import Frame, forms_of, frames_by_form, is_gerund, verbs
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_NAMING = words("speech", "naming")
_NARRATORS = words("speech", "narrator")
_NOBODY = words("speech", "nobody")
_NEITHER = words("speech", "neither")
_NO, _ONE = words("speech", "no"), words("speech", "one")
_CALLED = words("speech", "called")
_TO_COME = words("clauses", "to_come")
_ASKING = words("speech", "asking")


def reports_nothing(verb: Token) -> bool:
    """Whether a verb reports nothing, whoever its subject is and whatever its complements are."""
    return clauses.is_hypothetical(verb) or _is_put_to_subject(verb) or _gives_a_name(verb)


@rule(
    "said by nobody",
    "What nobody, none of them or few people say, or what a question asks who said, is no claim.",
    "None of the officials said Gulu was lost.",
    policy="Nobody is never shown as a speaker: none of the officials said, no one said, who said?",
)
def is_said_by_nobody(head: Token, verb: Token) -> bool:
    """Whether the subject of a verb names nobody, or hardly anybody, or asks for a name."""
    if clauses.is_acronym(head):
        return False
    if head.lower_ in _NOBODY:
        return True
    if head.lower_ in _ASKING:
        return verb.dep_ == "ROOT" and clauses.antecedent(head) is None
    first = next(iter(head.lefts), None)
    if first is None or first.i != head.left_edge.i:
        return False
    return first.lower_ in _NEITHER or (first.lower_ in _NO and head.lower_ in _ONE)


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
    "who asks not to be named",
    "That somebody asks not to be named, or speaks on condition of it, says nothing of the matter.",
    "An analyst in Kasese, who asked not to be named, shrugged.",
)
def is_about_names(verb: Token, content: Content) -> bool:
    """Whether the complement of ``verb`` is how the article is to call its subject."""
    if content.frame is not Frame.INFINITIVE:
        return False
    deeds = (child for child in verb.rights if child.dep_ == "xcomp" and child.lower_ in _CALLED)
    return any(clauses.is_passive(deed) for deed in deeds)


@rule(
    "the narrator's own words",
    "What I, we or you say outside of quotation marks is no claim: those are the writer and the readers.",
    "We believe that the road to Kasese is closed.",
)
def is_the_narrator(source: str) -> bool:
    """Whether a subject refers to the writers and readers of the article."""
    return source.lower() in _NARRATORS


@rule(
    "said by whoever",
    "A passive of saying or believing makes a claim without a speaker: it was said that, it is feared that.",
    "The road to Kasese was said to be open.",
)
def may_lack_speaker(verb: Token, lemma: str) -> bool:
    """Whether a verb makes a claim although no speaker is named."""
    entry = frames_by_form().get(verb.lower_)
    reports = lemma in verbs("impersonal") or (entry is not None and bool(entry[1] & Frame.CLAUSE))
    return reports and clauses.is_passive(verb) and verb.lower_ not in _TO_COME
