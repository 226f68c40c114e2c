"""Made news stories: every sentence is put together from parts written for this benchmark."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

_FIRST = """
Amina Bekim Clara Dalia Edgar Farida Goran Hana Ismail Jonas Karima Lidia Mateus Nuria Oskar Petra Rashid
Selma
"""
FIRST = _FIRST.split()
_LAST = """
Abara Bergmann Castellano Draganov Elmi Fofana Ganbold Hakobyan Ivarsson Jallow Kovač Lindqvist Mbeki-Ross
O'Dowd Petrescu Quispe Rahimi Sørensen Tadesse Varga
"""
LAST = _LAST.split()
PLACES = [
    "Marrowby",
    "Tel Ashkar",
    "Vestrand",
    "Koronis",
    "Baladiya",
    "Dunmore",
    "Kestrel Bay",
    "Pastrana",
    "Zelenets",
    "Adun",
]
THINGS = [
    "bridge",
    "dam",
    "hospital",
    "grain store",
    "ferry port",
    "power station",
    "water tower",
    "school",
    "market hall",
    "railway yard",
]
SITES = [
    ("The Marrowby Courier", "marrowbycourier.example"), ("Koronis Times", "koronistimes.example"),
    ("Vestrand Post", "vestrandpost.example"), ("Channel 6 News", "channel6.example"),
    ("Daily Lantern", "lantern.example"), ("The Harbour", "theharbour.example"),
    ("Adun Today", "aduntoday.example"), ("KVTR", "kvtr.example"),
]  # fmt: skip
HEADLINES = [
    "{Thing} in {place} to close for repairs after flood", "Fire at {place} {thing} leaves hundreds without shelter",
    "‘We were not told’: families near {place} {thing} ask for answers", "Council of {place} votes to rebuild {thing}",
    "Army says it holds {place} {thing}; rebels deny it", "Why the {thing} at {place} may not last the winter",
    "{place}: strike shuts {thing} for a third day", "Engineers warn of cracks in {place} {thing} - and of a long wait",
    "Explainer: who pays for the {thing} in {place}?", "Two die as wall of {place} {thing} collapses",
]  # fmt: skip
OPENINGS = [
    (
        "The {thing} in {place} will stay shut until spring, the town's engineer said on {day}, after water had "
        "got into its foundations."
    ),
    "Hundreds of people left their homes near the {thing} in {place} on {day} when smoke spread over the river.",
    (
        "A row over who should mend the {thing} in {place} reached the regional court on {day}, three years "
        "after it was first damaged."
    ),
]  # fmt: skip
SENTENCES = [
    "“We see new cracks every morning,” said {person}, who has worked there for eleven years.",
    "{person}, a teacher from {other}, said that nobody had warned the school.",
    "Support for the plan has fallen since the council of {other} refused to share its costs.",
    "Watch posts along the river reported that the water had risen by forty centimetres in a night.",
    "Read aloud in the court, the letter named four companies that had worked on the walls.",
    "Share prices in {other} fell by a tenth when the news became known.",
    "Follow-up checks will begin next week, according to a statement of the ministry in {other}.",
    "The road between {place} and {other} remains closed, and buses go by way of the hills.",
    "“Nobody sleeps here any more,” {person} told reporters at the gate, and asked the government for tents.",
    "Comments by the minister that the damage was small angered people in {other}.",
    "The insurers put the loss at nine million, of which the state would bear a third.",
    "A second team, sent from {other}, measured the ground with lasers and found that it had sunk by a hand's breadth.",
    "Officials denied that the work had been stopped for want of money.",
    "Related costs, among them those of pumps and of diesel, have doubled within a year.",
    "Photographs of the north wall show a gap wide enough for a child to climb through.",
    "The mayor of {other}, {person}, said her town could take in no more than two hundred families.",
    "Signs of strain were visible as early as 2011, when the first report on the {thing} was written.",
    "More than sixty lorries are waiting on the far side of the border.",
    "By {day} evening the fire had been put out, but the roof was lost.",
    "Get well cards and flowers lay at the door of the hospital in {other}.",
    "Subscribers to the water company in {other} will pay more from January, {person} told the council.",
    "Join-up work between the two halves of the wall was never finished, the inspectors wrote.",
]  # fmt: skip
SUBHEADS = ["What happens next", "A wall with a history", "Who pays", "Life beside the river", "The night of the fire"]
CAPTIONS = [
    "The {thing} in {place} seen from the east bank.",
    "People wait beside the {thing} in {place} on {day}.",
    "Sandbags at the foot of the {thing}.",
]
CREDITS = [
    "Photo: Rasa Blom/Reuters",
    "Getty Images",
    "AP Photo/Ilja Maron",
    "Photograph: Tove Lund/The Harbour",
    "© Milo Drent / AFP",
]
STANDFIRSTS = [
    "Engineers had warned of it for years. Now the town has to find the money.",
    "Residents say that they learned of the danger from the radio",
    "A court is to decide who was to blame for what happened in {place}.",
]
RELATED = [
    "Storm over Pastrana cuts power to thousands", "Five things to know about the Adun elections",
    "Fishermen of Kestrel Bay end their blockade", "Zelenets opens its first tram line",
    "Bakers of Dunmore raise the price of bread",
]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True, slots=True)
class Story:
    """A story and what a reader must find in a file of it; ``seed`` varies what surrounds it."""

    title: str
    authors: tuple[str, ...]
    date: dt.date
    changed: dt.date
    site: str
    host: str
    standfirst: str
    caption: str
    credit: str
    paragraphs: tuple[str, ...]
    subhead: str
    related: tuple[str, ...]
    random: Random = field(repr=False, compare=False, default_factory=Random)

    @property
    def address(self) -> str:
        """The story's address, with its day in it."""
        return f"https://www.{self.host}/{self.date:%Y/%m/%d}/{self.slug}"

    @property
    def slug(self) -> str:
        """The headline as addresses have it."""
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.lower()).split())[:50]

    @property
    def moment(self) -> str:
        """When the story was published, as ISO 8601 writes it."""
        return f"{self.date.isoformat()}T09:{self.random.randrange(10, 59)}:00+02:00"

    @property
    def changed_moment(self) -> str:
        """When it was last changed."""
        return f"{self.changed.isoformat()}T18:05:00+02:00"


