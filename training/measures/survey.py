"""Surveys the gazetteer's own places in plain news sentences: which kinds are found, and which are placed right.

    python -m training.measures.survey                          # every part; some minutes
    python -m training.measures.survey capitals --list          # one part, with what went wrong
    python -m training.measures.survey settlements --size 2000

Every country, territory and capital is named in five sentences; every first-order division with the class word of its
country and with its country's name; settlements of more than 15,000 people, drawn by chance, with their country's name
and without. *Found* means that a mention covers the name; *right*, that it is placed at the place, or no farther from
it than 30 km in the same country ("Cochabamba, Bolivia" may be the city of the department); *entity*, that it is the
very place, whatever lies at the same spot; *hamlet*, that a town is placed at a namesake with less than a tenth of its
people. Nothing here is used for fitting.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gazetteer.build import ensure
from gazetteer.distance import distance_km
from gazetteer.place import FeatureClass, Place
from gazetteer.sources.divisions import read_terms
from gazetteer.store import Gazetteer
from training.measures.survey_places import Surveyed, capitals, countries, divisions, settlements, territories
from webapp import reading
from webapp.config import Settings
from webapp.domain import Mention, Reading
from webapp.nlp.pipeline import Pipeline

SEED = 20_240_611
SIZE = 10_000
"""Settlements drawn."""
SPOT_KM = 30.0
"""A place of the same country no farther from the one meant is the same spot."""
WIDE_KM = 1500.0
"""The same for a territory or country: its point is a matter of taste."""
SMALLER = 0.1
"""A namesake with less than this share of a town's people is a hamlet beside it."""
AREA_SENTENCES = (
    "Heavy rain cut the main roads of {the} on Sunday, and schools stayed shut.",
    "Aid workers are waiting for permits to travel to {the}, a spokeswoman for the charity said.",
    "{The} will hold an election in May.",
    "Three ministers flew back from {the} after two days of talks about fishing rights.",
    "The price of rice has doubled in {the} since the harvest failed.",
)
CAPITAL_SENTENCES = (
    "Several thousand teachers marched through {the} on Friday to demand higher pay.",
    "The peace talks in {the} broke up without a date for the next round.",
    "A diplomat based in {the} said that the embassy would stay open.",
    "Flights to {the} were cancelled because of the storm.",
    "The president returned to {the} late in the evening.",
)
WITH_CLASS = "Two bridges in {the} were swept away by the flood, the interior ministry said."
WITH_COUNTRY = "Two bridges in {name}, {country}, were swept away by the flood, officials said."
TOWN_WITH_COUNTRY = "A bus carrying wedding guests overturned near {name}, {country}, and nine people were hurt."
TOWN_ALONE = "A bus carrying wedding guests overturned near {name} on Saturday, and nine people were hurt."
_ARTICLE_BEFORE = (
    "United ",
    "Central African ",
    "Dominican Republic",
    "Czech Republic",
    "British ",
    "U.S. ",
    "Democratic ",
)
_ARTICLE_AFTER = (
    " Islands",
    " Territory",
    " Territories",
    " Republic",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Maldives",
)
_FORMS = {"Gambia", "Vatican", "Comoros", "Seychelles", "Republic of the Congo", "Isle of Man", "Gaza Strip"}
PARTS = ("countries", "territories", "capitals", "divisions", "settlements")


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence about one place: what is asked, and under which heading it is counted."""

    heading: str
    text: str
    start: int
    end: int
    surveyed: Surveyed
    has_class_word: bool = False


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
        """Whether the place or another at its spot was chosen."""
        place, wanted = self.place, self.question.surveyed.place
        if place is None or self.is_entity:
            return place is not None
        if wanted.feature_code == "ADM1" and place.country == wanted.country and place.admin1 == wanted.name:
            return not self.question.has_class_word
        reach = WIDE_KM if self.question.surveyed.is_wide else SPOT_KM
        return place.country == wanted.country and distance_km(place.lat, place.lon, wanted.lat, wanted.lon) <= reach

    @property
    def is_hamlet(self) -> bool:
        """Whether a town was placed at a far smaller namesake elsewhere."""
        place, wanted = self.place, self.question.surveyed.place
        if place is None or self.is_right or place.feature_class != FeatureClass.SETTLEMENT:
            return False
        return place.population < SMALLER * wanted.population

    def __str__(self) -> str:
        place = self.place
        told = "not found" if self.mention is None else "unplaced"
        if place is not None:
            told = f"{place.name}, {place.admin1}, {place.country} {place.feature_code} {place.population:,}"
        wanted = self.question.surveyed.place
        return f"{wanted.name}, {wanted.country} {wanted.feature_code} {wanted.population:,}: {told}"


def with_article(name: str) -> str:
    """A country's name as English sentences have it: "the Netherlands"."""
    wants = name in _FORMS or name.startswith(_ARTICLE_BEFORE) or name.endswith(_ARTICLE_AFTER)
    return f"the {name}" if wants and not name.startswith(("The ", "Bonaire")) else name


