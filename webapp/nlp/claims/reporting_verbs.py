"""The verbs and nouns that report speech, each with the grammatical frames in which it does so.

Compiled for this program from general knowledge of English reporting; a frame names the complement
that holds what was said.
"""

from __future__ import annotations

from enum import Flag, auto
from functools import cache


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


_C, _X, _O, _N, _Q = Frame.CLAUSE, Frame.INFINITIVE, Frame.OBJECT, Frame.NAMING, Frame.QUOTE
_PREPOSITIONS = {
    "of": Frame.OF,
    "about": Frame.ABOUT,
    "for": Frame.FOR,
    "as": Frame.AS,
    "to": Frame.TO,
    "on": Frame.ON,
    "upon": Frame.ON,
    "against": Frame.AGAINST,
    "at": Frame.AT,
}

_VERBS: dict[Frame, str] = {
    # What is said stands in a clause or in quotation marks.
    _C | _Q: """say add state note explain reply respond answer continue recall remark observe comment insist
        argue assert contend maintain conclude confirm reveal disclose report write tweet post testify
        declare proclaim announce allege claim reiterate repeat stress emphasise emphasize underline underscore
        predict forecast fear hope believe think feel suggest hint imply indicate estimate reckon calculate
        acknowledge admit concede confess agree disagree complain lament warn caution vow pledge swear
        clarify specify mention find learn boast joke quip exclaim shout whisper mutter
        recount relate aver opine posit hypothesise hypothesize speculate surmise suspect assume presume
        deny rebut counter retort object protest interject signal propose recommend demand ask wonder
        stipulate caveat assess rule point promise threaten expect worry doubt know
        realise realize hold preach tout affirm attest certify verify fume rage conjecture
        elaborate summarise summarize reason chime show""",
    _C | _Q | Frame.ADDRESSEE: "tell inform assure remind notify convince persuade advise warn promise reassure brief",
    _Q: "laugh smile sigh shrug grin nod begin conclude snap yell scream cry insist go urge plead beg lead read"
    " chant sing thunder",
    # What is said stands in an infinitive.
    _X: """claim vow pledge promise threaten offer propose agree refuse decline swear demand ask
        hope profess deny admit report recall describe suggest recommend
        want wish aim intend seek plan prefer expect""",
    _X | Frame.ADDRESSEE: """urge ask tell order instruct beg implore exhort encourage advise warn
        direct command request appeal remind forbid beseech""",
    # What is said is the object itself.
    _O: """criticise criticize condemn denounce decry deplore slam blast lambast lambaste praise laud hail
        welcome applaud commend deny dismiss reject refute rebut dispute contest question challenge oppose
        endorse defend demand urge announce confirm propose recommend advocate predict
        acknowledge admit describe detail outline highlight cite reference mention emphasise emphasize
        stress underline reiterate express voice protest lament regret bemoan ridicule mock tout
        promise pledge vow threaten discuss explain report allege claim suggest warn fear recall reveal blame
        accuse fault credit castigate chide rebuke scold denigrate bash rip disparage compare liken
        support back prefer favor favour congratulate thank salute champion insult deride disavow downplay
        echo quote tweet retweet email post publish share list note foresee oppose want seek address
        congratulate commemorate mourn pity resent offer issue name portray embrace answer underscore assail admire like
        love hate respect tease spurn repudiate
        contradict corroborate substantiate chronicle document summarise summarize""",
    # The object and what it is called.
    _N: """call declare label brand term dub name deem consider proclaim pronounce hold describe characterise
        characterize portray depict""",
    # What is said follows a preposition.
    Frame.OF: "accuse warn complain speak talk boast suspect approve disapprove",
    Frame.ABOUT: "complain warn talk speak ask joke worry boast write tweet comment lie brag tell think question",
    Frame.FOR: "call blame appeal criticise criticize praise apologise apologize press push plead condemn thank"
        " advocate argue lobby fault",
    Frame.AS: "describe characterise characterize refer denounce dismiss hail condemn portray depict praise brand"
        " regard see view label decry slam criticise criticize reject identify cite",
    Frame.TO: "refer point allude object testify admit confess attest agree pledge liken",
    Frame.ON: "call comment insist elaborate urge remark",
    Frame.AGAINST: "speak argue warn rail protest caution inveigh campaign",
    Frame.AT: "hint scoff lash",
}  # fmt: skip

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "feel": ("feels", "felt", "feeling"),
    "find": ("finds", "found", "finding"),
    "hold": ("holds", "held", "holding"),
    "know": ("knows", "knew", "known", "knowing"),
    "understand": ("understands", "understood", "understanding"),
    "see": ("sees", "saw", "seen", "seeing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "forecast": ("forecasts", "forecast", "forecasting"),
    "read": ("reads", "read", "reading"),
    "begin": ("begins", "began", "begun", "beginning"),
    "go": ("goes", "went", "going"),
    "lead": ("leads", "led", "leading"),
    "forbid": ("forbids", "forbade", "forbidden", "forbidding"),
    "beseech": ("beseeches", "besought", "beseeching"),
    "lie": ("lies", "lied", "lying"),
    "learn": ("learns", "learned", "learnt", "learning"),
    "seek": ("seeks", "sought", "seeking"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "show": ("shows", "showed", "shown", "showing"),
    "offer": ("offers", "offered", "offering"),
    "sing": ("sings", "sang", "sung", "singing"),
    "rip": ("rips", "ripped", "ripping"),
}
_PAST = {
    "have": ("has", "had"),
    "get": ("got", "gotten", "getting"),
    "come": ("came",),
    "try": ("tried",),
    "stand": ("stood",),
    "stop": ("stopped", "stopping"),
    "prove": ("proven",),
    "grow": ("grew", "grown"),
    "meet": ("met",),
    "choose": ("chose", "chosen"),
}
_DOUBLED = {"admit", "quip", "dub", "plan", "brag", "refer", "slam", "chat"}
_VOWELS = "aeiou"
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
PREPOSITIONS = Frame.OF | Frame.ABOUT | Frame.FOR | Frame.AS | Frame.TO | Frame.ON | Frame.AGAINST | Frame.AT
"""The frames that a preposition opens."""

#: Nouns that hold a claim in the clause after them: *the allegation that …*
NOUNS = frozenset(
    """accusation admission allegation announcement argument assertion assessment assurance belief charge claim
    complaint comment conclusion contention declaration demand denial estimate fear finding forecast hint hope
    insistence message opinion pledge prediction promise proposal recommendation remark report statement
    suggestion suspicion testimony threat view vow warning word notion""".split()
)


def inflections(lemma: str) -> tuple[str, ...]:
    """The forms of an English verb, the base form first."""
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma])
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    return lemma, third, stem + "ed", stem + "ing"


