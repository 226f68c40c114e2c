"""Matrix products stay in one thread while articles are read, and only then."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info

from webapp.nlp.text.one_thread import one_thread


def _threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_numpy_multiplies_in_one_thread_within_it() -> None:
    square = np.eye(3)  # numpy brings the library whose threads are counted
    before = _threads()

    with one_thread():
        assert _threads() == {1}
        assert (square @ square == square).all()

    assert _threads() == before
