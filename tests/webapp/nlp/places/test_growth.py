"""Memory of placing an article grows with the number of its names, not with its square."""

from __future__ import annotations

import tracemalloc

import spacy
from spacy.tokens import Doc

from gazetteer.place import Match, Name, NameKind, Place
from webapp.domain import Article, MentionKind, Span
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.toponyms.span import PlaceSpan

NLP = spacy.blank("en")
NLP.add_pipe("toponym_resolver")
NLP.remove_pipe("toponym_resolver")


class Nowhere:
    """A gazetteer that knows no country."""

    def respelled(self, name: str, country: str) -> tuple[Match, ...]:
        return ()

    def by_names(self, names: object) -> dict[str, tuple[Match, ...]]:
        return {}

    def country(self, code: str) -> None:
        return None


def town(name: str, number: int) -> Match:
    country, division = f"C{number % 40}", f"Division {number % 400}"
    lat, lon = number * 7.3 % 120 - 60, number * 13.7 % 360 - 180
    found = Place(f"t:{name}.{number}", name, lat, lon, "P", "PPL", country, division, None, 1000 + number)
    return Match(found, Name(found.id, name, NameKind.PREFERRED), 0.3)


def article(count: int) -> Doc:
    """An article that is a list of so many distinct names, each borne by three towns."""
    names = [f"Town{i:05}" for i in range(count)]
    text = " ".join(names)
    doc = NLP.make_doc(text)
    doc._.article = Article(text=text)
    doc._.place_spans = [
        PlaceSpan(
            Span(10 * i, 10 * i + 9),
            name,
            MentionKind.TOPONYM,
            0.9,
            matches=tuple(town(name, i + k * 11) for k in range(3)),
        )
        for i, name in enumerate(names)
    ]
    return doc


def peak(count: int) -> int:
    """Bytes held at the most while an article of so many names is placed by a fresh component."""
    doc = article(count)
    resolver = ToponymResolver().use(Nowhere())
    tracemalloc.start()
    try:
        resolver(doc)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_twice_the_names_take_about_twice_the_memory() -> None:
    peak(10)
    assert peak(1200) <= 2.6 * peak(600)
