"""A resolved source: whom it refers to, how that was decided, and the sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.domain import Span, Speaker
from webapp.nlp.text.signatures import DASHES

_LONGEST = 60
_SHORTEST = 12
_OPENING = "“"
_CLOSING = "”"


class Way(StrEnum):
    """How a source was resolved to a speaker; the fitted confidence depends on it."""

    NAMED = "named"
    SHORT = "short name"
    OFFICE = "office"
    SAME_SENTENCE = "subject of the sentence"
    SENTENCE_BEFORE = "subject of the sentence before"
    SPOKE_LAST = "spoke last"
    NAMED_LAST = "named last"
    BODY_LAST = "body that spoke last"
    TOLD_BEFORE = "told of before"
    WRITTEN = "as written"
    GOES_ON = "goes on"
    NOBODY = "nobody"


_REASONS = {
    Way.NAMED: "The source itself names {name}.",
    Way.WRITTEN: "The source itself names {name}.",
    Way.SHORT: "“{words}” is short for {name}, named in full in {quote}.",
    Way.OFFICE: "“{words}” is what the article calls {name}, in {quote}.",
    Way.SAME_SENTENCE: "“{words}” is taken for {name}, whom the same sentence is about: {quote}.",
    Way.SENTENCE_BEFORE: "“{words}” is taken for {name}, whom the sentence before is about: {quote}.",
    Way.SPOKE_LAST: "“{words}” is taken for {name}, who spoke last before it, in {quote}.",
    Way.NAMED_LAST: "“{words}” is taken for {name}, the last {whom} named before it, in {quote}.",
    Way.BODY_LAST: "“{words}” is taken for {name}, the last body that spoke before it, in {quote}.",
    Way.TOLD_BEFORE: "“{words}” is taken for the one that the article speaks of before, in {quote}.",
    Way.GOES_ON: "The quotation before is taken to be {name}’s, and this one goes on from it.",
}
_WHOM = {"m": "man", "f": "woman", None: "person"}


@dataclass(frozen=True, slots=True)
class Found:
    """A decision as made by a rule: whom, how, and the words that it relies on.

    ``fitting`` is how many persons or bodies would have fitted, the chosen one included.
    """

    speaker: Speaker
    way: Way
    evidence: Span | None = None
    fitting: int = 1
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source refers to, None if the article names nobody; ``why`` is a sentence.

    ``evidence`` are the words outside the source without which the choice would change; None if the source names
    the speaker itself. ``distance`` is the number of characters between the two. ``confidence``, from 0 to 1, is that
    the source refers to this speaker.
    """

    speaker: Speaker | None
    way: Way
    why: str
    evidence: Span | None = None
    distance: int = 0
    fitting: int = 1
    confidence: float = 0.0


def why(text: str, phrase: Span, found: Found | None) -> str:
    """The sentence for a decision about the source ``phrase``, or what is missing if there was no decision."""
    words = shortened(" ".join(phrase.of(text).split()))
    if found is None:
        return f"The article does not say whom “{words}” stands for."
    sentence = _REASONS[found.way]
    quote = quoted(text, found.evidence) if found.evidence is not None else "the article"
    return sentence.format(words=words, name=found.speaker.name, quote=quote, whom=_WHOM[found.gender])


def goes_on(speaker: Speaker | None) -> str:
    """Why a quotation without a source of its own has the speaker of the one before."""
    if speaker is None:
        return "The article does not name who said it."
    sentence = _REASONS[Way.GOES_ON].format(name=speaker.name)
    return sentence.replace("s’s,", "s’,") if speaker.name.endswith("s") else sentence


def quoted(text: str, span: Span) -> str:
    """Some words of the text with those that follow, up to the end of the line or the sentence."""
    end = max(span.end, min(len(text), span.start + _LONGEST))
    tail = text[span.end : end]
    stops = [at for stop in ("\n", ". ", "? ", "! ", _OPENING, '"') if (at := tail.find(stop)) >= 0]
    words = text[span.start : span.end] + tail[: min(stops, default=len(tail))]
    is_cut = not stops and end < len(text)
    if is_cut and end > span.end:
        words = words.rsplit(" ", 1)[0] if " " in words[span.end - span.start :] else words
    words = " ".join(words.split()).strip(f" ,;:{DASHES}")
    return f"“{words} …”" if is_cut else f"“{words}”"


def shortened(words: str, longest: int = 80) -> str:
    """Words shortened to a length, at a space."""
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
