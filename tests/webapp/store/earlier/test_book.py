"""Reading again keeps what was there before: what changed is listed, and can be taken back, again and again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.conftest import MUZAFFARABAD, PAKISTAN, CannedPipeline
from tests.webapp.store.decisions.test_book import MIRPUR_IN_SINDH, TIRAH, Desk, place_json
from webapp.config import Settings
from webapp.decisions.compared import Way
from webapp.decisions.records import OF_MENTION, Scope, What
from webapp.domain import Article, Reading, Speaker
from webapp.errors import NotFound
from webapp.services.deciding.following import followed
from webapp.store import ArticleStore
from webapp.store.decisions.asked import DecisionRefused, ReadAnew
from webapp.store.decisions.models import LaidRow
from webapp.store.earlier.book import AT_ONCE, DAYS, NotTakenBack
from webapp.store.jobs.records import JobKind, NewItem

TEXT = "Bo said Mirpur burns. Cy said Mirpur sleeps. Pakistan waits."


@pytest.fixture
def desk(store: ArticleStore, canned: CannedPipeline) -> Desk:
    return Desk(store, canned)


def other(reading: Reading, *, to=MUZAFFARABAD, program: str = "2") -> Reading:
    """What another program would read: Mirpur is elsewhere."""
    mentions = [
        replace(one, resolution=replace(one.resolution, place=to)) if one.text == "Mirpur" else one
        for one in reading.mentions
    ]
    return replace(reading, mentions=tuple(mentions), program=program)


def read_again(desk: Desk, *ids: int, change=other) -> int:
    """Read articles again as a worker does; the job."""
    items = [NewItem(f"No. {one}", article_id=one) for one in ids]
    job = desk.store.jobs.make("Reading again", items, kind=JobKind.REREAD)
    work = desk.store.jobs.work
    for item in work.claim("test", 50, kinds={JobKind.REREAD}):
        work.replace(item, change(desk.pipeline.read(desk.store.article(item.article_id))))
    return job


def test_what_changed_is_listed_and_taken_back_and_that_too(desk: Desk):
    one = desk.add(TEXT)
    before = desk.store.reading(one)
    job = read_again(desk, one)
    after = desk.store.reading(one)
    (article,) = desk.store.earlier.changes(job).articles
    (name,) = article.what.changes.names
    assert (name.before.place.name, name.after.place, name.times) == ("New Mirpur City", MUZAFFARABAD, 2)
    assert [item.message for item in desk.store.jobs.items(job)] == ["2 names and 2 claims changed"]
    back = desk.store.earlier.take_back(job)
    assert desk.store.reading(one) == before
    assert (desk.store.earlier.count(job), desk.store.earlier.count(back.job_id)) == (0, 1)
    with pytest.raises(NotFound, match="nothing to take back"):
        desk.store.earlier.take_back(job)
    again = desk.store.earlier.take_back(back.job_id)
    assert desk.store.reading(one) == after
    assert desk.store.jobs.summary(back.job_id).name == "Taken back: Reading again"
    assert desk.store.jobs.summary(again.job_id).name == "Done again: Reading again"


def test_one_article_is_taken_back_alone(desk: Desk):
    one, two = desk.add(TEXT), desk.add("Bo said Mirpur waits.")
    first, second = desk.store.reading(one), desk.store.reading(two)
    job = read_again(desk, one, two)
    desk.store.earlier.take_back(job, two)
    assert desk.store.reading(two) == second
    assert desk.store.reading(one) != first
    assert [article.id for article in desk.store.earlier.changes(job).articles] == [one]


def test_what_shows_the_same_is_not_kept(desk: Desk):
    one = desk.add(TEXT)
    job = read_again(desk, one, change=lambda found: replace(found, program="2"))
    assert desk.store.earlier.count(job) == 0
    assert desk.store.edition(one).program == "2"


def test_only_the_last_reading_is_kept_and_not_for_ever(desk: Desk):
    one = desk.add(TEXT)
    first = read_again(desk, one)
    second = read_again(desk, one, change=lambda found: other(found, to=PAKISTAN))
    assert (desk.store.earlier.count(first), desk.store.earlier.count(second)) == (0, 1)
    assert desk.store.earlier.drop_old() == 0
    later = dt.datetime.now(dt.UTC).replace(tzinfo=None) + dt.timedelta(days=DAYS + 1)
    assert desk.store.earlier.drop_old(later) == 1
    assert desk.store.earlier.of_article(one) is None


def test_many_are_taken_back_by_a_worker_and_what_was_read_since_stays(desk: Desk):
    ids = [desk.add(f"Mirpur burns for the {n}th time.") for n in range(AT_ONCE + 3)]
    before = [desk.store.reading(one) for one in ids]
    job = read_again(desk, *ids)
    done = desk.store.earlier.take_back(job)
    assert done.waits and desk.store.reading(ids[0]) != before[0]
    read_again(desk, ids[0], change=lambda found: other(found, to=PAKISTAN))
    newest = desk.store.reading(ids[0])
    work = desk.store.jobs.work
    for item in work.claim("test", 50):
        assert work.take_back(item)
    assert desk.store.reading(ids[0]) == newest
    assert [desk.store.reading(one) for one in ids[1:]] == before[1:]


def test_while_it_goes_on_it_cannot_be_taken_back(desk: Desk):
    job = desk.store.jobs.make("Reading again", [NewItem("x", article_id=desk.add(TEXT))], kind=JobKind.REREAD)
    with pytest.raises(NotTakenBack, match="cancel the rest first"):
        desk.store.earlier.take_back(job)
    with pytest.raises(NotFound, match="no such job"):
        desk.store.earlier.take_back(99)


def test_decisions_hold_and_those_whose_claim_is_gone_are_listed(desk: Desk):
    one = desk.add(TEXT)
    desk.decide(one, "Mirpur", What.PLACE, Scope.ARTICLE, **place_json(MIRPUR_IN_SINDH))
    desk.decide(one, "Mirpur burns", What.SPEAKER, Scope.CLAIM, name="Dee")
    shown = desk.store.reading(one)
    job = read_again(desk, one, change=lambda found: replace(other(found), claims=found.claims[1:]))
    assert [one for one in desk.placed(one) if one[0] == "Mirpur"] == [("Mirpur", "Mirpur Khas")] * 2
    (article,) = desk.store.earlier.changes(job).articles
    assert [change.way for change in article.what.changes.claims] == [Way.GONE]
    assert article.what.changes.names == (), "the decision holds, whatever was read"
    assert [row.what for row in article.what.lost] == [What.SPEAKER]
    desk.store.earlier.take_back(job)
    assert desk.store.reading(one) == shown


def test_what_follows_from_decisions_is_read_again_with_them(desk: Desk):
    one = desk.add(TEXT)
    desk.decide(one, "Mirpur", What.PLACE, Scope.ARTICLE, **place_json(MIRPUR_IN_SINDH))
    read_again(desk, one)
    (job,) = [job for job in desk.store.jobs.unfinished(JobKind.DECIDE) if job.name == "Read again, as decided"]
    assert job.counts.queued == 1
    given_article = desk.store.jobs.work.deciding.given_to(_item(desk, job.id))
    read = desk.pipeline.read(given_article)
    moved = replace(read.mentions[-1], resolution=replace(read.mentions[-1].resolution, place=TIRAH))
    informed = replace(read, mentions=(*read.mentions[:-1], moved), program="2")
    assert desk.store.jobs.work.deciding.inform(_item(desk, job.id), informed)
    changes = followed(desk.store, one)
    assert [(name.before.words, name.after.place) for name in changes.names] == [("Pakistan", TIRAH)]
    desk.store.decisions.undo("Ada")
    assert not followed(desk.store, one)


def _item(desk: Desk, job_id: int):
    if not hasattr(desk, "held"):
        desk.held = {item.job_id: item for _ in range(3) for item in desk.store.jobs.work.claim("test", 9)}
    return desk.held[job_id]


STEPS = st.lists(
    st.sampled_from(["mention", "rejected", "name", "marked", "speaker", "spoken", "words", "none", "about", "all"]),
    max_size=5,
)
CHANGES = st.lists(
    st.sampled_from(["elsewhere", "unplaced", "fewer names", "no names", "fewer claims", "no claims", "speaker"]),
    min_size=1,
    max_size=3,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("earlier") / "home"
    store = ArticleStore(Settings(home=path).database_path)
    yield Desk(store, CannedPipeline()), count()
    store.close()


@given_settings(max_examples=20, deadline=None)
@given(steps=STEPS, changes=CHANGES)
def test_reading_again_keeps_or_lists_every_decision_and_is_taken_back_whole(shared, steps, changes):
    desk, numbers = shared
    one = desk.add(f"{TEXT} Tirah is cold, number {next(numbers)}.")
    for step in steps:
        try:
            decide(desk, one, step)
        except (DecisionRefused, ReadAnew):
            continue
    before, held = desk.store.reading(one), laid(desk, one)
    job = read_again(desk, one, change=lambda found: changed(found, changes))
    after, still = desk.store.reading(one), laid(desk, one)
    found = desk.store.earlier.changes(job).articles
    lost = {row.uid for article in found for row in article.what.lost}
    assert held - still == lost
    on_names = {row.uid for row in desk.store.decisions.log() if row.what in OF_MENTION}
    assert not lost & on_names, "the words of a name stand in the text, whatever is read"
    if not found:
        return
    back = desk.store.earlier.take_back(job)
    assert desk.store.reading(one) == before
    assert laid(desk, one) == held
    desk.store.earlier.take_back(back.job_id)
    assert desk.store.reading(one) == after


def laid(desk: Desk, article: int) -> set[str]:
    """The decisions that are laid over an article."""
    with desk.store._database.reading() as session:
        return set(session.scalars(select(LaidRow.uid).where(LaidRow.article_id == article)))


def decide(desk: Desk, one: int, step: str) -> None:
    if step in ("mention", "name"):
        scope = Scope.MENTION if step == "mention" else Scope.ARTICLE
        desk.decide(one, "Mirpur", What.PLACE, scope, **place_json(MIRPUR_IN_SINDH))
    elif step == "rejected":
        desk.decide(one, "Pakistan", What.REJECTED)
    elif step == "marked":
        desk.decide(one, "Tirah", What.MARKED, Scope.ARTICLE, **place_json(TIRAH))
    elif step in ("speaker", "spoken"):
        scope = Scope.CLAIM if step == "speaker" else Scope.ARTICLE
        desk.decide(one, "Mirpur burns", What.SPEAKER, scope, name="Dee")
    elif step == "words":
        desk.decide(one, "Mirpur sleeps", What.WORDS, Scope.CLAIM, content=[[30, 43]])
    elif step == "none":
        desk.decide(one, "Mirpur sleeps", What.NO_CLAIM, Scope.CLAIM)
    elif step == "about":
        desk.decide(one, "Mirpur burns", What.ABOUT, Scope.CLAIM, mention=[45, 53], role="about")
    else:
        desk.decide(one, "Mirpur", What.ARTICLE_VERIFIED, Scope.ARTICLE)


def changed(found: Reading, changes: list[str]) -> Reading:
    found = replace(found, program="2")
    for change in changes:
        if change in ("elsewhere", "unplaced"):
            found = other(found, to=MUZAFFARABAD if change == "elsewhere" else None)
        elif change == "no names" or (change == "fewer names" and not found.mentions):
            found = replace(found, mentions=(), claims=tuple(replace(one, places=()) for one in found.claims))
        elif change == "fewer names":
            gone = len(found.mentions) - 1
            claims = (replace(one, places=tuple(p for p in one.places if p.mention != gone)) for one in found.claims)
            found = replace(found, mentions=found.mentions[:-1], claims=tuple(claims))
        elif change == "speaker":
            found = replace(found, claims=tuple(replace(one, speaker=Speaker("Eve")) for one in found.claims))
        else:
            found = replace(found, claims=found.claims[1:] if change == "fewer claims" else ())
    return found


def test_an_article_read_again_here_and_now_has_a_job_too(desk: Desk):
    one = desk.add(TEXT)
    job = desk.store.earlier.begin("Reading again")
    found = other(desk.pipeline.read(Article(TEXT)))
    assert desk.store.earlier.replace(job, one, found).words == "2 names and 2 claims changed"
    desk.store.earlier.fail(job, one, "no")
    assert [item.state.value for item in desk.store.jobs.items(job)] == ["done", "failed"]
    assert desk.store.earlier.count(job) == 1
