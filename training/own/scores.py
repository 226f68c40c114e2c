"""Compares what the program reads in our own articles with what was marked in them: figures and errors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gazetteer.build import ensure
from gazetteer.distance import distance_km
from training.measures.counts import pairs_by_overlap
from training.own.articles import MarkedArticle, MarkedClaim, MarkedMention
from webapp import reading
from webapp.config import Settings
from webapp.domain import Claim, Mention, Reading, Role, Span
from webapp.evaluation.toponyms import NEAR_KM
from webapp.nlp.pipeline import Pipeline

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.I)


@dataclass
class Tally:
    """Counts over all articles, and the errors by kind."""

    n: Counter[str] = field(default_factory=Counter)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def error(self, sort: str, article: MarkedArticle, words: str) -> None:
        """Keep one error; ``words`` say what it is."""
        self.errors.setdefault(sort, []).append(f"{article.name}: {words}")

    def share(self, part: str, whole: str) -> float:
        """One count by another."""
        return self.n[part] / max(1, self.n[whole])

    def f_score(self, hits: str, predicted: str, marked: str) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.n[hits] / max(1, self.n[predicted] + self.n[marked])

    @property
    def figures(self) -> dict[str, float]:
        """Every figure by name.

        ``f1`` over exact spans; ``acc161`` among those found and placed, ``e2e161`` among all with a point;
        ``claims_f`` over contents alike by half of their words; ``speaker`` and ``role`` among claims found,
        roles among mentions found, ``role_named`` among those inside the content; ``pins`` over the mentions
        that claims are about.
        """
        return {
            "f1": self.f_score("found", "mentions", "marked"),
            "acc161": self.share("near", "placed"),
            "e2e161": self.share("near", "points"),
            "persons_placed": self.n["persons"],
            "claims_f": self.f_score("alike", "claims", "claims_marked"),
            "claims_exact_f": self.f_score("exact", "claims", "claims_marked"),
            "speaker": self.share("speaker", "speakers"),
            "role": self.share("role", "roles"),
            "role_named": self.share("role_named", "roles_named"),
            "pins_f": self.f_score("pins", "pins_given", "pins_marked"),
        }


def read(articles: Sequence[MarkedArticle], model: str) -> list[Reading]:
    """What the program finds in the articles with the user's own gazetteer."""
    pipeline = Pipeline(ensure(Settings.from_environment().gazetteer_path), model)
    return readings(pipeline, articles)


def readings(pipeline: Pipeline, articles: Sequence[MarkedArticle]) -> list[Reading]:
    """What a pipeline finds in the articles."""
    return list(pipeline.read_many(reading.from_text(a.text, title=a.title, url=a.url) for a in articles))


def compare(articles: Iterable[MarkedArticle], found: Iterable[Reading]) -> Tally:
    """Count what is right and keep what is wrong."""
    tally = Tally()
    for article, given in zip(articles, found, strict=True):
        _compare_mentions(tally, article, given.mentions)
        _compare_persons(tally, article, given.mentions)
        _compare_claims(tally, article, given)
    return tally


def report(articles: Sequence[MarkedArticle], found: Sequence[Reading]) -> str:
    """Figures, then the errors by kind, as plain text."""
    tally = compare(articles, found)
    lines = [f"{name:16} {value:.3f}" for name, value in tally.figures.items()]
    for sort, errors in tally.errors.items():
        lines += ["", f"{sort} ({len(errors)})", *(f"  {error}" for error in errors)]
    return "\n".join(lines)


def _compare_mentions(tally: Tally, article: MarkedArticle, mentions: tuple[Mention, ...]) -> None:
    spare = [m.span for m in article.mentions if m.optional]
    marked = {m.span: m for m in article.mentions if not m.optional}
    given = {m.span: m for m in mentions if not any(m.span.overlaps(span) for span in spare)}
    tally.n["marked"] += len(marked)
    tally.n["mentions"] += len(given)
    tally.n["found"] += len(marked.keys() & given.keys())
    tally.n["points"] += sum(m.at is not None for m in marked.values())
    for span in sorted(marked.keys() - given.keys()):
        instead = "; instead " + ", ".join(repr(m.text) for m in mentions if m.span.overlaps(span))
        tally.error("mention missed", article, _in_context(article.text, span) + instead.removesuffix("; instead "))
    for span in sorted(given.keys() - marked.keys()):
        if not any(span.overlaps(other) for other in marked):
            tally.error("mention too many", article, _in_context(article.text, span))
    for span in sorted(marked.keys() & given.keys()):
        _compare_place(tally, article, marked[span], given[span])


def _compare_place(tally: Tally, article: MarkedArticle, marked: MarkedMention, given: Mention) -> None:
    if marked.kind != given.kind:
        tally.error("kind of mention", article, f"{marked.text}: {given.kind}, not {marked.kind}")
    place = given.resolution.place
    if marked.at is None:
        return
    if place is None:
        tally.error("mention not placed", article, f"{marked.text} ({marked.place})")
        return
    tally.n["placed"] += 1
    away = distance_km(*marked.at, place.lat, place.lon)
    if away <= NEAR_KM:
        tally.n["near"] += 1
    else:
        where = f"{place.name} ({place.country}, {place.feature_code})"
        tally.error("wrong place", article, f"{marked.text} ({marked.place}): {where}, {away:,.0f} km away")


