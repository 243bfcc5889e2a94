"""What kind of block each line of a page is, from its words and neighbours alone: two looks at the page, weights learnt by `training`.

First look: each line by itself, how much it reads like running text (logistic regression on `prose.of_line`). Second look: the line, its
neighbours' first look and its place on the page (`prose.of_page`), through one hidden layer, to a probability for each kind. The weights
come from pages whose markup tells the kinds; see `docs/concepts/reading.md`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from detente.reading.prose import Matrix, of_line, of_page
from detente.records import BlockKind

KINDS = (BlockKind.FURNITURE, BlockKind.BODY, BlockKind.TITLE, BlockKind.CAPTION, BlockKind.CREDIT)
"""The columns of `Looks.judge`, in order. Datelines are found by their form (`datelines.py`)."""
MOST_LINES = 20_000
"""Lines judged on one page; what lies behind is furniture. The longest of 1,195 benchmark pages has 2,733."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The weights of both looks. `first` (LOCAL + 1,), `hidden` (inputs + 1, units), `last` (units + 1, kinds); last row = bias."""

    first: Matrix
    hidden: Matrix
    last: Matrix

    def prose(self, local: Matrix) -> Matrix:
        """First look: `local` (n, LOCAL) → how much each line reads like running text, in (0, 1)."""
        out: Matrix = 1 / (1 + np.exp(-(local @ self.first[:-1] + self.first[-1])))
        return out

    def judge(self, lines: Sequence[str]) -> Matrix:
        """Return the probability of each kind of `KINDS` for each line: shape (n, 5), rows sum to 1."""
        if not lines:
            return np.zeros((0, len(KINDS)), dtype=np.float32)
        lines = lines[:MOST_LINES]
        numbers = inputs(lines, self)
        units = np.tanh(numbers @ self.hidden[:-1] + self.hidden[-1])
        raw = units @ self.last[:-1] + self.last[-1]
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        out: Matrix = (raw / raw.sum(axis=1, keepdims=True)).astype(np.float32)
        return out


def inputs(lines: Sequence[str], looks: Looks) -> Matrix:
    """The numbers of the second look: (n, LOCAL + page numbers)."""
    local = np.array([of_line(line) for line in lines], dtype=np.float32)
    return np.concatenate([local, of_page(lines, looks.prose(local))], axis=1)


@lru_cache(maxsize=1)
def shipped() -> Looks:
    """The weights that come with the package."""
    raw = json.loads(resources.files("detente.reading").joinpath("looks.json").read_text("utf-8"))
    return Looks(*(np.array(raw[name], dtype=np.float32) for name in ("first", "hidden", "last")))
