"""Fits recogniser and resolver without some articles, which are then read with weights that have not seen them.

Fits are kept in the cache folder as long as neither the articles nor the code of features and fits change.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from spacy.tokens import Doc

from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit import boosting
from training.fit.places import plain, plain_world, resolver, resolver_signs
from training.fit.toponyms import mention_confidence, mention_rows, recognizer
from training.made import draw, headlines, sentences, swapped
from training.made.sentences import MADE, WORDINGS
from training.made_with import made_with, normalised
from webapp.domain import Span
from webapp.nlp.fitted import Fitted
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.places.scoring import Scorer
from webapp.nlp.toponyms.recognizer import ToponymRecognizer
from webapp.nlp.toponyms.scorer import Judge

FITS = (
    *(recognizer, mention_rows, mention_confidence, draw, headlines, sentences, swapped),
    *(resolver, resolver_signs, plain, plain_world, boosting),
)
"""The modules that a fit of either model depends on."""
JUDGE = ("first", "second", "confidence")
SCORER = ("alone", "together", "again", "confidence")


class Bench:
    """Articles parsed with the model of one size, read by components with the current weights."""

    def __init__(self, model: str, corpora: Sequence[Path], cache: Path, *, given: bool) -> None:
        self.parsed, self.given = Parsed(model, cache), given
        self.articles = [load(path) for path in corpora]
        self.recognizer = cast(ToponymRecognizer, self.parsed.pipeline.nlp.get_pipe("toponym_recognizer"))
        self.resolver = cast(ToponymResolver, self.parsed.pipeline.nlp.get_pipe("toponym_resolver"))
        self._fits = cache / "fits"

    def fitted(self, kept: set[tuple[str, str]]) -> tuple[Judge | None, Scorer]:
        """Both models from the articles of these corpora and ids; the recogniser only if spans are to be found.

        Kept in the cache folder: the same articles and code are not fitted again.
        """
        path = self._fits / f"fit_{self._digest(kept)}.json"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(_stored(*self._fitted(kept))), encoding="utf-8")
        return _loaded(json.loads(path.read_text(encoding="utf-8")))

    def _fitted(self, kept: set[tuple[str, str]]) -> tuple[Judge | None, Scorer]:
        judge = None
        if not self.given:
            judge = recognizer.fit([r for r in self._rows if r.annotated.corpus == MADE or key(r.annotated) in kept])
            self.recognizer.judge_with(judge)
        cases = self.given_cases + ([] if self.given else self._read(given=False))
        return judge, resolver.fit([c for c in cases if key(c.annotated) in kept] + self._plain_cases)

    def _digest(self, kept: set[tuple[str, str]]) -> str:
        """Of what a fit depends on: the articles, how they are read, and the code of features and fits."""
        code = [normalised(inspect.getsource(module)) for module in FITS]
        made = [made_with(f"toponym_{name}.json") for name in ("recognizer", "resolver")]
        inputs = json.dumps([sorted(kept), self.parsed.model, self.given, self.parsed.pipeline.gazetteer.version])
        return hashlib.sha256(
            "\n".join((*code, *made, WORDINGS.read_text(encoding="utf-8"), inputs)).encode()
        ).hexdigest()[:16]

    @cached_property
    def _rows(self) -> list[mention_rows.Rows]:
        return list(mention_rows.all_rows(self.parsed, self.articles))

    @cached_property
    def given_cases(self) -> list[resolver.Case]:
        """The cases of all articles, read with the spans that people marked."""
        return self._read(given=True)

    @cached_property
    def _plain_cases(self) -> list[resolver.Case]:
        return resolver.plain_cases(self.parsed)

    def use(self, judge: Judge | None, scorer: Scorer) -> None:
        """Read with these models from now on; without a recogniser, the last one stays in use."""
        if judge is not None:
            self.recognizer.judge_with(judge)
        self.resolver.choose_with(scorer)

    def unread(self, wanted: set[tuple[str, str]]) -> Iterator[tuple[Annotated, Doc]]:
        """The articles with these ids, parsed, with the spans that people marked if spans are given."""
        for articles in self.articles:
            for annotated, doc in zip(articles, self._docs(articles), strict=True):
                if key(annotated) in wanted:
                    if self.given:
                        spans = tuple(Span(t["start"], t["end"]) for t in annotated.gold["toponyms"])
                        doc._.article = replace(annotated.article, given=spans)
                    yield annotated, doc

    def _docs(self, articles: Sequence[Annotated]) -> Iterator[Doc]:
        return self.parsed.docs(articles)

    def _read(self, *, given: bool) -> list[resolver.Case]:
        return [case for articles in self.articles for case in resolver.cases(self.parsed, articles, given=given)]


def key(annotated: Annotated) -> tuple[str, str]:
    """What identifies an article."""
    return annotated.corpus, annotated.id


def splits(
    articles: Sequence[Annotated], *, transfer: bool
) -> Iterator[tuple[set[tuple[str, str]], set[tuple[str, str]]]]:
    """What to fit on and what to read: by folds, or corpus by corpus."""
    everything = {key(a) for a in articles}
    parts = (
        [{key(a) for a in articles if a.corpus == corpus} for corpus in sorted({a.corpus for a in articles})]
        if transfer
        else [{key(a) for a in articles if a.fold == fold} for fold in range(FOLDS)]
    )
    for part in parts:
        yield everything - part, part


def _stored(judge: Judge | None, scorer: Scorer) -> dict[str, Any]:
    return {
        "judge": judge and {part: getattr(judge, part).to_json() for part in JUDGE},
        "scorer": {part: getattr(scorer, part).to_json() for part in SCORER},
    }


def _loaded(stored: Mapping[str, Any]) -> tuple[Judge | None, Scorer]:
    judge = stored["judge"] and Judge(*(Fitted.from_json(stored["judge"][part]) for part in JUDGE))
    return judge, Scorer(*(Fitted.from_json(stored["scorer"][part]) for part in SCORER))