#: Verbs that take an infinitive and report nothing: *the army seems to have left*, *the river continued to rise*.
NO_SPEECH = frozenset(
    form
    for lemma in """seem appear look tend happen prove continue begin start stop cease fail manage need have get go
        come try struggle help work attempt remain stand use serve suffice turn rush race scramble move act gather
        meet travel return arrive stay wait live grow survive dare bother hesitate prepare choose decide""".split()
    for form in (*inflections(lemma), *_PAST.get(lemma, ()))
)


@cache
def frames_by_form() -> dict[str, tuple[str, Frame]]:
    """Every form of every reporting verb, lower case, with its lemma and all its frames."""
    by_lemma: dict[str, Frame] = {}
    for frames, lemmas in _VERBS.items():
        for lemma in lemmas.split():
            by_lemma[lemma] = by_lemma.get(lemma, Frame(0)) | frames
    return {form: (lemma, frames) for lemma, frames in by_lemma.items() for form in inflections(lemma)}


def stem(form: str) -> str:
    """What the forms of one verb share, lower case: the lemma of a verb in the list, else the form without its ending.

    >>> stem("denied"), stem("planning"), stem("wants")
    ('deny', 'plan', 'want')
    """
    listed = frames_by_form().get(form)
    if listed is not None:
        return listed[0]
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            bare = form[: -len(ending)] + instead
            is_doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "ls"
            return bare[:-1] if is_doubled else bare.removesuffix("e")
    return form.removesuffix("e")


def preposition_frame(preposition: str) -> Frame:
    """The frame that a preposition opens, none for one that opens no content."""
    return _PREPOSITIONS.get(preposition, Frame(0))
