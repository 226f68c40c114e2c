"""Reads annotated articles, parses them once with a spaCy model, and divides them into folds by document.

    python -m training.corpora GOLD.jsonl.gz... --model md --cache FOLDER     # parse in advance

Parsing takes most of the time of an experiment and never changes, so parsed articles are kept in a cache
folder: one file for each corpus and model. What is cached is spaCy's part alone (tokens, sentences,
dependencies, entities); the program's own components run again each time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin

from gazetteer.build import ensure
from gazetteer.store import Gazetteer
from webapp import reading
from webapp.config import Settings
from webapp.domain import Article
from webapp.nlp.pipeline import OWN_COMPONENTS, Pipeline

FOLDS = 5
PARSED = ("ORTH", "SPACY", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")
"""The parts of a parse that are cached."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with what people marked in it: ``gold`` is the whole line of the corpus."""

    corpus: str
    article: Article
    gold: dict[str, Any]

    @property
    def id(self) -> str:
        """The document's id in its corpus."""
        return str(self.gold["id"])

    @property
    def fold(self) -> int:
        """The fold that the document is tested in, 0 to FOLDS - 1: by its id, so always the same."""
        return zlib.crc32(f"{self.corpus}/{self.id}".encode()) % FOLDS


def load(path: Path) -> list[Annotated]:
    """The articles of a JSON lines file, gzipped or not; the corpus is named after the file."""
    opener = gzip.open if path.suffix == ".gz" else open
    corpus = name_of(path)
    with opener(path, "rt", encoding="utf-8") as lines:
        return [_annotated(corpus, json.loads(line)) for line in lines if line.strip()]


def name_of(path: Path) -> str:
    """The name of a corpus: that of its file without the extensions."""
    return path.name.split(".")[0]


def _annotated(corpus: str, gold: dict[str, Any]) -> Annotated:
    article = reading.from_text(gold["text"], title=gold.get("title") or "", url=gold.get("url"))
    return Annotated(corpus, article, gold)


class Parsed:
    """A pipeline whose spaCy part is taken from a cache, so that only the program's own components run."""

    def __init__(self, model: str, cache: Path, gazetteer: Gazetteer | None = None) -> None:
        """``model`` is ``md`` or ``sm``; ``cache`` a folder that is created if missing."""
        self.model = model
        self.pipeline = Pipeline(gazetteer or ensure(Settings.from_environment().gazetteer_path), model)
        self._cache = cache

    def docs(self, articles: Sequence[Annotated], name: str = "") -> Iterator[Doc]:
        """A parsed Doc for each article, before any of the program's own components.

        The parses are kept under the name of the corpus, or another ``name``, and the number of articles.
        """
        binned = self._binned(articles, name or articles[0].corpus)
        for annotated, doc in zip(articles, binned.get_docs(self.pipeline.nlp.vocab), strict=True):
            doc._.article = annotated.article
            yield doc

    def run(self, doc: Doc, components: Iterable[str] = OWN_COMPONENTS) -> Doc:
        """Run some of the program's own components over a Doc, by default all of them."""
        for name in components:
            doc = self.pipeline.nlp.get_pipe(name)(doc)
        return doc

    def _binned(self, articles: Sequence[Annotated], name: str) -> DocBin:
        path = self._cache / f"{name}_{self.model}_{len(articles)}.spacy"
        if path.exists():
            return DocBin().from_disk(path)
        binned = DocBin(attrs=PARSED)
        nlp = self.pipeline.nlp
        with nlp.select_pipes(disable=list(OWN_COMPONENTS)):
            for doc in nlp.pipe(map(self.pipeline.unparsed, (a.article for a in articles)), batch_size=32):
                binned.add(doc)
        path.parent.mkdir(parents=True, exist_ok=True)
        binned.to_disk(path)
        return binned


def main() -> None:
    """Parse corpora before the experiments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    parsed = Parsed(options.model, options.cache)
    for path in options.corpora:
        articles = load(path)
        tokens = sum(len(doc) for doc in parsed.docs(articles))
        print(f"{path.name}: {len(articles):,} articles, {tokens:,} tokens")


if __name__ == "__main__":
    main()
