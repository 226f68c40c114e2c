"""Words that are looked up token by token are tokens: no word list holds one that can never match."""

from __future__ import annotations

import pytest
import spacy

from webapp.nlp.lexicon import tables
from webapp.nlp.names.words import Words

SPACY = {
    "roles": ("power", "ruling", "addressing", "stative", "people"),
    "bodies": ("collective",),
    "persons": ("several",),
    "pronouns": ("person", "body", "unnamed", "indefinite", "quantity", "determiner"),
    "clauses": ("modal", "condition", "to_come", "having", "yet", "opening", "negation", "relative"),
}
WORDS = {
    "features": ("settlement", "admin", "water", "relief", "site", "street", "compass", "head", "lands"),
    "bodies": ("organisation", "club", "ending"),
    "persons": ("office", "title", "group", "kin", "noun"),
    "person_context": ("speaks", "only_persons", "placing", "of_office"),
    "person_verbs": ("person", "also_state", "auxiliary"),
    "prepositions": ("locative", "strong", "spatial"),
    "everyday": ("stop", "common"),
}
NLP = spacy.blank("en")


def members(looked_up: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(table, name) for table, names in looked_up.items() for name in names]


@pytest.mark.parametrize(("table", "name"), members(SPACY))
def test_what_is_looked_up_by_a_token_is_one_token_to_spacy(table: str, name: str) -> None:
    assert tables.words(table, name)
    assert [word for word in tables.words(table, name) if len(NLP.make_doc(f"They saw {word} there")) != 4] == []


@pytest.mark.parametrize(("table", "name"), members(WORDS))
def test_what_is_looked_up_by_a_word_is_one_word_of_a_text(table: str, name: str) -> None:
    assert tables.words(table, name)
    assert [word for word in tables.words(table, name) if Words(f"he {word} x").lower[1:-1] != [word]] == []
