"""Documentation is tested: each command and each option appears in docs/reference/commands.md, and nothing else does."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import click
import pytest

from detente.cli.main import VERBS, cli

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "commands.md").read_text()
SECTIONS = {re.split(r"\W", part)[0]: part for part in PAGE.split("## detente ")[1:]}


def command(verb: str) -> click.Command:
    module, _, name = VERBS[verb][0].partition(":")
    return getattr(importlib.import_module(module), name)


def options(of: click.Command) -> set[str]:
    return {name for parameter in of.params if isinstance(parameter, click.Option) for name in parameter.opts}


def test_each_verb_has_its_section_in_the_order_of_the_path():
    assert list(SECTIONS) == list(VERBS)


@pytest.mark.parametrize("verb", list(VERBS))
def test_each_option_is_documented_and_no_other(verb):
    documented = set(re.findall(r"`(--?[a-z][a-z-]*)", SECTIONS[verb]))
    assert documented - {"--help"} == options(command(verb))


def test_options_before_the_verb():
    assert all(f"`{name}`" in PAGE for name in options(cli))
