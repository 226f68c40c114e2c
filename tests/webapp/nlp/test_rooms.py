"""The rooms of ``webapp.nlp``: none so full, and no module so long, that nobody finds their way in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import webapp.nlp

NLP = Path(webapp.nlp.__file__).parent
MODULES, LINES = 14, 300


def test_no_room_is_crowded():
    held = Counter(path.parent.relative_to(NLP) for path in NLP.rglob("*.py") if path.name != "__init__.py")
    assert {str(room): count for room, count in held.items() if count > MODULES} == {}


def test_no_module_is_long():
    lengths = {str(path.relative_to(NLP)): len(path.read_text("utf-8").splitlines()) for path in NLP.rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}
