"""``mention-mapper extract`` into a folder: stopped, it says how to go on, and what it took is told at its end."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from webapp.corpora import run as corpora
from webapp.corpora.inputs import Part
from webapp.corpora.partition import Done


@pytest.fixture
def corpus(run, tmp_path: Path) -> str:
    lines = (json.dumps({"id": number, "text": f"Rain fell in Gulu {number}."}) for number in range(40))
    (tmp_path / "in.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return "in.jsonl"


def use(monkeypatch: pytest.MonkeyPatch, pool: Callable[[Sequence[Part]], Iterator[Done]]) -> None:
    monkeypatch.setattr(corpora, "local", lambda *_given: pool)


def test_stopped_by_a_signal_it_says_that_the_same_command_goes_on(run, corpus: str, monkeypatch):
    def stopped(_parts: Sequence[Part]) -> Iterator[Done]:
        os.kill(os.getpid(), signal.SIGTERM)
        yield Done("never", 0, ())

    use(monkeypatch, stopped)
    before = signal.getsignal(signal.SIGTERM)
    result = run("extract", corpus, "-o", "found/")
    assert (result.exit_code, "the same command goes on" in result.output) == (130, True)
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_memory_that_a_process_took_is_told(run, corpus: str, tmp_path: Path, monkeypatch):
    def read(parts: Sequence[Part]) -> Iterator[Done]:
        for number, part in enumerate(parts):
            for kind in ("jsonl", "failures"):
                (tmp_path / "found" / f"{part.name}.{kind}").touch()
            yield Done(part.name, part.count, (), megabytes=700 + number)

    use(monkeypatch, read)
    result = run("extract", corpus, "-o", "found/")
    assert result.exit_code == 0, result.output
    assert "a process took up to 702 MB of memory" in result.output


def test_a_small_corpus_is_written_in_several_parts(run, corpus: str, tmp_path: Path, monkeypatch):
    counts: list[int] = []

    def read(parts: Sequence[Part]) -> Iterator[Done]:
        counts.extend(part.count for part in parts)
        raise KeyboardInterrupt
        yield

    use(monkeypatch, read)
    assert run("extract", corpus, "-o", "found/", "--workers", "2").exit_code == 130
    assert counts == [16, 16, 8]
