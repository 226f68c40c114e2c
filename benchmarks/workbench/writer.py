"""Writes made articles: who says what about where, in sentences whose spans are known because they are written here."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.workbench.cast import BUSIEST_PLACE, Cast, Speaker, draws
from benchmarks.workbench.draft import Draft, DraftClaim, DraftLink
from benchmarks.workbench.words import CUES, DID, MANNER_WEIGHTS, PREPOSITIONS, TAIL, WHAT, WHO
from webapp.domain import Basis, ClaimKind, Manner, Role, Span

BUSIEST_PLACE_SHARE, BUSIEST_SPEAKER_SHARE = 0.075, 0.05
"""The place gets more than its share: claims that name no place are often about the one named before."""
GENERIC_SHARE, UNNAMED_SHARE = 0.2, 0.06
NAMES_PLACE, NESTED, ATTITUDE_SHARE, ACTOR = 0.55, 0.03, 0.12, 0.06
ATTITUDE, SAID = (2, 8), (20, 2)
"""Of the beta distributions that the probabilities of having been said are drawn from."""
CLAIMS = 10
"""Claims of an article on average."""
FILLER = 0.45
"""Share of claims after which a sentence follows that reports nobody's words."""
_MANNERS = tuple(CUES)
_KINDS = (ClaimKind.INDIRECT, ClaimKind.DIRECT, ClaimKind.MIXED)
_KIND_WEIGHTS = (56, 30, 14)
_CONTEXT = (Basis.SENTENCE, Basis.PARAGRAPH, Basis.PARAGRAPH, Basis.BEFORE, Basis.BEFORE, Basis.ARTICLE)


