"""Loads our own articles with what was marked in them by hand, checks every mark, and writes them as gold files.

    python -m training.own.articles -o FOLDER            # own_toponyms.jsonl and own_claims.jsonl
    python -m training.own.articles -o FOLDER --read     # also what the program finds: figures and errors

The articles are in ``tests/data/articles``; the rules of marking and of the files are in its README.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from training.own.marks import MarkingError, Nearest, found_in_order, part_of
from webapp.domain import ClaimKind, MentionKind, Role, Span

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "articles"
EITHER = "any"
"""Used in a file in place of a role: for a place that may rightly have more than one."""
_MARKS = '"“”„«»‘'
_LOOSE = " \t\n\"“”„«»‘’'`.,;:!?()[]…"


@dataclass(frozen=True, slots=True)
class MarkedMention:
    """A mention marked by hand; ``at`` is latitude and longitude, None if no point would be fair."""

    span: Span
    text: str
    kind: MentionKind
    at: tuple[float, float] | None
    place: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim marked by hand.

    ``speakers`` are the forms of the speaker's name that are right, empty if nobody is named. ``roles``
    gives for each mention, by its number, the role that it must have, None if several would be right.
    """

    kind: ClaimKind
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speakers: tuple[str, ...]
    roles: Mapping[int, Role | None]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article of our own; ``persons`` are words that must never be placed."""

    name: str
    style: str
    country: str
    title: str
    url: str | None
    text: str
    mentions: tuple[MarkedMention, ...]
    persons: tuple[str, ...]
    claims: tuple[MarkedClaim, ...]

    def words(self, spans: Iterable[Span]) -> str:
        """The words of some spans, for a message."""
        return " … ".join(span.of(self.text) for span in spans)


def load_all(folder: Path = FOLDER) -> list[MarkedArticle]:
    """Every article of the folder, by name; raises MarkingError at the first mark that is wrong."""
    return [load(path) for path in sorted(folder.glob("*.json"))]


def load(path: Path) -> MarkedArticle:
    """The article whose marks are in ``path``; its text lies beside it."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    marks = json.loads(path.read_text(encoding="utf-8"))
    try:
        mentions = tuple(_mentions(text, marks["mentions"]))
        article = MarkedArticle(
            name=path.stem,
            style=marks["style"],
            country=marks["country"],
            title=marks["title"],
            url=marks["url"],
            text=text,
            mentions=mentions,
            persons=tuple(marks["persons"]),
            claims=tuple(_claim(text, mentions, mark) for mark in marks["claims"]),
        )
        _check_persons(article)
    except MarkingError as error:
        raise MarkingError(f"{path.name}: {error}") from error
    return article


def _mentions(text: str, marks: list[dict[str, Any]]) -> Iterator[MarkedMention]:
    for mark, span in zip(marks, found_in_order(text, marks), strict=True):
        words = span.of(text)
        if words != words.strip(_LOOSE.replace(".", "")) or words.lower().startswith("the "):
            raise MarkingError(f"{words!r} has an article, a space or a mark at its edge")
        at = mark["at"] and (float(mark["at"][0]), float(mark["at"][1]))
        if at and not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):
            raise MarkingError(f"{words!r} is at no point of the earth: {at}")
        yield MarkedMention(span, words, MentionKind(mark["kind"]), at, mark["place"], mark.get("optional", False))


def _claim(text: str, mentions: tuple[MarkedMention, ...], mark: dict[str, Any]) -> MarkedClaim:
    content = tuple(part_of(text, part) for part in mark["content"])
    nearest = Nearest(text, content)
    speaker = mark["speaker"] or []
    claim = MarkedClaim(
        kind=ClaimKind(mark["kind"]),
        source=nearest.find(mark["source"]),
        cue=nearest.find(mark["cue"]),
        content=content,
        speakers=(speaker,) if isinstance(speaker, str) else tuple(speaker),
        roles=_roles(mentions, content, mark["places"]),
        optional=mark.get("optional", False),
    )
    _check_claim(text, mentions, claim)
    return claim


