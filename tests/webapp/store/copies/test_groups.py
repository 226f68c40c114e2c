"""Copies of one story are found, counted once under the longest, and a person's word on them stays."""

from __future__ import annotations

import pytest
from sqlalchemy import text as text_of

from webapp.domain import Article
from webapp.errors import NotFound
from webapp.store import ArticleStore, ClaimFilter, counted, derived
from webapp.store.copies import groups as copies
from webapp.store.copies.groups import CROWDED
from webapp.store.copies.shingles import contained, marks, story
from webapp.store.copies.stories import is_copy

STORY = (
    "Bridge falls in Carrow",
    "Ada Okoro said the bridge over the Wend in Mirpur fell at 6.40 on Tuesday morning when 31 lorries stood on it.",
    "Divers had brought up 12 drivers by noon, and the search for 4 others went on until it grew dark.",
    "Ben Ruiz said that the bridge had been closed for repairs in 1998, in 2011 and again for 60 days last spring.",
    "The ministry of roads promised to publish the report of its inspectors, who had called the bridge sound.",
    "Clara Haddad said that her company had asked the ministry three times for a limit of 20 tonnes.",
)
OTHER = (
    "Bridge opens in Dunmere",
    "Ada Okoro said the bridge over the Loam in Mirpur opened at 9.15 on Friday evening, and 2,000 people walked over.",
    "It took 340 workers 27 months to build it, a year more than the ministry of roads had planned at first.",
    "Ben Ruiz said that the old ferry would go on carrying bicycles and sheep for another 90 days, until the autumn.",
    "The ministry of roads promised to publish what the bridge had cost, which its inspectors had called too much.",
)


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


FULL = text(*STORY)
OWN_LEAD = text(
    "A disaster on the Wend", "Nobody in our town had slept when the news came from up the river.", *STORY[2:]
)
CUT = text(*STORY[:4], "(Reporting by the northern desk; editing by Ivo Keller)")


@pytest.fixture
def add(store: ArticleStore, canned):
    def save(words: str, publisher: str = "") -> int:
        return store.save(canned.read(Article(words, title=words[:20], publisher=publisher or None))).id

    return save


def groups(store: ArticleStore) -> dict[int, list[int]]:
    """The copies of each article that has some."""
    return {one: [copy.id for copy in copies] for one, copies in store.copies.copies(store.ids()).items()}


@pytest.mark.parametrize(
    "copy", [CUT, OWN_LEAD, FULL.replace("Bridge falls", "A bridge fell"), FULL + "\n\nMore soon."]
)
def test_a_copy_is_found_whichever_comes_first(store: ArticleStore, add, copy):
    first, second = add(FULL), add(copy)
    long, short = (first, second) if len(FULL) >= len(copy) else (second, first)
    assert groups(store) == {long: [short]}
    store.bin.delete([first, second])
    store.bin.empty()
    second, first = add(copy), add(FULL)
    long, short = (first, second) if len(FULL) >= len(copy) else (second, first)
    assert groups(store) == {long: [short]}


def test_another_story_with_the_same_speakers_and_words_is_none(store: ArticleStore, add):
    add(FULL)
    add(text(*OTHER))
    assert groups(store) == {}


def weekly(week: int) -> str:
    return text(
        f"Week {week}: {week * 37} families left {week * 11} villages for Mirpur, {week * 5 + 3} of them on foot.",
        f"Ada Okoro said {week * 173} people in Mirpur had no clean water and {week * 19} wells were dry.",
        f"Lorries brought {week * 7 + 1} tonnes of flour; {week * 2 + 1} drivers were held for {week * 3} hours.",
        "This report is compiled every week by field teams and covers all districts to which they have access.",
        "Figures are estimates and may be corrected in later issues; partners are asked to send their updates.",
        "The situation remains serious, and access is limited by closed roads, a lack of fuel and the danger of mines.",
    )


def test_reports_of_a_series_share_most_words_and_are_no_copies(store: ArticleStore, add):
    for week in range(20, 32):
        add(weekly(week))
    assert groups(store) == {}
    add(text("Aid agency: the week in Mirpur", weekly(25)))
    assert [len(copies) for copies in groups(store).values()] == [1]


def test_words_that_very_many_articles_repeat_fill_no_index(store: ArticleStore, add, settings):
    for week in range(CROWDED + 30):
        add(weekly(100 + week))
    with store._database.reading() as session:
        most = session.connection().exec_driver_sql(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM copy_mark GROUP BY mark)"
        )
        assert most.scalar() == CROWDED
    assert groups(store) == {}


def test_the_last_of_very_many_copies_is_found_when_the_others_are_gone(store: ArticleStore, add, monkeypatch):
    monkeypatch.setattr("webapp.store.copies.groups.CROWDED", 2)
    many = [add(f"{FULL}\n\nEdition {number}.") for number in range(4)]
    store.bin.delete(many[:3])
    new = add(f"{FULL}\n\nEdition 9.")
    assert groups(store) == {many[3]: [new]}


def test_a_text_of_few_words_is_no_copy(store: ArticleStore, add):
    add("Ada Okoro said Mirpur burns.")
    add("Ada Okoro said Mirpur burns. More soon.")
    assert groups(store) == {}
    assert marks("Ada Okoro said Mirpur burns.") == []


