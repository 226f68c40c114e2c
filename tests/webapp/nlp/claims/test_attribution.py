"""Who said what: each case is a small report and the claims that a careful reader finds in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Article, Claim, ClaimKind, Span
from webapp.nlp.text.quotations import quotations

Reader = Callable[[str], Doc]


@dataclass(frozen=True)
class Expected:
    """A claim as a reader would write it down; ``content`` holds its fragments."""

    speaker: str | None
    cue: str
    content: tuple[str, ...]
    kind: ClaimKind


def direct(speaker: str | None, cue: str, *content: str) -> Expected:
    return Expected(speaker, cue, content, ClaimKind.DIRECT)


def indirect(speaker: str | None, cue: str, *content: str) -> Expected:
    return Expected(speaker, cue, content, ClaimKind.INDIRECT)


def mixed(speaker: str | None, cue: str, *content: str) -> Expected:
    return Expected(speaker, cue, content, ClaimKind.MIXED)


CASES = {
    "hearsay": (
        "Forty homes in Kasese were reportedly washed away.",
        [indirect(None, "reportedly", "Forty homes in Kasese were", "washed away")],
    ),
    "hearsay of somebody who is named": (
        "The mayor said forty homes were reportedly washed away.",
        [indirect("mayor", "said", "forty homes were reportedly washed away")],
    ),
    "hearsay in a question, on a condition, and of what somebody says": (
        "If the bridge has reportedly fallen, go home. Has it reportedly fallen? "
        "The mayor said homes fell and two were reportedly lost.",
        [indirect("mayor", "said", "homes fell and two were reportedly lost")],
    ),
    "a clause about a noun keeps its speaker": (
        "The news that the mayor warned that the bridge would fall reached Kasese.",
        [indirect("mayor", "warned", "that the bridge would fall")],
    ),
    "who adds something below the parser's clause": (
        "Omar Haidar said the river was high, going on to say that the village had fought it.",
        [
            indirect("Omar Haidar", "said", "the river was high, going on to say that the village had fought it"),
            indirect("Omar Haidar", "say", "that the village had fought it"),
        ],
    ),
    "who says something in a clause of its own": (
        "Grace Mbabazi said the minister lied when saying that the bridge was safe.",
        [
            indirect("Grace Mbabazi", "said", "the minister lied when saying that the bridge was safe"),
            indirect("minister", "saying", "that the bridge was safe"),
        ],
    ),
    "an accusation by nobody knows whom": (
        "A trader is accused of stealing cattle from the market in Gulu.",
        [indirect(None, "accused of", "stealing cattle from the market in Gulu")],
    ),
    "one who was accused does not accuse": (
        "Okello, once accused of cheating the farmers, held no office.",
        [],
    ),
    "what serves to say it": (
        "Grace Mbabazi took the chance to warn that the bridge would fall within a year.",
        [indirect("Grace Mbabazi", "warn", "that the bridge would fall within a year")],
    ),
    "what somebody goes on to say": (
        '"We never saw it," Omar Haidar said, going on to say that the village had spent years fighting the river.',
        [
            direct("Omar Haidar", "said", '"We never saw it,"'),
            indirect("Omar Haidar", "say", "that the village had spent years fighting the river"),
        ],
    ),
    "answers of an interview": (
        "Grace Mbabazi runs the port of Kisumu. She spoke to us on Monday.\n\nQ: Is the port open?\n\n"
        "A: It is not. We closed it at noon.\n\nQ: When will it open?\n\nMbabazi: The ferry comes back on Friday.",
        [
            direct("Grace Mbabazi", ":", "It is not. We closed it at noon."),
            direct("Grace Mbabazi", ":", "The ferry comes back on Friday."),
        ],
    ),
    "turns of a transcript": (
        '"OKELLO: Is the bridge open?\n\n"MBABAZI: It is not. We closed it at noon."',
        [direct("OKELLO", ":", "Is the bridge open?"), direct("MBABAZI", ":", 'It is not. We closed it at noon."')],
    ),
    "a quotation that ends in a quotation": (
        "“They call it ‘the sluice,’” Mbabazi said.",
        [direct("Mbabazi", "said", "“They call it ‘the sluice,’”")],
    ),
    "a phrase between the verb and what was said": (
        "Joanne Mbabazi said in evidence that she had begged the brothers not to sail.",
        [indirect("Joanne Mbabazi", "said", "that she had begged the brothers not to sail")],
    ),
    "a day that is no part of the speaker": (
        "Fishing communities on Thursday lifted a blockade but said they would return.",
        [indirect("Fishing communities", "said", "they would return")],
    ),
    "a lead-in without a verb of speech": (
        'Mbabazi had one message for them: "Leave before the rain."',
        [direct("Mbabazi", "had", '"Leave before the rain."')],
    ),
    "an initial with a full stop ends no sentence": (
        '"The bridge is gone," Rep. Grace Mbabazi (K-Md.) said on Monday.',
        [direct("Grace Mbabazi", "said", '"The bridge is gone,"')],
    ),
    "a colon that leads in to a quotation which goes on with the sentence": (
        "As if to calm the farmers, the water board was plain on the matter: “The dam is safe.”",
        [direct("water board", "was", "“The dam is safe.”")],
    ),
    "a colon after a verb of no speech, behind an aside": (
        "The ministry, in a paper on the flood, put it even more carefully: “The wall was weak, and it was known.”",
        [direct("ministry", "put", "“The wall was weak, and it was known.”")],
    ),
    "a colon after another quotation of the same paragraph": (
        "“The road is shut,” Mbabazi said. But she had a kind word for the drivers: “They waited all night.”",
        [
            direct("Mbabazi", "said", "“The road is shut,”"),
            direct("Mbabazi", "had", "“They waited all night.”"),
        ],
    ),
    "a quotation after a sentence with another, which ends in its cue": (
        "The bridge “is gone for good,” Okoro said. “We cannot reach the hospital.”",
        [mixed("Okoro", "said", "The bridge “is gone for good,”", "“We cannot reach the hospital.”")],
    ),
    "a quotation after a title of a quotation": (
        "Like most farmers, “we count the rain in days,” Diallo said. “If it stops, we leave.”",
        [mixed("Diallo", "said", "Like most farmers, “we count the rain in days,”", "“If it stops, we leave.”")],
    ),
    "two apostrophes as quotation marks": (
        "''The bridge is gone,'' Okoro said. ''We cannot reach the hospital.''",
        [direct("Okoro", "said", "''The bridge is gone,''", "''We cannot reach the hospital.''")],
    ),
    "two apostrophes as quotation marks around a part": (
        "Okoro said the bridge was ''gone for good.''",
        [mixed("Okoro", "said", "the bridge was ''gone for good.''")],
    ),
    "the open quotation of the paragraph before, with a cue of its own": (
        "“The water came at night,” Yusuf said. “We heard it first.\n\n“Then the wall fell,” Yusuf said.",
        [
            direct("Yusuf", "said", "“The water came at night,”", "“We heard it first."),
            direct("Yusuf", "said", "“Then the wall fell,”"),
        ],
    ),
    "a quotation longer than its sentence": (
        'Mbabazi told the paper that "the bridge is gone. The road is next."',
        [mixed("Mbabazi", "told", 'that "the bridge is gone. The road is next."')],
    ),
    "quote then speaker": (
        '"The bridge at Kasese is gone," said Grace Mbabazi, who leads the district council.',
        [direct("Grace Mbabazi", "said", '"The bridge at Kasese is gone,"')],
    ),
    "speaker then quote": (
        "Grace Mbabazi said, “The bridge at Kasese is gone.”",
        [direct("Grace Mbabazi", "said", "“The bridge at Kasese is gone.”")],
    ),
    "one quotation split by its cue": (
        '"The bridge is gone," Mbabazi said, "and so is the road."',
        [direct("Mbabazi", "said", '"The bridge is gone,"', '"and so is the road."')],
    ),
    "a second sentence goes on with the first": (
        '"The bridge is gone," Mbabazi said. "We cannot reach the hospital."',
        [direct("Mbabazi", "said", '"The bridge is gone,"', '"We cannot reach the hospital."')],
    ),
    "two quotations, two cues": (
        '"The bridge is gone," Mbabazi said. "We cannot reach the hospital," she added.',
        [
            direct("Mbabazi", "said", '"The bridge is gone,"'),
            direct("Mbabazi", "added", '"We cannot reach the hospital,"'),
        ],
    ),
    "a floating quotation": (
        "Omar Haidar said the clinic had closed.\n\n“Nobody came back for the medicine.”",
        [
            indirect("Omar Haidar", "said", "the clinic had closed"),
            direct("Omar Haidar", "", "“Nobody came back for the medicine.”"),
        ],
    ),
    "a quotation over two paragraphs": (
        "“The water came at night,” said Amina Yusuf.\n\n“We heard it first.\n\n“Then the wall fell.”",
        [
            direct("Amina Yusuf", "said", "“The water came at night,”"),
            direct("Amina Yusuf", "", "“We heard it first.", "“Then the wall fell.”"),
        ],
    ),
    "surname and pronoun": (
        "Farida Noorzai said schools would reopen.\n\nNoorzai warned that books were missing. She said staff left.",
        [
            indirect("Farida Noorzai", "said", "schools would reopen"),
            indirect("Farida Noorzai", "warned", "that books were missing"),
            indirect("Farida Noorzai", "said", "staff left"),
        ],
    ),
    "words before the speaker": (
        "The dam had leaked for years, engineers said.",
        [indirect("engineers", "said", "The dam had leaked for years")],
    ),
    "according to": (
        "According to the health ministry, forty people were treated in Goma.",
        [indirect("health ministry", "According to", "forty people were treated in Goma")],
    ),
    "accused of": (
        "The mayor accused the company of poisoning the river.",
        [indirect("mayor", "accused", "the company of poisoning the river")],
    ),
    "participles share the subject": (
        "Elena Ruiz criticised the decree, calling it a “gift to the mines” and accusing Lima of ignoring the valley.",
        [
            indirect("Elena Ruiz", "criticised", "the decree"),
            mixed("Elena Ruiz", "calling", "it a “gift to the mines”"),
            indirect("Elena Ruiz", "accusing", "Lima of ignoring the valley"),
        ],
    ),
    "a lead-in that ends in a colon": (
        "Chief Tendai Moyo told the crowd:\n\n“We will plant again.”",
        [direct("Tendai Moyo", "told", "“We will plant again.”")],
    ),
    "held responsible": (
        "The union held the ministry responsible for the delays.",
        [indirect("union", "held", "the ministry responsible for the delays")],
    ),
    "a quotation after a sentence that reports": (
        'Grace Mbabazi said the bridge at Kasese was gone. "We cannot reach the hospital."',
        [
            indirect("Grace Mbabazi", "said", "the bridge at Kasese was gone"),
            direct("Grace Mbabazi", "", '"We cannot reach the hospital."'),
        ],
    ),
    "a gerund": (
        "The army denied blocking the convoys.",
        [indirect("army", "denied", "blocking the convoys")],
    ),
    "a name in quotation marks": (
        'Patrick Muyaya called it "an act of war" and left.',
        [mixed("Patrick Muyaya", "called", 'it "an act of war"')],
    ),
    "what somebody is told to do": (
        "Tom Andrews urged ASEAN to act.",
        [indirect("Tom Andrews", "urged", "ASEAN to act")],
    ),
    "a question put to the speaker": (
        'Asked whether they would leave, Angie Motshekga said: "Not now."',
        [direct("Angie Motshekga", "said", '"Not now."')],
    ),
    "an hour in a live report": (
        "14:10 “People are running down the mountain,” says Marie Noël, a nurse.",
        [direct("Marie Noël", "says", "“People are running down the mountain,”")],
    ),
    "a speaker behind the quotation, in a broken parse": (
        '"We left the door open so the cat could get out," Karine Sargsyan, 61, recalled in Goris.',
        [direct("Karine Sargsyan", "recalled", '"We left the door open so the cat could get out,"')],
    ),
    "a name beside an office": (
        "The mayor of Kenscoff, Massillon Jean, said homes were burned.",
        [indirect("Massillon Jean", "said", "homes were burned")],
    ),
    "the one whom the sentence before is about": (
        "Mark Collins said the deputy was afraid.\n\nJason Meade pleaded not guilty. He testified that he was afraid.",
        [
            indirect("Mark Collins", "said", "the deputy was afraid"),
            indirect("Jason Meade", "testified", "that he was afraid"),
        ],
    ),
    "a surname followed by a clause": (
        "Nikol Pashinyan said he would sign. Pashinyan, who was in parliament, denied that troops were left.",
        [
            indirect("Nikol Pashinyan", "said", "he would sign"),
            indirect("Nikol Pashinyan", "denied", "that troops were left"),
        ],
    ),
}


def found(read: Reader, text: str) -> list[Expected]:
    doc = read(text)
    return [
        Expected(
            claim.speaker.name if claim.speaker else None,
            " ".join(span.of(text) for span in claim.attribution.cue),
            tuple(span.of(text) for span in claim.attribution.content),
            claim.kind,
        )
        for claim in doc._.claims
    ]


@pytest.mark.parametrize("case", CASES)
def test_claims_of(case: str, read: Reader) -> None:
    text, expected = CASES[case]
    assert sorted(found(read, text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “ceasefire” lasted two days in Port Said.",
        "The minister may say that the road is closed.",
        "Rain fell on Nairobi for a third day and the river rose.",
        "He read “The Trial” on the train to Prague.",
        "Gangs burned the market of Kenscoff on Monday.",
        "The army seems to have left the valley.",
        "The river continued to rise in Kasese.",
        "Neither Okoro nor Obote said Lira fell.",
        "None of the officials said Gulu was lost.",
        "No one said that Mbale fell.",
        "Few believe that Arua fell.",
        "Who said that Soroti fell?",
        "Had Okoro said Arua fell, we would know.",
        "Did Okoro say Kasese fell?",
        "The army has yet to say whether Lira was lost.",
        "Okoro is expected to say that Arua fell.",
        "The army is set to say that Lira was lost.",
        "The minister is scheduled to tell farmers that the dam is safe.",
        "SITUATION REPORT No. 3\nEarthquake off the coast of Gulu",
    ],
)
def test_what_nobody_said_is_no_claim(text: str, read: Reader) -> None:
    assert found(read, text) == []


def test_nobody_inside_a_quotation_is_taken_for_its_speaker(read: Reader) -> None:
    text = '"I told them that we say no," Lucía Quispe said. "We claim the hill."'
    doc = read(text)
    quoted = [quote.span for quote in quotations(text)]
    sources = [span for claim in doc._.claims for span in claim.attribution.source]
    assert sources
    assert not any(quote.contains(source) for quote in quoted for source in sources)


def test_a_description_is_kept_beside_the_name(read: Reader) -> None:
    doc = read("Farida Noorzai, a teacher in Herat, said schools would reopen. Noorzai said books were missing.")
    speakers = {claim.speaker.name: claim.speaker.description for claim in doc._.claims}
    assert speakers == {"Farida Noorzai": "a teacher in Herat"}


def test_a_description_that_comes_after_the_headline_is_kept(read: Reader) -> None:
    doc = read("Schools open, says Farida Noorzai\n\nThe teacher from Herat, Farida Noorzai, said books were missing.")
    assert {claim.speaker.description for claim in doc._.claims} == {"The teacher from Herat"}


def test_a_quotation_is_no_description(read: Reader) -> None:
    doc = read('"We left the door open so the cat could get out," Karine Sargsyan, 61, recalled in Goris.')
    assert not any('"' in (claim.speaker.description or "") for claim in doc._.claims if claim.speaker)


def test_a_dateline_is_no_part_of_what_was_said(parser: Language) -> None:
    text = "CULIACÁN, Mexico - Schools in the north will stay closed until Monday, authorities reported."
    doc = parser.make_doc(text)
    doc._.article = Article(text, dateline=Span(0, 18), filed_from=Span(0, 16))
    (claim,) = parser(doc)._.claims
    assert [span.of(text) for span in claim.attribution.content] == [
        "Schools in the north will stay closed until Monday"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\"A brand, in a nutshell, is perception,' said Scott Winey, creative director.",
        '"Absolutely not," Grace Mbabazi responded.',
        "“Apparently not,“ he said. “A leopard does not change.”",
    ],
)
def test_content_cue_and_source_stand_apart_whatever_the_marks(read: Reader, text: str) -> None:
    for claim in read(text)._.claims:
        parts = claim.attribution
        assert parts.content
        assert not any(span.overlaps(other) for span in parts.content for other in (*parts.cue, *parts.source))


@pytest.mark.parametrize(
    "text",
    [
        "Police, who said: police, who said: the road was closed.",
        "She warned: officials, who warned that the road was closed, said: no.",
    ],
)
def test_source_and_cue_share_no_characters(text: str, read: Reader) -> None:
    for claim in read(text)._.claims:
        parts = claim.attribution
        assert not any(cue.overlaps(source) for cue in parts.cue for source in parts.source)


def test_a_pronoun_is_never_a_speakers_name(read: Reader) -> None:
    doc = read("He said the road was closed. They said it was open. It claims to be neutral.")
    names = [claim.speaker.name for claim in doc._.claims if claim.speaker]
    assert not {name.lower() for name in names} & {"he", "they", "it", "we", "she", "i"}


def test_a_paragraph_of_other_things_changes_no_earlier_claim(read: Reader) -> None:
    text = CASES["participles share the subject"][0]
    longer = text + "\n\nThe festival opened on Saturday with a parade of boats."
    assert found(read, longer)[: len(found(read, text))] == found(read, text)


FRAGMENTS = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "’",
        "\n",
        "\n\n",
        " ",
        ",",
        ".",
        ": ",
        " said ",
        "he",
        " Omar Haidar ",
        "that",
        "according to ",
        "—",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_claims_of_any_text_lie_inside_it(read: Reader, text: str) -> None:
    for claim in read(text)._.claims:
        check_claim(claim, text)


def check_claim(claim: Claim, text: str) -> None:
    parts = claim.attribution
    for span in (*parts.content, *parts.cue, *parts.source):
        assert 0 <= span.start < span.end <= len(text)
    assert parts.content
    assert all(one.end <= other.start for one, other in pairwise(parts.content))
    assert not any(source.overlaps(content) for source in parts.source for content in parts.content)
