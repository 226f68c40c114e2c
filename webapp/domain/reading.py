"""What is read from an article: its mentions with the places they stand for, and its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gazetteer.place import Place, Precision
from webapp.domain.article import Article, Span
from webapp.domain.kinds import Basis, ClaimKind, Manner, MentionKind, Role, Status


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may stand for, with a score in [0, 1] and the reasons for it."""

    place: Place
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place chosen for a mention; ``place`` is None if it could not be placed, and
    ``evidence`` then says why. ``candidates`` are the best few, the chosen one first. ``contrast`` says
    which place came next and what would have changed the choice.
    """

    place: Place | None
    confidence: float
    evidence: tuple[str, ...] = ()
    status: Status = Status.UNVERIFIED
    candidates: tuple[Candidate, ...] = ()
    contrast: tuple[str, ...] = ()

    @property
    def precision(self) -> Precision | None:
        """How exact the location is, None if there is none."""
        return self.place.precision if self.place else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to a place; ``confidence`` in [0, 1] is that it is a place at all.

    ``evidence`` says why the words were taken for a place. ``sense`` is what they mean other than the place
    itself: "government" in "Islamabad denied it", "people" in "Kashmiris"; empty for most. ``pinned`` is whether a
    claim of the reading is about its place: ``Reading`` sees to it.
    """

    span: Span
    text: str
    kind: MentionKind
    confidence: float
    resolution: Resolution
    evidence: tuple[str, ...] = ()
    sense: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of reported speech (Pareti 2015); ``source`` and ``cue`` may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body a source resolves to: full name, and office or organisation as written.

    ``generic`` is whether the name is only a common noun (officials, a statement): nobody outside this article.
    """

    name: str
    description: str | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A claim's link to ``Reading.mentions[mention]``, and why the place has that role.

    ``basis`` says where the mention stands; ``confidence``, from 0 to 1, is that a reader would look for the claim
    there, for links of the role ``ABOUT``.
    """

    mention: int
    role: Role
    evidence: str = ""
    basis: Basis = Basis.CONTENT
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution with its speaker resolved and its links to places.

    ``speaker`` is None where the article names nobody. ``negated`` says that the speaker denied the content, or
    did not say it. ``within`` is the index, in ``Reading.claims``, of the claim in whose words this one is reported
    (A said that B denied …), None for most. ``confidence``, from 0 to 1, is that a careful reader would mark these
    words with this source. ``evidence`` says in sentences why they were taken for a claim, ``why_speaker`` why the
    source stands for the speaker; ``speaker_confidence``, from 0 to 1, is that it does. ``said``, from 0 to 1, is that
    the words were said or written, rather than thought, wanted or done. ``status`` is what a person decided about it.
    """

    kind: ClaimKind
    attribution: Attribution
    speaker: Speaker | None
    confidence: float
    places: tuple[ClaimPlace, ...] = ()
    manner: Manner = Manner.NEUTRAL
    negated: bool = False
    within: int | None = None
    evidence: tuple[str, ...] = ()
    why_speaker: str = ""
    speaker_confidence: float = 0.0
    said: float = 1.0
    status: Status = Status.UNVERIFIED

    @property
    def about(self) -> tuple[int, ...]:
        """Indices of the mentions that pin this claim."""
        return tuple(link.mention for link in self.places if link.role is Role.ABOUT)


@dataclass(frozen=True, slots=True)
class Edition:
    """What makes a reading: two readings of one article that have the same edition are the same.

    ``program`` is the version of the code, tables and weights that read ("" for readings of versions that did not
    record it), ``model`` the language model with its weights, ``gazetteer`` the version of the gazetteer.
    """

    program: str = ""
    model: str = ""
    gazetteer: str = ""

    def __str__(self) -> str:
        gazetteer = f"gazetteer {self.gazetteer}" if self.gazetteer else ""
        program = f"program {self.program}" if self.program else ""
        return ", ".join(part for part in (self.model, gazetteer, program) if part)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article, and by which program, model and gazetteer."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    model: str = ""
    gazetteer: str = ""
    notes: tuple[str, ...] = field(default=())
    """Sentences for the reader: "no places were found", "this does not seem to be English"."""
    program: str = ""

    def __post_init__(self) -> None:
        """Mark the mentions that a claim is about."""
        about = {link.mention for claim in self.claims for link in claim.places if link.role is Role.ABOUT}
        new = {index for index in about if index < len(self.mentions) and not self.mentions[index].pinned}
        if new:
            marked = (replace(one, pinned=True) if index in new else one for index, one in enumerate(self.mentions))
            object.__setattr__(self, "mentions", tuple(marked))

    @property
    def edition(self) -> Edition:
        """What made this reading."""
        return Edition(self.program, self.model, self.gazetteer)

    def said_at_least(self, least: float) -> Reading:
        """The same without the claims that are less likely to have been said; what reports a claim left out is lost."""
        return self._with_claims([index for index, claim in enumerate(self.claims) if claim.said >= least])

    def without_rejected(self) -> Reading:
        """The same without the claims that a person said are none."""
        return self._with_claims([i for i, claim in enumerate(self.claims) if claim.status is not Status.REJECTED])

    def _with_claims(self, kept: Sequence[int]) -> Reading:
        at = {old: new for new, old in enumerate(kept)}
        claims = (self.claims[index] for index in kept)
        found = (replace(one, within=None if one.within is None else at.get(one.within)) for one in claims)
        return replace(self, claims=tuple(found))

    @property
    def read_with(self) -> str:
        """The model, the gazetteer and the program, in one line for the reader."""
        return str(self.edition)
