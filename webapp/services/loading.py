"""How a process loads the gazetteer and, if it reads articles, the model."""

from __future__ import annotations

from collections.abc import Callable

from gazetteer.errors import GazetteerError
from webapp.config import Settings
from webapp.nlp.fitted.own import OwnWeightsFolder
from webapp.services.places.layers import LayerWatch
from webapp.services.reader import EVERYTHING, Loaded, Report


def loader(settings: Settings) -> Callable[[Report], Loaded]:
    """A function that loads the model and the gazetteer, which is built if missing or out of date."""

    def load(report: Report) -> Loaded:
        from gazetteer.build import ensure

        report("Opening the gazetteer…")
        # The files are noted before they are opened, so that changes while the model loads are noticed later.
        look_again = LayerWatch(settings.layer_paths, lambda: gazetteer.reload()).look
        read_from = (*settings.layer_paths, OwnWeightsFolder(settings.own_weights_path).used_path)
        renew = LayerWatch(read_from, lambda: pipeline.look_again()).look
        gazetteer = ensure(settings.gazetteer_path, progress=lambda *step: report(_building(*step)))
        # The pipeline has its own, so that pages see a change at once but it never changes during an article.
        read_with = gazetteer.again()
        report("Loading the language model…")
        try:
            # spaCy takes seconds to import: the first page is served before that.
            from webapp.nlp.pipeline import Pipeline

            pipeline = Pipeline(
                read_with,
                settings.model,
                least_confidence=settings.least_confidence,
                least_said=EVERYTHING,
                own_weights=settings.own_weights_path,
            )
            return Loaded(gazetteer, pipeline, look_again, renew, read_with.close)
        except GazetteerError:
            read_with.close()
            gazetteer.discard()
            raise
        except Exception:
            read_with.close()
            gazetteer.close()
            raise

    return load


def gazetteer_loader(settings: Settings) -> Callable[[Report], Loaded]:
    """A function that loads the gazetteer alone, for a process that only shows what another one reads."""

    def load(report: Report) -> Loaded:
        from gazetteer.build import ensure

        report("Opening the gazetteer…")
        look_again = LayerWatch(settings.layer_paths, lambda: gazetteer.reload()).look
        gazetteer = ensure(settings.gazetteer_path, progress=lambda *step: report(_building(*step)))
        return Loaded(gazetteer, None, look_again)

    return load


def _building(stage: str, done: int, total: int) -> str:
    share = f", {100 * done // total}%" if total else ""
    return f"Building the gazetteer ({stage}{share}). This is done once and takes about a minute."
