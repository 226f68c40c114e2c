"""Rules for forms of words that the corpora have too seldom to fit a weight to, or where a mistake must not happen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer.place import COUNTRY_CODES, FeatureClass, NameKind
from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.lexicon.place_words import ARTICLES, COMPASS, ORGANISATION_WORDS, VERNACULAR_WORDS
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.persons.introduced import CLUB_WORDS, OFFICES
from webapp.nlp.toponyms.candidates import HEADS, SPATIAL, Candidate, on_the_way, place_of
from webapp.nlp.toponyms.columns import AT
from webapp.nlp.toponyms.features import FEATURES
from webapp.nlp.toponyms.standing import (
    NATURAL,
    PLACING,
    is_a_known_feature,
    is_among_its_own,
    is_in_a_known_town,
    is_only_a_feature,
    word_before,
)

_WHOLE = COUNTRY_CODES | {"ADM1"}
_HELD, _LANDS, _SITE, _FILING, _PEOPLE, _FEATURE = 0.97, 0.9, 0.9, 0.75, 0.62, 0.6
_WIDELY_KNOWN, _KNOWN, _MOSTLY_PLACE = 0.5, 0.4, 0.9
_FACTS = len(FEATURES) - len(AT)
_LOCATED, _TITLED = _FACTS + AT["after a strong locative"], _FACTS + AT["after a title"]
_OPENS, _UNTAGGED = _FACTS + AT["starts the sentence"], _FACTS + AT["tagged nothing"]
_FILED, _DATELINE = _FACTS + AT["place of filing"], _FACTS + AT["opens a dateline"]
_AGENCY, _LONGER = _FACTS + AT["agency of the dateline"], _FACTS + AT["a longer name is known"]
_OF_PEOPLE, _IN_PERSON = _FACTS + AT["tagged NORP"], _FACTS + AT["inside PERSON"]
_IN_BODY = _FACTS + AT["an organisation word follows in the longer name"]
_OPENS_BODY, _CLOSES_BODY = _FACTS + AT["opens the longer name"], _FACTS + AT["closes the longer name"]
_IN_PHRASE, _IN_ORG = _FACTS + AT["a preposition in the longer name"], _FACTS + AT["inside ORG"]
_EVERYDAY, _PROMINENCE, _PLACENESS, _NO_ENTRY, _FORMER = (
    FEATURES.index(name)
    for name in ("everyday word", "prominence", "placeness", "no entry", "a contested or former name")
)
_PLACE_TAGS = frozenset(("GPE", "LOC", "FAC"))
_RIVERS = frozenset(
    "river rivers bridge bridges banks stream upstream downstream tributary estuary flooded floods burst".split()
)
_NEAR_RIVER = 12
_STOPS = frozenset("airport port stadium station".split())
_PARTS_OF_BODIES = ORGANISATION_WORDS | frozenset("district court jail centre school team".split())
_WARES = frozenset(
    """
    ale bagel bagels bulldog cake cakes cat cats cattle cheese cheesecake chowder cookies cow cows delight
    fries goose geese grass ham hat hats hound lime limes loaf mastiff muffin muffins nut nuts orchid oven
    pasties pastry pasty pie pies pony ponies pudding retriever roll rolls rug rugs salad sauce sausage sausages
    schnitzel schnitzels setter shepherd shorts spaniel sprouts steak terrier terriers toast waffle waffles
    """.split()
)
"""What dishes, breeds and plants that are called by a place's name end in: "Vienna schnitzel", "Jersey cow"."""
_MIXTURES = frozenset("cream cheese cherry chocolate rye style sea".split())
_BENCHMARKS = frozenset(("Urals", "Brent", "Dubai", "Maya"))
_TRADES = frozenset("traded trades crude futures cargoes loadings".split())

_GOES_ON = re.compile(
    r"[-‐‑](?:on|upon|in|by|le|la|les|de|du|des|sur|sous|under|super|next|cum|am|an|der)[-‐‑][A-Zthe]"
)
"""A name that goes on behind the words: *Sutton* of *Sutton-on-Sea*."""


def floor(names: ArticleNames, candidate: Candidate, row: Numbers) -> float:
    """How likely at least a form of words is a mention that the corpora have too seldom to fit a weight to."""
    last = candidate.span.last
    if is_whole(candidate):
        return _HELD
    if (
        candidate.source == "gazetteer"
        and names.words.texts[last] in VERNACULAR_WORDS
        and not _says_its_sort(names, candidate)
    ):
        return _LANDS
    if candidate.kind is MentionKind.DEMONYM:
        return _PEOPLE if row[_OF_PEOPLE] or (row[_IN_BODY] and row[_OPENS_BODY]) else 0.0
    if _is_a_site(names, candidate):
        return _SITE
    if candidate.outer >= 0:
        return _FEATURE if _is_in_a_body(names, candidate, row) or _is_cut_short(names, candidate) else 0.0
    if candidate.kind is MentionKind.EMBEDDED:
        return _FEATURE if _is_in_a_body(names, candidate, row) else 0.0
    if candidate.broken > 1 or row[_LONGER]:
        return 0.0
    if (row[_FILED] or row[_DATELINE]) and row[_PROMINENCE] and not row[_AGENCY] and not candidate.broken:
        return _FILING
    return _FEATURE if any(_signs(names, candidate, row)) else 0.0