def _asked(heading: str, sentence: str, surveyed: Surveyed, name: str, country: str = "", word: str = "") -> Question:
    the = f"{name} {word}" if word else with_article(name)
    text = sentence.format(the=the, The=the[:1].upper() + the[1:], name=name, country=with_article(country))
    start = text.index(name)
    return Question(heading, text, start, start + len(name), surveyed, bool(word))


def questions(gazetteer: Gazetteer, parts: Sequence[str], size: int) -> Iterator[Question]:
    """All sentences of some parts of the survey."""
    for heading, places, sentences in (
        ("countries", countries, AREA_SENTENCES),
        ("territories", territories, AREA_SENTENCES),
        ("capitals", capitals, CAPITAL_SENTENCES),
    ):
        if heading in parts:
            for one in places(gazetteer):
                yield from (_asked(one.heading or heading, sentence, one, one.place.name) for sentence in sentences)
    if "divisions" in parts:
        yield from _of_divisions(gazetteer)
    if "settlements" in parts:
        found = sorted(settlements(gazetteer), key=lambda one: one.place.id)
        for one in random.Random(SEED).sample(found, min(size, len(found))):
            yield _asked("settlements with country", TOWN_WITH_COUNTRY, one, one.place.name, one.country)
            yield _asked("settlements alone", TOWN_ALONE, one, one.place.name)


def _of_divisions(gazetteer: Gazetteer) -> Iterator[Question]:
    terms = read_terms()
    for one in divisions(gazetteer):
        name = one.place.name
        yield _asked("divisions with country", WITH_COUNTRY, one, name, one.country)
        term = next(iter(terms.get((one.place.country or "", 1), ())), None)
        if term and not name.endswith(term):
            yield _asked("divisions with class word", WITH_CLASS, one, name, word=term)


def answers(pipeline: Pipeline, asked: Iterable[Question]) -> Iterator[Answer]:
    """What the program makes of each question: the mention that covers most of the name counts."""
    listed = list(asked)
    articles = [reading.from_text(question.text) for question in listed]
    for question, read in zip(listed, pipeline.read_many(articles, explain=False), strict=True):
        yield Answer(question, _mention(question, read))


def _mention(question: Question, read: Reading) -> Mention | None:
    shared = [
        (min(question.end, one.span.end) - max(question.start, one.span.start), -len(one.text), one)
        for one in read.mentions
    ]
    overlap, _, best = max(shared, default=(0, 0, None), key=lambda each: each[:2])
    return best if overlap > 0 else None


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="parts of the survey; all without any")
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--size", type=int, default=SIZE, help="how many settlements are drawn")
    parser.add_argument("--list", action="store_true", help="what went wrong, a line each")
    options = parser.parse_args()
    gazetteer = ensure(Settings.from_environment().gazetteer_path)
    pipeline = Pipeline(gazetteer, options.model)
    counts: dict[str, Counter[str]] = {}
    for answer in answers(pipeline, questions(gazetteer, options.parts or PARTS, options.size)):
        heading = answer.question.heading
        count = counts.setdefault(heading, Counter())
        count["asked"] += 1
        count["found"] += answer.mention is not None
        count["placed"] += answer.place is not None
        count["right"] += answer.is_right
        count["entity"] += answer.is_entity
        count["hamlet"] += answer.is_hamlet
        if options.list and not answer.is_right:
            print(f"{heading}\t{answer}\t{answer.question.text}")
    print(f"{'':28}{'asked':>8}" + "".join(f"{name:>8}" for name in ("found", "placed", "right", "entity", "hamlet")))
    for heading, count in counts.items():
        shares = (count[name] / count["asked"] for name in ("found", "placed", "right", "entity", "hamlet"))
        print(f"{heading:28}{count['asked']:>8}" + "".join(f"{value:>8.3f}" for value in shares))


if __name__ == "__main__":
    main()
