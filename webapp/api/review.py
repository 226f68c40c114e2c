"""The API's addresses of review: what waits, one mention with all that helps to decide on it, how far it has got."""

from __future__ import annotations

from typing import TypeAlias

from flask import Blueprint, Response, jsonify, request, url_for

from gazetteer.place import Place
from webapp.decisions.doubt import doubts, places_by_name, reason_words, reasons
from webapp.decisions.records import name_key
from webapp.domain import Claim, Mention, Reading, Span, Status
from webapp.errors import NotFound
from webapp.page_words import manner_words
from webapp.program import Services, services
from webapp.services.deciding.review import Item
from webapp.services.explanation import why_unmapped
from webapp.services.numbers import number
from webapp.store.decisions.queue import Waiting
from webapp.store.summaries import SpeakerRef

blueprint = Blueprint("review_api", __name__, url_prefix="/api/review")

Json: TypeAlias = dict[str, object]
MOST = 100


@blueprint.get("/queue")
def queue() -> Response:
    """What most needs a person, in portions; of the article ``article`` all its mentions in the order of its text.

    ``collection`` is the number of a collection; ``place`` leaves those of an article that are placed there;
    ``status=open`` those that nobody has decided on.
    """
    here = services()
    if (article_id := number(request.args.get("article", ""))) is not None:
        return jsonify(items=_of_article(here, article_id), after=None)
    limit = min(number(request.args.get("limit", "")) or 20, MOST)
    found = here.store.decisions.queue.portion(
        number(request.args.get("collection", "")), request.args.get("after", ""), limit
    )
    return jsonify(items=[_waiting(one) for one in found.items], after=found.after)


@blueprint.get("/progress")
def progress() -> Response:
    """How many of the names of a collection, or of all articles, somebody has decided on."""
    found = services().store.decisions.queue.progress(number(request.args.get("collection", "")))
    words = f"{found.reviewed:,} of {found.mentions:,} reviewed"
    return jsonify(reviewed=found.reviewed, mentions=found.mentions, words=words)


@blueprint.get("/item")
def item() -> Response:
    """One mention of an article: its paragraph, its candidates with their evidence, the claims there.

    Words that are no mention have the same document, with the status ``unmarked``.
    """
    here = services()
    article_id, span = asked_words()
    found = here.review.item(article_id, span)
    known = here.store.speakers.known_in(article_id)
    return jsonify(
        article=_article(here, article_id, found.reading),
        paragraph=_paragraph(found),
        mention=_mention(here, found),
        candidates=_candidates(here, found.mention),
        claims=[_claim(n, one, found.reading, known.get(n)) for n, one in found.claims],
        others=found.others,
    )


def asked_words() -> tuple[int, Span]:
    """The article and the words that an address names; NotFound if it does not."""
    asked = [number(request.args.get(name, "")) for name in ("article", "start", "end")]
    article_id, start, end = asked
    if article_id is None or start is None or end is None:
        raise NotFound("say which words of which article: article, start and end are numbers")
    return article_id, Span(start, end)


def _of_article(here: Services, article_id: int) -> list[Json]:
    reading = here.store.reading(article_id)
    ways, doubted = places_by_name(reading), doubts(reading)
    place = request.args.get("place", "")
    claims = [sum(n in claim.about for claim in reading.claims) for n in range(len(reading.mentions))]
    found = []
    for n, mention in enumerate(reading.mentions):
        own = mention.resolution
        if place and (own.place is None or own.place.id != place):
            continue
        if request.args.get("status") == "open" and own.status is not Status.UNVERIFIED:
            continue
        found.append(
            {
                "article": _article_link(article_id, reading.article.title),
                "mention": n,
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.text,
                "place": _named(own.place),
                "confidence": own.confidence,
                "claims": claims[n],
                "doubt": doubted[n],
                "reasons": reasons(mention, claims[n], ways.get(name_key(mention.text), 0)),
                "status": own.status.value,
            }
        )
    return found


