"""What quoted words and the words right before them show by themselves: a name, or speech that goes on."""

from __future__ import annotations

from webapp.nlp.claims.quoted.quote_cues import last_word
from webapp.nlp.lexicon import words
from webapp.nlp.rules import rule
from webapp.nlp.text.quotations import Quotation

_FEW = 3
_NAMING = words("quotations", "naming") | words("speech", "naming")


@rule(
    "a name in quotation marks",
    "A few quoted words right after a word such as name are what something is called.",
    "The mayor of Kasese read from a book with the title “Water.”",
)
def is_called(inner: str, before: str) -> bool:
    """Whether quoted words are the name of the word before them."""
    return len(inner.split()) <= _FEW and last_word(before).lower() in _NAMING and before[-1:].isalpha()


@rule(
    "a quotation over paragraphs",
    "A quotation that takes up an open one of the paragraph before goes on with the same claim.",
    "“The water came at night,” said Amina Yusuf in Benue.\n\n“We heard it first.\n\n“Then the wall fell.”",
)
def takes_up_the_last(quote: Quotation) -> bool:
    """Whether a quotation goes on with an open one of the paragraph before."""
    return quote.continues


@rule(
    "speech that goes on in small letters",
    "A quotation that begins small after a comma or dash is speech where a reporting verb stands before it.",
    '"The bridge is gone," Peter Okoro said, "and so is the road to Kasese."',
)
def goes_on_small(inner: str, before: str) -> bool:
    """Whether a quotation begins small after a comma or dash."""
    return before[-1:] in (",", "—", "–") and inner[0].islower()