def _says_its_sort(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether the name without its last word is one of the same place: "Fergana" of "Fergana region"."""
    first, last = candidate.span.first, candidate.span.last
    short = names.facts(names.words.span(first, last - 1)) if last > first else None
    whole = {match.place.id for match in candidate.matches}
    return short is not None and any(match.place.id in whole for match in short.places)


def _is_in_a_body(names: ArticleNames, candidate: Candidate, row: Numbers) -> bool:
    """Whether a known place opens a body's name or a club's, or closes that of a university."""
    if candidate.kind is not MentionKind.EMBEDDED or row[_PROMINENCE] < _KNOWN or row[_LONGER]:
        return False
    words = names.words
    if row[_PROMINENCE] >= _WIDELY_KNOWN and row[_PLACENESS] >= _MOSTLY_PLACE and row[_IN_BODY]:
        return bool(not row[_IN_PERSON] and (row[_OPENS_BODY] or row[_IN_PHRASE]))
    if row[_IN_PHRASE] and row[_CLOSES_BODY] and row[_IN_ORG]:
        before = words.lower[names.entity_words[candidate.outer].first : candidate.span.first]
        return not ORGANISATION_WORDS.isdisjoint(before)
    after = candidate.span.last + 1
    club = after < len(words) and words.capital[after] and words.lower[after] in CLUB_WORDS
    return club and words.gap(after - 1) == " "


def _is_cut_short(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether the words are a site's whole name, and the tagger's name takes in too much."""
    words, first = names.words, candidate.span.first
    opens = not first or not words.capital[first - 1] or words.gap(first - 1) != " "
    return opens and candidate.span.last > first + 1 and words.lower[candidate.span.last] in ("plant", "airport")


def _signs(names: ArticleNames, candidate: Candidate, row: Numbers) -> Iterator[bool]:
    """Forms of words that say of a name outside all others that it is a place's."""
    words, first, last = names.words, candidate.span.first, candidate.span.last
    label = names.entities[candidate.entity].label if candidate.entity >= 0 else ""
    before, the = word_before(names, first)
    unknown, known = bool(row[_NO_ENTRY]), row[_PROMINENCE] > 0
    natural = last > first and unknown and words.lower[last] in NATURAL
    yield natural and candidate.source == "pattern" and the and not candidate.broken and not label
    yield natural and (label == "LOC" or (the and label not in ("ORG", "PERSON", "")))
    yield unknown and label in _PLACE_TAGS and _is_located(names, candidate, label, before, the=the)
    yield the and first == last and label != "PERSON" and _is_a_river(names, candidate, unknown=unknown)
    yield _is_seat_of_power(names, candidate)
    yield known and (is_a_known_feature(names, candidate) or (the and is_only_a_feature(names, candidate)))
    if row[_EVERYDAY] or the or names.text[candidate.span.start].islower():
        return
    yield known and is_among_its_own(names, candidate, row, before)
    yield known and is_in_a_known_town(names, candidate, before)
    yield place_of(words, first) and (known or label != "PERSON")
    yield before in SPATIAL and (known or not label or candidate.text not in names.persons)
    yield on_the_way(words, first) and (known or not label)


def _is_located(names: ArticleNames, candidate: Candidate, label: str, before: str, *, the: bool) -> bool:
    """Whether a name that the gazetteer lacks but the tagger takes for a place follows "in", "to" and the like."""
    words, first, last = names.words, candidate.span.first, candidate.span.last
    if before not in PLACING or (the and before in ("in", "to", "at", "from")) or (label == "FAC" and not the):
        return False
    lower = words.lower[first : last + 1]
    if not _PARTS_OF_BODIES.isdisjoint(lower) or lower[0] in COMPASS or not candidate.text.replace(" ", "").isalpha():
        return False
    said_by = before == "to" and first > 1 and words.lower[first - 2] in ("according", "thanks", "due")
    goes_on = last + 1 < len(words) and words.capital[last + 1] and words.gap(last).isspace()
    odd = any(words.capital[i] and not words.texts[i].istitle() for i in range(first, last + 1))
    return not (said_by or goes_on or odd or words.full_ends[last] != words.ends[last])


def _is_a_river(names: ArticleNames, candidate: Candidate, *, unknown: bool) -> bool:
    """Whether the sentence speaks of a river, its bridges or floods, and the name could be one: "over the Orontes"."""
    water = FeatureClass.WATER
    if not unknown and all(match.place.feature_class != water for match in candidate.matches[:2]):
        return False
    words, first = names.words, candidate.span.first
    start = end = first
    while end + 1 < len(words) and "." not in words.gap(end) and end < first + _NEAR_RIVER:
        end += 1
    while start and "." not in words.gap(start - 1) and start > first - _NEAR_RIVER:
        start -= 1
    return not _RIVERS.isdisjoint(words.lower[start : end + 1])


def _is_a_site(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether the words are "in Kanazawa Station", or a name that opens as in "Estadio Sausalito"."""
    words, first, last = names.words, candidate.span.first, candidate.span.last
    if candidate.source == "pattern" and words.lower[first] in HEADS:
        return candidate.broken < 2 and candidate.outer < 0
    before, _ = word_before(names, first)
    if first == last or words.lower[last] not in _STOPS or before not in PLACING or not words.capital[last]:
        return False
    town = names.facts(words.span(first, last - 1))
    return town is not None and bool(town.places)


def _is_seat_of_power(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether words by themselves name first of all a seat that stands for its government: "the Kremlin"."""
    words, first, last = names.words, candidate.span.first, candidate.span.last
    if not candidate.matches or candidate.matches[0].name.kind is not NameKind.METONYM:
        return False
    beside = [i for i, k in ((first - 1, first - 1), (last + 1, last)) if 0 <= i < len(words) and words.gap(k) == " "]
    return candidate.kind is MentionKind.TOPONYM and not any(
        words.capital[i] and words.lower[i] not in ARTICLES for i in beside
    )


def is_whole(candidate: Candidate) -> bool:
    """Whether the words are one name however the tagger cut them: "Pakistan-held Kashmir", "Bosnia and Herzegovina"."""
    if candidate.source == "held":
        return True
    area = bool(candidate.facts.places) and candidate.facts.places[0].place.feature_code in _WHOLE
    return area and candidate.outer < 0 and " and " in candidate.text and candidate.broken < 2


def is_no_place(names: ArticleNames, candidate: Candidate, row: Numbers) -> bool:
    """Whether the words are somebody's name, the half of a name, or make that of a dish, a breed or a language."""
    if candidate.source == "held":
        return False
    text = candidate.text
    return (
        _is_a_ware(names, candidate)
        or _GOES_ON.match(names.text, names.words.ends[candidate.span.last]) is not None
        or (bool(row[_NO_ENTRY]) and text[:3].islower() and text[:3].isalpha())
        or (candidate.kind is not MentionKind.DEMONYM and _is_introduced(names, candidate, row))
    )


def _is_introduced(names: ArticleNames, candidate: Candidate, row: Numbers) -> bool:
    first, last = candidate.span.first, candidate.span.last
    people = names.introduced
    if people.holds(first, last):
        return True
    label = names.entities[candidate.entity].label if candidate.entity >= 0 else ""
    if label == "PERSON" and (row[_FORMER] or word_before(names, first)[0] in OFFICES) and not row[_LOCATED]:
        return True
    if first != last or row[_LOCATED] or candidate.outer >= 0:
        return False
    best = candidate.matches[0].place.feature_code if candidate.matches else ""
    return people.is_surname(first, widely_known=best in COUNTRY_CODES or best == "PPLC")


def _is_a_ware(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether the word after makes a dish, a breed or a plant of the place: "Boston cream pie"."""
    words, last = names.words, candidate.span.last
    if last + 1 >= len(words) or words.gap(last) != " " or words.capital[last + 1]:
        return False
    after = words.lower[last + 1]
    if after in _MIXTURES and last + 2 < len(words):
        after = words.lower[last + 2]
    return after in _WARES or (candidate.text in _BENCHMARKS and after in _TRADES)


def is_a_person(names: ArticleNames, candidate: Candidate, row: Numbers) -> bool:
    """Whether the words are a person's name, or a part of one that the article introduces.

    This is no matter of degree: a person must not end up as a pin on the map. "Washington said", tagged as a
    person, is still the capital where nobody of that name was introduced.
    """
    if candidate.kind is MentionKind.DEMONYM or candidate.source == "held":
        return False
    if candidate.outer >= 0:
        outer = names.entity_words[candidate.outer]
        if not ORGANISATION_WORDS.isdisjoint(names.words.lower[outer.first : outer.last + 1]):
            return False
        speaks = names.words.texts[outer.last] in names.speaking and outer.first == candidate.span.first
        return speaks and names.entities[candidate.outer].label not in ("GPE", "LOC", "FAC")
    label = names.entities[candidate.entity].label if candidate.entity >= 0 else ""
    if label == "PERSON" and row[_TITLED] and not candidate.facts.numbers[0]:
        return True
    if candidate.text not in names.persons or label not in ("", "PERSON") or row[_LOCATED]:
        return False
    filed = names.article.filed_from
    if filed is not None and candidate.text.upper() in filed.of(names.text):
        return False
    return not any(match.place.feature_code in COUNTRY_CODES for match in candidate.matches[:1])


def is_an_everyday_word(candidate: Candidate, row: Numbers) -> bool:
    """Whether only its place at the start of a sentence gives a word its capital: "Reading is fun"."""
    return bool(row[_EVERYDAY] and row[_OPENS] and row[_UNTAGGED]) and not candidate.text.isupper()
