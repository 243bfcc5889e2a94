"""The recurrency baseline of Gastinger et al. (2024), written anew from the paper.

Strict recurrency ψ = 2^(λ(k - t)), k the last day on which the triple was seen; relaxed recurrency ξ, the share of an entity among the
objects that the relation has had; both together α ψ + (1 - α) ξ. λ and α are chosen for each relation on the validation days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from detente.bench.quadruples import Question, reciprocal_ranks

DECAYS = (0.0, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
SHARES = (0.0, 0.9, 0.999, 1.0)
GRID = tuple(product(DECAYS, SHARES))
DEFAULT = (0.1, 0.999)
"""For a relation that the validation days don't have; the paper's own default."""


@dataclass(slots=True)
class Memory:
    """When each triple was last seen, and how often each object of a relation."""

    entities: int
    last: dict[tuple[int, int], dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    objects: dict[int, np.ndarray] = field(default_factory=dict)

    def learn(self, day: int, triples: np.ndarray) -> None:
        """Take a day's triples."""
        for subject, relation, answer in triples.tolist():
            self.last[subject, relation][answer] = day
            self.objects.setdefault(relation, np.zeros(self.entities))[answer] += 1

    def scores(self, question: Question, settings: np.ndarray) -> np.ndarray:
        """Scores (settings, entities) of a question under each (λ, α)."""
        decay, share = settings[:, :1], settings[:, 1:]
        counts = self.objects.get(question.relation)
        out = np.zeros((len(settings), self.entities)) if counts is None else (1 - share) * (counts / counts.sum())
        seen = self.last.get((question.subject, question.relation))
        if seen:
            gap = question.day - np.array(list(seen.values()))
            out[:, list(seen)] += share * np.exp2(-decay * gap)
        return np.asarray(out)


@dataclass(slots=True)
class Choice:
    """Sums of reciprocal ranks by relation and setting, from which each relation's setting is chosen."""

    sums: dict[int, np.ndarray] = field(default_factory=dict)

    def note(self, question: Question, memory: Memory) -> None:
        """Try every setting on a question of the validation days."""
        ranks = [reciprocal_ranks(row, question.answers).sum() for row in memory.scores(question, np.array(GRID))]
        self.sums[question.relation] = self.sums.get(question.relation, 0.0) + np.array(ranks)

    def best(self) -> Mapping[int, tuple[float, float]]:
        """Each relation's best setting."""
        return {relation: GRID[int(sums.argmax())] for relation, sums in self.sums.items()}
