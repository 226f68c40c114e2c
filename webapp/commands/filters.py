"""The filters on claims as options of a command, each as it is declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from webapp.store.filters import FILTERS, YES, Declared, Shape

Function = TypeVar("Function", bound=Callable[..., Any])


def filter_options(function: Function) -> Function:
    """Give a command one option for each filter; ``asked`` makes the query of an address of their values."""
    for one in reversed(FILTERS):
        function = click.option(f"--{one.name}", _parameter(one), help=_help(one), **_type(one))(function)
    return function


def asked(options: dict[str, Any]) -> dict[str, list[str]]:
    """The values by filter, as an address would have them; takes the filters out of ``options``."""
    given = {one.name: options.pop(_parameter(one)) for one in FILTERS}
    return {name: _texts(value) for name, value in given.items() if value}


def _texts(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return [YES if value is True else str(value)]


def _parameter(one: Declared) -> str:
    return f"filter_{one.name}"


def _type(one: Declared) -> dict[str, Any]:
    if one.shape is Shape.FLAG:
        return {"is_flag": True}
    choices = [value for value, _ in one.values]
    return {
        "multiple": one.several,
        "metavar": None if choices else one.shape.value.upper() if one.shape is not Shape.CHOICE else "VALUE",
        "type": click.Choice(choices) if choices else str,
    }


def _help(one: Declared) -> str:
    label = one.label[:1].upper() + one.label[1:]
    return f"{label}; may be given several times." if one.several else f"{label}."