def story(seed: int) -> Story:
    """A story; the same one for the same seed."""
    random = Random(seed)
    day, date = random.choice(DAYS), dt.date(2009, 1, 5) + dt.timedelta(days=random.randrange(6000))
    site, host = random.choice(SITES)

    def filled(template: str) -> str:
        place, other = (
            random.sample(PLACES, 2)
            if not chosen
            else (chosen[0], random.choice([p for p in PLACES if p != chosen[0]]))
        )
        person = f"{random.choice(FIRST)} {random.choice(LAST)}"
        return template.format(
            thing=chosen[1], Thing=chosen[1].capitalize(), place=place, other=other, person=person, day=day
        )

    chosen = (random.choice(PLACES), random.choice(THINGS))
    sentences = random.sample(SENTENCES, 16)
    body = [filled(random.choice(OPENINGS)) + " " + filled(sentences[0])]
    position = 1
    while position < len(sentences):
        size = random.choice((1, 2, 3))
        body.append(" ".join(map(filled, sentences[position : position + size])))
        position += size
    names = random.sample(FIRST, 2), random.sample(LAST, 2)
    authors = tuple(" ".join(pair) for pair in zip(*names, strict=True))[: 1 if random.random() < 0.7 else 2]
    return Story(
        title=filled(random.choice(HEADLINES)),
        authors=authors,
        date=date,
        changed=date + dt.timedelta(days=random.randrange(1, 900)),
        site=site,
        host=host,
        standfirst=filled(random.choice(STANDFIRSTS)),
        caption=filled(random.choice(CAPTIONS)),
        credit=random.choice(CREDITS),
        paragraphs=tuple(body),
        subhead=random.choice(SUBHEADS),
        related=tuple(random.sample(RELATED, 3)),
        random=random,
    )