@dataclass(slots=True)
class _Page:
    """What an article being written still needs: places to name, people to speak, and who has spoken."""

    draft: Draft
    must: list[int]
    places: list[int]
    speakers: list[Speaker]
    spoken: dict[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Source:
    """Who speaks, the office that the article gives them, and the span of the words for them, if there are any."""

    speaker: Speaker | None
    office: str | None
    spans: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    """The word that reports what was said."""

    manner: Manner
    word: str
    span: Span


class Writer:
    """Writes one article after another about places and people drawn from a cast."""

    def __init__(self, cast: Cast, filler: Sequence[str], seed: int) -> None:
        self._cast = cast
        self._filler = filler
        self._chance = random.Random(f"writer {seed}")
        numbers = np.random.default_rng(seed)
        self._places = draws(len(cast.places), numbers)
        self._speakers = draws(len(cast.speakers), numbers, slope=0.9)

    def article(self, must: Sequence[int], claims: int) -> Draft:
        """An article with this many claims, which names the places ``must`` and others."""
        page = self._page(must)
        self._head(page)
        while len(page.draft.claims) < claims:
            room = claims - len(page.draft.claims)
            self._claim(page, nested=room > 1 and self._chance.random() < NESTED)
            if self._chance.random() < FILLER:
                page.draft.write(f" {self._chance.choice(self._filler)}")
            page.draft.write("\n\n" if self._chance.random() < 0.5 else " ")
        for place in page.must:
            page.draft.write("The road is closed at ")
            page.draft.name(self._cast.places[place].name, place)
            page.draft.write(". ")
        return page.draft

    def _page(self, must: Sequence[int]) -> _Page:
        chance = self._chance
        others = [next(self._places) for _ in range(chance.choice((1, 2, 2, 3)))]
        named = [next(self._speakers) for _ in range(chance.choice((1, 2, 2, 3, 4)))]
        speakers = [self._cast.speakers[number % len(self._cast.speakers)] for number in named]
        places = [*must, *(number % len(self._cast.places) for number in others)]
        return _Page(Draft(), list(must), places, speakers)

    def _head(self, page: _Page) -> None:
        draft, chance = page.draft, self._chance
        what = chance.choice(WHAT)
        title = f"{chance.choice(WHO)} and {what} {chance.choice(TAIL)}"
        draft.title = draft.write(_opening(title))
        draft.write("\n\n")
        place = page.places[-1]
        start = draft.length
        draft.name(self._cast.places[place].name, place, mapped=False)
        draft.write(" – ")
        draft.dateline = Span(start, draft.length)

    def _claim(self, page: _Page, *, nested: bool) -> None:
        kind = self._chance.choices(_KINDS, _KIND_WEIGHTS)[0]
        if nested:
            self._nested(page)
        elif kind is ClaimKind.DIRECT:
            self._direct(page)
        else:
            self._indirect(page, kind)

    def _indirect(self, page: _Page, kind: ClaimKind) -> None:
        """Someone said that something “had happened”."""
        draft = page.draft
        source = self._source(page, opens=True)
        cue = self._cue(draft)
        start = draft.length
        draft.write("that “" if kind is ClaimKind.MIXED else "that ")
        links = self._content(page)
        if kind is ClaimKind.MIXED:
            draft.write("”")
        self._add(page, kind, source, cue, Span(start, draft.length), links)
        draft.write(".")

    def _direct(self, page: _Page) -> None:
        """“Something had happened,” someone said."""
        draft = page.draft
        start = draft.length
        draft.write("“")
        links = self._content(page, opens=True)
        draft.write(",”")
        content = Span(start, draft.length)
        draft.write(" ")
        source = self._source(page)
        self._add(page, ClaimKind.DIRECT, source, self._cue(draft, after=""), content, links)
        draft.write(".")

    def _nested(self, page: _Page) -> None:
        """Someone said that someone else had denied that something had happened."""
        draft = page.draft
        source = self._source(page, opens=True)
        cue = self._cue(draft)
        start = draft.length
        draft.write("that ")
        inner = self._source(page)
        draft.write(" had ")
        denied = _Cue(Manner.DENIES, "denied", draft.write("denied"))
        draft.write(" ")
        inner_start = draft.length
        draft.write("that ")
        links = self._content(page)
        self._add(page, ClaimKind.INDIRECT, source, cue, Span(start, draft.length), links)
        within, content = len(draft.claims) - 1, Span(inner_start, draft.length)
        self._add(page, ClaimKind.INDIRECT, inner, denied, content, links, within)
        draft.write(".")

    def _source(self, page: _Page, *, opens: bool = False) -> _Source:
        """Write who speaks: in full the first time; ``opens`` is whether the sentence opens with it."""
        draft, speaker = page.draft, self._speaker(page)
        if speaker is None:
            draft.write("The reports" if opens else "the reports")
            return _Source(None, None, ())
        if speaker.id in page.spoken:
            name, office = speaker.short, page.spoken[speaker.id]
        else:
            name = speaker.name
            office = self._chance.choice(speaker.offices) if speaker.offices and self._chance.random() < 0.8 else None
            page.spoken[speaker.id] = office
            name = f"{name}, the {office}," if office else name
        return _Source(speaker, office, (("source", draft.write(_opening(name) if opens else name)),))

    def _speaker(self, page: _Page) -> Speaker | None:
        drawn = self._chance.random()
        if drawn < BUSIEST_SPEAKER_SHARE:
            return self._cast.busiest_speaker
        drawn -= BUSIEST_SPEAKER_SHARE
        if drawn < GENERIC_SHARE:
            # The first words are the most frequent.
            return self._cast.generic[int(len(self._cast.generic) * self._chance.random() ** 2.5)]
        if drawn < GENERIC_SHARE + UNNAMED_SHARE:
            return None
        return self._chance.choice(page.speakers)

    def _cue(self, draft: Draft, *, after: str = " ") -> _Cue:
        draft.write(" ")
        manner = self._chance.choices(_MANNERS, MANNER_WEIGHTS)[0]
        word = self._chance.choice(CUES[manner])
        cue = _Cue(manner, word, draft.write(word))
        draft.write(after)
        return cue

    def _content(self, page: _Page, *, opens: bool = False) -> tuple[DraftLink, ...]:
        """Write what was said, and the places that it is about."""
        draft, chance = page.draft, self._chance
        who = chance.choice(WHO)
        draft.write(f"{_opening(who) if opens else who} {chance.choice(DID)} {chance.choice(WHAT)}")
        busiest = chance.random() < BUSIEST_PLACE_SHARE
        if busiest or page.must or chance.random() < NAMES_PLACE:
            place = BUSIEST_PLACE if busiest else page.must.pop() if page.must else chance.choice(page.places)
            draft.write(f" {chance.choice(PREPOSITIONS)} ")
            mention = draft.name(self._cast.places[place].name, place)
            links = [DraftLink(mention, Role.ABOUT, Basis.CONTENT, _rounded(chance.betavariate(8, 2)))]
        else:
            links = list(self._context(draft))
        if draft.mentions and chance.random() < ACTOR:
            links.append(DraftLink(chance.randrange(len(draft.mentions)), Role.ACTOR, Basis.SENTENCE, 1.0))
        if chance.random() < 0.6:
            draft.write(f" {chance.choice(TAIL)}")
        return tuple(links)

    def _context(self, draft: Draft) -> Iterator[DraftLink]:
        """Links of a claim that names no place to what was named before it; some have none."""
        mapped = [number for number, mention in enumerate(draft.mentions) if mention.mapped]
        if mapped and self._chance.random() < 0.75:
            basis = self._chance.choice(_CONTEXT)
            yield DraftLink(mapped[-1], Role.ABOUT, basis, _rounded(self._chance.betavariate(4, 5)))
        elif draft.mentions:
            yield DraftLink(0, Role.ORIGIN, Basis.ARTICLE, 1.0)

    def _add(
        self,
        page: _Page,
        kind: ClaimKind,
        source: _Source,
        cue: _Cue,
        content: Span,
        links: tuple[DraftLink, ...],
        within: int | None = None,
    ) -> None:
        chance = self._chance
        page.draft.claims.append(
            DraftClaim(
                kind=kind,
                manner=cue.manner,
                said=_rounded(chance.betavariate(*(ATTITUDE if chance.random() < ATTITUDE_SHARE else SAID))),
                confidence=_rounded(chance.betavariate(9, 2)),
                speaker=source.speaker,
                office=source.office,
                spans=(*source.spans, ("cue", cue.span), ("content", content)),
                links=links,
                cue=cue.word,
                within=within,
            )
        )


def _opening(words: str) -> str:
    """The words as a sentence opens with them."""
    return words[0].upper() + words[1:]


def _rounded(share: float) -> float:
    return round(share, 3)
