"""The codebook as data: categories, modes, contexts, ties, sectors, quad classes, scores.

Read once from `data/*.toml`. What the words mean together (a planned meeting is an agreement to meet) stands in `rules.py`,
CAMEO in `cameo.py`. This module does not code text.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.records.errors import UsageError


@dataclass(frozen=True, slots=True)
class Mode:
    """How a category is carried out. `score` is in [-10, 10]; `context` is added whenever the mode is coded."""

    name: str
    means: str
    score: float
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """One of PLOVER's 16 kinds of event. `needs_recipient` is what the category's section of the manual says."""

    name: str
    means: str
    quad: str
    score: float
    needs_recipient: bool
    modes: MappingProxyType[str, Mode]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("detente.codebook").joinpath("data", name).read_text("utf-8"))


def _category(name: str, row: dict[str, Any]) -> Category:
    modes = {
        mode: Mode(mode, told["means"], told.get("score", row["score"]), told.get("context")) for mode, told in row.get("modes", {}).items()
    }
    return Category(name, row["means"], row["quad"], row["score"], row.get("recipient", False), MappingProxyType(modes))


_BOOK = _toml("codebook.toml")
_LISTS = _toml("lists.toml")

QUADS: tuple[str, ...] = tuple(_BOOK.pop("quads"))
BOOK: MappingProxyType[str, Category] = MappingProxyType({name: _category(name, row) for name, row in _BOOK.items()})
CATEGORIES: tuple[str, ...] = tuple(BOOK)
MODES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType({name: tuple(entry.modes) for name, entry in BOOK.items()})
CONTEXTS: tuple[str, ...] = tuple(_LISTS["contexts"])
TIES: tuple[str, ...] = tuple(_LISTS["ties"])
MODALITIES: tuple[str, ...] = tuple(_LISTS["modalities"])
SECTORS: tuple[str, ...] = tuple(_LISTS["sectors"])
NON_STATE: tuple[str, ...] = tuple(_LISTS["non_state"])


def entry(category: str) -> Category:
    """Return the codebook's entry of a category; `UsageError` for a word that is none."""
    try:
        return BOOK[category]
    except KeyError:
        raise UsageError(f"{category!r} is no PLOVER category", hint="one of " + ", ".join(CATEGORIES)) from None


def check_mode(category: str, mode: str | None) -> None:
    """Raise `UsageError` unless `mode` is None or a mode of `category`."""
    modes = entry(category).modes
    if mode is not None and mode not in modes:
        known = ", ".join(MODES[category]) or "none"
        raise UsageError(f"{category} has no mode {mode!r}", hint=f"modes of {category}: {known}")


def quad(category: str) -> str:
    """Return the quad class of a category.

    SANCTION is material conflict (its section of the manual), not verbal conflict (the manual's appendix).

    >>> quad("SANCTION")
    'material conflict'
    """
    return entry(category).quad


def score(category: str, mode: str | None = None) -> float:
    """Return the PLOVER score in [-10, 10], the mode's own where the manual gives one.

    >>> score("ACCUSE"), score("RETREAT", "disarm"), score("PROTEST", "vandalize")
    (-3.0, 10.0, -5.0)
    """
    check_mode(category, mode)
    found = entry(category)
    return found.modes[mode].score if mode else found.score


@cache
def implied_contexts(category: str, mode: str | None) -> tuple[str, ...]:
    """Return the contexts that a mode brings along (manual, COERCE modes: cyber and misinformation).

    >>> implied_contexts("COERCE", "cyber")
    ('cyber',)
    """
    check_mode(category, mode)
    context = entry(category).modes[mode].context if mode else None
    return (context,) if context else ()
