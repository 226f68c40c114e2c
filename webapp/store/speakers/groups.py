"""Who is the same speaker across articles: by name and description, and then as a person decided.

A speaker that is only a common noun (officials, a statement) is one article's own until a person merges it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from webapp.domain import Manner
from webapp.store.speakers.labels import Clusters, digest, distinctive, generic_mark, key_of, label_of

SPLIT_LABEL = "split\n"
"""How the labels of speakers begin who were split off."""


@dataclass(frozen=True, slots=True, order=True)
class SpeakerClaim:
    """What matters about a claim for finding its speaker; ``start`` is where its words begin.

    ``generic`` is whether the name is only a common noun. ``said`` and ``manner`` say whether the claim is shown.
    """

    content_hash: str
    name: str
    start: int
    article: int
    index: int
    description: str = ""
    generic: bool = False
    said: float = 1.0
    manner: Manner = Manner.NEUTRAL

    @property
    def key(self) -> tuple[int, int]:
        """The article's id and the claim's place in its reading."""
        return self.article, self.index

    @property
    def form_key(self) -> str:
        """Such as "3.14.250", with where the words begin: so that no form names another claim once the article is
        read again.
        """
        return f"{self.article}.{self.index}.{self.start}"


@dataclass(frozen=True, slots=True)
class Member:
    """A claim in a person's choice; ``start`` is None for everything the name says in the article.

    ``name_now`` and ``start_now`` are the same in a later reading of the article that has another name or start for
    it; ``name_now`` is empty otherwise.
    """

    content_hash: str
    name: str
    start: int | None = None
    name_now: str = ""
    start_now: int | None = None

    def matches(self, claim: SpeakerClaim) -> bool:
        """Whether the choice covers this claim."""
        if self.content_hash != claim.content_hash:
            return False
        return (self.name == claim.name and self.start in (None, claim.start)) or (
            self.name_now == claim.name and self.start_now in (None, claim.start)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A merge of ``other`` into ``chosen``, or a split that separates ``chosen``."""

    id: int
    kind: str
    chosen: tuple[Member, ...]
    other: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """One speaker across all articles; ``names`` are those the articles use, the one shown first.

    ``hidden`` is the number of further claims that are not shown.
    """

    id: str
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    claims: tuple[SpeakerClaim, ...]
    hidden: int = 0

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]

    @property
    def articles(self) -> int:
        """In how many articles they speak."""
        return len({claim.article for claim in self.claims})

    @property
    def only_in(self) -> int | None:
        """The article whose own the speaker is, as its name is only a common noun; None for all others."""
        articles = {claim.article for claim in self.claims}
        is_own = len(articles) == 1 and all(claim.generic for claim in self.claims)
        return articles.pop() if is_own else None


@dataclass(frozen=True, slots=True)
class Speakers:
    """Every speaker, most claims first; ``by_id`` also has the ids of speakers that were merged away.

    ``hidden`` is the number of claims that are not shown.
    """

    groups: tuple[SpeakerGroup, ...]
    of_claim: Mapping[tuple[int, int], SpeakerGroup]
    by_id: Mapping[str, SpeakerGroup]
    hidden: int = 0

    def shown(self, is_shown: Callable[[SpeakerClaim], bool]) -> Speakers:
        """The same with only some of the claims; who then has none is found by id, but is not listed."""
        by_key = {one.id: _shown(one, is_shown) for one in self.groups}
        listed = (one for one in by_key.values() if one.claims)
        return Speakers(
            tuple(sorted(listed, key=_most_claims_first)),
            {key: by_key[one.id] for key, one in self.of_claim.items()},
            {key: by_key[one.id] for key, one in self.by_id.items()},
            sum(one.hidden for one in by_key.values()),
        )


@dataclass(slots=True)
class Decided:
    """What choices make of the labels of claims.

    ``names`` are the names shown, by label. ``moves`` lists what each merge moved, as (choice, label, into), in order;
    ``moved`` has, for each label that was merged away and not merged into since, the label into which it went, and by
    which choice.
    """

    labels: list[str]
    names: dict[str, str]
    moves: list[tuple[int, str, str]] = field(default_factory=list)
    moved: dict[str, tuple[str, int]] = field(default_factory=dict)


def group(spoken: Iterable[SpeakerClaim], choices: Sequence[Choice] = ()) -> Speakers:
    """Gather claims by who made them; ``choices`` are applied in their order."""
    claims = sorted(spoken)
    found = decide(claims, _by_name_and_description(claims), choices)
    of_label: dict[str, list[SpeakerClaim]] = defaultdict(list)
    for label, claim in zip(found.labels, claims, strict=True):
        of_label[label].append(claim)
    groups = {label: _group(label, found.names[label], members) for label, members in of_label.items()}
    return gathered(groups, {old: into for old, (into, _) in found.moved.items()})


