"""What an epoch learns from: the marked passages in numbers, some of them told of others."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from tokenizers import Tokenizer

from detente.exchange.passages import Passage
from detente.training.examples import Example, example_of
from detente.training.swaps import Swaps


class Lessons:
    """Examples of each epoch; the same seed gives the same ones."""

    def __init__(self, passages: Sequence[Passage], tokenizer: Tokenizer, seed: int) -> None:
        self._passages = passages
        self._tokenizer = tokenizer
        self._seed = seed
        self._swaps = Swaps(passages)
        self.as_marked = [example_of(passage, tokenizer) for passage in passages]

    def of(self, epoch: int) -> list[Example]:
        """Return an epoch's examples. Those told of others have a negative number: spans made up for the original don't fit them."""
        chance = random.Random(1000 * self._seed + epoch)
        drawn = [self._swaps.told_of_others(passage, chance) for passage in self._passages]
        return [
            example if now is passage else replace(example_of(now, self._tokenizer), number=-passage.number)
            for example, passage, now in zip(self.as_marked, self._passages, drawn, strict=True)
        ]
