"""Which place a name refers to: place spans set by hand, so that each test shows what decides."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import spacy
from spacy.tokens import Doc

from gazetteer.place import Match, Name, NameKind, Place
from webapp.domain import Article, Mention, MentionKind, Span
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.toponyms.recognizer import PlaceSpan

NLP = spacy.blank("en")
NLP.add_pipe("toponym_resolver")
NLP.remove_pipe("toponym_resolver")

Found = tuple[Match, ...]


def place(
    name: str,
    code: str,
    country: str | None,
    admin1: str | None,
    at: tuple[float, float],
    people: int = 0,
    prominence: float = 0.3,
    admin2: str | None = None,
    kind: NameKind = NameKind.PREFERRED,
) -> Match:
    feature_class = "A" if code.startswith(("ADM", "PCL")) else "L" if code == "RGN" else "P"
    key = f"t:{name}.{admin1 or country}.{code}"
    found = Place(key, name, at[0], at[1], feature_class, code, country, admin1, admin2, people)
    return Match(found, Name(key, name, kind), prominence)


US = place("United States", "PCLI", "US", None, (39.8, -98.5), 327_000_000, 0.97)
PAKISTAN = place("Pakistan", "PCLI", "PK", None, (30, 70), 212_000_000, 0.96)
INDIA = place("India", "PCLI", "IN", None, (22, 79), 1_350_000_000, 0.98)
GEORGIA_COUNTRY = place("Georgia", "PCLI", "GE", None, (42, 43.5), 3_700_000, 0.93)
GEORGIA_STATE = place("Georgia", "ADM1", "US", "Georgia", (32.8, -83.5), 10_700_000, 0.6)
TBILISI = place("Tbilisi", "PPLC", "GE", "Tbilisi", (41.7, 44.8), 1_050_000, 0.69)
ATLANTA = place("Atlanta", "PPLA", "US", "Georgia", (33.7, -84.4), 500_000, 0.55)
TEXAS = place("Texas", "ADM1", "US", "Texas", (31.3, -99.3), 29_000_000, 0.62)
DALLAS = place("Dallas", "PPLA2", "US", "Texas", (32.8, -96.8), 1_300_000, 0.57)
PARIS = place("Paris", "PPLC", "FR", "Île-de-France", (48.9, 2.35), 2_100_000, 0.72)
PARIS_TEXAS = place("Paris", "PPLA2", "US", "Texas", (33.66, -95.55), 25_000, 0.41)
PUNJAB_PAKISTAN = place("Punjab", "ADM1", "PK", "Punjab", (30.9, 72.3), 110_000_000, 0.64)
PUNJAB_INDIA = place("Punjab", "ADM1", "IN", "Punjab", (30.9, 75.4), 28_000_000, 0.62)
LAHORE = place("Lahore", "PPLA", "PK", "Punjab", (31.6, 74.3), 11_000_000, 0.66)
AMRITSAR = place("Amritsar", "PPL", "IN", "Punjab", (31.6, 74.9), 1_100_000, 0.54)
AJK = place("Azad Jammu and Kashmir", "ADM1", "PK", "Azad Jammu and Kashmir", (33.9, 73.8), 4_000_000, 0.55)
MUZAFFARABAD = place("Muzaffarabad", "PPLA", "PK", "Azad Jammu and Kashmir", (34.4, 73.5), 150_000, 0.5)
MIRPUR_AJK = place("Mirpur", "PPLA2", "PK", "Azad Jammu and Kashmir", (33.1, 73.75), 124_000, 0.44)
MIRPUR_DHAKA = place("Mirpur", "PPL", "BD", "Dhaka", (23.8, 90.35), 500_000, 0.5)
KHARKIV = place("Kharkiv", "PPLA", "UA", "Kharkiv", (50, 36.2), 1_400_000, 0.58)
KHARKIV_OBLAST = place("Kharkiv", "ADM1", "UA", "Kharkiv", (49.6, 36.4), 2_700_000, 0.6)
COUNTRIES = {m.place.country: m.place for m in (US, PAKISTAN, INDIA, GEORGIA_COUNTRY)}


class Countries:
    """As much of a gazetteer as the resolver asks for."""

    def respelled(self, name: str, country: str) -> tuple[Match, ...]:
        return ()

    def by_names(self, names: Iterable[str]) -> dict[str, Found]:
        return {"Dallas": (DALLAS,)} if "Dallas" in names else {}

    def country(self, code: str) -> Place | None:
        return COUNTRIES.get(code)


def resolved(
    text: str,
    *names: tuple[str, Found],
    filed_from: str | None = None,
    url: str | None = None,
    bar: float | None = None,
) -> list[Mention]:
    """Mentions of a text; the names stand in it in this order."""
    doc = NLP.make_doc(text)
    spans, position = [], 0
    for name, matches in names:
        start = text.index(name, position)
        position = start + len(name)
        kind = MentionKind.DEMONYM if matches and matches[0].name.kind is NameKind.DEMONYM else MentionKind.TOPONYM
        spans.append(PlaceSpan(Span(start, position), name, kind, 0.9, matches=matches))
    doc._.place_spans = spans
    filed = Span(text.index(filed_from), text.index(filed_from) + len(filed_from)) if filed_from else None
    doc._.article = Article(text=text, filed_from=filed, url=url)
    resolver = ToponymResolver().use(Countries())
    if bar is not None:
        resolver.least_confidence = bar
    return list(resolver(doc)._.mentions)


def chosen(mentions: list[Mention]) -> list[Place | None]:
    return [mention.resolution.place for mention in mentions]


PARISES = (PARIS, PARIS_TEXAS)
PUNJABS = (PUNJAB_PAKISTAN, PUNJAB_INDIA)
GEORGIAS = (GEORGIA_COUNTRY, GEORGIA_STATE)
MIRPURS = (MIRPUR_DHAKA, MIRPUR_AJK)


def test_alone_the_best_known_place_of_a_name_is_meant() -> None:
    (mention,) = resolved("He flew to Paris.", ("Paris", PARISES))
    assert mention.resolution.place == PARIS.place
    assert "most populous of 2 places of this name" in mention.resolution.evidence
    assert mention.resolution.contrast == ("Next: Paris in United States, which is less well known.",)


def test_the_name_after_a_comma_says_which_is_meant_and_every_mention_follows() -> None:
    mentions = resolved(
        "He lives in Paris, Texas. Paris is small.", ("Paris", PARISES), ("Texas", (TEXAS,)), ("Paris", PARISES)
    )
    assert chosen(mentions) == [PARIS_TEXAS.place, TEXAS.place, PARIS_TEXAS.place]
    assert "qualified by “Texas”" in mentions[0].resolution.evidence
    assert mentions[0].resolution.confidence > 0.9


def test_two_places_of_one_name_are_told_apart_where_both_are_qualified() -> None:
    france = place("France", "PCLI", "FR", None, (46, 2), 67_000_000, 0.95)
    mentions = resolved(
        "From Paris, Texas, to Paris, France.",
        ("Paris", PARISES),
        ("Texas", (TEXAS,)),
        ("Paris", PARISES),
        ("France", (france,)),
    )
    assert chosen(mentions) == [PARIS_TEXAS.place, TEXAS.place, PARIS.place, france.place]


def test_a_possessive_qualifies_the_name_after_it() -> None:
    (_, punjab) = resolved("Floods in India's Punjab rose.", ("India", (INDIA,)), ("Punjab", PUNJABS))
    assert punjab.resolution.place == PUNJAB_INDIA.place


def test_a_name_goes_with_the_other_places_of_the_article() -> None:
    with_pakistan = resolved(
        "Pakistan, Lahore and Punjab", ("Pakistan", (PAKISTAN,)), ("Lahore", (LAHORE,)), ("Punjab", PUNJABS)
    )
    with_india = resolved(
        "India, Amritsar and Punjab", ("India", (INDIA,)), ("Amritsar", (AMRITSAR,)), ("Punjab", PUNJABS)
    )
    assert chosen(with_pakistan)[-1] == PUNJAB_PAKISTAN.place
    assert chosen(with_india)[-1] == PUNJAB_INDIA.place


def test_a_country_or_a_state_by_the_company_it_keeps() -> None:
    caucasus = resolved("Tbilisi said Georgia would talk.", ("Tbilisi", (TBILISI,)), ("Georgia", GEORGIAS))
    south = resolved(
        "Atlanta and Dallas, and all Georgia", ("Atlanta", (ATLANTA,)), ("Dallas", (DALLAS,)), ("Georgia", GEORGIAS)
    )
    assert chosen(caucasus)[-1] == GEORGIA_COUNTRY.place
    assert chosen(south)[-1] == GEORGIA_STATE.place


def test_the_town_in_the_division_that_the_article_is_about() -> None:
    mentions = resolved(
        "Protests in Azad Kashmir: people in Mirpur and Muzaffarabad died.",
        ("Azad Kashmir", (AJK,)),
        ("Mirpur", MIRPURS),
        ("Muzaffarabad", (MUZAFFARABAD,)),
    )
    assert chosen(mentions)[1] == MIRPUR_AJK.place
    assert any("Azad Jammu and Kashmir, which is named too" in reason for reason in mentions[1].resolution.evidence)


def test_the_dateline_tells_the_country() -> None:
    text = "LAHORE: Punjab's minister spoke."
    mentions = resolved(text, ("LAHORE", (LAHORE,)), ("Punjab", (PUNJAB_INDIA, PUNJAB_PAKISTAN)), filed_from="LAHORE")
    assert mentions[1].resolution.place == PUNJAB_PAKISTAN.place


def test_a_town_is_meant_rather_than_the_division_named_after_it_unless_the_words_say_so() -> None:
    both = (KHARKIV_OBLAST, KHARKIV)
    assert chosen(resolved("Shells hit Kharkiv again.", ("Kharkiv", both))) == [KHARKIV.place]
    assert chosen(resolved("Shells hit Kharkiv region again.", ("Kharkiv", both))) == [KHARKIV_OBLAST.place]


def test_a_short_form_stands_where_its_name_stands() -> None:
    text = "Azad Kashmir (AJK)"
    doc = NLP.make_doc(text)
    doc._.place_spans = [
        PlaceSpan(Span(0, 12), "Azad Kashmir", MentionKind.TOPONYM, 0.9, matches=(AJK,)),
        PlaceSpan(Span(14, 17), "AJK", MentionKind.TOPONYM, 0.9, stands_for=0),
    ]
    assert chosen(list(ToponymResolver().use(Countries())(doc)._.mentions)) == [AJK.place, AJK.place]


def test_a_demonym_stands_for_its_country_and_says_so() -> None:
    people = Match(PAKISTAN.place, Name(PAKISTAN.place.id, "Pakistani", NameKind.DEMONYM), 0.96)
    (mention,) = resolved("A Pakistani settler", ("Pakistani", (people,)))
    assert (mention.resolution.place, mention.kind) == (PAKISTAN.place, MentionKind.DEMONYM)
    assert "a word for the people of Pakistan, or for what is theirs" in mention.resolution.evidence


def test_a_name_the_gazetteer_lacks_is_kept_unplaced_with_the_reason() -> None:
    (mention,) = resolved("Families left Nowhereville.", ("Nowhereville", ()))
    assert mention.resolution.place is None
    assert mention.resolution.evidence == ("no place of this name in the gazetteer",)


def test_a_name_nothing_tells_apart_is_left_unplaced() -> None:
    hamlets = tuple(place("Springfield", "PPL", "US", f"State {i}", (30 + i, -90 + i), 900) for i in range(20))
    (mention,) = resolved("He came from Springfield.", ("Springfield", hamlets))
    assert mention.resolution.place is None
    assert mention.resolution.evidence == ("20 places of this name, and nothing in the article tells which",)
    assert len(mention.resolution.candidates) == 5


def test_confidence_grows_with_the_margin() -> None:
    near = place("Newport", "PPL", "US", "Ohio", (39, -84), 9_000, 0.36)
    far = place("Newport", "PPL", "GB", "Wales", (51.6, -3), 8_000, 0.35)
    city = place("Newport", "PPL", "GB", "Wales", (51.6, -3), 300_000, 0.6)
    close_call = resolved("in Newport", ("Newport", (near, far)))[0].resolution.confidence
    clear = resolved("in Newport", ("Newport", (city, near)))[0].resolution.confidence
    assert 0 < close_call < clear <= 1


def test_a_town_and_its_district_agree() -> None:
    district = place("Mirpur", "ADM2", "PK", "Azad Jammu and Kashmir", (33.2, 73.8), 180_000, 0.43)
    alone = resolved("in Mirpur", ("Mirpur", (MIRPUR_AJK, MIRPUR_DHAKA)))[0].resolution
    both = resolved("in Mirpur", ("Mirpur", (MIRPUR_AJK, district, MIRPUR_DHAKA)))[0].resolution
    sure = {c.place.id: c.score for c in both.candidates}
    assert both.confidence >= max(sure.values())
    assert alone.candidates[0].score <= 1


def test_below_the_bar_a_name_is_left_unplaced_with_its_candidates() -> None:
    (mention,) = resolved("He flew to Paris.", ("Paris", PARISES), bar=0.999)
    assert mention.resolution.place is None
    assert [c.place for c in mention.resolution.candidates] == [PARIS.place, PARIS_TEXAS.place]
    assert mention.resolution.evidence == ("2 places of this name, and nothing in the article tells which",)
    assert 0 < mention.resolution.confidence < 0.999


def test_a_better_known_place_loses_to_the_one_among_its_neighbours() -> None:
    company = (("Azad Kashmir", (AJK,)), ("Muzaffarabad", (MUZAFFARABAD,)))
    text = "Protests in Azad Kashmir: people in Muzaffarabad and Mirpur died."
    larger = place("Mirpur", "PPL", "BD", "Dhaka", (23.8, 90.35), 1_500_000, 0.58)
    resolution = resolved(text, *company, ("Mirpur", (larger, MIRPUR_AJK)))[-1].resolution
    assert resolution.place == MIRPUR_AJK.place
    assert resolution.contrast == (
        "Next: Mirpur in Dhaka, which is better known, but it is farther from Muzaffarabad.",
        "Without Azad Kashmir and Muzaffarabad in the article, Mirpur in Dhaka would have been chosen.",
    )


def test_a_publisher_at_home_nearby_makes_a_lesser_place_likelier() -> None:
    text = "Paris was quiet."
    (far,) = resolved(text, ("Paris", PARISES))
    (local,) = resolved(text, ("Paris", PARISES), url="https://www.dallasnews.com/a")
    of = [{c.place.id: c.score for c in m.resolution.candidates}[PARIS_TEXAS.place.id] for m in (far, local)]
    assert of[0] < of[1]


def test_without_a_gazetteer_it_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="use"):
        ToponymResolver()(Doc(NLP.vocab))
