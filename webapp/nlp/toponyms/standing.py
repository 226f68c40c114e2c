"""Where a known name stands: among places of its own country, behind "in" or "to", or with a water's own word."""

from __future__ import annotations

from gazetteer.place import FeatureClass, Place
from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.lexicon.place_words import COMMON_WORDS, RELIEF_WORDS, WATER_WORDS
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.toponyms.candidates import SPATIAL, Candidate
from webapp.nlp.toponyms.company import COMPANY
from webapp.nlp.toponyms.features import FEATURES

NATURAL = WATER_WORDS | RELIEF_WORDS | frozenset(("ranges", "rivers", "lakes"))
"""Words for waters and heights."""
PLACING = SPATIAL | frozenset("in at from to near on over into through off outside across".split())
"""Words that mostly have a place behind them."""
_ALSO_PLACING = SPATIAL | frozenset(
    "of where between leave left leaving reach reached reaches reaching cross crossed crossing".split()
)
_IN_COUNTRY, _IN_AREA, _PLACES, _LISTED_BEFORE, _LISTED_AFTER = (
    len(FEATURES) + COMPANY.index(name)
    for name in (
        "share of the article's places in its country",
        "share of the article's places in its first-order area",
        "places in the article",
        "judgement of the name listed before",
        "judgement of the name listed after",
    )
)
_ENOUGH_PLACES, _SOME_OF_COUNTRY, _SOME_OF_AREA, _FEW_NAMESAKES = 0.4, 0.25, 0.2, 3
_HARDLY_ANY, _ONE_BESIDE = 2, 0.05
_LIKELY = 0.0
_NAMES_OF_OTHERS = frozenset(("PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"))
_SEATS = frozenset(("PPLC", "PPLA", "PPLA2"))
_LARGE = 100_000
_FEATURES_OF_LAND = frozenset((FeatureClass.WATER, FeatureClass.RELIEF, FeatureClass.REGION))


def word_before(names: ArticleNames, first: int) -> tuple[str, bool]:
    """The word right before a name, and whether an article stands between them."""
    words = names.words
    if not first or words.gap(first - 1) not in (" ", "\n"):
        return "", False
    before = words.lower[first - 1]
    if before != "the":
        return before, False
    return words.lower[first - 2] if first > 1 and words.gap(first - 2) in (" ", "\n") else "", True


def is_among_its_own(names: ArticleNames, candidate: Candidate, row: Numbers, before: str) -> bool:
    """Whether a known name stands where places do, in an article of many places around one of its own.

    It follows "in", "to" and the like, or a list puts a likely place beside it.
    """
    words, first, last = names.words, candidate.span.first, candidate.span.last
    if candidate.kind is not MentionKind.TOPONYM or candidate.text in names.persons or candidate.broken:
        return False
    few = len(candidate.matches) <= _FEW_NAMESAKES
    around = row[_IN_AREA] >= _SOME_OF_AREA or (few and row[_IN_COUNTRY] >= _SOME_OF_COUNTRY)
    alone = len(candidate.matches) <= _HARDLY_ANY and row[_IN_COUNTRY] >= _ONE_BESIDE
    if row[_PLACES] < _ENOUGH_PLACES or not (around or alone):
        return False
    said_by = before == "to" and first > 1 and words.lower[first - 2] in ("according", "thanks", "due")
    goes_on = last + 1 < len(words) and words.capital[last + 1] and words.gap(last).isspace()
    placed = (before in PLACING and not said_by) or (few and before in _ALSO_PLACING)
    listed = max(row[_LISTED_BEFORE], row[_LISTED_AFTER]) >= _LIKELY
    return bool((placed or listed) and not goes_on)


def is_in_a_known_town(names: ArticleNames, candidate: Candidate, before: str) -> bool:
    """Whether "in" or "near" stands before the own name of a seat or large town that no tagger took for anybody's."""
    words, first, last = names.words, candidate.span.first, candidate.span.last
    label = names.entities[candidate.entity].label if candidate.entity >= 0 else ""
    if before not in ("in", "near") or label in _NAMES_OF_OTHERS or not candidate.matches or candidate.broken:
        return False
    if candidate.text in names.persons or words.lower[first] in COMMON_WORDS:
        return False
    goes_on = last + 1 < len(words) and words.capital[last + 1] and words.gap(last).isspace()
    return not goes_on and any(_is_a_town(match.place) for match in candidate.matches[:1])


def _is_a_town(place: Place) -> bool:
    return place.feature_code in _SEATS or (
        place.feature_class == FeatureClass.SETTLEMENT and place.population >= _LARGE
    )


def is_a_known_feature(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether the words name a water or a height first of all, and say so: "Lake Assal", "Gulf of Aqaba"."""
    lower = names.words.lower
    first, last = candidate.span.first, candidate.span.last
    if first == last or not candidate.matches or candidate.text in names.persons or candidate.broken:
        return False
    best = candidate.matches[0].place.feature_class
    said = lower[first] in NATURAL or lower[last] in NATURAL
    whole = names.words.capital[first] and names.words.capital[last]
    return said and whole and best in (FeatureClass.WATER, FeatureClass.RELIEF)


def is_only_a_feature(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether all places of one word are waters, heights or landscapes, which take the article: "the Drina"."""
    words, first, last = names.words, candidate.span.first, candidate.span.last
    if first != last or candidate.broken or candidate.text in names.persons:
        return False
    goes_on = last + 1 < len(words) and words.capital[last + 1] and words.gap(last).isspace()
    classes = {match.place.feature_class for match in candidate.matches}
    return not goes_on and bool(classes) and classes <= _FEATURES_OF_LAND
