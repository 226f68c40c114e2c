"""How right the program was on what people decided, with articles verified as a whole apart."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gazetteer.place import Place
from webapp.domain import Article, Mention, MentionKind, Reading, Resolution, Span
from webapp.evaluation.decided import REJECTED, Decided, JudgedArticle, JudgedClaim
from webapp.evaluation.decisions import DecisionTally, report_of
from webapp.evaluation.report import as_json, as_text

TEXT = "Paris and Troy met May in Lima."
FRANCE = Place("made:1", "Paris", 48.85, 2.35, "P", "PPLC", "FR")
BESIDE = Place("made:2", "Paris", 48.9, 2.35, "A", "ADM1", "FR")
TEXAS = Place("made:3", "Paris", 33.66, -95.56, "P", "PPLA2", "US", "Texas")
PERU = Place("made:4", "Lima", -12.04, -77.03, "P", "PPLC", "PE")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def article(read: Mapping[str, Place | None], decided: Mapping[str, Decided], is_whole: bool = False) -> JudgedArticle:
    mentions = tuple(
        Mention(span(words), words, MentionKind.TOPONYM, 0.9, Resolution(place, 0.85)) for words, place in read.items()
    )
    reading = Reading(Article(TEXT), mentions, model="made")
    return JudgedArticle(
        reading.article, reading, {span(words): one for words, one in decided.items()}, is_whole=is_whole
    )


def figures(*articles: JudgedArticle) -> Mapping[str, float]:
    return report_of(articles, "Decisions").figures


def test_names_are_found_missed_or_wrongly_found() -> None:
    found = figures(
        article({"Paris": FRANCE, "May": FRANCE, "Troy": None}, {"Paris": FRANCE, "May": REJECTED, "Lima": PERU})
    )
    assert (found["mentions"], found["found"], found["missed"], found["wrongly_found"]) == (3, 1, 1, 1)
    assert found["precision"] == found["recall"] == 0.5


def test_what_nobody_decided_on_counts_neither_way() -> None:
    found = figures(article({"Paris": FRANCE, "Troy": None}, {"Paris": FRANCE}))
    assert (found["mentions"], found["precision"], found["recall"]) == (1, 1.0, 1.0)


def test_a_place_near_the_right_one_is_right_but_not_the_same() -> None:
    found = figures(article({"Paris": FRANCE}, {"Paris": BESIDE}), article({"Paris": FRANCE}, {"Paris": TEXAS}))
    assert (found["placed"], found["same_place"], found["accuracy_161km"]) == (2, 0.0, 0.5)


def test_places_left_open_and_places_without_ground_are_counted() -> None:
    found = figures(article({"Paris": None, "Troy": FRANCE}, {"Paris": FRANCE, "Troy": None}))
    assert (found["unplaced"], found["placed_without_ground"], found["placed"]) == (1, 1, 0)
    assert found["end_to_end_161km"] == 0.0


def test_articles_verified_as_a_whole_are_given_apart() -> None:
    tally = DecisionTally()
    tally.add(article({"Paris": FRANCE}, {"Paris": FRANCE}, is_whole=True))
    tally.add(article({"Paris": FRANCE}, {"Paris": TEXAS}))
    groups = tally.by_group()
    assert (groups["whole"]["accuracy_161km"], groups["single"]["accuracy_161km"]) == (1.0, 0.0)
    assert tally.figures()["articles_verified_as_a_whole"] == 1


def test_the_report_says_how_sure_the_program_was_and_lists_errors() -> None:
    report = report_of([article({"Paris": FRANCE}, {"Paris": TEXAS, "Lima": PERU})], "Decisions", "made")
    held = json.loads(as_json(report))
    assert [fault["sort"] for fault in held["faults"]] == ["misplaced", "missed"]
    band = next(band for band in held["reliability"]["bands"] if band["count"])
    assert (band["confidence"], band["right"]) == (0.85, 0.0)
    assert "single decisions show the program worse than it is" in as_text(report)


def test_claims_are_reported_where_somebody_decided_on_them() -> None:
    plain = article({"Paris": FRANCE}, {"Paris": FRANCE})
    assert "claims" not in figures(plain)
    claims = {0: JudgedClaim(is_claim=False), 1: JudgedClaim(speaker_right=True), 2: JudgedClaim(speaker_right=False)}
    found = figures(JudgedArticle(plain.article, plain.reading, plain.places, claims=claims, missed_claims=2))
    assert (found["claims"], found["no_claims"], found["missed_claims"]) == (3, 1, 2)
    assert found["speaker_accuracy"] == 0.5
