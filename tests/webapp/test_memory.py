"""A process asks for less memory where the system can do that, and goes on where it cannot."""

from __future__ import annotations

import ctypes

from webapp import memory


def test_memory_is_shared_and_given_back_where_there_is_glibc(monkeypatch):
    asked = []

    class Library:
        @staticmethod
        def mallopt(*arguments):
            asked.append(arguments)

        @staticmethod
        def malloc_trim(*arguments):
            asked.append(arguments)

    monkeypatch.setattr(ctypes, "CDLL", lambda name: Library)
    memory.share_one_heap()
    memory.give_back()
    assert asked == [(-8, 1), (-3, 1 << 20), (0,)]


def test_elsewhere_nothing_happens(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.share_one_heap()
    memory.give_back()
