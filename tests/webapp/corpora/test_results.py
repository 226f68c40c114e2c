"""What ``extract --full`` wrote comes onto the map as it was read, once, whatever happens in between."""

from __future__ import annotations

import gc
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.webapp.conftest import CannedPipeline
from webapp.corpora import results
from webapp.corpora.errors import CorpusError
from webapp.corpora.readers import Failure
from webapp.corpora.results import load, result_of
from webapp.domain import Article, Reading
from webapp.services.extraction import as_json
from webapp.store import ArticleStore

TEXTS = [f"Okoro {number} said Mirpur burns. Bo said Pakistan waits." for number in range(7)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with closing(ArticleStore(tmp_path / "articles.sqlite")) as store:
        yield store


@pytest.fixture
def found() -> list[Reading]:
    return [CannedPipeline().read(Article(text, title=f"Report {number}")) for number, text in enumerate(TEXTS)]


def written(path: Path, some: list[Reading], *, full: bool = True) -> str:
    answers = ({"id": number, **as_json(one, full=full)} for number, one in enumerate(some))
    path.write_text("".join(f"{json.dumps(answer)}\n" for answer in answers))
    return str(path)


def folder_of(path: Path, some: list[Reading], *, full: bool = True) -> Path:
    """A folder of two parts, as an extraction leaves it."""
    path.mkdir()
    stretches = {"part-00000-in": some[:4], "part-00001-in": some[4:]}
    for name, stretch in stretches.items():
        written(path / f"{name}.jsonl", stretch, full=full)
    parts = [{"name": name, "count": len(stretch)} for name, stretch in stretches.items()]
    (path / "run.json").write_text(json.dumps({"full": full, "parts": parts}))
    return path


def loaded(source: str, store: ArticleStore) -> tuple[Counter[str], list[Failure], int]:
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    steps: list[int] = []
    result = result_of(source)
    assert result is not None
    load(result, store, counts, failures, steps.append)
    return counts, failures, sum(steps)


def test_a_folder_comes_onto_the_map_as_it_was_read(store: ArticleStore, found: list[Reading], tmp_path: Path):
    folder = str(folder_of(tmp_path / "found", found))
    assert loaded(folder, store) == ({"added": 7}, [], 7)
    assert [store.reading(number) for number in sorted(store.ids())] == found
    assert loaded(folder, store) == ({"existing": 7}, [], 7)


def test_a_file_is_loaded_too_also_packed(store: ArticleStore, found: list[Reading], tmp_path: Path):
    plain = Path(written(tmp_path / "found.jsonl", found))
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert loaded(str(packed), store)[0] == {"added": 7}
    assert loaded(str(plain), store)[0] == {"existing": 7}


def test_an_article_without_a_title_gets_one(store: ArticleStore, found: list[Reading], tmp_path: Path):
    untitled = replace(found[0], article=replace(found[0].article, title=""))
    loaded(written(tmp_path / "found.jsonl", [untitled]), store)
    assert store.summary(1).title == TEXTS[0]


def test_lines_that_hold_no_reading_are_told_and_the_rest_is_loaded(
    store: ArticleStore, found: list[Reading], tmp_path: Path
):
    path = Path(written(tmp_path / "found.jsonl", found))
    lines = path.read_text().splitlines()
    lines[2:5] = ["{cut", '{"id": 1}', lines[4].replace('"toponym"', '"city"')]
    path.write_text("\n".join(lines))
    counts, failures, steps = loaded(str(path), store)
    assert (counts, steps) == ({"added": 4}, 7)
    assert [one.where.rsplit(", ")[-1] for one in failures] == ["line 3", "line 4", "line 5"]
    assert [one.why.split(":")[0] for one in failures] == ["not valid JSON", 'it has no "reading"', "it is damaged"]


def test_a_part_that_is_not_there_yet_is_told(store: ArticleStore, found: list[Reading], tmp_path: Path):
    folder = folder_of(tmp_path / "found", found)
    (folder / "part-00000-in.jsonl").unlink()
    counts, failures, steps = loaded(str(folder), store)
    assert (counts, steps) == ({"added": 3}, 3)
    assert [(Path(one.where).name, "run the extraction again" in one.why) for one in failures] == [
        ("part-00000-in.jsonl", True)
    ]


def test_what_lacks_the_articles_is_refused(found: list[Reading], tmp_path: Path):
    folder = folder_of(tmp_path / "found", found, full=False)
    for source in (str(folder), written(tmp_path / "found.jsonl", found, full=False)):
        with pytest.raises(CorpusError, match="written without --full"):
            result_of(source)
    (folder / "run.json").write_text("{")
    with pytest.raises(CorpusError, match="damaged"):
        result_of(str(folder))


def test_articles_and_other_files_are_no_result(tmp_path: Path):
    for name, text in {"in.jsonl": '{"id": 1, "text": "x"}', "cut.jsonl": "{", "empty.jsonl": "", "a.txt": "x"}.items():
        (tmp_path / name).write_text(text)
        assert result_of(str(tmp_path / name)) is None
    assert result_of(str(tmp_path)) is None
    assert result_of(str(tmp_path / "missing.jsonl")) is None
    assert result_of(str(tmp_path / "*.jsonl")) is None


def test_a_file_that_is_cut_is_told(store: ArticleStore, found: list[Reading], tmp_path: Path):
    plain = Path(written(tmp_path / "found.jsonl", found))
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes(), 0)[:-900])
    result = result_of(str(plain))
    assert result is not None
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    load(replace(result, files=(str(packed), str(plain))), store, counts, failures, lambda _done: None)
    assert counts["added"] == 7
    assert [one.where for one in failures] == [str(packed)]


def test_many_are_read_by_several_processes_and_come_in_order(
    store: ArticleStore, found: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(results, "BATCH", 3)
    folder = folder_of(tmp_path / "found", found)
    path = folder / "part-00001-in.jsonl"
    path.write_text(path.read_text() + "{cut\n")
    counts, failures, steps = loaded(str(folder), store)
    assert (counts, steps) == ({"added": 7}, 8)
    assert [one.where for one in failures] == [f"{path}, line 4"]
    assert [store.reading(number) for number in sorted(store.ids())] == found


def test_a_process_that_is_killed_is_told(
    store: ArticleStore, found: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(results, "BATCH", 3)
    monkeypatch.setattr(results, "_read", _die)
    with pytest.raises(CorpusError, match="run the same command again"):
        loaded(str(folder_of(tmp_path / "found", found)), store)


def _die(_lines: list[str]) -> None:
    os._exit(9)


def test_stopped_half_way_the_same_command_goes_on(
    store: ArticleStore, found: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(results, "BATCH", 2)
    source = written(tmp_path / "found.jsonl", found)
    result = result_of(source)
    assert result is not None

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(result, store, Counter(), [], stop)
    assert store.count() == 2
    assert gc.isenabled()
    assert loaded(source, store) == ({"existing": 2, "added": 5}, [], 7)
