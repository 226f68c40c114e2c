"""A corpus read into a folder: whole parts only, the same bytes whoever reads, and nothing read twice."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import fsspec
import pytest

from webapp.config import Settings
from webapp.corpora import partition
from webapp.corpora.errors import CorpusError
from webapp.corpora.inputs import Part, parts
from webapp.corpora.partition import ASIDE, Choices, Done, process_partition
from webapp.corpora.run import FAILURES, cluster, finer, local, run
from webapp.domain import Article, Reading
from webapp.nlp.fitted.own import OwnWeightsFolder
from webapp.reading import Limits
from webapp.reading.many.forms import Form

ARTICLES = 7
LIMITS = Limits(1_000_000, 100_000, 10)


class Reader:
    """Finds nothing, and counts the articles that it was given."""

    def __init__(self) -> None:
        self.read = 0
        self.gazetteer = SimpleNamespace(version="1")

    def read_many(self, articles: Iterator[Article], **_choices: bool) -> Iterator[Reading]:
        for article in articles:
            self.read += 1
            yield Reading(article)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(partition, "_pipeline", lambda _settings, **_own: reader)
    return reader


@pytest.fixture
def divided(tmp_path: Path) -> list[Part]:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": number, "text": f"Article {number}."}) for number in range(ARTICLES)]
    path.write_text("\n".join([*lines[:3], "no article", *lines[3:]]) + "\n")
    return parts([str(path)], LIMITS, size=3)


@pytest.fixture
def choices(tmp_path: Path) -> Choices:
    return Choices(Settings(tmp_path / "home"), "1")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def never(_count: int) -> None:
    """No progress is shown."""


def test_all_articles_are_there_in_order_and_what_could_not_be_read_is_named(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    folder = tmp_path / "out"
    report = run(divided, folder, choices, local(folder, choices, 1), never)

    written = [path.read_text() for path in sorted(folder.glob("part-*.jsonl"))]
    assert [json.loads(line)["id"] for text in written for line in text.splitlines()] == list(range(ARTICLES))
    assert report.articles == ARTICLES
    (failure,) = report.failures
    assert failure.where.endswith("in.jsonl, line 4")
    assert json.loads((folder / FAILURES).read_text())["why"] == failure.why


def test_a_run_that_was_broken_off_goes_on_and_gives_the_same_bytes(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    run(divided, whole, choices, local(whole, choices, 1), never)

    def killed(waiting: Sequence[Part]) -> Iterator[Done]:
        yield process_partition(waiting[1], broken, choices)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(divided, broken, choices, killed, never)
    reader.read = 0
    run(divided, broken, choices, local(broken, choices, 1), never)

    assert everything(broken) == everything(whole)
    assert reader.read == ARTICLES - 2


def test_another_corpus_or_other_choices_do_not_mix(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    folder = tmp_path / "out"
    run(divided, folder, choices, local(folder, choices, 1), never)
    before = everything(folder)

    for others, otherwise in ((divided[:1], choices), (divided, Choices(choices.settings, "2"))):
        with pytest.raises(CorpusError, match="choose an empty folder"):
            run(others, folder, otherwise, local(folder, otherwise, 1), never)
    assert everything(folder) == before


def test_a_folder_with_other_files_is_left_alone(reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path):
    with pytest.raises(CorpusError, match="not empty"):
        run(divided, tmp_path, choices, local(tmp_path, choices, 1), never)


def test_progress_counts_what_was_there_before(reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path):
    folder = tmp_path / "out"
    counts: list[int] = []
    run(divided, folder, choices, local(folder, choices, 1), counts.append)
    counts_again: list[int] = []
    run(divided, folder, choices, local(folder, choices, 1), counts_again.append)

    assert counts == [0, 3, 3, 2]
    assert counts_again == [8]


def test_articles_in_files_are_known_by_their_address(reader: Reader, choices: Choices, tmp_path: Path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Homes in Gulu were flooded on Tuesday, the mayor said.")
    (tmp_path / "corpus" / "b.pdf").write_bytes(b"%PDF-1.4 cut")
    folder = tmp_path / "out"
    report = run(parts([str(tmp_path / "corpus")], LIMITS), folder, choices, local(folder, choices, 1), never)

    (answer,) = (json.loads(line) for line in (folder / "part-00000-files.jsonl").read_text().splitlines())
    assert answer["id"].endswith("corpus/a.txt")
    assert [one.where.rsplit("/", 1)[-1] for one in report.failures] == ["b.pdf"]


def test_a_cluster_writes_what_one_process_writes(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    distributed = pytest.importorskip("distributed")
    alone, together = tmp_path / "alone", tmp_path / "together"
    run(divided, alone, choices, local(alone, choices, 1), never)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as made:
        run(divided, together, choices, cluster(together, choices, made.scheduler_address), never)

    assert everything(together) == everything(alone)


def test_two_corpora_on_one_scheduler_do_not_mix(reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path):
    distributed = pytest.importorskip("distributed")
    folder = tmp_path / "out"
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made,
        distributed.Client(made.scheduler_address) as other,
    ):
        held = other.submit(Done, "another", 0, (), key=divided[0].name)
        assert held.result().name == "another"
        report = run(divided, folder, choices, cluster(folder, choices, made.scheduler_address), never)
    assert report.articles == ARTICLES


def _packed(path: Path, lines: str) -> None:
    path.write_bytes(gzip.compress(lines.encode()))


def _table(path: Path, lines: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist([json.loads(line) for line in lines.splitlines()]), path)


def _in_memory(_path: Path, lines: str) -> None:
    with fsspec.open("memory://corpus/in.jsonl", "w") as file:
        file.write(lines)


@pytest.mark.parametrize(
    ("name", "source", "write"),
    [
        ("in.jsonl", "{folder}/in.jsonl", Path.write_text),
        ("in.jsonl", "file://{folder}/in.jsonl", Path.write_text),
        ("in.jsonl", "file://{folder}/*.jsonl", Path.write_text),
        ("in.jsonl.gz", "{folder}/*.gz", _packed),
        ("in.parquet", "{folder}", _table),
        ("", "memory://corpus/*.jsonl", _in_memory),
    ],
)
def test_the_same_is_found_wherever_the_articles_are(
    reader: Reader, choices: Choices, tmp_path: Path, name: str, source: str, write: Callable[[Path, str], object]
):
    corpus, folder = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    lines = "".join(json.dumps({"id": number, "text": f"Article {number}."}) + "\n" for number in range(ARTICLES))
    write(corpus / name, lines)
    divided = parts([source.format(folder=corpus)], LIMITS, size=3)
    assert run(divided, folder, choices, local(folder, choices, 1), never).articles == ARTICLES
    written = b"".join(path.read_bytes() for path in sorted(folder.glob("part-*.jsonl")))
    assert [json.loads(line)["id"] for line in written.splitlines()] == list(range(ARTICLES))


def test_a_machine_that_reads_otherwise_is_refused(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    for other, why in (
        (replace(choices, program="0"), "Mention Mapper"),
        (replace(choices, gazetteer="2"), "gazetteer"),
    ):
        with pytest.raises(CorpusError, match=f"has another .*{why}"):
            process_partition(divided[0], tmp_path, other)


def test_what_a_worker_of_a_cluster_could_not_do_is_not_put_down_to_the_scheduler(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    distributed = pytest.importorskip("distributed")
    folder = tmp_path / "out"
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made:
        pool = cluster(tmp_path / "nowhere", choices, made.scheduler_address)
        with pytest.raises(FileNotFoundError):
            run(divided, folder, choices, pool, never)
        with pytest.raises(CorpusError, match="has another gazetteer"):
            list(cluster(folder, replace(choices, gazetteer="2"), made.scheduler_address)(divided))


def test_a_scheduler_that_does_not_answer_is_named(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("webapp.corpora.run._SECONDS_TO_CONNECT", 0.2)
    folder = tmp_path / "out"
    with pytest.raises(CorpusError, match="does not answer"):
        run(divided, folder, choices, cluster(folder, choices, "tcp://127.0.0.1:9"), never)


def test_few_articles_are_divided_further_and_none_is_lost(tmp_path: Path):
    (tmp_path / "in.jsonl").write_text("{}\n" * 1000)
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("Rain fell.")
    divided = finer(parts([str(tmp_path)], LIMITS))

    assert len(divided) > 50
    assert sum(part.count for part in divided) == 1040
    assert len({part.name for part in divided}) == len(divided)
    lines = [part for part in divided if part.form is Form.LINES]
    assert [part.first for part in lines[1:]] == [part.first + part.count for part in lines[:-1]]
    files = [url for part in divided if part.form is Form.FILES for url in part.urls]
    assert len(files) == len(set(files)) == 40
    assert all(len(part.urls) == part.count for part in divided if part.form is Form.FILES)


def test_many_articles_stay_as_they_were_divided(tmp_path: Path):
    (tmp_path / "in.jsonl").write_text("{}\n" * 20_000)
    divided = parts([str(tmp_path / "in.jsonl")], LIMITS)
    assert finer(divided) == divided


def test_what_a_killed_process_left_is_cleared_away(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    folder = tmp_path / "out"
    run(divided, folder, choices, local(folder, choices, 1), never)
    left = folder / ASIDE.format(f"{divided[0].name}.jsonl", "0123")
    left.write_text("half")
    run(divided, folder, choices, local(folder, choices, 1), never)
    assert not left.exists()


def test_the_memory_of_the_largest_process_is_reported(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    folder = tmp_path / "out"
    assert run(divided, folder, choices, local(folder, choices, 1), never).megabytes > 10
    assert run(divided, folder, choices, local(folder, choices, 1), never).megabytes == 0


def test_all_machines_need_the_same_weights_of_ones_own(
    reader: Reader, divided: list[Part], choices: Choices, tmp_path: Path
):
    theirs = replace(choices, own_weights="20240501-3f9ac21b")
    with pytest.raises(CorpusError, match="other weights of your own"):
        run(divided, tmp_path / "out", theirs, local(tmp_path / "out", theirs, 1), never)
    OwnWeightsFolder(choices.settings.own_weights_path).use("20240501-3f9ac21b")
    assert run(divided, tmp_path / "out", theirs, local(tmp_path / "out", theirs, 1), never).articles == ARTICLES
