"""The gate for hand-written rules: each one has a name, a sentence and an example, and can be switched off.

A rule is a function that decides something no weight was fitted for. Registered here, it can be listed, tested on
its example, and taken out to see what it is worth: ``python -m training.ablation`` does so on held-out articles. A
rule stays if it gains there, or as a policy: it prevents a mistake that must not happen, however rare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name: what it does in one sentence, and a text on which it fires.

    ``policy`` names the cases that a policy is for; it is empty for a rule that stays by what it gains. ``part_of`` is
    the name of the policy that a rule only supplies with what it looks for; it is judged with it.
    """

    name: str
    sentence: str
    example: str
    policy: str = ""
    part_of: str = ""
    module: str = ""

    @property
    def room(self) -> str:
        """The sub-package of ``webapp.nlp`` whose rule it is."""
        return self.module.removeprefix("webapp.nlp.").split(".")[0]


RULES: dict[str, Rule] = {}
"""Every rule, by name, in the order in which the modules were imported."""

_off: set[str] = set()
_fired: Counter[str] | None = None


def rule(
    name: str, sentence: str, example: str, *, otherwise: Any = False, policy: str = "", part_of: str = ""
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register the decorated function or method as a rule.

    The rule fires when the function returns something true. ``otherwise`` is what it returns while it is switched
    off: a value that means the rule does not apply. Raises ValueError if another rule has the name.
    """
    if name in RULES:
        raise ValueError(f"two rules are called {name!r}")

    def register(function: Callable[P, R]) -> Callable[P, R]:
        RULES[name] = Rule(name, sentence, example, policy, part_of, function.__module__)

        @wraps(function)
        def gated(*args: P.args, **kwargs: P.kwargs) -> R:
            if name in _off:
                return otherwise  # type: ignore[no-any-return]
            result = function(*args, **kwargs)
            if _fired is not None and result:
                _fired[name] += 1
            return result

        return gated

    return register


@contextmanager
def without(*names: str) -> Iterator[None]:
    """A context in which these rules are switched off; raises KeyError for a name that no rule has."""
    known = {RULES[name].name for name in names} - _off
    _off.update(known)
    try:
        yield
    finally:
        _off.difference_update(known)


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """A context in which the firings of each rule are counted."""
    global _fired
    before, _fired = _fired, Counter()
    try:
        yield _fired
    finally:
        _fired = before
