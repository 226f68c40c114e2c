"""The filters on claims as options of a command, each as it is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from webapp.store.claims.filters import Declared


class WithFilters(click.Command):
    """A command that exports, with its format and every filter as options.

    They are looked up when they are first needed: importing what declares them takes longer than all other commands.
    """

    _complete = False

    @property
    def params(self) -> list[click.Parameter]:
        """The command's own options, then those of the filters."""
        if not self._complete:
            self._complete = True
            self._held.extend(_options())
        return self._held

    @params.setter
    def params(self, own: list[click.Parameter]) -> None:
        self._held = own


def asked(options: dict[str, Any]) -> dict[str, list[str]]:
    """The values by filter, as an address would have them; takes the filters out of ``options``."""
    from webapp.store.claims.filters import FILTERS

    given = {one.name: options.pop(_parameter(one)) for one in FILTERS}
    return {name: _texts(value) for name, value in given.items() if value}


def _options() -> list[click.Parameter]:
    from webapp.exports import formats
    from webapp.store.claims.filters import FILTERS

    form = click.Option(["-f", "--format", "name"], required=True, type=click.Choice(formats()), help="What to write.")
    return [form, *(_option(one) for one in FILTERS)]


def _option(one: Declared) -> click.Option:
    from webapp.store.claims.filters import Shape

    names, help_ = [f"--{one.name}", _parameter(one)], _help(one)
    if one.shape is Shape.FLAG:
        return click.Option(names, is_flag=True, help=help_)
    choices = [value for value, _ in one.values]
    metavar = "VALUE" if one.shape is Shape.CHOICE else one.shape.value.upper()
    return click.Option(
        names,
        multiple=one.several,
        metavar=None if choices else metavar,
        type=click.Choice(choices) if choices else str,
        help=help_,
    )


def _texts(value: Any) -> list[str]:
    from webapp.store.claims.filters import YES

    if isinstance(value, tuple):
        return [str(one) for one in value]
    return [YES if value is True else str(value)]


def _parameter(one: Declared) -> str:
    return f"filter_{one.name}"


def _help(one: Declared) -> str:
    label = one.label[:1].upper() + one.label[1:]
    return f"{label}; may be given several times." if one.several else f"{label}."
