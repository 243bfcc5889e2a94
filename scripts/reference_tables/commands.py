"""The options of each verb, as click has them."""

from __future__ import annotations

import importlib

import click

from detente.cli.main import VERBS
from reference_tables.markdown import lowered, table

_NUMBERS = (click.types.IntParamType, click.types.FloatParamType)


def command(verb: str) -> click.Command:
    """Return a verb's command."""
    module, _, name = VERBS[verb][0].partition(":")
    found: click.Command = getattr(importlib.import_module(module), name)
    return found


def options(verb: str) -> str:
    """Return the table of a verb's options, in the order of its help."""
    made = command(verb)
    context = click.Context(made)
    rows = [_row(one, context) for one in made.params if isinstance(one, click.Option) and not one.hidden]
    return table(("option", "means"), rows)


def verbs() -> str:
    """Return the table of all verbs."""
    return table(("command", "does"), ([f"`detente {verb}`", lowered(words)] for verb, (_, words) in VERBS.items()))


def _row(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join(f"`{name}{_takes(option, context) if name == option.opts[-1] else ''}`" for name in sorted(option.opts, key=len))
    words = [lowered(option.help or "")]
    if option.show_default and option.default is not None:
        words.append(f"`{option.default}` without it")
    if option.envvar:
        words.append(f"the environment's `{option.envvar}` stands in for it")
    if option.multiple and "twice" not in words[0]:
        words.append("may be given several times")
    return names, "; ".join(words)


def _takes(option: click.Option, context: click.Context) -> str:
    if option.is_flag:
        return ""
    return " N" if option.metavar is None and isinstance(option.type, _NUMBERS) else f" {option.make_metavar(context)}"
