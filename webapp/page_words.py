"""The words that all pages share: how a claim was made, why it is at a place, how sure that is, who speaks, dates."""

from __future__ import annotations

import datetime as dt
import re

from webapp.domain import Basis, ClaimKind, Manner, Status

KINDS = {
    ClaimKind.DIRECT: "quoted",
    ClaimKind.INDIRECT: "paraphrased",
    ClaimKind.MIXED: "partly quoted",
}
"""In whose words an article gives a claim."""

MANNERS = {
    Manner.NEUTRAL: "statements",
    Manner.ALLEGES: "allegations",
    Manner.DENIES: "denials",
    Manner.DEMANDS: "demands",
    Manner.WARNS: "warnings",
    Manner.PREDICTS: "predictions",
    Manner.PRAISES: "praise",
    Manner.BLAMES: "blame",
    Manner.BELIEVES: "beliefs",
    Manner.PROMISES: "promises",
    Manner.ASKS: "questions",
}
"""Claims by manner, as a filter names them."""

STATUSES = {
    Status.UNVERIFIED: "not reviewed",
    Status.VERIFIED: "verified",
    Status.CORRECTED: "corrected",
}
"""What a person decided about a claim or a place that is shown."""

_MADE = {
    Manner.ALLEGES: ("Allegation", "alleg"),
    Manner.DENIES: ("Denial", "den"),
    Manner.DEMANDS: ("Demand", "demand"),
    Manner.WARNS: ("Warning", "warn"),
    Manner.PREDICTS: ("Prediction", "predict"),
    Manner.PRAISES: ("Praise", "prais"),
    Manner.BLAMES: ("Blame", "blam"),
    Manner.BELIEVES: ("Belief", "belie"),
    Manner.PROMISES: ("Promise", "promis"),
    Manner.ASKS: ("Question", "ask"),
}
"""What a claim is called by its manner, and how a cue begins that already says so."""

GROUNDS = {
    Basis.CONTENT: "named in the claim",
    Basis.SENTENCE: "named in the same sentence",
    Basis.PARAGRAPH: "named in the same paragraph",
    Basis.BEFORE: "named earlier in the article",
    Basis.TITLE: "named in the headline",
    Basis.ARTICLE: "what the article is about",
}
"""What a place is to a claim that is tied to it: "the place is" goes before."""

SURE = 0.9
"""Confidence at or above which a choice is called sure."""
FAIRLY_SURE = 0.6
"""Confidence at or above which it is called fairly sure; below, it is a guess."""

_DETERMINER = re.compile(r"(?i:an?|the|its|his|her|their)\s+(?=[a-z])")

_NOT_MADE = {
    Manner.NEUTRAL: "Not said",
    Manner.ALLEGES: "Not alleged",
    Manner.DENIES: "Not denied",
    Manner.DEMANDS: "Not demanded",
    Manner.WARNS: "Not warned of",
    Manner.PREDICTS: "Not predicted",
    Manner.PRAISES: "Not praised",
    Manner.BLAMES: "Not blamed",
    Manner.BELIEVES: "Not believed",
    Manner.PROMISES: "Not promised",
    Manner.ASKS: "Not asked",
}


def manner_words(manner: Manner, negated: bool, cue: str) -> str:
    """The words shown beside the article's own cue for how a claim was made; empty if the cue says it all.

    "Denial" for "refused", nothing for "denied", "Not denied" for "did not deny", whose content is not ``negated``.
    """
    # A denial negates what the claim says: one that negates nothing was not made.
    if negated != (manner is Manner.DENIES):
        return _NOT_MADE[manner]
    if manner is Manner.NEUTRAL:
        return ""
    words, stem = _MADE[manner]
    return "" if any(word.startswith(stem) for word in cue.lower().split()) else words


def ground_words(basis: Basis) -> str:
    """Why a claim stands at a place that its own words do not name; empty if they do."""
    return "" if basis is Basis.CONTENT else f"the place is {GROUNDS[basis]}"


def status_words(status: Status) -> str:
    """What a person decided about a claim or a place, as a mark beside it; empty if nobody did."""
    return "" if status is Status.UNVERIFIED else STATUSES.get(status, "")


def sure_words(confidence: float) -> str:
    """A confidence, from 0 to 1, as the pages write it: "fairly sure, 72%"."""
    return f"{confidence_words(confidence)}, {percent(confidence)}%"


def said_words(said: float, least: float) -> str:
    """How sure it is that a claim was said, or that it was not, for one that counts as said from ``least`` on."""
    if said < least:
        return f"Thought, wanted or done rather than said or written ({sure_words(1 - said)})."
    return f"Said or written rather than thought, wanted or done ({sure_words(said)})."


def confidence_words(confidence: float) -> str:
    """A confidence, from 0 to 1, in words."""
    if confidence >= SURE:
        return "sure"
    return "fairly sure" if confidence >= FAIRLY_SURE else "a guess"


def percent(share: float) -> int:
    """A share as a whole percentage; only certainty is 100 and only impossibility 0."""
    if 0 < share < 1:
        return min(max(round(share * 100), 1), 99)
    return round(share * 100)


def shown_description(description: str) -> str:
    """What an article says of a speaker, as it stands beside the name: "deputy director" for "Its deputy director".

    A word such as *its* or *the* points to the article's own sentences, which are not shown with it. It stays before
    a capital, where it may belong to a name or a title: "The Hague", "His Excellency".
    """
    determiner = _DETERMINER.match(description)
    return description[determiner.end() :] if determiner else description


NEARLY_DONE, MINUTE, HOUR = 10, 60, 3600


def abbreviated(count: int) -> str:
    """A number of thousands in a few characters: "1.2k", "12k", "1.2M"."""
    unit, letter = (1_000, "k") if count < 999_500 else (1_000_000, "M")
    number = count / unit
    return f"{number:.{1 if number < 9.95 else 0}f}{letter}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with the noun it counts: "1 article", "1,200 articles"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def outdated_words(count: int) -> str:
    """The notice that some articles could be read again; empty if none could."""
    if not count:
        return ""
    verb = "was" if count == 1 else "were"
    return f"{counted(count, 'article')} {verb} read with an earlier version of the program or its data."


def shown_date(date: dt.date | str | None) -> str:
    """A date, or an ISO 8601 text that begins with one, as the pages write it: "4 February 2026"; empty for none."""
    if not date:
        return ""
    day = dt.date.fromisoformat(date[:10]) if isinstance(date, str) else date
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# strftime's names follow the locale of whoever started the program.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def time_left(seconds: float | None) -> str:
    """A length of time as a person says it: "about 3 minutes left"; empty if it is not known."""
    if seconds is None:
        return ""
    if seconds < NEARLY_DONE:
        return "a few seconds left"
    if seconds < MINUTE:
        return f"about {round(seconds, -1):.0f} seconds left"
    if seconds < HOUR:
        return f"about {counted(round(seconds / MINUTE), 'minute')} left"
    return f"about {counted(round(seconds / HOUR), 'hour')} left"
