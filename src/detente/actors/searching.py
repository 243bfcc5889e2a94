"""Searching the register by part of a name: for people who look for an actor, not for the coder, which wants one answer."""

from __future__ import annotations

from collections.abc import Iterator

from detente.actors.compiled import STRONG, Table
from detente.actors.names import normalise
from detente.actors.scoring import Candidate, scored

_PART = 0.6  # a name that only holds the words comes after every name that is them


def containing(found: Table, text: str, at: int) -> Iterator[Candidate]:
    """Yield actors with a name that holds all words of `text`, each once, best first; names of persons, states and groups alike."""
    words = frozenset(normalise(text).split())
    if not words:
        return
    top: dict[str, Candidate] = {}
    for key in found.keys_with(words):
        for naming in found.by_key[key]:
            one = scored(naming, at, None, _PART, f"has the words in “{key}”")
            if naming.weight == STRONG and (naming.entry.id not in top or top[naming.entry.id].score < one.score):
                top[naming.entry.id] = one
    yield from sorted(top.values(), key=lambda one: (-one.score, one.actor_id))