def _compare_persons(tally: Tally, article: MarkedArticle, mentions: tuple[Mention, ...]) -> None:
    words = {word for person in article.persons for word in (person, *person.split()) if len(word) > 2}
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words, key=len, reverse=True)))
    marked = [m.span for m in article.mentions]
    for match in pattern.finditer(article.text) if words else ():
        span = Span(*match.span())
        if any(span.overlaps(other) for other in marked):
            continue
        for mention in mentions:
            if mention.resolution.place and mention.span.overlaps(span):
                tally.n["persons"] += 1
                tally.error("person placed", article, f"{mention.text}: {mention.resolution.place.name}")


def _compare_claims(tally: Tally, article: MarkedArticle, given: Reading) -> None:
    claims = [claim for claim in given.claims if claim.attribution.content]
    pairs = dict(_alike(article, claims))
    spare = {given_number for number, given_number in pairs.items() if article.claims[number].optional}
    wanted = [number for number, claim in enumerate(article.claims) if not claim.optional]
    tally.n["claims_marked"] += len(wanted)
    tally.n["claims"] += len(claims) - len(spare)
    for number in wanted:
        claim = article.claims[number]
        if number in pairs:
            _compare_claim(tally, article, claim, claims[pairs[number]], given.mentions)
        else:
            tally.error("claim missed", article, f"{_cue(article, claim.cue)}{article.words(claim.content)}")
    for number, other in enumerate(claims):
        if number not in pairs.values():
            words = article.words(other.attribution.content)
            tally.error("claim too many", article, f"{_cue(article, *other.attribution.cue)}{words}")


def _compare_claim(
    tally: Tally, article: MarkedArticle, marked: MarkedClaim, given: Claim, mentions: tuple[Mention, ...]
) -> None:
    tally.n["alike"] += 1
    words = article.words(marked.content)
    if _words(article.text, marked.content) == _words(article.text, given.attribution.content):
        tally.n["exact"] += 1
    else:
        tally.error("content not exact", article, f"{words!r}: {article.words(given.attribution.content)!r}")
    name = given.speaker.name if given.speaker else None
    tally.n["speakers"] += 1
    if same_speaker(marked.speakers, name):
        tally.n["speaker"] += 1
    else:
        tally.error("speaker", article, f"{name!r}, not {' or '.join(marked.speakers) or None}: {words[:80]}")
    _compare_roles(tally, article, marked, given, mentions)


def _compare_roles(
    tally: Tally, article: MarkedArticle, marked: MarkedClaim, given: Claim, mentions: tuple[Mention, ...]
) -> None:
    links = [(mentions[link.mention], link.role) for link in given.places]
    words = article.words(marked.content)[:80]
    found = [mention.span for mention in mentions]
    for number, role in marked.roles.items():
        mention = article.mentions[number]
        named = any(part.contains(mention.span) for part in marked.content)
        if role is None or (not named and role in (Role.ORIGIN, Role.NAME)):
            continue
        roles = {said for other, said in links if _same_place(article, number, other)}
        tally.n["pins_marked"] += role is Role.ABOUT
        tally.n["pins"] += role is Role.ABOUT and role in roles
        if any(mention.span.overlaps(span) for span in found):
            tally.n["roles"] += 1
            tally.n["role"] += role in roles
            tally.n["roles_named"] += named
            tally.n["role_named"] += named and role in roles
            if role not in roles:
                said = ", ".join(sorted(roles)) or "no link"
                tally.error("role", article, f"{mention.text}: {said}, not {role}: {words}")
    free = [number for number, role in marked.roles.items() if role in (None, Role.ABOUT)]
    about = {other.span: other for other, role in links if role is Role.ABOUT}
    wrong = [o for o in about.values() if not any(_same_place(article, number, o) for number in free)]
    tally.n["pins_given"] += len(wrong) + sum(
        role is Role.ABOUT and any(_same_place(article, number, other) for other in about.values())
        for number, role in marked.roles.items()
    )
    for other in wrong:
        tally.error("pin too many", article, f"{other.text}: {words}")


def _same_place(article: MarkedArticle, number: int, given: Mention) -> bool:
    """Whether a mention found is the one marked, or another one of the same place with the same name."""
    marked = article.mentions[number]
    return marked.span.overlaps(given.span) or marked.text.lower() == given.text.lower()


def same_speaker(forms: Sequence[str], name: str | None) -> bool:
    """Whether a speaker's name is one of the right forms, or one of them with a title, an office or a seat added."""
    if not forms or not name:
        return not forms and not name
    said = _plain(name)
    return any(_says(_plain(form), said) for form in forms)


def _says(form: list[str], said: list[str]) -> bool:
    if form == said[: len(form)]:
        return True
    return len(form) > 1 and any(form == said[i : i + len(form)] for i in range(len(said)))


def _plain(name: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(_ARTICLE.sub("", name))]


def _alike(article: MarkedArticle, claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Pairs of a marked claim and one found that share half of their words, the best first, each used once."""
    marked = [_words(article.text, claim.content) for claim in article.claims]
    given = [_words(article.text, claim.attribution.content) for claim in claims]
    return pairs_by_overlap(marked, given)


def _words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words of a content begin, a leading "that" left out."""
    starts: set[int] = set()
    for span in spans:
        found = [(m.start(), m.group()) for m in _WORD.finditer(text, span.start, span.end)]
        starts.update(start for start, _ in (found[1:] if found and found[0][1].lower() == "that" else found))
    return frozenset(starts)


def _cue(article: MarkedArticle, *spans: Span | None) -> str:
    return f"[{article.words(span for span in spans if span)}] "


def _in_context(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - 25) : span.start], text[span.end : span.end + 25]
    return f"{before}[{span.of(text)}]{after}".replace("\n", " ")
