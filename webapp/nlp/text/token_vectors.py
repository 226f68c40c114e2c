"""Computes a spaCy model's token vectors several times faster than spaCy does, the same but for rounding.

Most of a model's time goes into its networks of the kind Tok2Vec (one for the parser, one for the entity
recogniser), which embed each token and then look at its neighbours four times over. Here

- a token is embedded once for each word, not at each place in the text: spaCy's own layers do that, so the
  embeddings are spaCy's to the last bit, and a bounded number of them is kept;
- the neighbours are looked at with numpy's matrix product, one article at a time. Its sums differ from
  those of spaCy's own product in the seventh digit. What an article is read as does not depend on the
  articles that are read beside it.

A network of another shape, or one whose vectors come out differently in a trial, stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from thinc.model import Model

Floats: TypeAlias = npt.NDArray[np.float32]
Keys: TypeAlias = npt.NDArray[np.uint64]

_BY_WORD = {"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"}
"""Attributes that are the same wherever a word stands with the same norm and the same white space."""
_KEPT_WORDS = 12_288
_TOKENS_AT_ONCE = 1024
_LAYERS_OF_A_CONVOLUTION = ["expand_window", "maxout", "layernorm"]
_TRIAL = "Mr. O'Neil-Smith can't say why 1,200 left St. Petersburg (pop. 5m) on 3 May 2024;\n\nIt's unclear. "
_TOLERANCE = 1e-3


def quicken(nlp: Language) -> list[str]:
    """Put the faster networks into a loaded model; return the names of the components that now have one."""
    quickened = []
    component: Any
    for name, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            continue
        replaced = [_replace_within(node, nlp) for node in list(model.walk())]
        if quick := _quick(model, nlp):
            component.model = quick
        if quick or any(replaced):
            quickened.append(name)
    return quickened


def _replace_within(node: Model[Any, Any], nlp: Language) -> bool:
    """Replace the layers of ``node`` by faster networks."""
    replaced = False
    for at, layer in enumerate(node.layers):
        if quick := _quick(layer, nlp):
            node.layers[at] = quick
            replaced = True
    return replaced


def _quick(tok2vec: Model[Any, Any], nlp: Language) -> Model[list[Doc], list[Floats]] | None:
    """The faster network for one of spaCy's, or None where it is not of the known shape or differs."""
    vectors = _token_vectors(tok2vec)
    if vectors is None or not _agree(vectors, tok2vec, nlp.make_doc(_TRIAL * 3)):
        return None
    return Model(
        "token_vectors",
        _forward,
        dims={"nO": tok2vec.get_dim("nO")},
        layers=[tok2vec],
        attrs={"vectors": vectors},
    )


def _forward(
    model: Model[list[Doc], list[Floats]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats], Callable[[Any], Any]]:
    if is_train:
        return cast(tuple[list[Floats], Callable[[Any], Any]], model.layers[0](docs, is_train))
    return model.attrs["vectors"](docs), lambda gradient: gradient


def _agree(vectors: TokenVectors, tok2vec: Model[Any, Any], doc: Doc) -> bool:
    ours, theirs = vectors([doc])[0], tok2vec.predict([doc])[0]
    return ours.shape == theirs.shape and bool(np.allclose(ours, theirs, atol=_TOLERANCE))


def _token_vectors(tok2vec: Model[Any, Any]) -> TokenVectors | None:
    if not (tok2vec.has_ref("embed") and tok2vec.has_ref("encode")):
        return None
    embed, encode = tok2vec.get_ref("embed"), tok2vec.get_ref("encode")
    columns = [column for node in embed.walk() for column in node.attrs.get("columns", ())]
    convolutions = list(_convolutions(encode))
    if not columns or not _BY_WORD.issuperset(columns) or not convolutions or None in convolutions:
        return None
    return TokenVectors(WordEmbeddings(embed, tok2vec.get_dim("nO")), cast(list[Convolution], convolutions))


def _convolutions(encode: Model[Any, Any]) -> Iterator[Convolution | None]:
    """The layers of an encoder, in order; None for one of another kind."""
    for residual in (node for node in encode.walk(order="dfs_pre") if node.name.startswith("residual(")):
        if ">>residual(" in residual.name:
            continue
        layers = [node for node in residual.walk(order="dfs_pre") if not node.layers and node.name != "dropout"]
        window, *rest = layers
        known = [node.name for node in layers] == _LAYERS_OF_A_CONVOLUTION and window.attrs["window_size"] == 1
        yield Convolution.of(*rest) if known else None


