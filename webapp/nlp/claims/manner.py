"""How a claim was said: alleged, denied, demanded, warned of …, and whether what was said is affirmed or negated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from webapp.domain import Manner
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.reporting_verbs import NOUNS, stem
from webapp.nlp.text import clauses

_VERBS: dict[Manner, str] = {
    Manner.ALLEGES: "allege assert aver boast brag claim contend insist maintain profess suspect lie",
    Manner.DENIES: """contest contradict counter decline deny disagree disavow dismiss dispute doubt object oppose
        question challenge rebut refuse refute reject repudiate retort spurn""",
    Manner.DEMANDS: """advise advocate appeal beg beseech command demand direct encourage exhort forbid implore
        instruct lobby order persuade plead press propose push recommend request seek urge want""",
    Manner.WARNS: "caution fear remind threaten warn worry",
    Manner.PREDICTS: "calculate estimate expect forecast foresee predict reckon speculate",
    Manner.PRAISES: """admire applaud approve back champion commend congratulate credit defend embrace endorse favor
        favour hail laud like love praise respect salute support thank tout welcome""",
    Manner.BLAMES: """accuse assail bash bemoan blame blast castigate chide complain condemn criticise criticize decry
        denigrate denounce deplore deride disapprove disparage fault fume hate insult inveigh lambast lambaste lament
        lash mock protest rage rail rebuke resent ridicule rip scoff scold slam tease""",
    Manner.NEUTRAL: """acknowledge add address admit affirm agree aim allude announce answer apologise apologize
        argue ask assess assume assure attest begin believe brand brief call campaign caveat certify characterise
        characterize chant chime chronicle cite clarify commemorate comment compare concede conclude confess confirm
        conjecture consider continue convince corroborate cry declare deem depict describe detail disclose discuss
        document downplay dub echo elaborate email emphasise emphasize exclaim explain express feel find go grin
        highlight hint hold hope hypothesise hypothesize identify imply indicate inform intend interject issue joke
        know label laugh lead learn liken list mention mourn mutter name nod note notify observe offer opine outline
        pity plan pledge point portray posit post preach prefer presume proclaim promise pronounce publish quip quote
        read realise realize reason reassure recall recount refer reference regard regret reiterate relate remark
        repeat reply report respond retweet reveal rule say scream see share shout show shrug sigh signal sing smile
        snap speak specify state stipulate stress substantiate suggest summarise summarize surmise swear talk tell
        term testify think thunder tweet underline underscore verify view voice vow whisper wish wonder write yell""",
}
_NOUNS: dict[Manner, str] = {
    Manner.ALLEGES: "allegation assertion charge claim contention insistence suspicion",
    Manner.DENIES: "denial",
    Manner.DEMANDS: "demand proposal recommendation",
    Manner.WARNS: "fear threat warning",
    Manner.PREDICTS: "estimate forecast prediction",
    Manner.BLAMES: "accusation complaint",
    Manner.NEUTRAL: """admission announcement argument assessment assurance belief comment conclusion declaration
        finding hint hope message notion opinion pledge promise remark report statement suggestion testimony view vow
        word""",
}
_WITH_PREPOSITION = {
    **{(verb, "for"): Manner.DEMANDS for verb in ("ask", "call", "argue", "campaign", "speak", "wish")},
    **{(verb, "against"): Manner.BLAMES for verb in ("argue", "campaign", "protest", "speak", "testify")},
    ("call", "on"): Manner.DEMANDS,
    ("call", "upon"): Manner.DEMANDS,
    ("warn", "against"): Manner.WARNS,
    ("credit", "with"): Manner.PRAISES,
}
_TO_DO = frozenset({"ask", "tell", "call", "remind"})
"""Verbs that demand where an infinitive follows: *told them to leave*."""
_UTTERING = frozenset({"express", "voice", "raise", "repeat", "issue"})
_UTTERED = {
    Manner.WARNS: "alarm apprehension concern concerns fear fears warning warnings worries worry",
    Manner.PRAISES: "admiration appreciation gratitude praise solidarity support thanks",
    Manner.BLAMES: "anger condemnation criticism disappointment frustration indignation outrage",
    Manner.DENIES: "disagreement doubt doubts opposition reservations scepticism skepticism",
    Manner.DEMANDS: "demand demands request",
}
_ANSWERABLE = frozenset(("accountable", "liable", "responsible"))
_WITHHOLDING = frozenset("decline deny fail refuse".split())
_NOBODY = frozenset("neither no nobody none".split())
_NOUN_PLACES = frozenset("nsubj nsubjpass dobj obj pobj attr appos nmod compound conj".split())
_FIRST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """The manner of a claim, and whether its speaker says the contrary of its content or does not say it."""

    manner: Manner = Manner.NEUTRAL
    negated: bool = False


def said(doc: Doc, claim: Attributed) -> Said:
    """How the claim was said, by its cue: lemma, what follows it, and negation."""
    cue = [token for span in claim.cue for token in clauses.tokens_between(doc, span)]
    head = _head(cue)
    if head is None:
        return Said()
    if _is_noun(head):
        manner = manners_of_nouns().get(head.lower_.removesuffix("s"), Manner.NEUTRAL)
        return Said(manner, manner is Manner.DENIES)
    manner = _manner(head, cue, claim)
    return Said(manner, (manner is Manner.DENIES) != _is_negated(head, cue))


@cache
def manners_of_verbs() -> dict[str, Manner]:
    """The manner of each reporting verb, by its lemma."""
    return _by_word(_VERBS)


@cache
def manners_of_nouns() -> dict[str, Manner]:
    """The manner of each reporting noun, in the singular."""
    return _by_word(_NOUNS)


@cache
def _manners_of_uttered() -> dict[str, Manner]:
    return _by_word(_UTTERED)


def _by_word(table: dict[Manner, str]) -> dict[str, Manner]:
    return {word: manner for manner, words in table.items() for word in words.split()}


def _head(cue: list[Token]) -> Token | None:
    """The verb or noun of the cue: of its reporting words the one on which the others hang."""
    words = [token for token in cue if stem(token.lower_) in manners_of_verbs() or _is_noun(token)]
    inside = {token.i for token in words}
    return next((token for token in words if token.head.i not in inside or token.head.i == token.i), None)


def _is_noun(token: Token) -> bool:
    return token.dep_ in _NOUN_PLACES and token.lower_.removesuffix("s") in NOUNS and not _has_subject(token)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in clauses.SUBJECTS for child in token.children)


def _manner(verb: Token, cue: list[Token], claim: Attributed) -> Manner:
    lemma = stem(verb.lower_)
    for token in cue:
        if token.i > verb.i and (lemma, token.lower_) in _WITH_PREPOSITION:
            return _WITH_PREPOSITION[lemma, token.lower_]
    if lemma in _TO_DO or lemma in _UTTERING or lemma == "hold":
        content = [token for span in claim.content for token in clauses.tokens_between(verb.doc, span)]
        if lemma in _TO_DO and _has_infinitive(verb, content):
            return Manner.DEMANDS
        if lemma in _UTTERING:
            return _uttered((*cue, *content[:_FIRST_WORDS]))
        if lemma == "hold" and any(token.lower_ in _ANSWERABLE for token in content):
            return Manner.BLAMES
    return manners_of_verbs().get(lemma, Manner.NEUTRAL)


def _has_infinitive(verb: Token, content: list[Token]) -> bool:
    """Whether the content is what somebody is to do."""
    inside = {token.i for token in content}
    return any(
        token.lower_ == "to" and token.dep_ == "aux" and (token.head.head == verb or token.i == content[0].i)
        for token in content
        if token.head.i in inside
    )


def _uttered(words: Iterable[Token]) -> Manner:
    """*express concern that*: the manner of the noun."""
    known = _manners_of_uttered()
    return next((known[token.lower_] for token in words if token.lower_ in known), Manner.NEUTRAL)


def _is_negated(verb: Token, cue: list[Token]) -> bool:
    """Whether it was not said: *did not say*, *refused to confirm*, *nobody claimed*."""
    if clauses.is_negated(verb) or any(token.dep_ == "neg" for token in cue):
        return True
    above = verb.head
    if verb.dep_ in ("xcomp", "pcomp") and above.i < verb.i and stem(above.lower_) in _WITHHOLDING:
        return not clauses.is_negated(above)
    head = clauses.subject(verb)
    return head is not None and (
        head.lower_ in _NOBODY or any(child.lower_ in _NOBODY and child.dep_ == "det" for child in head.lefts)
    )
