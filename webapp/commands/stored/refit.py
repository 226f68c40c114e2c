"""``mention-mapper refit``: fits the weights further on what people decided, and uses them if that helps."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import closing

import click

from gazetteer import build
from webapp.commands.reviewed import judged_articles
from webapp.commands.shared import model as model_option
from webapp.config import Settings
from webapp.errors import MentionMapperError
from webapp.nlp.fitted.own import OwnWeights, OwnWeightsFolder

OUTDATED = "Articles read before are outdated now; `mention-mapper reread` reads them again."
SHIPPED = "shipped"


class FittingMissing(MentionMapperError, ImportError):
    """Raised when the packages that fit are not installed."""


@click.command(
    epilog="\b\nExamples:\n  mention-mapper refit\n  mention-mapper refit --collection Harbour --apply\n"
    "  mention-mapper refit --back"
)
@click.option("--collection", metavar="NAME", help="Learn only from decisions on articles of this collection.")
@click.option("--apply", "applied", is_flag=True, help="Use the new weights from now on, if they help.")
@click.option("--list", "listed", is_flag=True, help="List the weights that were kept, and which are in use.")
@click.option("--back", is_flag=True, help="Use the weights again that were used before.")
@model_option
@click.pass_obj
def refit(
    settings: Settings, collection: str | None, applied: bool, listed: bool, back: bool, model: str | None
) -> None:
    """Fit which place a name is, and how sure that is, further on the articles that you verified as a whole.

    The weights that ship are the starting point, and stay. What new ones gain is measured on articles that they were
    not fitted to, and they are refused where that may be chance. Nothing changes without --apply; the exit status is 1
    if weights were to be applied and are refused. Needs the extra "fit": pip install 'mention-mapper[fit]'.
    """
    if listed + back + (applied or collection is not None) > 1:
        raise click.UsageError("--list and --back stand alone")
    own = OwnWeightsFolder(settings.own_weights_path)
    if listed:
        _list(own)
    elif back:
        _back(own)
    elif not _fit(settings, own, collection, model, applied=applied) and applied:
        sys.exit(1)


def _list(own: OwnWeightsFolder) -> None:
    in_use = own.in_use
    rows = [(SHIPPED, "the weights of this version"), *((name, _about(one)) for name, one in own.versions().items())]
    for name, about in rows:
        mark = "*" if name == (in_use or SHIPPED) else " "
        click.echo(f"{mark} {name:20} {about}")


def _about(weights: OwnWeights) -> str:
    about = weights.about
    told = [f"{about.get('names', 0):,} names in {about.get('articles', 0):,} articles"]
    for part, figure in (("placing", "accuracy"), ("confidence", "log_loss")):
        if part in about:
            before, after = (about[part][when][figure] for when in ("before", "after"))
            told.append(f"{part} {figure.replace('_', '-')} {before:.3f} to {after:.3f}")
    return "; ".join(told)


def _back(own: OwnWeightsFolder) -> None:
    version = own.back()
    if version is None:
        click.echo("The weights that ship are in use already.", err=True)
        return
    click.echo(f"In use: {version or 'the weights that ship'}. {OUTDATED}", err=True)


def _fit(
    settings: Settings, own: OwnWeightsFolder, collection: str | None, model: str | None, *, applied: bool
) -> bool:
    """Fit, say what it does, and use it if it helps and is wanted; whether it helps."""
    judged = judged_articles(settings, collection)
    try:
        from webapp.fitting.refit import refit, told, weights_of
    except ImportError as error:
        raise FittingMissing(
            f"fitting needs packages that are not installed ({error.name}): pip install 'mention-mapper[fit]'"
        ) from error
    from webapp.nlp.pipeline import Pipeline

    with closing(build.ensure(settings.gazetteer_path)) as places:
        pipeline = Pipeline(places, model or settings.model)
        if pipeline.note:
            click.echo(pipeline.note, err=True)
        found = refit(pipeline, judged)
    click.echo("\n".join(told(found)))
    weights = weights_of(found, pipeline.size)
    if weights is None:
        click.echo("Nothing was changed.", err=True)
    elif applied:
        version = own.keep(weights, dt.datetime.now(dt.UTC).strftime("%Y%m%d"))
        own.use(version)
        click.echo(f"In use: {version}. {OUTDATED} `mention-mapper refit --back` undoes it.", err=True)
    else:
        click.echo("Nothing was changed; with --apply the new weights are used.", err=True)
    return weights is not None
