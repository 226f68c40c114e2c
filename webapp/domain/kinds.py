"""Of what kind mentions and claims are, what a person decided about them, and what a place is to a claim."""

from __future__ import annotations

from enum import StrEnum


class MentionKind(StrEnum):
    """How a span refers to a place."""

    TOPONYM = "toponym"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"


class Status(StrEnum):
    """What a person has decided about a mention or a claim."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    CORRECTED = "corrected"
    NOT_IDENTIFIABLE = "not_identifiable"
    REJECTED = "rejected"
    """No place, or no claim."""


class ClaimKind(StrEnum):
    """Whether a claim's content is in quotation marks: all, none, or part of it."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Manner(StrEnum):
    """How a claim was said, by the class of its cue."""

    NEUTRAL = "neutral"
    ALLEGES = "alleges"
    DENIES = "denies"
    DEMANDS = "demands"
    WARNS = "warns"
    PREDICTS = "predicts"
    PRAISES = "praises"
    BLAMES = "blames"
    BELIEVES = "believes"
    PROMISES = "promises"
    ASKS = "asks"


class Role(StrEnum):
    """What a place is to a claim; only ``ABOUT`` pins the claim there."""

    ABOUT = "about"
    ACTOR = "actor"
    ORIGIN = "origin"
    NAME = "name"


class Basis(StrEnum):
    """The ground on which a claim is tied to a place, the nearest first."""

    CONTENT = "content"
    """Named in the claim's own words."""
    SENTENCE = "sentence"
    """Named elsewhere in its sentence."""
    PARAGRAPH = "paragraph"
    """Named in its paragraph, or within two sentences where there are no paragraphs."""
    BEFORE = "before"
    """Named earlier in the article."""
    TITLE = "title"
    """Named in the headline."""
    ARTICLE = "article"
    """Named only later: what the whole article is about."""
