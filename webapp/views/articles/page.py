"""What an article's page shows of its claims, and of the mentions that are not on the map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from urllib.parse import urlsplit

from gazetteer.place import Place
from webapp.domain import Article, Basis, Claim, ClaimPlace, Manner, Reading, Role, Speaker
from webapp.page_words import GROUNDS, confidence_words, manner_words, percent, said_words, status_words, sure_words
from webapp.services.explanation import why_unmapped
from webapp.store import EVERY_CLAIM, ClaimFilter, SpeakerRef
from webapp.store.claims.records import reviewed
from webapp.store.records import is_mappable
from webapp.store.remarks.records import NOTHING, Remarks
from webapp.views.articles.marked_text import Paragraph, claim_anchor, mark, mention_anchor

_NAMED = ClaimFilter(named=True)


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What is shown above an article's text; ``url`` only where it is a web address."""

    id: int
    title: str
    publisher: str | None
    author: str | None
    date: dt.date | None
    url: str | None
    filename: str | None


@dataclass(frozen=True, slots=True)
class ClaimPlaceView:
    """A place that a claim is linked to, as the article wrote it (``text``) and as the gazetteer has it.

    ``why`` says why it has its role, ``ground`` where it is named if the claim's own words do not name it, and
    ``sure`` how sure it is that the claim is about it, empty for other roles and where that is certain.
    """

    mention: int
    text: str
    role: str
    place_id: str | None
    name: str | None
    why: str
    ground: str = ""
    sure: str = ""

    @property
    def reason(self) -> str:
        """Why and on what ground, each once: the reasons for most grounds name them."""
        if not self.ground:
            return self.why
        parts = ["" if self.ground in self.why else self.ground, self.why]
        return f"by context: {', '.join(part for part in parts if part)}"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in the article's list of claims.

    ``manner_words`` appear beside the cue if it does not express the manner itself. ``nested`` is whether another
    claim reports it, ``reported_by`` whose, if the article says so. ``speaker_id`` is the speaker's over all
    articles, ``known_as`` the name shown there where it differs.
    ``status`` says what a person decided, ``spans`` are its words' places in the text, ``remarks`` what is on it.
    ``named`` is whether it names a place itself, ``attitude`` whether it counts as none that was said. ``sure`` and
    ``percent`` say how likely the claim is right, ``said`` how likely it was said, ``sure_of_speaker`` how sure the
    speaker is; that, ``why`` and ``why_speaker`` are empty where an earlier version read the article.
    """

    index: int
    anchor: str
    kind: str
    speaker: Speaker | None
    cue: str
    fragments: tuple[str, ...]
    places: tuple[ClaimPlaceView, ...]
    sure: str
    percent: int
    why: tuple[str, ...] = ()
    why_speaker: str = ""
    sure_of_speaker: str = ""
    said: str = ""
    attitude: bool = False
    manner: str = Manner.NEUTRAL.value
    manner_words: str = ""
    nested: bool = False
    reported_by: str | None = None
    speaker_id: str | None = None
    known_as: str | None = None
    named: bool = True
    status: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    remarks: Remarks = NOTHING

    @property
    def about(self) -> tuple[ClaimPlaceView, ...]:
        """The places that it is about and names itself."""
        return tuple(place for place in self.places if place.role == Role.ABOUT and not place.ground)

    @property
    def about_by_context(self) -> tuple[ClaimPlaceView, ...]:
        """The places that it is about without naming them."""
        return tuple(place for place in self.places if place.role == Role.ABOUT and place.ground)


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """A place that the article puts on the map: its mentions, how sure the least sure of them is, what was decided."""

    place: Place
    written: tuple[str, ...]
    mentions: tuple[int, ...]
    sure: str
    percent: int
    status: str = ""


@dataclass(frozen=True, slots=True)
class UnmappedMention:
    """A mention that puts nothing on the map, and why."""

    index: int
    anchor: str
    text: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything on an article's page but the map; ``attitudes`` is how many of its claims count as not said."""

    article: ArticleHead
    notes: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[ClaimView, ...]
    read_with: str
    mapped: tuple[MappedPlace, ...]
    unmapped: tuple[UnmappedMention, ...]
    attitudes: int = 0


