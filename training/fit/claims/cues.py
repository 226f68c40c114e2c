"""Fits the weights that decide whether a verb and its complement report speech, and writes them for the program.

    python -m training.fit.claims.cues --train TRAIN.jsonl.gz --news NEWS.jsonl.gz... --cache FOLDER [--write]

The weights are fitted on the attributions that people marked in the training articles, which are about politics,
and on some hundreds of candidates from other news (``judged_candidates.tsv``, from the articles of ``--news``).
The strength of the penalty is chosen on folds of the training articles. Politics alone teaches too little about verbs
that also act (*called the police*, *responded to a fire*).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc

from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit.shared import option_parser, regression, write
from training.measures.claims import gold_attributions
from webapp.domain import Attribution, Span
from webapp.nlp.claims.quoted.direct import direct_speech
from webapp.nlp.claims.reported.cue_features import Reported, features
from webapp.nlp.claims.reported.indirect import IndirectSpeech
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.text.quotations import quotations

FITTED = "reporting_cues.json"
JUDGED = Path(__file__).parent / "judged_candidates.tsv"
"""Candidates of other news, by article and offsets, and whether each is a claim; no text."""
JUDGED_WEIGHT = 5
"""How often each of them counts beside those of the training articles."""
LEAST = 0.45
"""Confidence from which a claim is kept: on folds the F1 of core claims is within .002 of that with 0.4, and other
news (the Gender Gap Tracker half) gains .005."""
STRENGTHS = (0.03, 0.1, 0.3, 1.0)
LEAST_SHARED = 0.5
"""Share of the characters of both contents from which a candidate is what people marked."""
LEAST_COUNT = 3
"""Features seen in fewer candidates than this get no weight."""
LEAST_WEIGHT = 0.02
"""Smaller weights are left out of the file."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of one article: its features, whether people marked it, which verb it is of, and its fold."""

    verb: tuple[str, int]
    features: tuple[str, ...]
    is_claim: bool
    fold: int


def examples(articles: Sequence[Annotated], parsed: Parsed) -> Iterator[Example]:
    """The candidates of all articles."""
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        gold = gold_attributions(annotated.gold)
        for complements in _by_verb(_candidates(annotated, doc)):
            shared = [max((_shared(one, found) for one in gold), default=0.0) for found in complements]
            for found, share in zip(complements, shared, strict=True):
                right = share >= LEAST_SHARED and share == max(shared)
                yield Example((annotated.id, found.verb.i), tuple(features(found)), right, annotated.fold)


def _by_verb(candidates: Iterable[Reported]) -> Iterator[list[Reported]]:
    """The candidates of each verb together: only the complement nearest to what people marked is the claim."""
    for _, complements in groupby(candidates, key=lambda found: found.verb.i):
        yield list(complements)


def judged_examples(paths: Sequence[Path], parsed: Parsed) -> Iterator[Example]:
    """Those candidates of the articles of some corpora that ``judged_candidates.tsv`` has."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        verdicts = {
            (row["corpus"], row["article"], int(row["verb"]), int(row["content"]), row["frame"]): row["claim"] == "yes"
            for row in csv.DictReader(lines, delimiter="\t")
        }
    for articles in map(load, paths):
        for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
            for found in _candidates(annotated, doc):
                frame = found.content.frame.name or ""
                at = (annotated.corpus, annotated.id, found.verb.idx, found.content.spans[0].start, frame)
                if at in verdicts:
                    verb = (annotated.id, found.verb.i)
                    yield Example(verb, tuple(features(found)), verdicts[at], annotated.fold)


def _candidates(annotated: Annotated, doc: Doc) -> Iterator[Reported]:
    marked = quotations(annotated.article.text)
    return IndirectSpeech(doc, direct_speech(doc, marked), marked, NamedLogistic({}, 0.0, 1.0)).candidates()


def _shared(gold: Attribution, found: Reported) -> float:
    """How much of both contents the two share, by characters; nothing where the verb is not in this cue."""
    verb = Span(found.verb.idx, found.verb.idx + len(found.verb))
    if gold.cue and not any(span.overlaps(verb) for span in gold.cue):
        return 0.0
    spans = found.content.spans
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in gold.content for b in spans)
    whole = sum(span.end - span.start for span in (*gold.content, *spans)) - shared
    return shared / whole if whole else 0.0


def fit(rows: Sequence[Example], news: Sequence[Example], strength: float) -> NamedLogistic:
    """Weights for the features of ``rows`` and of the other news, except very rare ones."""
    weighted = [*rows, *[*news] * JUDGED_WEIGHT]
    counts = Counter(name for row in weighted for name in row.features)
    known = [[name for name in row.features if counts[name] >= LEAST_COUNT] for row in weighted]
    claims = [row.is_claim for row in weighted]
    return regression(known, claims, strength=strength, least_weight=LEAST_WEIGHT, least=LEAST)


def fold_scorers(rows: Sequence[Example], news: Sequence[Example], strength: float) -> list[NamedLogistic]:
    """For each fold, the weights fitted on the other folds."""
    return [fit([row for row in rows if row.fold != fold], news, strength) for fold in range(FOLDS)]


def judged(rows: Sequence[Example], scorers: Sequence[NamedLogistic]) -> tuple[float, float, float]:
    """Precision, recall and F1 of keeping the likeliest complement of each verb, if it is likely enough.

    ``scorers`` has one for each fold.
    """
    best: dict[tuple[str, int], tuple[float, bool]] = {}
    for row in rows:
        sureness = scorers[row.fold].confidence(row.features)
        best[row.verb] = max(best.get(row.verb, (0.0, False)), (sureness, row.is_claim))
    kept = [is_claim for sureness, is_claim in best.values() if sureness >= LEAST]
    right, wanted = sum(kept), len({row.verb for row in rows if row.is_claim})
    precision, recall = right / max(1, len(kept)), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_strength(rows: Sequence[Example], news: Sequence[Example]) -> float:
    """The strength with the best F1 on folds; all are printed."""
    tried = []
    for strength in STRENGTHS:
        precision, recall, f1 = judged(rows, fold_scorers(rows, news, strength))
        print(f"C={strength}: P {precision:.4f} R {recall:.4f} F1 {f1:.4f}")
        tried.append((f1, strength))
    return max(tried)[1]


def main() -> None:
    """Choose on folds, fit, print, and write the file if asked to."""
    options = option_parser(__doc__).parse_args()
    parsed = Parsed(options.model, options.cache)
    train = list(examples(load(options.train), parsed))
    news = list(judged_examples(options.news, parsed))
    for what, rows in (("training articles", train), ("other news", news)):
        print(f"{len(rows):,} candidates of {what}, {sum(row.is_claim for row in rows):,} of them claims")
    scorer = fit(train, news, best_strength(train, news))
    if options.write:
        told = f"PolNeAR train, {len(train):,} candidates; {len(news):,} candidates of other news"
        write(FITTED, scorer, version="3", fitted_on=told)


if __name__ == "__main__":
    main()
