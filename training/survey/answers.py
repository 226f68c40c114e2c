"""What the program makes of a question: whether it is right, and if not, in which way it is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gazetteer.distance import distance_km
from gazetteer.place import COUNTRY_CODES, FeatureClass, Place
from training.survey.questions import Question
from webapp import reading
from webapp.domain import Mention, Reading
from webapp.nlp.pipeline import Pipeline

RIGHT_KM = 161.0
"""A place of the same country no farther from the country, territory or capital meant than this is right."""
SPOT_KM = 30.0
"""The same for divisions and settlements: a town's namesake 100 km away is another town."""
SMALLER = 0.1
"""A namesake with less than this share of a town's people is a hamlet beside it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program made of a question."""

    question: Question
    mention: Mention | None

    @property
    def place(self) -> Place | None:
        """The place chosen, None if the name was not found or not placed."""
        return self.mention.resolution.place if self.mention else None

    @property
    def is_entity(self) -> bool:
        """Whether the very place was chosen."""
        return self.place is not None and self.place.id in self.question.surveyed.ids

    @property
    def is_right(self) -> bool:
        """Whether the very place or one near enough was chosen.

        A division's city or district is right if its country is named, and wrong beside a class word: "Cochabamba,
        Bolivia" may be the city, "Cochabamba Department" may not.
        """
        place, wanted = self.place, self.question.surveyed.place
        if place is None or self.is_entity:
            return place is not None
        if place.country != wanted.country or self.question.has_class_word:
            return False
        if wanted.feature_code == "ADM1" and place.admin1 == wanted.name:
            return True
        is_exact = self.question.heading.startswith(("divisions", "settlements"))
        reach = SPOT_KM if is_exact else RIGHT_KM
        return distance_km(place.lat, place.lon, wanted.lat, wanted.lon) <= reach

    @property
    def is_hamlet(self) -> bool:
        """Whether a town was placed at a far smaller namesake elsewhere."""
        place, wanted = self.place, self.question.surveyed.place
        if place is None or self.is_right or place.feature_class != FeatureClass.SETTLEMENT:
            return False
        return place.population < SMALLER * wanted.population

    @property
    def fault(self) -> str:
        """The kind of a wrong answer in words, "" for a right one."""
        if self.is_right:
            return ""
        if self.mention is None:
            return "not found"
        if self.place is None:
            return "unplaced" if self._is_whole else "unplaced, part of a longer name"
        if not self._is_whole:
            return "part of a longer name"
        if self.is_hamlet:
            return "a hamlet of the name"
        return f"{_kind(self.place)} {self._where}"

    @property
    def _is_whole(self) -> bool:
        """Whether the mention ends with the name or its class word, and does not stretch before it."""
        if self.mention is None:
            return False
        start, asked = self.mention.span.start, self.question.start
        return asked - len("the ") <= start <= asked

    @property
    def _where(self) -> str:
        place = self.place
        same = place is not None and place.country == self.question.surveyed.place.country
        return "in the same country" if same else "of another country"

    def __str__(self) -> str:
        place = self.place
        told = "not found" if self.mention is None else f"{self.mention.text!r} unplaced"
        if place is not None:
            told = f"{place.name}, {place.admin1}, {place.country} {place.feature_code} {place.population:,}"
        wanted = self.question.surveyed.place
        return f"{wanted.name}, {wanted.country} {wanted.feature_code} {wanted.population:,}: {told}"


def _kind(place: Place) -> str:
    if place.feature_code in COUNTRY_CODES:
        return "the country or territory"
    if place.feature_class == FeatureClass.SETTLEMENT:
        return "a settlement"
    return "a division" if place.feature_code.startswith("ADM") else "a feature"


def answers(pipeline: Pipeline, asked: Iterable[Question]) -> Iterator[Answer]:
    """What the program makes of each question: the mention that covers most of the name counts."""
    listed = list(asked)
    articles = (reading.from_text(question.text) for question in listed)
    for question, read in zip(listed, pipeline.read_many(articles, explain=False), strict=True):
        yield Answer(question, _mention(question, read))


def _mention(question: Question, read: Reading) -> Mention | None:
    shared = [
        (min(question.end, one.span.end) - max(question.start, one.span.start), -len(one.text), one)
        for one in read.mentions
    ]
    overlap, _, best = max(shared, default=(0, 0, None), key=lambda each: each[:2])
    return best if overlap > 0 else None
