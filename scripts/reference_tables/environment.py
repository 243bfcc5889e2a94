"""The environment variables: those of options, as click has them, and those that the code asks for by name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click

from detente.cli.main import VERBS
from reference_tables.commands import command
from reference_tables.markdown import lowered, table

ROOT = Path(__file__).resolve().parents[2]
SEARCHED = (*sorted((ROOT / "src/detente").rglob("*.py")), ROOT / "hatch_build.py")
WORDS = {
    "DETENTE_BENCH_SECONDS": ("`detente bench live`", "how many seconds the benchmark lasts; 20 without it"),
    "DETENTE_SCREENS": ("building a wheel", "`skip`: make a package without screens; `force`: build them anew"),
}
"""What can't be told from an option: where it counts, and what it means. A name that is missing here breaks the check."""

_NAME = re.compile(r"DETENTE_[A-Z_]*[A-Z]")


def environment() -> str:
    """Return the table of all environment variables."""
    of_options = _of_options()
    names = sorted(set(of_options) | _asked_for())
    return table(("variable", "for", "means"), [(f"`{name}`", *(of_options.get(name) or WORDS[name])) for name in names])


def _of_options() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    users: dict[str, list[str]] = {}
    for verb in VERBS:
        for one in command(verb).params:
            if isinstance(one, click.Option) and isinstance(one.envvar, str):
                users.setdefault(one.envvar, []).append(verb)
                who = f"`detente {verb}`" if len(users[one.envvar]) == 1 else "all verbs with `--db`"
                found[one.envvar] = (who, f"{lowered(one.help or '')} (`{one.opts[0]}`)")
    return found


def _asked_for() -> set[str]:
    """Return the names that stand as texts of their own in the code."""
    texts = (
        node.value for path in SEARCHED for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    )
    return {text for text in texts if isinstance(text, str) and _NAME.fullmatch(text)}
