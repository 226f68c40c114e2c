"""``mention-mapper evaluate``: compares what the program finds with what people marked; text, JSON or HTML."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from tqdm import tqdm

from gazetteer import build
from webapp.commands.reviewed import judged_articles
from webapp.commands.shared import shipped_weights
from webapp.config import MODELS, Settings
from webapp.evaluation.toponyms import KINDS
from webapp.output import STANDARD, keep_apart, text_to

if TYPE_CHECKING:
    from webapp.evaluation.gold import Marked
    from webapp.evaluation.report import Report

FORMATS = ("text", "json", "html")

gold_argument = click.argument(
    "gold", metavar="GOLD.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
predictions_option = click.option(
    "--predictions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Output of extract for these articles, to be scored instead of reading them again.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Output format."
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default=STANDARD,
    help="File to write; - is standard output.",
)
model_option = click.option("--model", type=click.Choice(MODELS), help="spaCy model; by default MENTION_MAPPER_MODEL.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress bar.")


@click.group()
def evaluate() -> None:
    """Measure how well the program performs on articles that people have annotated."""


@evaluate.command(
    epilog="\b\nExamples:\n  mention-mapper evaluate toponyms marked.jsonl\n"
    "  mention-mapper evaluate toponyms marked.jsonl --format html -o report.html"
)
@gold_argument
@click.option(
    "--kinds",
    default=",".join(KINDS),
    show_default=True,
    help="Kinds of mention that count, for articles in which people did not mark them all.",
)
@click.option(
    "--spans",
    type=click.Choice(("found", "given")),
    default="found",
    show_default=True,
    help="given: place the marked mentions, to score only their places.",
)
@predictions_option
@format_option
@output_option
@model_option
@shipped_weights
@quiet_option
@click.pass_obj
def toponyms(settings: Settings, /, gold: Path, kinds: str, spans: str, **options: Any) -> None:
    """Score the places found in GOLD.jsonl: one object per line, with "id", "text" and "toponyms".

    Each toponym has "start" and "end", and "lat" and "lon" if its place is known.
    """
    from webapp.evaluation.gold import marked_articles
    from webapp.evaluation.report import Report
    from webapp.evaluation.toponyms import ToponymTally

    _keep_apart(gold, options)
    marked = marked_articles(gold, "toponyms")
    if spans == "given":
        marked = [_with_spans(one) for one in marked]
    tally = ToponymTally(kinds=_kinds(kinds))
    about = _judge(settings, marked, "mentions", tally.add, options)
    report = Report(
        title=f"Places in {click.format_filename(gold.name)}",
        about={**about, "kinds": ", ".join(tally.kinds), "spans": spans},
        figures=tally.figures(),
        groups={"By kind": tally.by_group("kind"), "By GeoNames feature class": tally.by_group("class")},
        reliability=tally.reliability(),
        faults=tally.faults,
    )
    _write(report, options["form"], options["output"])


@evaluate.command(epilog="\b\nExample:\n  mention-mapper evaluate claims marked.jsonl --format html -o report.html")
@gold_argument
@click.option(
    "--reporting-verbs",
    type=click.File("r", encoding="utf-8"),
    help="Forms of verbs of speech, one per line, that make a claim a core one; by default the program's own list.",
)
@predictions_option
@format_option
@output_option
@model_option
@shipped_weights
@quiet_option
@click.pass_obj
def claims(settings: Settings, /, gold: Path, reporting_verbs: IO[str] | None, **options: Any) -> None:
    """Score the claims found in GOLD.jsonl: one object per line, with "id", "text" and "attributions".

    Each attribution has "content", "cue" and "source": lists of objects with "start" and "end".
    """
    from webapp.evaluation.claims import HUMAN, ClaimTally
    from webapp.evaluation.gold import marked_articles
    from webapp.evaluation.report import Report

    _keep_apart(gold, options, reporting_verbs)
    marked = marked_articles(gold, "attributions")
    tally = ClaimTally()
    if reporting_verbs is not None:
        tally = ClaimTally(verbs=frozenset(line.strip().lower() for line in reporting_verbs if line.strip()))
    about = _judge(settings, marked, "claims", tally.add, options)
    report = Report(
        title=f"Claims in {click.format_filename(gold.name)}",
        about=about,
        figures=tally.figures(),
        human=HUMAN,
        reliability=tally.reliability(),
        faults=tally.faults,
    )
    _write(report, options["form"], options["output"])


@evaluate.command(
    epilog="\b\nExamples:\n  mention-mapper evaluate decisions\n"
    "  mention-mapper evaluate decisions --collection Harbour --format json"
)
@click.option("--collection", metavar="NAME", help="Judge only by decisions on articles of this collection.")
@format_option
@output_option
@click.pass_obj
def decisions(settings: Settings, collection: str | None, form: str, output: str) -> None:
    """Score what the program had read against what people decided in the review.

    People decide on what looks doubtful, so the figures of articles verified as a whole are given apart.
    """
    from webapp.evaluation.decisions import report_of

    judged = judged_articles(settings, collection)
    read_with = sorted({one.reading.model for one in judged})
    title = f"Decisions on {collection}" if collection else "Decisions"
    _write(report_of(judged, title, "; ".join(read_with)), form, output)


def _kinds(names: str) -> tuple[str, ...]:
    kinds = tuple(name.strip() for name in names.split(",") if name.strip())
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds:
        raise click.BadParameter(f"give one or more of {', '.join(KINDS)}", param_hint="--kinds")
    return kinds


def _with_spans(marked: Marked) -> Marked:
    spans = tuple(sorted({toponym.span for toponym in marked.toponyms}))
    return replace(marked, article=replace(marked.article, given=spans))


def _judge(
    settings: Settings,
    marked: Sequence[Marked],
    field: str,
    add: Callable[[Marked, Mapping[str, Any]], None],
    options: Mapping[str, Any],
) -> dict[str, str]:
    """Pass each article and its answer to ``add``; return what answered. ``field`` is the part that is scored."""
    if options["predictions"] is not None:
        return _judge_predicted(options["predictions"], marked, field, add)
    from webapp.nlp.pipeline import Pipeline
    from webapp.services.extraction import as_json

    with closing(build.ensure(settings.gazetteer_path)) as places:
        pipeline = Pipeline(
            places,
            options["model"] or settings.model,
            least_confidence=settings.least_confidence,
            least_said=settings.least_said,
            own_weights=None if options["shipped_weights"] else settings.own_weights_path,
        )
        if pipeline.note:
            click.echo(pipeline.note, err=True)
        readings = pipeline.read_many(one.article for one in marked)
        silent = options["quiet"] or not sys.stderr.isatty()
        shown = tqdm(readings, total=len(marked), unit=" articles", disable=silent, file=sys.stderr)
        for one, reading in zip(marked, shown, strict=True):
            add(one, as_json(reading, explain=True))
        return {"model": pipeline.model, "gazetteer": places.version}


def _judge_predicted(
    path: Path, marked: Sequence[Marked], field: str, add: Callable[[Marked, Mapping[str, Any]], None]
) -> dict[str, str]:
    from webapp.evaluation.lines import key_of
    from webapp.evaluation.predictions import predictions

    answers = predictions(path, field, marked)
    keys = [key_of(one.id) for one in marked]
    without = [key for key in keys if key not in answers]
    if without:
        click.echo(f"{len(without)} article(s) have no prediction and count as empty, {without[0]} first", err=True)
    for one, key in zip(marked, keys, strict=True):
        add(one, answers.get(key, {}))
    return {"predictions": click.format_filename(path.name)}


def _keep_apart(gold: Path, options: Mapping[str, Any], *more: IO[str] | None) -> None:
    read = (gold, options["predictions"], *more)
    keep_apart(options["output"], *(one for one in read if one is not None))


def _write(report: Report, form: str, output: str) -> None:
    from webapp.evaluation.report import as_html, as_json, as_text

    written = {"text": as_text, "json": as_json, "html": as_html}[form](report)
    with text_to(output) as out:
        out.write(written)
    if output != STANDARD:
        click.echo(f"Wrote {output}", err=True)