def _waiting(one: Waiting) -> Json:
    sure = one.confidence if one.place_id else None
    return {
        "article": _article_link(one.article_id, one.title),
        "mention": one.position,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "place": {"id": one.place_id, "name": one.place_name} if one.place_id else None,
        "confidence": one.confidence,
        "claims": one.claims,
        "doubt": one.doubt,
        "reasons": reason_words(sure, one.contested, one.ways, one.claims),
        "status": one.status.value,
    }


def _article_link(article_id: int, title: str) -> Json:
    return {"id": article_id, "title": title, "href": url_for("articles.show", article_id=article_id)}


def _article(here: Services, article_id: int, reading: Reading) -> Json:
    own, collection_id = reading.article, here.store.lists.details(article_id).collection_id
    names = here.store.collections.names() if collection_id else {}
    return {
        **_article_link(article_id, own.title),
        "publisher": own.publisher,
        "date": own.date.isoformat() if own.date else None,
        "collection": {"id": collection_id, "name": names.get(collection_id, "")} if collection_id else None,
    }


def _paragraph(found: Item) -> Json:
    within = [one for one in found.reading.mentions if one.span.overlaps(found.paragraph)]
    return {
        "start": found.paragraph.start,
        "text": found.paragraph.of(found.reading.article.text),
        "names": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "text": one.text,
                "status": one.resolution.status.value,
                "place": _named(one.resolution.place),
            }
            for one in within
        ],
    }


def _mention(here: Services, found: Item) -> Json:
    mention, article = found.mention, found.reading.article
    words: Json = {"text": found.span.of(article.text), "start": found.span.start, "end": found.span.end}
    words["decisions"] = [one.decision.uid for one in found.decisions]
    if mention is None:
        nothing: Json = {"index": None, "kind": None, "status": "unmarked", "place": None, "confidence": 0.0}
        return {**words, **nothing, "why": [], "why_here": [], "contrast": [], "unmapped": "not marked as a place"}
    own = mention.resolution
    return {
        **words,
        "index": found.index,
        "kind": mention.kind.value,
        "status": own.status.value,
        "place": _place(here, own.place) if own.place else None,
        "confidence": own.confidence,
        "why": list(mention.evidence),
        "why_here": list(own.evidence),
        "contrast": list(own.contrast),
        "unmapped": why_unmapped(mention, article),
    }


def _candidates(here: Services, mention: Mention | None) -> list[Json]:
    if mention is None:
        return []
    own = mention.resolution.place
    return [
        {
            **_place(here, one.place),
            "score": one.score,
            "evidence": list(one.evidence),
            "chosen": own is not None and own.id == one.place.id,
        }
        for one in mention.resolution.candidates
    ]


def _claim(position: int, claim: Claim, reading: Reading, known: SpeakerRef | None) -> Json:
    text, content = reading.article.text, claim.attribution.content
    cue = " ".join(span.of(text) for span in claim.attribution.cue)
    speaker = claim.speaker
    return {
        "position": position,
        "start": content[0].start if content else 0,
        "content": [[span.start, span.end] for span in content],
        "quote": " … ".join(span.of(text) for span in content),
        "speaker": {
            "id": known.id if known else None,
            "name": speaker.name,
            "description": speaker.description,
            "generic": speaker.generic,
        }
        if speaker
        else None,
        "manner": manner_words(claim.manner, claim.negated, cue),
        "status": claim.status.value,
        "places": [
            {
                "start": (mention := reading.mentions[link.mention]).span.start,
                "end": mention.span.end,
                "text": mention.text,
                "name": mention.resolution.place.name if mention.resolution.place else None,
                "role": link.role.value,
                "basis": link.basis.value,
            }
            for link in claim.places
        ],
    }


def _named(place: Place | None) -> Json | None:
    return {"id": place.id, "name": place.name} if place else None


def _place(here: Services, place: Place) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "path": here.path(place),
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
    }
