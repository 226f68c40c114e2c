"""One sentence with a quotation in two parts, as a corpus marks it and as the program reads it."""

from __future__ import annotations

from typing import Any

from webapp.domain import Article, Attribution, Claim, ClaimKind, Reading, Span, Speaker

TEXT = "“The dam is safe,” Amina Tariq said, “and it will stay safe.”"
FIRST, SECOND = "The dam is safe", "and it will stay safe"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold(*contents: str, reference: str | None = "Amina Tariq") -> dict[str, Any]:
    spans = [{"start": span(words).start, "end": span(words).end} for words in contents]
    return {"text": TEXT, "attributions": [{"content": [one], "reference": reference} for one in spans]}


def reading(*contents: str, speaker: str | None = "Amina Tariq") -> Reading:
    named = Speaker(speaker) if speaker else None
    claim = Claim(ClaimKind.DIRECT, Attribution(tuple(map(span, contents))), named, 0.9)
    return Reading(Article(TEXT), claims=(claim,))
