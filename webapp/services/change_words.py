"""What changed when an article was read again, in words and as a document: for pages, API and command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from gazetteer.place import Place
from webapp.decisions.compared import Aspect, ClaimChange, NameChange, Seen, Way
from webapp.domain import Manner, MentionKind
from webapp.page_words import manner_words
from webapp.services.decided_words import words_of
from webapp.store.earlier.kept import Replaced

Json: TypeAlias = dict[str, Any]
Path: TypeAlias = Callable[[Place], str]
"""Names the areas that a place lies in."""
LONGEST_QUOTE = 160
"""Characters of a claim's words."""
_QUOTES = '"“”„«»‘’'
"""Around a quotation's own words: pages and lines put their own."""
_KINDS = {MentionKind.TOPONYM: "", MentionKind.DEMONYM: "as a people", MentionKind.EMBEDDED: "part of another name"}
_CLAIMS = {Way.NEW: "new claim", Way.GONE: "no claim any more", Way.OTHER: "claim"}
_ASPECTS = {
    Aspect.SPEAKER: "speaker",
    Aspect.ABOUT: "about",
    Aspect.WORDS: "words",
    Aspect.MANNER: "how it was said",
    Aspect.SAID: "counts as",
}


def changes_document(found: Replaced, path: Path) -> Json:
    """What a person sees differ: names, claims, and the decisions whose words are gone."""
    return {
        "names": [name_document(one, path) for one in found.changes.names],
        "claims": [claim_document(one) for one in found.changes.claims],
        "lost": [{"uid": row.uid, "words": words_of(row), "who": row.who} for row in found.lost],
        "held": found.held,
        "words": found.changes.words,
    }


def name_document(one: NameChange, path: Path) -> Json:
    """A name that is placed otherwise, found or gone: ``before`` and ``after`` are null where it is no name."""
    later = one.after or one.before
    return {
        "way": one.way.value,
        "words": later.words if later else "",
        "start": one.span.start,
        "end": one.span.end,
        "times": one.times,
        "before": _seen(one.before, later, path),
        "after": _seen(one.after, later, path),
    }


def claim_document(one: ClaimChange) -> Json:
    """A claim that is new, gone or otherwise; ``differences`` are in words."""
    return {
        "way": one.way.value,
        "label": _CLAIMS[one.way],
        "start": one.span.start,
        "end": one.span.end,
        "words": _short(one.words),
        "speaker": one.speaker,
        "differences": [
            {
                "aspect": each.aspect.value,
                "label": _ASPECTS[each.aspect],
                "before": _value(each.aspect, each.before),
                "after": _value(each.aspect, each.after),
            }
            for each in one.differences
        ],
    }


def change_lines(found: Replaced, path: Path) -> Iterator[str]:
    """The same as lines for a terminal."""
    document = changes_document(found, path)
    for name in document["names"]:
        times = f" ({name['times']} times)" if name["times"] > 1 else ""
        before, after = (_line(name[side]) for side in ("before", "after"))
        yield f"{name['words']}{times}: {before} → {after}"
    for claim in document["claims"]:
        speaker = f" ({claim['speaker']})" if claim["speaker"] else ""
        yield f"{claim['label']}: “{claim['words']}”{speaker}"
        for each in claim["differences"]:
            yield f"    {each['label']}: {each['before']} → {each['after']}"
    for row in document["lost"]:
        yield f"decision without its words: {row['words']} ({row['who']})"


def _seen(seen: Seen | None, later: Seen | None, path: Path) -> Json | None:
    if seen is None:
        return None
    place = seen.place
    otherwise = later and later.words != seen.words
    return {
        "words": seen.words if otherwise else "",
        "place": {"id": place.id, "name": place.name, "path": path(place)} if place else None,
        "kind": _KINDS[seen.kind],
    }


def _line(seen: Json | None) -> str:
    if seen is None:
        return "no name"
    place = seen["place"]
    where = f"{place['name']}{', ' if place['path'] else ''}{place['path']}" if place else "not placed"
    words = f"“{seen['words']}” " if seen["words"] else ""
    return f"{words}{where}{', ' if seen['kind'] else ''}{seen['kind']}"


def _value(aspect: Aspect, value: str) -> str:
    if aspect is Aspect.MANNER:
        manner = Manner(value.removeprefix("not "))
        return manner_words(manner, value.startswith("not "), "").lower() or "statement"
    if aspect is Aspect.WORDS:
        return f"“{_short(value)}”"
    return value or {Aspect.SPEAKER: "nobody named", Aspect.ABOUT: "no place"}.get(aspect, "")


def _short(words: str) -> str:
    words = " ".join(words.split()).strip(_QUOTES)
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"
