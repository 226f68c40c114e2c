"""From articles that people verified as a whole to weights fitted further, with what is to be said about them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from webapp.errors import MentionMapperError
from webapp.evaluation.decided import JudgedArticle, whole
from webapp.evaluation.intervals import Interval
from webapp.fitting.adjusting import ready
from webapp.fitting.reading import cases_of
from webapp.fitting.trials import Refitted, Trial, refitted
from webapp.nlp.fitted import Fitted
from webapp.nlp.fitted.own import OwnWeights
from webapp.nlp.fitted.version import weights_version
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.places.scoring import AGAIN, Scorer
from webapp.page_words import counted

LEAST_ARTICLES = 20
"""Articles verified as a whole below which nothing is fitted: the folds would say nothing."""
LEAST_NAMES = 60
"""The same for names whose place people know, each counted once in an article."""


class RefitRefused(MentionMapperError, ValueError):
    """Raised when there is too little to fit on."""

    status = 422


def refit(pipeline: Pipeline, judged: Sequence[JudgedArticle]) -> Refitted:
    """Fit further from the shipped weights of the pipeline's size, on the articles that were verified as a whole.

    The others are left out: people decide on what looks doubtful, and weights fitted on that alone would doubt all.
    Raises RefitRefused where there are too few.
    """
    # By content, so that the folds are the same in whatever order the articles come.
    verified = sorted(
        whole(judged), key=lambda one: hashlib.sha256(one.article.text.encode("utf-8", "replace")).digest()
    )
    if len(verified) < LEAST_ARTICLES:
        raise RefitRefused(
            f"{counted(len(verified), 'article')} of {len(judged):,} with decisions "
            f"{'is' if len(verified) == 1 else 'are'} verified as a whole, and {LEAST_ARTICLES} are needed: single "
            "decisions are mostly about mistakes, so they do not say how often the program is right"
        )
    scorer = Scorer.load(pipeline.size)
    articles = [one for case in cases_of(pipeline, verified) if (one := ready(case, scorer)) is not None]
    names = sum(len(one.counts) for one in articles)
    if len(articles) < LEAST_ARTICLES or names < LEAST_NAMES:
        raise RefitRefused(
            f"the verified articles have {counted(names, 'name')} with a known place, and {LEAST_NAMES} "
            f"in {LEAST_ARTICLES} articles are needed"
        )
    return refitted(articles, scorer)


def weights_of(found: Refitted, size: str) -> OwnWeights | None:
    """The weights to keep, None if nothing helps."""
    if found.adjustment is None and found.confidence is None:
        return None
    about = {
        "articles": found.articles,
        "names": found.placing.names,
        **{
            part: {"before": dict(trial.before), "after": dict(trial.after)}
            for part, trial in (("placing", found.placing), ("confidence", found.sureness))
            if trial.helps
        },
    }
    adjustment = None if found.adjustment is None else Fitted(AGAIN, found.adjustment)
    return OwnWeights(size, weights_version(), adjustment, found.confidence, about)


def told(found: Refitted) -> Iterator[str]:
    """What was tried and what it does, line by line."""
    names = f"{counted(found.placing.names, 'name')} in {counted(found.articles, 'verified article')}"
    yield f"Fitted further on {names}, judged on folds of the articles:"
    yield ""
    yield f"{'':24}{'before':>9}{'after':>9}   gain (nine in ten draws of the articles)"
    yield from _lines("places right", found.placing, "accuracy", found.placing.gains["accuracy"])
    yield from _lines("log-loss of places", found.placing, "log_loss", found.placing.loss_gain)
    yield from _lines("log-loss of confidence", found.sureness, "log_loss", found.sureness.loss_gain)
    yield ""
    yield _verdict("Places", found.placing)
    yield _verdict("Confidence", found.sureness)


def _lines(title: str, trial: Trial, figure: str, gained: Interval) -> Iterator[str]:
    span = f"{gained.value:+.4f} ({gained.low:+.4f} to {gained.high:+.4f})"
    yield f"{title:24}{trial.before[figure]:>9.4f}{trial.after[figure]:>9.4f}   {span}"


def _verdict(what: str, trial: Trial) -> str:
    if trial.helps:
        return f"{what}: the new weights help."
    if not trial.loss_gain.above_nothing:
        return f"{what}: the new weights are refused, as what they gain may be chance."
    return f"{what}: the new weights are refused, as fewer places would be right."