def gathered(groups: Mapping[str, SpeakerGroup], moved: Mapping[str, str]) -> Speakers:
    """The speakers with these labels; ``moved`` leads from labels that were merged away to those they went into."""
    ordered = sorted(groups.values(), key=_most_claims_first)
    by_id = {one.id: one for one in ordered}
    for old in moved:
        if (now := _follow(old, moved)) in groups:
            by_id.setdefault(digest(old), groups[now])
    return Speakers(tuple(ordered), {claim.key: one for one in ordered for claim in one.claims}, by_id)


def decide(claims: Sequence[SpeakerClaim], labels: Iterable[str], choices: Sequence[Choice]) -> Decided:
    """Apply choices, in their order, to claims with these labels; the claims are sorted."""
    found = Decided(list(labels), {})
    for label, claim in zip(reversed(found.labels), reversed(claims), strict=True):
        found.names[label] = claim.name
    for choice in choices:
        _apply(choice, claims, found)
    return found


def _most_claims_first(one: SpeakerGroup) -> tuple[int, str, str]:
    return -len(one.claims), one.name.casefold(), one.id


def _shown(one: SpeakerGroup, is_shown: Callable[[SpeakerClaim], bool]) -> SpeakerGroup:
    claims = tuple(claim for claim in one.claims if is_shown(claim))
    return replace(one, claims=claims, hidden=one.hidden + len(one.claims) - len(claims))


def members(claims: Iterable[SpeakerClaim], every: Iterable[SpeakerClaim]) -> tuple[Member, ...]:
    """What a choice stores of claims: a single entry for a name in an article if all its claims are chosen."""
    of_name: dict[tuple[str, str], set[int]] = defaultdict(set)
    for claim in every:
        of_name[claim.content_hash, claim.name].add(claim.start)
    chosen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for claim in claims:
        chosen[claim.content_hash, claim.name].add(claim.start)
    kept = []
    for (content_hash, name), starts in sorted(chosen.items()):
        if starts == of_name[content_hash, name]:
            kept.append(Member(content_hash, name))
        else:
            kept += [Member(content_hash, name, start) for start in sorted(starts)]
    return tuple(kept)


def _by_name_and_description(claims: Sequence[SpeakerClaim]) -> list[str]:
    # In one article a name is one speaker; across articles, if it is more than a common noun and the descriptions have
    # a word in common.
    generic = {(key_of(claim.name), claim.content_hash) for claim in claims if claim.generic}
    words: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        words[key_of(claim.name), claim.content_hash] |= distinctive(claim.description)
    clusters: dict[str, Clusters] = defaultdict(Clusters)
    label: dict[tuple[str, str], str] = {}
    for (key, content_hash), own in sorted(words.items()):
        if (key, content_hash) in generic:
            mark = generic_mark(content_hash)
        else:
            mark, _ = clusters[key].place(own)
        label[key, content_hash] = label_of(key, mark)
    return [label[key_of(claim.name), claim.content_hash] for claim in claims]


def _apply(choice: Choice, claims: Sequence[SpeakerClaim], found: Decided) -> None:
    chosen = _matched(choice.chosen, claims)
    if not chosen:
        return
    labels = found.labels
    if choice.kind == "split":
        label = f"{SPLIT_LABEL}{choice.id}"
        found.names[label] = claims[chosen[0]].name
        for index in chosen:
            labels[index] = label
        return
    into = Counter(labels[index] for index in chosen).most_common(1)[0][0]
    joined = {labels[index] for index in (*chosen, *_matched(choice.other, claims))} - {into}
    for index, label in enumerate(labels):
        if label in joined:
            labels[index] = into
    found.moved.pop(into, None)
    found.moved.update(dict.fromkeys(joined, (into, choice.id)))
    found.moves += [(choice.id, label, into) for label in sorted(joined)]


def _matched(wanted: Sequence[Member], claims: Sequence[SpeakerClaim]) -> list[int]:
    of_name: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in wanted:
        for name in {member.name, member.name_now or member.name}:
            of_name[member.content_hash, name].append(member)
    return [
        index
        for index, claim in enumerate(claims)
        if any(member.matches(claim) for member in of_name.get((claim.content_hash, claim.name), ()))
    ]


def _follow(label: str, moved: Mapping[str, str]) -> str:
    seen = set()
    while label in moved and label not in seen:
        seen.add(label)
        label = moved[label]
    return label


def _group(label: str, name: str, claims: Sequence[SpeakerClaim]) -> SpeakerGroup:
    names = dict.fromkeys([name, *(claim.name for claim in claims)])
    descriptions = Counter(" ".join(claim.description.split()) for claim in claims if claim.description)
    in_order = tuple(sorted(claims, key=lambda claim: claim.key))
    return SpeakerGroup(digest(label), tuple(names), tuple(words for words, _ in descriptions.most_common()), in_order)
