"""Reads three sentences of a made language with all components and prints what was found; a test runs it."""

from __future__ import annotations

import json
from collections.abc import Iterable

import spacy
from spacy.tokens import Doc

from gazetteer.place import Match, Name, NameKind, Place
from webapp.domain import Article
from webapp.nlp.names.finder import NameFinder
from webapp.nlp.pipeline import OWN_COMPONENTS
from webapp.nlp.places.resolver import ToponymResolver

ZAMBA = Place("own:zamba", "Zamba", 1.0, 2.0, "P", "PPLA", "XX", None, None, 90_000)


class OneTown:
    """A gazetteer of one town."""

    def respelled(self, name: str, country: str) -> tuple[Match, ...]:
        return ()

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        match = Match(ZAMBA, Name(ZAMBA.id, "Zamba", NameKind.PREFERRED), 0.7)
        return {name: (match,) for name in names if name == "Zamba"}

    def placeness(self, name: str) -> float | None:
        return None

    def country(self, code: str) -> Place | None:
        return None


# Word, head (by number, counted from the first word of its sentence), dependency, entity.
SENTENCES = (
    ("Mestro 1 compound -|Mara 2 compound B-PERSON|Tosk 3 nsubj I-PERSON|dirus 3 ROOT -|ge 6 mark -|akvo 6 nsubj -"
     "|brenis 3 ccomp -|ka 6 prep -|Zamba 7 pobj B-GPE|. 3 punct -"),
    "Sxi 1 nsubj -|negus 1 ROOT -|ge 4 mark -|ili 4 nsubj -|falis 1 ccomp -|. 1 punct -",
    "Ploris 0 ROOT -|homoj 0 nsubj -|nar 0 prep -|Zamba 2 pobj B-GPE|. 0 punct -",
)  # fmt: skip


def main() -> None:
    """Read and print as JSON."""
    nlp = spacy.blank("xx")
    for name in OWN_COMPONENTS:
        nlp.add_pipe(name)
    finder, resolver = nlp.get_pipe("name_finder"), nlp.get_pipe("toponym_resolver")
    assert isinstance(finder, NameFinder) and isinstance(resolver, ToponymResolver)
    finder.use(OneTown())
    resolver.use(OneTown())
    doc = made_doc(nlp.vocab)
    doc._.article = Article(text=doc.text)
    doc._.all_links = True  # the weights were fitted on English, and doubt what they read here
    for name in OWN_COMPONENTS:
        doc = nlp.get_pipe(name)(doc)
    mentions = [(mention.text, bool(mention.resolution.place)) for mention in doc._.mentions]
    claims = [
        {
            "content": [span.of(doc.text) for span in claim.attribution.content],
            "speaker": claim.speaker.name if claim.speaker else None,
            "manner": claim.manner,
            "about": [doc._.mentions[index].text for index in claim.about],
        }
        for claim in doc._.claims
    ]
    print(json.dumps({"mentions": mentions, "claims": claims}))


def made_doc(vocab: spacy.vocab.Vocab) -> Doc:
    """The sentences as a parser and a tagger would give them."""
    words: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    ents: list[str] = []
    for sentence in SENTENCES:
        first = len(words)
        for token in sentence.split("|"):
            word, head, dep, entity = token.split(" ")
            words.append(word)
            heads.append(first + int(head))
            deps.append(dep)
            ents.append("" if entity == "-" else entity)
    spaces = [i + 1 < len(words) and words[i + 1] != "." for i in range(len(words))]
    return Doc(vocab, words=words, spaces=spaces, heads=heads, deps=deps, ents=ents)


if __name__ == "__main__":
    main()
