"""The benchmarks: what each measures, and the figures that others published for the same data."""

from __future__ import annotations

import importlib
import re

from detente.bench.registry import BENCHES
from reference_tables.markdown import lowered, table

_NAMED = re.compile(r"^`bench [\w-]+`: ")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def benchmarks() -> str:
    """Return the table of all benchmarks, in the order of the path."""
    return table(("name", "measures", "published by others"), [_row(name, place.partition(":")[0]) for name, place in BENCHES.items()])


def _row(name: str, module: str) -> tuple[str, str, str]:
    made = importlib.import_module(module)
    words = _NAMED.sub("", " ".join((made.__doc__ or "").split("\n\n")[0].split()))
    published = getattr(made, "PUBLISHED", {})
    said = "; ".join(
        f"{who}: {', '.join(f'`{figure}` {value:g}' for figure, value in figures.items())}" for who, figures in published.items()
    )
    return f"`{name}`", lowered(_SENTENCE.split(words)[0]), said
