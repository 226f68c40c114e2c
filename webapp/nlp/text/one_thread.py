"""Limits numpy's matrix products to one thread, which suits matrices of an article's size."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """A context in which numpy multiplies in one thread.

    More threads gain little here, and if something else keeps the processor busy they wait for each other:
    reading then takes ten times as long.
    """
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@cache
def _libraries() -> ThreadpoolController:
    # Looking for the libraries that are loaded takes milliseconds; numpy's is there once spaCy is.
    return ThreadpoolController()
