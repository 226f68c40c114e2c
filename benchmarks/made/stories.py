"""Stories written for measuring, many of a kind, and copies of them as other outlets would print them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.domain import Article, Attribution, Claim, ClaimKind, Reading, Span, Speaker

TOWNS = (
    "Amberley Brackwater Carrow Dunmere Elswick Fallowby Garrick Hollin Inverlode Jasperton Kestrel Larkhill Morwen "
    "Netherby Oakhaven Penrow Quarrel Rushmoor Selwick Thornby Ulverton Vexley Wainford Yarrow Zeal"
).split()
FIRST = "Ada Ben Clara Dan Elif Femi Grace Hana Ivo Jun Karim Lena Musa Nadia Omar Petra Rosa Sami Tariq Vera".split()
LAST = "Okoro Ruiz Haddad Novak Mensah Larsen Iqbal Costa Weber Osei Tanaka Moreau Rahimi Keller Adeyemi Silva".split()
BODIES = "the Relief Council, the Rivers Board, the Farmers' League, the Upland Clinic, the Port Union".split(", ")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
KINDS: dict[str, tuple[str, ...]] = {
    "report": (
        "At least {n} families left their homes in {town} between {day} and {day2}, the weekly report of {body} shows.",
        "The number of people who sleep in schools in {town} stands at {n}, after {n2} a week earlier.",
        "{person}, who leads the team in {town}, said that {n} children there had not eaten a warm meal since {day}.",
        "Lorries brought {n} tonnes of flour to {town}, but none reached {town2}.",
        '"We counted {n} new cases of cholera in {town} alone," said {person} of {body}.',
        "The road from {town} to {town2} stayed closed for {n} hours because of mines.",
        "{person} told reporters that {n2} wells in {town2} were still dry.",
        "In {town2}, {n} tents burned down on {day}; {person} said nobody had been hurt.",
        "Fuel cost {n} crowns a can in {town}, {n2} more than in {town2}.",
        "{body} asks for {n} million crowns, of which {n2} million have been paid.",
    ),
    "court": (
        "A judge in {town} sentenced {person} to {n} months in prison on {day} for taking bribes.",
        "The court heard {n} witnesses over {n2} days in a trial that divided {town}.",
        "{person2} for the prosecution said that {n} payments had been made to an account in {town2}.",
        '"My client was {n2} kilometres away that night," said {person3}, who defends the former mayor of {town}.',
        "Some {n} people waited outside the court in {town} until the evening of {day}.",
        "{person2} said that an appeal could take {n2} weeks.",
        "The money was meant for {n} flats in {town2}, of which {n2} were built.",
        "{body} called the sentence a warning to other towns.",
        "{person3} told the court that {n} pages of the file were missing.",
        "Another {n2} officials of {town2} are to stand trial after {day2}.",
    ),
    "clash": (
        "{n} people were hurt when police and strikers clashed at the gates of the mill in {town} on {day}.",
        "{person} of {body} said that the police had fired {n} rounds without warning.",
        "The interior ministry said {n2} officers were treated in a clinic in {town2}.",
        '"They came at us from {n} sides," said {person2}, who works at the mill in {town}.',
        "The strike began {n2} days ago over {n} jobs that are to go to {town2}.",
        "{person3}, the mayor of {town}, said that talks would go on until {day2}.",
        "Shops within {n} streets of the mill stayed shut.",
        "{body} promised {n} crowns to each family of {town} that lost its wages.",
        "{person} said {n2} strikers were still held in {town2}.",
        "The mill made {n} tonnes of paper last year, {n2} fewer than the year before.",
    ),
    "flood": (
        "The river rose by {n} centimetres in {town} overnight and flooded {n2} houses, officials said on {day}.",
        "{person} of {body} said that the dam above {town2} could hold for {n} hours at most.",
        '"The water took {n} of my sheep and the bridge with them," said {person2}, a farmer near {town}.',
        "Boats fetched {n} people from roofs in {town2}.",
        "Trains between {town} and {town2} will not run before {day2}.",
        "{person3} said that {n2} pumps had been ordered {n} months ago and never came.",
        "The rain that fell on {day} was the heaviest in {n} years.",
        "{body} opened {n2} halls in {town} to those who lost their homes.",
        "{person3} told a meeting in {town} that the town had {n} crowns left for repairs.",
        "Schools in {town2} stay shut for {n} days.",
    ),
}
STANDING = {
    "report": (
        "This report is compiled every week by field teams and covers all districts to which they have access; figures "
        "are estimates and may be corrected in later issues.",
        "Needs assessed in this period include food, clean water, shelter and health care; partners are asked to send "
        "their updates to the coordination desk before the end of the week.",
        "The situation remains serious, and access is limited by closed roads, a lack of fuel and the danger of mines.",
        "For definitions of the terms used in this report, and for maps of the districts, see the first issue.",
    ),
    "court": (
        "All persons are presumed innocent until a court has decided otherwise and the time for appeals is over.",
    ),
    "clash": ("The mill is the largest employer of the district, and its owners have changed hands several times.",),
    "flood": ("The river floods the low-lying quarters every few years, in most cases after the snow has melted.",),
}
TAILS = (
    "(Reporting by the northern desk; editing by Ivo Keller)",
    "This story was produced by Crown Wire and published without changes by our staff. Sign up for our morning letter.",
    "© Crown Wire. All rights reserved. Read more on our pages about the region.",
)
OWN_LEADS = (
    "Our correspondent in {town} has followed the events that shook the whole district this week.",
    "It is the news that everybody talks about in {town}, and far beyond it: nothing will be as it was.",
    "Readers in {town} had been waiting for days, and now there is at last some certainty.",
)
LOCAL = (
    "Several families from our own town have relatives in {town}, and some of them are waiting for a call.",
    "Our newspaper has reported on {town} before, and it will go on doing so in the coming weeks.",
)
SUBEDITED = (("told reporters that", "said that"), ("people were", "persons were"), ("because of", "owing to"),
             ("at most", "at the most"), ("stayed shut", "remained closed"), ("in most cases", "mostly"))  # fmt: skip
_SAID = re.compile(
    r"“?\"?([^.\"]+?),?\"? (?:said|told) (\w+ \w+)|(\w+ \w+)(?:, [^,]+,)?(?: of [^.]+?)? (said|told) ([^.]+)"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A story or a copy of it: ``story`` is the same for both."""

    story: int
    kind: str
    headline: str
    paragraphs: tuple[str, ...]
    publisher: str

    @property
    def text(self) -> str:
        """The headline and the paragraphs."""
        return "\n\n".join((self.headline, *self.paragraphs))


