"""Notes and tags on claims, places and speakers: what is in force, found, counted, and what outlives what."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.conftest import MIRPUR, CannedPipeline
from webapp.decisions.records import Scope, What
from webapp.decisions.remarks import About
from webapp.domain import Article, Span
from webapp.errors import NotFound
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.decisions.asked import Asked, DecisionRefused, ReadAnew
from webapp.store.models import ClaimRow
from webapp.store.remarks.asked import AskedRemark
from webapp.store.remarks.models import RemarkRow

TEXT = "Bo said Mirpur burns at night. Cy said Pakistan sleeps."
BURNS, SLEEPS = Span(8, 29), Span(39, 54)


class Notes:
    """Notes and tags as pages do."""

    def __init__(self, store: ArticleStore, pipeline: CannedPipeline) -> None:
        self.store = store
        self.pipeline = pipeline

    def add(self, text: str = TEXT, **details) -> int:
        return self.store.save(self.pipeline.read(Article(text, title=text[:20], **details))).id

    def note(self, text: str, who: str = "Ada", **on):
        return self.store.decisions.decide(AskedRemark(who, What.NOTE, text=text, **on)).decisions[0].uid

    def tag(self, name: str, who: str = "Ada", on: bool = True, **where):
        return self.store.decisions.decide(AskedRemark(who, What.TAG, text=name, on=on, **where)).decisions[0].uid

    def speaker(self, name: str) -> str:
        return next((one.id for one in self.store.speakers.listed().lines if one.name == name), "nobody")

    def found(self, **filter_) -> list[str]:
        """The words of the claims that a filter leaves in: in lists, in counts and by rows."""
        which = ClaimFilter(**filter_)
        page = self.store.questions.page(which)
        assert page.total == self.store.questions.counted(which).claims == self.store.claim_count(which=which)
        return sorted(" … ".join(one.words) for one in page.claims)

    def tag_id(self, name: str) -> int:
        (facet,) = self.store.questions.counted(ClaimFilter(), ("tag",)).facets
        return next(int(one.value) for one in facet.values if one.label == name)

    def tags(self, which: ClaimFilter | None = None) -> dict[str, int]:
        (facet,) = self.store.questions.counted(which or ClaimFilter(), ("tag",)).facets
        return {one.label: one.claims for one in facet.values}


@pytest.fixture
def notes(store: ArticleStore, canned) -> Notes:
    return Notes(store, canned)


def claim(article: int, *spans: Span) -> dict[str, object]:
    return {"about": About.CLAIM, "article_id": article, "spans": spans}


def place(place_id: str = MIRPUR.id) -> dict[str, object]:
    return {"about": About.PLACE, "id": place_id}


def speaker(speaker_id: str) -> dict[str, object]:
    return {"about": About.SPEAKER, "id": speaker_id}


def test_a_note_on_a_claim_is_found_by_its_words_until_it_is_undone(notes: Notes):
    article = notes.add()
    notes.note("Check the burning with the fire brigade", **claim(article, BURNS))
    assert notes.found(note="brigades") == ["Mirpur burns at night"]
    assert notes.found(note="ambulance") == []
    (note,) = notes.store.remarks.on_claims_of(article)[0].notes
    assert (note.text, note.who) == ("Check the burning with the fire brigade", "Ada")
    notes.store.decisions.undo("Ada")
    assert notes.found(note="brigade") == [] and notes.store.remarks.on_claims_of(article) == {}
    notes.store.decisions.redo("Ada")
    assert notes.found(note="brigade") == ["Mirpur burns at night"]


def test_a_note_is_written_anew_and_removed(notes: Notes):
    notes.add()
    first = notes.note("two towns of this name", **place())
    second = notes.note("three towns of this name", note=first)
    assert notes.store.remarks.on_place(MIRPUR.id).note_texts == ("three towns of this name",)
    assert notes.found(note="two") == []
    with pytest.raises(NotFound, match="not there any more"):
        notes.note("four", note=first)
    notes.note("", who="Bo", note=second)
    assert not notes.store.remarks.on_place(MIRPUR.id)
    notes.store.decisions.undo("Bo")
    assert notes.found(note="three") == ["Mirpur burns at night"]


def test_a_tag_finds_claims_by_themselves_their_speaker_their_place_and_their_article(notes: Notes):
    article, other = notes.add(), notes.add("Di said Mirpur waits. Bo said Islamabad knows.")
    notes.tag("claim", **claim(article, SLEEPS))
    notes.tag("place", **place())
    notes.tag("speaker", **speaker(notes.speaker("Bo")))
    notes.store.tags.add([other], ["article"])
    assert notes.found(tags=frozenset({notes.tag_id("claim")})) == ["Pakistan sleeps"]
    assert notes.found(tags=frozenset({notes.tag_id("place")})) == ["Mirpur burns at night", "Mirpur waits"]
    assert notes.found(tags=frozenset({notes.tag_id("speaker")})) == ["Islamabad knows", "Mirpur burns at night"]
    assert notes.found(tags=frozenset({notes.tag_id("article")})) == ["Islamabad knows", "Mirpur waits"]
    assert notes.tags() == {"place": 2, "speaker": 2, "article": 2, "claim": 1}
    assert notes.tags(ClaimFilter(speaker="Di")) == {"place": 1, "article": 1}


def test_the_same_tag_in_other_capitals_counts_a_claim_once(notes: Notes):
    article = notes.add()
    notes.store.tags.add([article], ["Urgent"])
    notes.tag("urgent", **claim(article, BURNS))
    notes.tag("URGENT", **place())
    assert notes.tags() == {"Urgent": 2}
    assert notes.store.remarks.on_place(MIRPUR.id).tag_names == ("Urgent",)
    with pytest.raises(DecisionRefused, match="tagged “Urgent” already"):
        notes.tag("Urgent", who="Bo", **place())
    notes.tag("Urgent", who="Bo", on=False, **place())
    assert not notes.store.remarks.on_place(MIRPUR.id)
    assert notes.store.decisions.standing().conflicts == ()


def test_an_article_without_claims_is_still_found_by_its_tag(notes: Notes):
    silent, spoken = notes.add("Mirpur lies there."), notes.add()
    notes.store.tags.add([silent], ["urgent"])
    notes.tag("urgent", **claim(spoken, BURNS))
    which = ClaimFilter(tags=frozenset({notes.tag_id("urgent")}))
    assert set(notes.store.questions.reported(which)) == {silent, spoken}
    assert list(notes.store.questions.reported(replace(which, speaker="Bo"))) == [spoken]
    assert list(notes.store.questions.reported(replace(which, publishers=frozenset({"ANI"})))) == []


def test_a_tag_that_nothing_has_any_more_is_gone_and_comes_back(notes: Notes):
    notes.add()
    notes.tag("urgent", **place())
    assert notes.store.remarks.tag_names("urg") == ["urgent"]
    notes.store.decisions.undo("Ada")
    assert notes.store.remarks.tag_names() == [] and notes.tags() == {}
    notes.store.decisions.redo("Ada")
    assert notes.tags() == {"urgent": 1}


def test_a_tag_renamed_on_articles_stays_what_it_was_elsewhere(notes: Notes):
    article = notes.add()
    notes.store.tags.add([article], ["urgent"])
    notes.tag("urgent", **place())
    assert notes.store.tags.rename("urgent", "later") == 1
    assert notes.tags() == {"later": 2, "urgent": 1}


def test_remarks_on_a_claim_outlive_reading_again_and_the_bin(notes: Notes):
    article = notes.add()
    notes.tag("urgent", **claim(article, BURNS))
    again = notes.pipeline.read(notes.store.article(article))
    shorter = replace(again.claims[0].attribution, content=(Span(8, 24),))
    notes.store.replace(
        article, replace(again, claims=(again.claims[1], replace(again.claims[0], attribution=shorter)))
    )
    assert notes.store.remarks.on_claims_of(article)[0].tag_names == ("urgent",)
    notes.tag("sure", **claim(article, Span(8, 24)))
    notes.store.bin.undo(notes.store.bin.delete([article]).token)
    notes.store.replace(article, again)
    assert notes.store.remarks.on_claims_of(article)[0].tag_names == ("sure", "urgent")
    notes.store.replace(article, replace(again, claims=again.claims[1:]))
    assert notes.store.remarks.on_claims_of(article) == {} and notes.tags() == {}
    notes.store.replace(article, again)
    assert notes.tags() == {"sure": 1, "urgent": 1}


def test_remarks_on_a_claim_outlive_what_is_decided_in_its_article(notes: Notes):
    article = notes.add()
    notes.tag("urgent", **claim(article, BURNS))
    notes.store.decisions.decide(Asked("Ada", What.CLAIM_VERIFIED, Scope.CLAIM, article, (BURNS,)))
    assert notes.tags() == {"urgent": 1}
    notes.store.decisions.decide(Asked("Ada", What.NO_CLAIM, Scope.CLAIM, article, (BURNS,)))
    assert notes.tags() == {}
    notes.store.decisions.undo("Ada")
    assert notes.tags() == {"urgent": 1}


def test_remarks_on_a_speaker_follow_merges_and_come_back_when_these_are_undone(notes: Notes):
    notes.add()
    bo, cy = notes.speaker("Bo"), notes.speaker("Cy")
    notes.tag("liar", **speaker(bo))
    notes.note("her brother", **speaker(cy))
    notes.store.speakers.merge(cy, [bo])
    both = notes.store.remarks.on_speaker(bo)
    assert (both.tag_names, both.note_texts) == (("liar",), ("her brother",))
    assert len(notes.found(tags=frozenset({notes.tag_id("liar")}))) == 2
    notes.tag("liar", on=False, **speaker(cy))
    assert notes.tags() == {}
    notes.store.decisions.undo("Ada")
    notes.store.speakers.undo(notes.store.speakers.choices(1)[0].id)
    assert notes.store.remarks.on_speaker(bo).tag_names == ("liar",)
    assert notes.found(note="brother") == ["Pakistan sleeps"]


def rename(notes: Notes, article: int, name: str) -> None:
    asked = Asked("Ada", What.SPEAKER, Scope.EVERYWHERE, article, (BURNS,), {"name": name})
    notes.store.decisions.decide(asked)


def test_a_speaker_who_is_renamed_everywhere_keeps_notes_and_tags(notes: Notes):
    article = notes.add()
    notes.tag("liar", **speaker(notes.speaker("Bo")))
    notes.note("his brother", **speaker(notes.speaker("Bo")))
    rename(notes, article, "Bo Diaz")
    kept = notes.store.remarks.on_speaker(notes.speaker("Bo Diaz"))
    assert (kept.tag_names, kept.note_texts) == (("liar",), ("his brother",))
    assert notes.found(tags=frozenset({notes.tag_id("liar")})) == ["Mirpur burns at night"]
    assert notes.found(note="brother") == ["Mirpur burns at night"]
    notes.note("written later", **speaker(notes.speaker("Bo Diaz")))
    notes.tag("liar", on=False, **speaker(notes.speaker("Bo Diaz")))
    assert notes.store.remarks.on_speaker(notes.speaker("Bo Diaz")).note_texts == ("his brother", "written later")
    for _ in range(3):
        notes.store.decisions.undo("Ada")
    assert notes.store.remarks.on_speaker(notes.speaker("Bo")).note_texts == ("his brother",)
    assert notes.found(note="brother") == ["Mirpur burns at night"]


def test_remarks_on_a_speaker_go_on_to_another_who_has_that_name_and_to_whom_that_one_is_merged(notes: Notes):
    article = notes.add()
    for name in ("Bo", "Cy"):
        notes.tag("liar", **speaker(notes.speaker(name)))
    notes.note("his brother", **speaker(notes.speaker("Bo")))
    rename(notes, article, "Cy")
    both = notes.store.remarks.on_speaker(notes.speaker("Cy"))
    assert (both.tag_names, both.note_texts) == (("liar",), ("his brother",))
    notes.tag("liar", on=False, **speaker(notes.speaker("Cy")))
    assert notes.tags() == {}
    notes.store.decisions.undo("Ada")
    notes.add("Di said Mirpur waits.")
    notes.store.speakers.merge(notes.speaker("Di"), [notes.speaker("Cy")])
    assert notes.store.remarks.on_speaker(notes.speaker("Di")).note_texts == ("his brother",)


def test_what_makes_no_sense_is_refused_in_words(notes: Notes):
    article = notes.add()
    for asked, problem, words in (
        (claim(article, Span(0, 2)), ReadAnew, "reload the page"),
        (claim(article), DecisionRefused, "not in the text"),
        (claim(99, BURNS), NotFound, "no such article"),
        (place("nowhere"), NotFound, "no such place"),
        (speaker("nobody"), NotFound, "no such speaker"),
        ({}, DecisionRefused, "say what the note"),
    ):
        with pytest.raises(problem, match=words):
            notes.note("odd", **asked)
    with pytest.raises(NotFound, match="not tagged"):
        notes.tag("urgent", on=False, **place())
    assert notes.store.decisions.log() == []


def test_notes_and_tags_change_no_reading_and_wait_for_no_worker(notes: Notes):
    article = notes.add()
    before = notes.store.reading(article)
    done = notes.store.decisions.decide(AskedRemark("Ada", What.TAG, text="urgent", **claim(article, BURNS)))
    assert (done.changed.articles, done.job_id, notes.store.reading(article)) == (0, None, before)


def state(store: ArticleStore) -> set[tuple[object, ...]]:
    """What is in force, and on which claim by its place in its article."""
    query = select(RemarkRow, ClaimRow.position).outerjoin(ClaimRow, ClaimRow.id == RemarkRow.claim_id)
    with store._database.reading() as session:
        return {(one.uid, one.subject, one.text, at) for one, at in session.execute(query)}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "place", "speaker", "off", "note", "anew", "undo", "redo", "reread", "bin", "blind"]),
        st.sampled_from(["Ada", "Bo"]),
        st.sampled_from(["urgent", "Urgent", "sure"]),
    ),
    max_size=9,
)


@given_settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_ends_where_replaying_the_log_ends(steps, tmp_path_factory):
    path, pipeline = tmp_path_factory.mktemp("remarks"), CannedPipeline()
    with closing(ArticleStore(path / "one.sqlite")) as store, closing(ArticleStore(path / "other.sqlite")) as other:
        notes = Notes(store, pipeline)
        article = notes.add()
        for step, who, word in steps:
            try:
                _do(notes, step, article, who, word)
            except (NotFound, DecisionRefused, ReadAnew):
                continue
        log = store.decisions.log()
        if len(log) % 2:
            Notes(other, pipeline).add()
        other.decisions.enter(list(reversed(log)))
        again = Notes(other, pipeline).add()
        other.replace(again, store.reading(article))
        assert state(other) == state(store)
        # In which capitals a tag is written depends on which came first.
        counts = [
            {name.casefold(): claims for name, claims in one.tags().items()} for one in (notes, Notes(other, pipeline))
        ]
        assert counts[0] == counts[1]


def _do(notes: Notes, step: str, article: int, who: str, word: str) -> None:
    book, again = notes.store.decisions, notes.pipeline.read(notes.store.article(article))
    if step == "claim":
        notes.tag(word, who, **claim(article, BURNS))
    elif step == "place":
        notes.tag(word, who, **place())
    elif step == "speaker":
        notes.tag(word, who, **speaker(notes.speaker("Bo")))
    elif step == "off":
        notes.tag(word, who, on=False, **place())
    elif step == "note":
        notes.note(f"{word} to see", who, **claim(article, SLEEPS))
    elif step == "anew":
        held = [one for found in notes.store.remarks.on_claims_of(article).values() for one in found.notes]
        notes.note("" if word == "sure" else f"{word} once more", who, note=held[0].uid if held else "none")
    elif step in ("undo", "redo"):
        getattr(book, step)(who)
    elif step == "bin":
        notes.store.bin.undo(notes.store.bin.delete([article]).token)
    else:
        claims = again.claims if step == "reread" else again.claims[1:]
        notes.store.replace(article, replace(again, claims=claims))