def _roles(
    mentions: tuple[MarkedMention, ...], content: tuple[Span, ...], places: dict[str, list[str]]
) -> dict[int, Role | None]:
    roles: dict[int, Role | None] = {}
    for name, texts in places.items():
        role = None if name == EITHER else Role(name)
        for text in texts:
            for number in _meant(mentions, content, text):
                if number in roles:
                    raise MarkingError(f"{text!r} has two roles in the claim at {content[0].start}")
                roles[number] = role
    return roles


def _meant(mentions: tuple[MarkedMention, ...], content: tuple[Span, ...], mark: str) -> list[int]:
    text, _, nth = mark.partition("#")
    same = [number for number, mention in enumerate(mentions) if mention.text == text]
    inside = [n for n in same if any(part.contains(mentions[n].span) for part in content)]
    before = [n for n in same if mentions[n].span.end <= content[0].start]
    if not same:
        raise MarkingError(f"{text!r} is the place of a claim, but no mention")
    if nth:
        return [inside[int(nth) - 1]]
    return inside or before[-1:] or same[:1]


def _check_claim(text: str, mentions: tuple[MarkedMention, ...], claim: MarkedClaim) -> None:
    words = " … ".join(part.of(text) for part in claim.content)
    for earlier, later in pairwise(claim.content):
        if earlier.end > later.start:
            raise MarkingError(f"the parts of {words!r} are out of order")
    quoted = any(mark in words for mark in _MARKS)
    if (quoted and claim.kind is ClaimKind.INDIRECT) or (not quoted and claim.kind is ClaimKind.MIXED):
        raise MarkingError(f"{words!r} is not {claim.kind}")
    for number, mention in enumerate(mentions):
        inside = any(part.contains(mention.span) for part in claim.content)
        if inside and not mention.optional and not claim.optional and number not in claim.roles:
            raise MarkingError(f"{mention.text!r} has no role in {words!r}")


def _check_persons(article: MarkedArticle) -> None:
    for person in article.persons:
        if person not in article.text:
            raise MarkingError(f"{person!r} is not in the text")


def toponyms_line(article: MarkedArticle) -> dict[str, Any]:
    """The article as a line of a gold file of toponyms; optional mentions are left out."""
    marked = [
        {
            "start": m.span.start,
            "end": m.span.end,
            "text": m.text,
            "kind": m.kind.value,
            "lat": m.at and m.at[0],
            "lon": m.at and m.at[1],
            "geonameid": None,
        }
        for m in article.mentions
        if not m.optional
    ]
    return {"id": article.name, "title": article.title, "url": article.url, "text": article.text, "toponyms": marked}


def claims_line(article: MarkedArticle) -> dict[str, Any]:
    """The article as a line of a gold file of claims; optional ones have no cue, so they are not core."""
    marked = [
        {
            "kind": claim.kind.value,
            "source": _offsets(claim.source),
            "cue": [] if claim.optional else _offsets(claim.cue),
            "content": _offsets(*claim.content),
        }
        for claim in article.claims
    ]
    return {"id": article.name, "text": article.text, "attributions": marked}


def _offsets(*spans: Span | None) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans if span]


def main() -> None:
    """Check the articles and write the gold files; on request, also read them with the program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the files")
    parser.add_argument("--read", action="store_true", help="read the articles and print figures and errors")
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    options = parser.parse_args()
    articles = load_all()
    options.output.mkdir(parents=True, exist_ok=True)
    for name, line in (("own_toponyms", toponyms_line), ("own_claims", claims_line)):
        lines = (json.dumps(line(article), ensure_ascii=False) + "\n" for article in articles)
        (options.output / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    mentions, claims = sum(len(a.mentions) for a in articles), sum(len(a.claims) for a in articles)
    print(f"{len(articles)} articles, {mentions} mentions, {claims} claims")
    if options.read:
        from training.own import scores as own_scores

        print(own_scores.report(articles, own_scores.read(articles, options.model)))


if __name__ == "__main__":
    main()
