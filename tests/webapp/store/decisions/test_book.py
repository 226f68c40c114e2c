"""Decisions of people: what they change, how far they reach, and that undoing and replaying agree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from gazetteer.place import Place
from tests.webapp.conftest import CannedPipeline
from webapp.config import Settings
from webapp.decisions.records import Scope, What
from webapp.domain import Article, Role, Span, Status
from webapp.errors import NotFound
from webapp.store import ArticleStore
from webapp.store.decisions.asked import Asked, DecisionRefused, ReadAnew

MIRPUR_IN_SINDH = Place("x:1", "Mirpur Khas", 25.5, 69.0, "P", "PPL", "PK", "Sindh", None, 100, "own")
TIRAH = Place("x:2", "Tirah Valley", 33.9, 70.8, "T", "VAL", "PK", None, None, 0, "own")


def place_json(place: Place) -> dict[str, object]:
    return {"place": {name: getattr(place, name) for name in Place.__dataclass_fields__}}


class Desk:
    """Decides on words of articles as a page does."""

    def __init__(self, store: ArticleStore, pipeline: CannedPipeline) -> None:
        self.store = store
        self.pipeline = pipeline

    def add(self, text: str, title: str = "") -> int:
        return self.store.save(self.pipeline.read(Article(text, title=title or text[:20]))).id

    def decide(self, article: int, words: str, what: What, scope: Scope = Scope.MENTION, who="Ada", **value):
        text = self.store.article(article).text
        start = text.index(words)
        asked = Asked(who, what, scope, article, (Span(start, start + len(words)),), value)
        return self.store.decisions.decide(asked)

    def placed(self, article: int) -> list[tuple[str, str | None]]:
        found = self.store.reading(article).mentions
        return [(one.text, one.resolution.place.name if one.resolution.place else None) for one in found]

    def drain(self) -> None:
        """Do as a worker does what waits, without reading anything again."""
        deciding = self.store.jobs.work.deciding
        while items := self.store.jobs.work.claim("test", 20):
            deciding.lay([one for one in items if one.given.get("inform") is False])
            for one in items:
                if "spread" in one.given:
                    deciding.spread(one)
                elif one.given["inform"]:
                    self.store.jobs.work.done(one)


@pytest.fixture
def desk(store: ArticleStore, canned) -> Desk:
    return Desk(store, canned)


def test_a_corrected_place_moves_the_mention_and_says_who_moved_it(desk: Desk):
    one = desk.add("Ada Okoro said Mirpur burns. Mirpur waits.")
    done = desk.decide(one, "Mirpur", What.PLACE, **place_json(MIRPUR_IN_SINDH))
    first, second = desk.store.reading(one).mentions
    assert first.resolution.place == MIRPUR_IN_SINDH
    assert first.resolution.status is Status.CORRECTED
    assert first.resolution.evidence[0].startswith("Ada placed this name here on ")
    assert second.resolution.place != MIRPUR_IN_SINDH, "only this mention was decided on"
    assert done.changed.mentions == 1
    (pinned,) = [one for one in desk.store.places() if one.place.id == "x:1"]
    assert pinned.place == MIRPUR_IN_SINDH


def test_names_of_which_only_the_confidence_moved_are_not_counted(desk: Desk):
    one = desk.add("Bo said Islamabad burns. Mirpur waits. Pakistan sleeps.")
    desk.decide(one, "Mirpur", What.PLACE, **place_json(MIRPUR_IN_SINDH))
    deciding = desk.store.jobs.work.deciding
    (item,) = desk.store.jobs.work.claim("test", 9)
    read = desk.pipeline.read(deciding.given_to(item))
    surer = [replace(m, resolution=replace(m.resolution, confidence=0.95)) for m in read.mentions]
    deciding.inform(item, replace(read, mentions=tuple(surer)))
    assert {m.resolution.confidence for m in desk.store.reading(one).mentions if m.text != "Mirpur"} == {0.95}
    done = desk.decide(one, "Islamabad", What.PLACE, **place_json(TIRAH))
    assert done.changed.mentions == 1, "the others are shown as read before again, and nobody sees that"


def test_undo_and_redo_go_back_and_forth_to_any_depth(desk: Desk):
    one = desk.add("Ada Okoro said Mirpur burns.")
    before = desk.store.reading(one)
    desk.decide(one, "Mirpur", What.PLACE, **place_json(MIRPUR_IN_SINDH))
    moved = desk.store.reading(one)
    desk.decide(one, "Mirpur", What.REJECTED)
    assert desk.placed(one) == [("Mirpur", None)]
    desk.store.decisions.undo("Ada")
    assert desk.store.reading(one) == moved
    desk.store.decisions.undo("Ada")
    assert desk.store.reading(one) == before
    with pytest.raises(NotFound, match="nothing to undo"):
        desk.store.decisions.undo("Ada")
    desk.store.decisions.redo("Ada")
    assert desk.store.reading(one) == moved
    desk.store.decisions.redo("Ada")
    assert desk.placed(one) == [("Mirpur", None)]
    with pytest.raises(NotFound, match="nothing to redo"):
        desk.store.decisions.redo("Ada")


def test_undo_takes_back_ones_own_step_whoever_decided_since(desk: Desk):
    one, two = desk.add("Ada Okoro said Mirpur burns."), desk.add("Bo said Mirpur sleeps.")
    desk.decide(one, "Mirpur", What.REJECTED, who="Ada")
    desk.decide(two, "Mirpur", What.REJECTED, who="Bo")
    desk.store.decisions.undo("Ada")
    assert desk.placed(one) != [("Mirpur", None)]
    assert desk.placed(two) == [("Mirpur", None)]


def test_a_name_in_an_article_is_decided_for_all_its_mentions(desk: Desk):
    one, other = desk.add("Mirpur burns. Mirpur waits. MIRPUR?"), desk.add("Bo said Mirpur sleeps.")
    desk.decide(one, "Mirpur", What.PLACE, Scope.ARTICLE, **place_json(MIRPUR_IN_SINDH))
    assert desk.placed(one) == [("Mirpur", "Mirpur Khas")] * 2
    assert desk.placed(other) != [("Mirpur", "Mirpur Khas")]


def test_everywhere_reaches_articles_that_come_later_and_says_so(desk: Desk):
    one, other = desk.add("Mirpur burns."), desk.add("Bo said Mirpur sleeps.")
    desk.decide(one, "Mirpur", What.PLACE, Scope.EVERYWHERE, **place_json(MIRPUR_IN_SINDH))
    later = desk.add("Cy said Mirpur wakes.")
    assert desk.placed(other) == desk.placed(later) == [("Mirpur", "Mirpur Khas")]
    why = desk.store.reading(later).mentions[0].resolution.evidence[0]
    assert why.endswith("for every article") and why.startswith("Ada placed this name here on ")
    desk.store.decisions.undo("Ada")
    for article in (one, other, later):
        assert desk.placed(article) != [("Mirpur", "Mirpur Khas")]


def test_a_name_that_was_read_as_another_place_is_not_alike(desk: Desk, canned):
    one = desk.add("Mirpur burns.")
    text = "Mirpur sleeps far away."
    found = canned.read(Article(text, title="Other"))
    elsewhere = replace(found.mentions[0], resolution=replace(found.mentions[0].resolution, place=TIRAH))
    other = desk.store.save(replace(found, mentions=(elsewhere,))).id
    desk.decide(one, "Mirpur", What.PLACE, Scope.EVERYWHERE, **place_json(MIRPUR_IN_SINDH))
    assert desk.placed(one) == [("Mirpur", "Mirpur Khas")]
    assert desk.placed(other) == [("Mirpur", "Tirah Valley")]


def test_the_narrower_scope_wins_whenever_it_was_decided(desk: Desk):
    one, other = desk.add("Mirpur burns."), desk.add("Bo said Mirpur sleeps.")
    desk.decide(one, "Mirpur", What.REJECTED)
    desk.decide(other, "Mirpur", What.PLACE, Scope.EVERYWHERE, **place_json(MIRPUR_IN_SINDH))
    assert desk.placed(one) == [("Mirpur", None)]
    assert desk.placed(other) == [("Mirpur", "Mirpur Khas")]


def test_a_collection_keeps_what_is_decided_for_it(desk: Desk):
    one, other = desk.add("Mirpur burns."), desk.add("Bo said Mirpur sleeps.")
    kivu = desk.store.collections.create("Kivu").id
    desk.store.collections.put([one], kivu)
    desk.decide(one, "Mirpur", What.PLACE, Scope.COLLECTION, **place_json(MIRPUR_IN_SINDH))
    assert desk.placed(other) != [("Mirpur", "Mirpur Khas")]
    desk.store.collections.put([other], kivu)
    assert desk.placed(other) == [("Mirpur", "Mirpur Khas")]
    desk.store.collections.edit(kivu, "Kivu 2026", "")
    desk.store.collections.put([one], None)
    assert desk.placed(one) != [("Mirpur", "Mirpur Khas")]
    assert desk.placed(other) == [("Mirpur", "Mirpur Khas")]


def test_a_missed_name_is_marked_and_its_claims_stand_there(desk: Desk):
    one, other = desk.add("Bo said Tirah is cold. Mirpur waits."), desk.add("Cy said Tirah is calm.")
    desk.decide(one, "Tirah", What.MARKED, Scope.EVERYWHERE, **place_json(TIRAH))
    assert desk.placed(one)[0] == ("Tirah", "Tirah Valley")
    assert desk.placed(other) == [("Tirah", "Tirah Valley")]
    (claim,) = desk.store.reading(other).claims
    assert [(link.mention, link.role) for link in claim.places] == [(0, Role.ABOUT)]
    (waits,) = [one for one in desk.store.reading(one).mentions if one.text == "Mirpur"]
    assert waits.resolution.place is not None
    desk.decide(other, "Tirah", What.REJECTED, Scope.EVERYWHERE)
    assert desk.placed(one)[0][0] == "Mirpur", "a mark that was taken back everywhere leaves nothing"


def test_a_claim_gets_another_speaker_and_other_words(desk: Desk):
    one = desk.add("Bo said Mirpur burns at night. Cy said Mirpur sleeps.")
    desk.decide(one, "Mirpur burns at night", What.SPEAKER, Scope.CLAIM, name="Bo Diaz", description="a driver")
    desk.decide(one, "Mirpur burns at night", What.WORDS, Scope.CLAIM, content=[[8, 20]])
    first, second = desk.store.reading(one).claims
    assert (first.speaker.name, first.speaker.description, first.status) == ("Bo Diaz", "a driver", Status.CORRECTED)
    assert first.attribution.content == (Span(8, 20),)
    assert second.speaker.name == "Cy" and second.status is Status.UNVERIFIED
    desk.store.decisions.undo("Ada")
    desk.store.decisions.undo("Ada")
    assert desk.store.reading(one).claims[0].speaker.name == "Bo"


def test_a_speaker_is_renamed_everywhere(desk: Desk):
    one, other = desk.add("Bo said Mirpur burns."), desk.add("Bo said Mirpur sleeps.")
    desk.decide(one, "Mirpur burns", What.SPEAKER, Scope.EVERYWHERE, name="Bo Diaz")
    later = desk.add("Bo said Mirpur wakes.")
    assert [desk.store.reading(n).claims[0].speaker.name for n in (one, other, later)] == ["Bo Diaz"] * 3
    desk.store.decisions.undo("Ada")
    assert [desk.store.reading(n).claims[0].speaker.name for n in (one, other, later)] == ["Bo"] * 3


def test_a_speaker_who_was_renamed_is_renamed_again(desk: Desk):
    one, other = desk.add("Bo said Mirpur burns."), desk.add("Bo said Mirpur sleeps.")
    desk.decide(one, "Mirpur burns", What.SPEAKER, Scope.EVERYWHERE, name="Bo Diax")
    desk.decide(other, "Mirpur sleeps", What.SPEAKER, Scope.EVERYWHERE, name="Bo Diaz")
    assert [desk.store.reading(n).claims[0].speaker.name for n in (one, other)] == ["Bo Diaz"] * 2
    desk.store.decisions.undo("Ada")
    assert [desk.store.reading(n).claims[0].speaker.name for n in (one, other)] == ["Bo Diax"] * 2


def test_a_claim_that_is_none_is_gone_from_all_counts_until_undone(desk: Desk):
    one = desk.add("Bo said Mirpur burns. Cy said Mirpur sleeps.")
    desk.decide(one, "Mirpur burns", What.NO_CLAIM, Scope.CLAIM)
    assert [claim.speaker.name for claim in desk.store.reading(one).claims] == ["Cy"]
    assert desk.store.summary(one).claims == 1
    desk.store.decisions.undo("Ada")
    assert [claim.speaker.name for claim in desk.store.reading(one).claims] == ["Bo", "Cy"]


def test_a_missed_claim_is_added_with_its_speaker_and_place(desk: Desk):
    one = desk.add("Mirpur burns, Bo wrote. Cy said Mirpur sleeps.")
    about = [[0, 6]]
    desk.decide(one, "Mirpur burns", What.CLAIM, Scope.CLAIM, speaker={"name": "Bo"}, about=about, source=[[14, 16]])
    first, second = desk.store.reading(one).claims
    assert (first.speaker.name, first.about, first.attribution.source) == ("Bo", (0,), (Span(14, 16),))
    assert second.speaker.name == "Cy"


def test_where_a_claim_is_about_can_be_added_and_removed(desk: Desk):
    one = desk.add("Bo said Mirpur burns. Pakistan waits.")
    desk.decide(one, "Mirpur burns", What.ABOUT, Scope.CLAIM, mention=[8, 14], role=None)
    desk.decide(one, "Mirpur burns", What.ABOUT, Scope.CLAIM, mention=[22, 30], role="about")
    (claim,) = desk.store.reading(one).claims
    assert claim.about == (1,)
    desk.store.decisions.undo("Ada")
    desk.store.decisions.undo("Ada")
    assert desk.store.reading(one).claims[0].about == (0,)


def test_a_whole_article_is_verified(desk: Desk):
    one = desk.add("Bo said Mirpur burns. Atlantis waits.")
    desk.store.decisions.decide(Asked("Ada", What.ARTICLE_VERIFIED, Scope.ARTICLE, one))
    found = desk.store.reading(one)
    assert [m.resolution.status for m in found.mentions] == [Status.VERIFIED, Status.NOT_IDENTIFIABLE]
    assert [c.status for c in found.claims] == [Status.VERIFIED]


def test_what_makes_no_sense_is_refused_in_words(desk: Desk):
    one = desk.add("Bo said Mirpur burns.")
    with pytest.raises(DecisionRefused, match="say which place"):
        desk.decide(one, "Mirpur", What.PLACE)
    with pytest.raises(ReadAnew, match="reload the page"):
        desk.decide(one, "burns", What.REJECTED)
    with pytest.raises(DecisionRefused, match="no collection"):
        desk.decide(one, "Mirpur", What.REJECTED, Scope.COLLECTION)
    with pytest.raises(NotFound):
        desk.store.decisions.decide(Asked("Ada", What.REJECTED, Scope.MENTION, 99, (Span(0, 1),)))
    assert desk.store.decisions.log() == []


def test_decisions_outlive_reading_again_and_the_bin(desk: Desk, canned):
    one = desk.add("Ada Okoro said Mirpur burns. Mirpur waits.")
    desk.decide(one, "Mirpur", What.PLACE, **place_json(MIRPUR_IN_SINDH))
    shown = desk.store.reading(one)
    again = canned.read(Article("Ada Okoro said Mirpur burns. Mirpur waits.", title="x"))
    desk.store.replace(one, replace(again, program="2"))
    assert desk.store.reading(one).mentions == shown.mentions
    assert desk.store.edition(one).program == "2"
    token = desk.store.bin.delete([one]).token
    desk.store.bin.undo(token)
    assert desk.store.reading(one).mentions == shown.mentions
    desk.store.decisions.undo("Ada")
    assert desk.store.reading(one).mentions == again.mentions


def test_a_new_reading_that_misses_the_decided_words_keeps_them(desk: Desk, canned):
    text = "Ada Okoro said Mirpur burns."
    one = desk.add(text)
    desk.decide(one, "Mirpur", What.PLACE, **place_json(MIRPUR_IN_SINDH))
    blind = canned.read(Article(text))
    claims = tuple(replace(claim, places=()) for claim in blind.claims)
    desk.store.replace(one, replace(blind, mentions=(), claims=claims, program="2"))
    assert desk.placed(one) == [("Mirpur", "Mirpur Khas")]
    assert desk.store.reading(one).claims[0].about == (0,)


def test_two_who_decide_without_seeing_each_other_are_in_conflict(desk: Desk):
    one = desk.add("Ada Okoro said Mirpur burns.")
    desk.decide(one, "Mirpur", What.PLACE, who="Ada", **place_json(MIRPUR_IN_SINDH))
    asked = Asked("Bo", What.REJECTED, Scope.MENTION, one, (Span(15, 21),), over=())
    done = desk.store.decisions.decide(asked)
    assert done.in_conflict
    assert desk.placed(one) == [("Mirpur", "Mirpur Khas")], "the first stays until somebody decides"
    (conflict,) = desk.store.decisions.standing().conflicts
    assert [row.who for row in conflict.decisions] == ["Ada", "Bo"]
    desk.decide(one, "Mirpur", What.REJECTED, who="Cy")
    assert desk.store.decisions.standing().conflicts == ()
    assert desk.placed(one) == [("Mirpur", None)]


def test_what_concerns_many_articles_waits_for_a_worker_and_survives_it(desk: Desk):
    ids = [desk.add(f"Mirpur burns for the {n}th time.") for n in range(30)]
    done = desk.decide(ids[0], "Mirpur", What.PLACE, Scope.EVERYWHERE, **place_json(MIRPUR_IN_SINDH))
    assert done.job_id is not None and done.spreads
    assert desk.placed(ids[0]) == [("Mirpur", "Mirpur Khas")]
    assert desk.placed(ids[-1]) != [("Mirpur", "Mirpur Khas")]
    desk.drain()
    assert all(desk.placed(n) == [("Mirpur", "Mirpur Khas")] for n in ids)
    desk.store.decisions.undo("Ada")
    desk.drain()
    assert all(desk.placed(n) != [("Mirpur", "Mirpur Khas")] for n in ids)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["place", "reject", "article", "everywhere", "speaker", "none", "undo", "redo", "reread", "bin"]
        ),
        st.integers(0, 2),
        st.sampled_from(["Ada", "Bo"]),
    ),
    max_size=8,
)
TEXTS = ("Bo said Mirpur burns. Pakistan waits.", "Cy said Mirpur sleeps. Mirpur wakes.", "Bo said Pakistan is calm.")


@given_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_ends_where_replaying_the_log_ends(steps, tmp_path_factory):
    """The state does not depend on the way: an empty store that is given the log afterwards shows the same."""
    pipeline = CannedPipeline()
    path = tmp_path_factory.mktemp("decisions")
    store = ArticleStore(Settings(home=path / "one").database_path)
    desk = Desk(store, pipeline)
    ids = [desk.add(text) for text in TEXTS]
    program = 1
    for step, n, who in steps:
        try:
            program = _do(desk, step, ids[n], who, program)
        except (NotFound, DecisionRefused, ReadAnew):
            continue
    desk.drain()
    other = ArticleStore(Settings(home=path / "other").database_path)
    replayed = Desk(other, pipeline)
    for text in TEXTS:
        replayed.add(text)
    other.decisions.enter(list(reversed(store.decisions.log())))
    replayed.drain()
    for n, again in zip(ids, other.ids()[::-1], strict=True):
        shown, expected = store.reading(n), other.reading(again)
        assert (shown.mentions, shown.claims) == (expected.mentions, expected.claims)
    store.close()
    other.close()


def _do(desk: Desk, step: str, article: int, who: str, program: int) -> int:
    words = desk.store.article(article).text
    name = "Mirpur" if "Mirpur" in words else "Pakistan"
    claim = words[words.index("said ") + 5 : words.index(".")]
    if step == "place":
        desk.decide(article, name, What.PLACE, who=who, **place_json(TIRAH))
    elif step == "reject":
        desk.decide(article, name, What.REJECTED, who=who)
    elif step == "article":
        desk.decide(article, name, What.PLACE, Scope.ARTICLE, who=who, **place_json(MIRPUR_IN_SINDH))
    elif step == "everywhere":
        desk.decide(article, name, What.PLACE, Scope.EVERYWHERE, who=who, **place_json(MIRPUR_IN_SINDH))
    elif step == "speaker":
        desk.decide(article, claim, What.SPEAKER, Scope.EVERYWHERE, who=who, name=f"{who} X")
    elif step == "none":
        desk.decide(article, claim, What.NO_CLAIM, Scope.CLAIM, who=who)
    elif step in ("undo", "redo"):
        getattr(desk.store.decisions, step)(who)
    elif step == "bin":
        desk.store.bin.undo(desk.store.bin.delete([article]).token)
    else:
        program += 1
        desk.store.replace(article, replace(desk.pipeline.read(desk.store.article(article)), program="1"))
    return program
