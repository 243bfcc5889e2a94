"""The error tree: code, exit code, class, what it means, what helps. The last two are the class's docstring."""

from __future__ import annotations

import inspect
import re

from detente.exchange.passages import BadPassage
from detente.records.errors import DetenteError
from reference_tables.markdown import lowered, table

_HELPS = re.compile(r"^Helps: (.+)$", re.MULTILINE)


def errors() -> str:
    """Return the table of all errors, families before their members."""
    assert BadPassage in _family(DetenteError)  # errors outside the tree's own file have to be imported to be seen
    return table(("code", "exit", "class", "means", "what helps"), [_row(error) for error in _family(DetenteError)])


def _family(error: type[DetenteError]) -> list[type[DetenteError]]:
    return [error, *(member for below in error.__subclasses__() for member in _family(below))]


def _row(error: type[DetenteError]) -> tuple[str, ...]:
    words = inspect.getdoc(error) or ""
    helps = _HELPS.search(words)
    return f"`{error.code}`", str(error.exit_code), f"`{error.__name__}`", lowered(words.split("\n")[0]), helps[1] if helps else ""