def test_when_the_counted_one_goes_another_takes_its_place_until_it_is_back(store: ArticleStore, add):
    cut, full, lead = add(CUT), add(FULL), add(OWN_LEAD)
    assert groups(store) == {full: [cut, lead]}
    store.delete(full)
    assert groups(store) == {lead: [cut]}
    store.bin.put_back([full])
    assert groups(store) == {full: [cut, lead]}
    store.bin.delete([full, lead])
    assert groups(store) == {}
    store.bin.put_back([full, lead])
    assert groups(store) == {full: [cut, lead]}


def test_reading_again_keeps_the_groups(store: ArticleStore, add, canned):
    full, cut = add(FULL), add(CUT)
    for one, words in ((cut, CUT), (full, FULL)):
        store.replace(one, canned.read(Article(words)))
        assert groups(store) == {full: [cut]}


def test_not_a_copy_stays_so(store: ArticleStore, add, canned):
    full, cut, lead = add(FULL), add(CUT), add(OWN_LEAD)
    store.copies.separate(cut)
    assert groups(store) == {full: [lead]}
    assert store.copies.story(cut).decided
    store.replace(cut, canned.read(Article(CUT)))
    store.bin.put_back(store.bin.delete([cut]).ids)
    store.bin.put_back(store.bin.delete([full]).ids)
    assert groups(store) == {full: [lead]}
    store.copies.undecide(cut)
    assert groups(store) == {full: [cut, lead]}
    assert not store.copies.story(cut).decided


def test_the_counted_one_can_be_said_to_be_no_copy(store: ArticleStore, add):
    full, cut, lead = add(FULL), add(CUT), add(OWN_LEAD)
    store.copies.separate(full)
    assert groups(store) == {lead: [cut]}


def test_copies_that_the_program_does_not_see_can_be_joined(store: ArticleStore, add, canned):
    full, other, cut = add(FULL), add(text(*OTHER)), add(CUT)
    assert store.copies.join([other, cut]) == 2
    assert groups(store) == {full: [other, cut]}
    store.replace(other, canned.read(Article(text(*OTHER))))
    store.bin.put_back(store.bin.delete([other, full]).ids)
    assert groups(store) == {full: [other, cut]}
    story = store.copies.story(cut)
    assert story.copy_of and story.copy_of.id == full
    store.copies.separate(other)
    assert groups(store) == {full: [cut]}


def test_joining_takes_back_that_they_are_no_copies(store: ArticleStore, add):
    full, cut = add(FULL), add(CUT)
    store.copies.separate(cut)
    store.copies.separate(full)
    store.copies.join([full, cut])
    assert groups(store) == {full: [cut]}


def test_one_article_alone_cannot_be_joined(store: ArticleStore, add):
    full = add(FULL)
    for ids in ([full], [full, 99], []):
        with pytest.raises(NotFound, match="not two articles"):
            store.copies.join(ids)
    for what in (store.copies.separate, store.copies.undecide, store.copies.story):
        with pytest.raises(NotFound, match="no such article"):
            what(99)


def test_other_parts_are_told_of_articles_that_are_counted_now_or_no_longer(store: ArticleStore, add, monkeypatch):
    told: list[tuple[str, list[int]]] = []

    class Part:
        def added(self, session, ids) -> None:
            told.append(("added", list(ids)))

        def leaving(self, session, ids) -> None:
            told.append(("leaving", list(ids)))

    cut = add(CUT)
    part = Part()
    monkeypatch.setattr(derived, "KEPT", (*derived.KEPT, part))
    monkeypatch.setattr(counted, "COUNTED", (*counted.COUNTED, part))
    full = add(FULL)
    assert told == [("leaving", [cut]), ("added", [cut]), ("added", [full])]
    told.clear()
    store.delete(full)
    assert told == [("leaving", [cut]), ("added", [cut]), ("leaving", [full])]


def test_of_many_that_come_at_once_none_leaves_a_part_that_does_not_know_it_yet(
    store: ArticleStore, canned, monkeypatch
):
    # Each in a portion of its own, so that the second one finds the first grouped already.
    monkeypatch.setattr(copies, "CHUNK", 1)
    store.save_many([canned.read(Article(words, title=words[:20])) for words in (CUT, FULL, OWN_LEAD)])
    assert groups(store) == {2: [1, 3]}
    with store._database.writing() as session:
        for index in ("article_words", "claim_words"):
            session.execute(text_of(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')"))
    assert store.map_counts(ClaimFilter(copies=False)).claims == store.claim_count(which=ClaimFilter(copies=False))
    assert store.questions.counted(ClaimFilter(text="bridge")).claims == store.claim_count()


def test_the_shares_of_words_are_those_of_the_shorter_text():
    full, half = story(FULL), story(text(*STORY[:3]))
    assert contained(half.shingles, full.shingles) == 1
    assert 0.3 < contained(full.shingles, half.shingles) < 0.6
    assert is_copy(half, full) and is_copy(full, half)
    assert not is_copy(full, story(text(*OTHER)))