@dataclass(frozen=True, slots=True)
class Convolution:
    """Each token's vector changed by those of the tokens before and after it."""

    weights: tuple[Floats, ...]
    """One matrix for each piece that the largest is taken of, three widths by one."""
    biases: tuple[Floats, ...]
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, maxout: Model[Any, Any], layernorm: Model[Any, Any]) -> Convolution:
        """The weights of two of spaCy's layers, arranged for multiplication."""
        weights: Floats = np.asarray(maxout.get_param("W"))
        biases: Floats = np.asarray(maxout.get_param("b"))
        pieces = range(weights.shape[1])
        return cls(
            tuple(np.ascontiguousarray(weights[:, piece].T) for piece in pieces),
            tuple(np.ascontiguousarray(biases[:, piece]) for piece in pieces),
            np.asarray(layernorm.get_param("G")),
            np.asarray(layernorm.get_param("b")),
        )

    def __call__(self, vectors: Floats) -> None:
        """Change the vectors of neighbouring tokens, one a row, in place."""
        window = _windows(vectors)
        best = window @ self.weights[0]
        best += self.biases[0]
        for weights, bias in zip(self.weights[1:], self.biases[1:], strict=True):
            piece = window @ weights
            piece += bias
            np.maximum(best, piece, out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(best.shape[1]) + np.float32(1e-8)
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.scale
        best += self.shift
        vectors += best


def _windows(vectors: Floats) -> Floats:
    """Beside each row the one before it and the one after it, zeros at the ends."""
    width = vectors.shape[1]
    windows = np.empty((len(vectors), 3 * width), dtype=np.float32)
    windows[0, :width] = 0
    windows[1:, :width] = vectors[:-1]
    windows[:, width : 2 * width] = vectors
    windows[:-1, 2 * width :] = vectors[1:]
    windows[-1, 2 * width :] = 0
    return windows


class TokenVectors:
    """The vectors of the tokens of articles, as a network of the kind Tok2Vec gives them."""

    def __init__(self, embeddings: WordEmbeddings, convolutions: Sequence[Convolution]) -> None:
        """Embed with ``embeddings``, then change the vectors with each of ``convolutions`` in turn."""
        self._embeddings = embeddings
        self._convolutions = convolutions

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A row for each token, an array for each Doc."""
        return [self._encoded(embedded) for embedded in self._embeddings(docs)]

    def _encoded(self, embedded: Floats) -> Floats:
        reach = len(self._convolutions)
        between = np.pad(embedded, ((reach, reach), (0, 0)))
        encoded = np.empty_like(embedded)
        for start in range(0, len(embedded), _TOKENS_AT_ONCE):
            end = min(start + _TOKENS_AT_ONCE, len(embedded))
            vectors = between[start : end + 2 * reach].copy()
            for convolve in self._convolutions:
                convolve(vectors)
            encoded[start:end] = vectors[reach:-reach]
        return encoded


class WordEmbeddings:
    """What spaCy's embedding layers give for a word, computed when it is first met."""

    def __init__(self, embed: Model[Any, Any], width: int) -> None:
        """``embed`` gives rows of ``width`` for Docs."""
        self._embed = embed
        self._rows: Floats = np.empty((0, width), dtype=np.float32)
        self._row_of: dict[int, int] = {}

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A row for each token, an array for each Doc."""
        keys = [_keys(doc) for doc in docs]
        if len(self._row_of) > _KEPT_WORDS:
            self._row_of = {}
        self._embed_new(docs, keys)
        return [self._rows[list(map(self._row_of.__getitem__, of_doc))] for of_doc in keys]

    def _embed_new(self, docs: Sequence[Doc], keys: Sequence[list[int]]) -> None:
        row_of, new = self._row_of, dict[int, int]()
        places: list[list[int]] = [[] for _ in docs]
        for of_doc, at_new in zip(keys, places, strict=True):
            for at, key in enumerate(of_doc):
                if key not in row_of and key not in new:
                    new[key] = len(row_of) + len(new)
                    at_new.append(at)
        if new:
            rows = self._embed.predict([_Words(docs, places)])[0]
            start, end = len(row_of), len(row_of) + len(new)
            self._make_room(end)
            self._rows[start:end] = rows
            row_of.update(new)

    def _make_room(self, rows: int) -> None:
        # One array, filled again and again: a new one for every few words would leave holes of all sizes in memory.
        if rows > len(self._rows):
            longer = np.empty((max(rows, _KEPT_WORDS * 4 // 3), self._rows.shape[1]), dtype=np.float32)
            longer[: len(self._rows)] = self._rows
            self._rows = longer


def _keys(doc: Doc) -> list[int]:
    """For each token a number that is the same for the same word with the same norm and white space."""
    orth, norm, space = doc.to_array(["ORTH", "NORM", "SPACY"]).astype(np.uint64).T
    keys: Keys = orth ^ (norm * np.uint64(0x9E3779B97F4A7C15)) ^ (space * np.uint64(0xC2B2AE3D27D4EB4F))
    return cast(list[int], keys.tolist())


class _Words:
    """Some of the tokens of some Docs, as the embedding layers read a Doc."""

    def __init__(self, docs: Sequence[Doc], places: Sequence[list[int]]) -> None:
        self._parts = [(doc, at) for doc, at in zip(docs, places, strict=True) if at]
        self.vocab = docs[0].vocab

    def __len__(self) -> int:
        return sum(len(at) for _, at in self._parts)

    def to_array(self, attributes: Any) -> Keys:
        return np.concatenate([doc.to_array(attributes)[at] for doc, at in self._parts])