def article_page(
    article_id: int,
    reading: Reading,
    known: Mapping[int, SpeakerRef] | None = None,
    which: ClaimFilter = EVERY_CLAIM,
    noted: Mapping[int, Remarks] | None = None,
) -> ArticlePage:
    """The page of an article that was read, with the claims that were said, and attitudes if ``which`` shows them.

    ``known`` are speakers across all articles, ``noted`` what is on the claims, by the claims' places in the reading.
    """
    known, noted = known or {}, noted or {}
    return ArticlePage(
        article=_head(article_id, reading.article),
        notes=reading.notes,
        paragraphs=mark(reading, which),
        claims=tuple(
            replace(_claim(index, claim, reading, known.get(index), which), remarks=noted.get(index, NOTHING))
            for index, claim in enumerate(reading.claims)
            if which.is_shown(claim.said, claim.manner)
        ),
        read_with=reading.read_with,
        mapped=tuple(_mapped(reading)),
        unmapped=tuple(
            UnmappedMention(index, mention_anchor(index), mention.text, mention.kind.value, why)
            for index, mention in enumerate(reading.mentions)
            if (why := why_unmapped(mention, reading.article)) is not None
        ),
        attitudes=sum(which.is_attitude(claim.said, claim.manner) for claim in reading.claims),
    )


def _mapped(reading: Reading) -> Iterator[MappedPlace]:
    """The places on the map, in the order of their first mention."""
    of_place: dict[str, list[int]] = {}
    for index, mention in enumerate(reading.mentions):
        place = mention.resolution.place
        if place is not None and is_mappable(mention, reading.article):
            of_place.setdefault(place.id, []).append(index)
    for indices in of_place.values():
        mentions = [reading.mentions[index] for index in indices]
        place = mentions[0].resolution.place
        least = min(mention.resolution.confidence for mention in mentions)
        forms = dict.fromkeys(" ".join(mention.text.split()) for mention in mentions)
        if place is not None:
            status = reduce(reviewed, (mention.resolution.status for mention in mentions))
            sure = confidence_words(least), percent(least)
            yield MappedPlace(place, tuple(forms), tuple(indices), *sure, status_words(status))


def _head(article_id: int, article: Article) -> ArticleHead:
    return ArticleHead(
        id=article_id,
        title=article.title or "Untitled",
        publisher=article.publisher,
        author=article.author,
        date=article.date,
        url=_web_address(article.url),
        filename=article.filename,
    )


def _web_address(url: str | None) -> str | None:
    # An article may give any address as its own, including "javascript:…".
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _claim(index: int, claim: Claim, reading: Reading, known: SpeakerRef | None, which: ClaimFilter) -> ClaimView:
    text = reading.article.text
    outer = reading.claims[claim.within] if claim.within is not None else None
    cue = " … ".join(span.of(text) for span in claim.attribution.cue)
    return ClaimView(
        index=index,
        anchor=claim_anchor(index),
        kind=claim.kind.value,
        speaker=claim.speaker,
        cue=cue,
        fragments=tuple(span.of(text) for span in claim.attribution.content),
        places=tuple(_place(link, reading) for link in claim.places),
        sure=confidence_words(claim.confidence),
        percent=percent(claim.confidence),
        why=claim.evidence,
        why_speaker=claim.why_speaker,
        sure_of_speaker=sure_words(claim.speaker_confidence) if claim.speaker and claim.speaker_confidence else "",
        said=said_words(claim.said, which.least_said) if claim.said < 1 else "",
        attitude=which.is_attitude(claim.said, claim.manner),
        manner=claim.manner.value,
        manner_words=manner_words(claim.manner, claim.negated, cue),
        nested=outer is not None,
        reported_by=outer.speaker.name if outer and outer.speaker else None,
        speaker_id=known.id if known else None,
        known_as=known.name if known and claim.speaker and known.name != claim.speaker.name else None,
        named=_NAMED.matches(claim, reading),
        status=status_words(claim.status),
        spans=tuple((span.start, span.end) for span in claim.attribution.content),
    )


def _place(link: ClaimPlace, reading: Reading) -> ClaimPlaceView:
    mention = reading.mentions[link.mention]
    place = mention.resolution.place if is_mappable(mention, reading.article) else None
    return ClaimPlaceView(
        link.mention,
        mention.text,
        link.role.value,
        place.id if place else None,
        place.name if place else None,
        link.evidence,
        "" if link.basis is Basis.CONTENT else GROUNDS[link.basis],
        sure_words(link.confidence) if link.role is Role.ABOUT and link.confidence < 1 else "",
    )
