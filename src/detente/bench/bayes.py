"""Naive Bayes over the words of a phrase: a few lines for a benchmark's own bookkeeping, not for the product."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bayes:
    """Counts of words by class; `sizes` counts phrases, `known` different words.

    The last word, most often the head, counts a second time as itself.
    """

    words: Mapping[str, Counter[str]]
    sizes: Counter[str]
    known: int

    @classmethod
    def fit(cls, phrases: Iterable[tuple[str, str]]) -> Bayes:
        """Count (phrase, class) pairs."""
        words: dict[str, Counter[str]] = {}
        sizes: Counter[str] = Counter()
        for phrase, name in phrases:
            words.setdefault(name, Counter()).update(_features(phrase))
            sizes[name] += 1
        return cls(words, sizes, len(set().union(*words.values())))

    def likeliest(self, phrase: str) -> str:
        """Return the likeliest class, with one added to every count (Laplace).

        >>> Bayes.fit([("the army", "org"), ("armed men", "person"), ("two men", "person")]).likeliest("some men")
        'person'
        """

        def worth(name: str) -> float:
            total = self.words[name].total() + self.known + 1
            return math.log(self.sizes[name]) + sum(math.log((self.words[name][word] + 1) / total) for word in _features(phrase))

        return max(sorted(self.sizes), key=worth)


def _features(phrase: str) -> list[str]:
    words = phrase.split()
    return [*words, f"…{words[-1]}"] if words else []
