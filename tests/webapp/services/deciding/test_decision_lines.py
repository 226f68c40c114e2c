"""Decisions as lines: what is written comes back, and nothing that cannot be laid over a reading gets in."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from gazetteer.place import Place
from tests.webapp.conftest import CannedPipeline
from webapp.config import Settings
from webapp.decisions.overlay import InForce, laid_over
from webapp.decisions.records import Scope, What
from webapp.decisions.remarks import About, subject_of
from webapp.decisions.standing import standing
from webapp.domain import Article, Span
from webapp.services.deciding.decision_lines import UnreadableDecisions, decisions, lines
from webapp.store import ArticleStore
from webapp.store.decisions.asked import Asked
from webapp.store.remarks.asked import AskedRemark

TEXT = "Ada Okoro said Mirpur burns. Mirpur waits."
PLACE = {name: getattr(Place("x:1", "Khas", 25.5, 69.0, "P", "PPL"), name) for name in Place.__dataclass_fields__}
CLAIM = (Span(15, 27),)


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """A log with a decision of each sort."""
    store = ArticleStore(Settings(home=tmp_path_factory.mktemp("lines")).database_path)
    one = store.save(CannedPipeline().read(Article(TEXT))).id
    name = (Span(15, 21),)
    for what, scope, spans, value in (
        (What.PLACE, Scope.EVERYWHERE, name, {"place": PLACE}),
        (What.REJECTED, Scope.MENTION, name, {}),
        (What.MARKED, Scope.ARTICLE, (Span(0, 3),), {"place": PLACE}),
        (What.SPEAKER, Scope.EVERYWHERE, CLAIM, {"name": "Bo", "generic": False}),
        (What.WORDS, Scope.CLAIM, CLAIM, {"content": [[15, 21]]}),
        (What.ABOUT, Scope.CLAIM, (Span(15, 21),), {"mention": [29, 35], "role": "about"}),
        (What.CLAIM, Scope.CLAIM, (Span(29, 41),), {"speaker": {"name": "Cy"}, "about": [[29, 35]]}),
        (What.ARTICLE_VERIFIED, Scope.ARTICLE, (), {}),
    ):
        store.decisions.decide(Asked("Ada", what, scope, one, spans, value))
    store.decisions.undo("Ada")
    for on in (
        {"about": About.CLAIM, "article_id": one, "spans": CLAIM},
        {"about": About.PLACE, "id": "geonames:1169027", "name": "Mirpur"},
    ):
        store.decisions.decide(AskedRemark("Bo", What.TAG, text="urgent", **on))
        note = store.decisions.decide(AskedRemark("Bo", What.NOTE, text="ask again", **on)).decisions[0].uid
        store.decisions.decide(AskedRemark("Bo", What.NOTE, text="ask twice", note=note))
    found = store.decisions.log()
    store.close()
    return found


def test_what_is_written_comes_back(log):
    assert decisions("\n".join(lines(log))) == log


def test_words_with_characters_that_end_lines_elsewhere_come_back(log):
    row = replace(log[0], why="one\u2028two\u2029three\x85four")
    assert decisions("\r\n".join(lines([row, log[1]]))) == [row, log[1]]


def test_half_a_character_anywhere_is_refused_since_it_could_not_be_exported(log):
    held = json.loads(next(lines(log)))
    for damaged in ({**held, "over": ["\ud800"]}, {**held, "value": {**held["value"], "more": {"\udc00": 1}}}):
        with pytest.raises(UnreadableDecisions, match=r"line 1 .*half a character"):
            decisions(json.dumps(damaged))


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "no decisions"), ("{}", "line 1"), ("[1]", "line 1"), ("nonsense", "line 1"), ("\n\n{", "line 3")],
)
def test_a_file_without_decisions_is_refused_with_its_line(text, why):
    with pytest.raises(UnreadableDecisions, match=why):
        decisions(text)


VALUES = st.sampled_from(
    [None, 0, -1, 1.5, "", "x", "about", [], [[1, 2]], [[2, 1]], [["a", 2]], {}, {"place": 1}, True, "\ud800"]
)


def _paths(held, at=()):
    items = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for key, value in items:
        yield (*at, key)
        yield from _paths(value, (*at, key))


@given_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_decision_is_refused_or_harmless(log, data):
    """Whatever one value of a line is changed to: it is refused in words, or can be laid over the reading."""
    documents = [json.loads(line) for line in lines(log)]
    which = data.draw(st.integers(0, len(documents) - 1))
    damaged = copy.deepcopy(documents[which])
    path = data.draw(st.sampled_from(list(_paths(damaged))))
    where = damaged
    for key in path[:-1]:
        where = where[key]
    where[path[-1]] = data.draw(VALUES)
    documents[which] = damaged
    try:
        rows = decisions("\n".join(json.dumps(one) for one in documents))
    except UnreadableDecisions as refused:
        assert f"line {which + 1}" in str(refused)
        return
    reading = CannedPipeline().read(Article(TEXT))
    rows = [row if row.what in (What.UNDO, What.REDO) else replace(row, content_hash=row.content_hash) for row in rows]
    laid_over(reading, InForce.of(standing(rows), reading.article.content_hash))
    assert all(subject_of(row) for row in rows if row.what in (What.NOTE, What.TAG))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"what": "elsewhere"}, "its \"what\" is 'elsewhere', none of place, "),
        ({"scope": 7}, "its \"scope\" is '7'"),
        ({"when": "yesterday"}, "not an ISO 8601 date and time: 'yesterday'"),
        ({"uid": "z" * 32}, "not 32 hexadecimal digits"),
    ],
)
def test_a_wrong_value_is_refused_in_words(log, changed, why):
    held = json.loads(next(lines(log)))
    with pytest.raises(UnreadableDecisions, match="line 1 .*" + re.escape(why)):
        decisions(json.dumps({**held, **changed}))


def test_what_is_no_json_is_refused_in_words():
    for text in ("nonsense", '{"when": ' + "1" * 5000 + "}"):
        with pytest.raises(UnreadableDecisions, match=r"line 1 .*not valid JSON"):
            decisions(text)
