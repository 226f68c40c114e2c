"""Sentences are told from lists and tables by their length, and do not end after a rank."""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.tokens import Doc

from webapp.nlp.text.sentences import LONGEST, in_prose

Reader = Callable[[str], Doc]


def test_only_what_is_short_enough_is_prose() -> None:
    words = ["word"] * (LONGEST + 11)
    doc = Doc(spacy.blank("en").vocab, words, sent_starts=[i in (0, 10) for i in range(len(words))])
    assert in_prose(doc)[:10].all()
    assert not in_prose(doc)[10:].any()


def test_no_sentence_ends_after_a_rank_or_before_a_small_letter(read: Reader) -> None:
    doc = read("The men ran at 10 a.m. after the rain, Capt. Okoro said. They were in Arua.")
    assert [sentence.text for sentence in doc.sents] == [
        "The men ran at 10 a.m. after the rain, Capt. Okoro said.",
        "They were in Arua.",
    ]
