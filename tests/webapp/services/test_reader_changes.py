"""Own places change while an article is read: the reading keeps what it began with, the next one sees the change."""

from __future__ import annotations

import os
import threading
from dataclasses import replace

import pytest

from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from tests.waiting import PATIENCE
from webapp.domain import Article, Reading
from webapp.nlp.fitted.own import OwnWeightsFolder
from webapp.services.loading import loader
from webapp.services.reader import Reader

NAME = "Camp Delta Nine"
CAMP = Draft(NAME, kind="camp", lat=33.5, lon=70.25)


class Gated:
    """A pipeline that waits in the middle of an article, and looks one name up before and after."""

    model, note, program = "gated", "", ""

    def __init__(self, gazetteer, model, **thresholds) -> None:
        self.gazetteer = gazetteer
        self.entered, self.go_on = threading.Event(), threading.Event()
        self.inside = False

    def read(self, article: Article) -> Reading:
        self.inside = True
        before = self._knows()
        self.entered.set()
        assert self.go_on.wait(PATIENCE)
        after = self._knows()
        self.inside = False
        return Reading(article, (), (), self.model, self.gazetteer.version, notes=(str(before), str(after)))

    def look_again(self) -> None:
        assert not self.inside, "the tables were swapped in the middle of an article"
        self.gazetteer.reload()

    def _knows(self) -> bool:
        return NAME in self.gazetteer.by_names([NAME])


@pytest.fixture
def gated(settings, gazetteer_path, monkeypatch):
    """A reader with the full gazetteer and a gated pipeline."""
    settings.home.mkdir(parents=True)
    os.link(gazetteer_path, settings.gazetteer_path)
    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", Gated)
    reader = Reader(loader(settings), patience=30)
    yield reader
    loaded = reader.wait()
    loaded.gazetteer.close()
    loaded.close()


@pytest.fixture
def own(settings) -> OwnPlaces:
    return OwnPlaces(settings.own_places_path)


def test_a_place_added_while_an_article_is_read_waits_for_the_next_article_alone(gated, own):
    pipeline = gated.wait().pipeline
    readings: list[Reading] = []
    thread = threading.Thread(target=lambda: readings.append(gated.read(Article("first"))))
    thread.start()
    assert pipeline.entered.wait(PATIENCE)

    own.add(CAMP)
    gated.look_again()
    assert NAME in gated.gazetteer.by_names([NAME]), "the pages see the place at once"
    assert thread.is_alive(), "whoever adds a place does not wait for the article"

    pipeline.go_on.set()
    thread.join(PATIENCE)
    assert [reading.notes for reading in readings] == [("False", "False")]
    assert gated.read(Article("second")).notes == ("True", "True")


def test_a_place_removed_while_an_article_is_read_is_known_to_its_end(gated, own):
    own.add(CAMP)
    pipeline = gated.wait().pipeline
    readings: list[Reading] = []
    thread = threading.Thread(target=lambda: readings.append(gated.read(Article("first"))))
    thread.start()
    assert pipeline.entered.wait(PATIENCE)
    own.remove("camp-delta-nine")
    gated.look_again()
    assert NAME not in gated.gazetteer.by_names([NAME])
    pipeline.go_on.set()
    thread.join(PATIENCE)
    assert [reading.notes for reading in readings] == [("True", "True")]
    assert gated.read(Article("second")).notes == ("False", "False")


def test_a_place_added_while_the_model_is_loaded_is_not_missed(gated, own, monkeypatch):
    class Slow(Gated):
        def __init__(self, gazetteer, model, **thresholds) -> None:
            own.add(replace(CAMP, lat=33.6))
            super().__init__(gazetteer, model, **thresholds)
            self.go_on.set()

    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", Slow)
    assert gated.read(Article("first")).notes == ("True", "True")
    assert NAME in gated.gazetteer.by_names([NAME])


def test_other_weights_are_noticed_while_nothing_is_read_and_not_while_something_is(gated, settings):
    pipeline = gated.wait().pipeline
    renewed: list[bool] = []
    pipeline.look_again = lambda: renewed.append(pipeline.inside)
    own = OwnWeightsFolder(settings.own_weights_path)

    gated.renew()
    assert renewed == []
    own.use("20240501-3f9ac21b")
    gated.renew()
    assert renewed == [False]

    thread = threading.Thread(target=lambda: gated.read(Article("first")))
    thread.start()
    assert pipeline.entered.wait(PATIENCE)
    own.back()
    gated.renew()
    assert renewed == [False], "the article is read to its end with what it began with"
    pipeline.go_on.set()
    thread.join(PATIENCE)
    gated.renew()
    assert renewed == [False, False]
