"""CEAF-REE, the measure of role-filler entity extraction (Du, Rush & Cardie 2021, GRIT), written anew from their rule.

In each document and role, predicted entities are aligned one to one with gold entities; a predicted entity is right if all its strings are
strings of the gold one. Precision, recall and F1 are micro-averages over documents and roles. Strings are compared without case,
punctuation, articles and extra space.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence

Entity = Sequence[str]
Entities = Mapping[str, Sequence[Entity]]
_ARTICLE = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normal(words: str) -> str:
    """Return a string as it is compared.

    >>> normal("The  Shining-Path, ")
    'shiningpath'
    """
    return " ".join(_ARTICLE.sub(" ", words.lower().translate(_PUNCTUATION)).split())


def ree_f1(documents: Sequence[tuple[Entities, Entities]], roles: Sequence[str]) -> dict[str, float]:
    """Return `f1`, `precision`, `recall` over all roles and the F1 of each role, for (gold, predicted) documents.

    >>> ree_f1([({"Victim": [["a bishop", "he"]]}, {"Victim": [["Bishop"], ["mayor"]]})], ["Victim"])["precision"]
    0.5
    """
    counts = {role: [0, 0, 0] for role in roles}
    for gold, said in documents:
        for role in roles:
            theirs = [frozenset(map(normal, entity)) for entity in gold.get(role, ())]
            ours = [frozenset(map(normal, entity)) for entity in said.get(role, ())]
            for i, count in enumerate((aligned(theirs, ours), len(ours), len(theirs))):
                counts[role][i] += count
    total = [sum(count[i] for count in counts.values()) for i in range(3)]
    return {
        "f1": _f1(*total),
        "precision": total[0] / max(1, total[1]),
        "recall": total[0] / max(1, total[2]),
    } | {role: _f1(*count) for role, count in counts.items()}


def aligned(gold: Sequence[frozenset[str]], said: Sequence[frozenset[str]]) -> int:
    """Return how many predicted entities can be matched to gold ones, one to one (augmenting paths; a pair fits or does not)."""
    taken: dict[int, int] = {}

    def place(entity: int, seen: set[int]) -> bool:
        for other, target in enumerate(gold):
            if other in seen or not said[entity] <= target:
                continue
            seen.add(other)
            if other not in taken or place(taken[other], seen):
                taken[other] = entity
                return True
        return False

    return sum(place(entity, set()) for entity in range(len(said)))


def _f1(hit: int, said: int, gold: int) -> float:
    return 2 * hit / (said + gold) if said + gold else 0.0