def stories(count: int, seed: int = 1) -> Iterator[Made]:
    """Stories of four kinds; every fourth is another week of one series, with the same towns, people and body."""
    chance = random.Random(seed)
    for number in range(count):
        kind = tuple(KINDS)[number % len(KINDS)]
        facts = random.Random(number // 80) if kind == "report" else chance
        people = facts.sample([f"{first} {last}" for first in FIRST for last in LAST], 3)
        names = {
            **dict(zip(("town", "town2"), facts.sample(TOWNS, 2), strict=True)),
            **dict(zip(("person", "person2", "person3"), people, strict=True)),
            "body": facts.choice(BODIES),
        }
        sentences = [_filled(sentence, names, chance) for sentence in chance.sample(KINDS[kind], chance.randint(6, 9))]
        headline = f"{names['town']}: {sentences[0].split(',')[0].split(' on ')[0]}"
        yield Made(number, kind, headline, (*_paragraphs(sentences, chance), *STANDING[kind]), "Crown Wire")


def copies(made: Made, count: int, seed: int = 1) -> Iterator[Made]:
    """The story in other outlets: another headline, an own lead, cuts, a local paragraph, a tail, other words."""
    chance = random.Random(seed * 100_003 + made.story)
    town = made.headline.partition(":")[0]
    for number in range(count):
        paragraphs = list(made.paragraphs)
        if chance.random() < 0.4:
            paragraphs[0:1] = [chance.choice(OWN_LEADS).format(town=town)]
        if chance.random() < 0.5:
            paragraphs = paragraphs[: max(3, round(len(paragraphs) * chance.uniform(0.5, 0.9)))]
        if chance.random() < 0.3:
            paragraphs.insert(chance.randrange(1, len(paragraphs)), chance.choice(LOCAL).format(town=town))
        if chance.random() < 0.5:
            paragraphs.append(chance.choice(TAILS))
        if chance.random() < 0.5:
            for before, after in SUBEDITED:
                paragraphs = [paragraph.replace(before, after) for paragraph in paragraphs]
        headline = made.headline if chance.random() < 0.4 else f"What we know of the events in {town}"
        yield replace(made, headline=headline, paragraphs=tuple(paragraphs), publisher=f"Outlet {number + 1}")


def read(made: Made) -> Reading:
    """A made story as an article with its claims: whoever said or told something."""
    text = made.text
    claims = []
    for found in _SAID.finditer(text):
        group, speaker = (1, found[2]) if found[1] else (5, found[3])
        spans = Attribution((Span(*found.span(group)),))
        claims.append(Claim(ClaimKind.INDIRECT, spans, Speaker(speaker), 0.9))
    article = Article(text, title=made.headline, publisher=made.publisher)
    return Reading(article, (), tuple(claims), "made", "made", (), "1")


def _filled(sentence: str, names: dict[str, str], chance: random.Random) -> str:
    day, day2 = chance.sample(DAYS, 2)
    number, number2 = (str(chance.randint(3, 980)) for _ in range(2))
    filled = sentence.format(**names, n=number, n2=number2, day=day, day2=day2)
    return filled[0].upper() + filled[1:]


def _paragraphs(sentences: list[str], chance: random.Random) -> Iterator[str]:
    while sentences:
        size = chance.randint(1, 2)
        yield " ".join(sentences[:size])
        sentences = sentences[size:]
