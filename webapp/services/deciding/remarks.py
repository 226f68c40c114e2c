"""Notes and tags as a page sends them: checked, and turned into what the store is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from webapp.decisions.records import What
from webapp.decisions.remarks import About
from webapp.domain import Span
from webapp.errors import EditRefused
from webapp.services.collections import clean_tags
from webapp.services.deciding.asked_values import number_of, pairs_of
from webapp.services.reader import Reader
from webapp.store.decisions.asked import DecisionRefused
from webapp.store.remarks.asked import AskedRemark
from webapp.store.remarks.records import Remark, Remarks

LONGEST_NOTE = 2_000
"""Characters of a note."""
_LONGEST_ID = 200


def asked_remark(given: Mapping[str, Any], what: What, who: str, reader: Reader) -> AskedRemark:
    """What a page sent to note or tag something; DecisionRefused for what makes no sense.

    ``about`` is {"place": id}, {"speaker": id} or {"claim": {"article": id, "spans": [[start, end], …]}}; ``value`` is
    {"text", "note"} or {"name", "on"}.
    """
    value, over = _object(given.get("value"), "the value"), given.get("over")
    asked = AskedRemark(who, what, over=None if not isinstance(over, list) else tuple(str(uid) for uid in over))
    if what is What.TAG:
        asked = replace(asked, text=_tag(value.get("name")), on=value.get("on", True) is not False)
    else:
        note = str(value.get("note") or "")[:_LONGEST_ID]
        asked = replace(asked, text=_note(value.get("text"), may_be_empty=bool(note)), note=note)
    return asked if asked.note else _on(asked, _object(given.get("about"), "what it is about"), reader)


def remarks_document(found: Remarks) -> dict[str, list[dict[str, object]]]:
    """Notes and tags as scripts read them; times are UTC, ``tag`` is the tag's number in addresses."""
    return {"notes": [_document(one) for one in found.notes], "tags": [_document(one) for one in found.tags]}


def _document(one: Remark) -> dict[str, object]:
    when = f"{one.made.isoformat(timespec='seconds')}Z"
    return {"uid": one.uid, "text": one.text, "who": one.who, "when": when, "tag": one.tag_id}


def _on(asked: AskedRemark, about: Mapping[str, Any], reader: Reader) -> AskedRemark:
    if about.get("claim"):
        claim = _object(about["claim"], "a claim")
        spans = tuple(Span(start, end) for start, end in pairs_of(claim.get("spans")))
        return replace(asked, about=About.CLAIM, article_id=number_of(claim.get("article")), spans=spans)
    if about.get("place"):
        place_id = str(about["place"])[:_LONGEST_ID]
        known = reader.gazetteer.by_id(place_id) if reader.gazetteer else None
        return replace(asked, about=About.PLACE, id=place_id, name=known.name if known else "")
    if about.get("speaker"):
        return replace(asked, about=About.SPEAKER, id=str(about["speaker"])[:_LONGEST_ID])
    return asked


def _tag(given: object) -> str:
    try:
        names = clean_tags(str(given or ""))
    except EditRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal
    if len(names) != 1:
        raise DecisionRefused("a tag is one word or a few, without a comma: write one")
    return names[0]


def _note(given: object, *, may_be_empty: bool) -> str:
    text = str(given or "").replace("\r\n", "\n")
    seen = (char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    note = "".join(seen).strip()
    if not note and not may_be_empty:
        raise DecisionRefused("the note is empty: write something, or leave it")
    if len(note) > LONGEST_NOTE:
        raise DecisionRefused(f"the note has more than {LONGEST_NOTE:,} characters: shorten it")
    return note


def _object(given: object, called: str) -> Mapping[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise DecisionRefused(f"{called} is sent as an object")
    return given
