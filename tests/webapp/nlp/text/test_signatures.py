"""A line that signs the words before it, and lines that only look like one."""

from __future__ import annotations

import pytest

from webapp.nlp.text.paragraphs import paragraphs
from webapp.nlp.text.signatures import DASHES, ends_signed, signed

QUOTED = "“We walk two hours to Kotli.”"


@pytest.mark.parametrize("dash", [*DASHES, "--"])
@pytest.mark.parametrize("end", ["", ".", " ", ". \n", "\n“The next one.” ― Ana Diaz"])
def test_any_dash_brings_a_name(dash: str, end: str) -> None:
    found = signed(f"{QUOTED} {dash} Ana P. Diaz{end}", len(QUOTED))
    assert found is not None
    assert found[2] == "Ana P. Diaz"


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ("\n- Omar Haidar, farmer", "Omar Haidar, farmer"),
        ("\n\n— Omar Haidar.\n\nIt rained.", "Omar Haidar"),
        (" – Anna van der Berg (D-Wis.)", "Anna van der Berg (D-Wis.)"),
        ("― Azucena Gonzàlez.", "Azucena Gonzàlez"),
    ],
)
def test_a_name_may_stand_below_and_tell_more(after: str, name: str) -> None:
    found = signed(QUOTED + after, len(QUOTED))
    assert found is not None
    assert found[2] == name


@pytest.mark.parametrize(
    "after",
    [
        " – he left the room.",
        " - He left the room.",
        "\n\n- Clean Water\n- Bread",
        "\n\n- Fresh Bread\n\n- Rice",
        " — and so on",
        " Omar Haidar",
    ],
)
def test_other_words_sign_nothing(after: str) -> None:
    assert signed(QUOTED + after, len(QUOTED)) is None


def test_signed_lines_of_like_width_are_not_one_wrapped_paragraph() -> None:
    names = ("Jo Ko", "Al Ray", "Ed Lim", "Di Foe")
    lines = [f"“It was a good year for pears and for nuts on this side of the river.” — {name}" for name in names]
    assert all(map(ends_signed, lines))
    assert len(paragraphs("\n".join(lines))) == len(lines)
    assert len(paragraphs("\n".join(line.replace(" —", " and") for line in lines))) == 1
