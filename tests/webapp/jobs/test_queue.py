"""The queue wakes a worker; that it is away costs time and nothing else."""

from __future__ import annotations

import socket
from contextlib import closing
from dataclasses import replace

import pytest

from webapp.config import Settings
from webapp.errors import InvalidSetting
from webapp.jobs import queue
from webapp.jobs.queue import Queue, connected, immediate


def test_a_message_in_the_file_wakes_whoever_takes_it_out(settings):
    done = []
    sends, reads = connected(settings)[0], connected(settings)[0]
    with closing(sends.storage), closing(reads.storage):
        queue = Queue(sends, lambda: None)
        Queue(reads, lambda: done.append(1))
        assert queue.wake(3) == ""
        reads.execute(reads.dequeue())
        assert (done, reads.dequeue()) == ([1], None)


def test_an_immediate_queue_does_the_work_before_it_answers():
    done = []
    assert Queue(immediate(), lambda: done.append(1)).wake(3) == ""
    assert done == [1]


def test_a_worker_nearby_is_woken_though_the_queue_is_away():
    class Away:
        task = periodic_task = staticmethod(lambda *_args, **_named: lambda function: refused)

    def refused(*_args):
        raise ConnectionError

    knocks = []
    assert Queue(Away(), lambda: None, knock=lambda: knocks.append(1)).wake(3)
    assert knocks == [1]


def test_where_redis_is_away_the_person_is_told_and_the_password_is_not(settings):
    pytest.importorskip("redis")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    huey, where = connected(replace(settings, queue=f"redis://me:secret@127.0.0.1:{port}/0"))
    note = Queue(huey, lambda: None, where).wake(3)
    assert f"The queue 127.0.0.1:{port}/0 cannot be reached" in note
    assert "nothing is lost" in note
    assert "secret" not in note


def test_without_the_package_for_redis_it_is_named(settings, monkeypatch):
    monkeypatch.setattr(queue, "find_spec", lambda name: None)
    with pytest.raises(InvalidSetting, match=r"pip install 'mention-mapper\[redis\]'"):
        connected(replace(settings, queue="redis://localhost"))


def test_an_address_that_is_none_of_a_redis_is_refused():
    with pytest.raises(InvalidSetting, match="MENTION_MAPPER_QUEUE='localhost' is not the address of a Redis"):
        Settings.from_environment({"MENTION_MAPPER_QUEUE": "localhost"})
