"""The article extraction benchmark's own rule: shingles of four words, precision and recall averaged over pages, F1 of the means.

After `evaluate.py` of scrapinghub/article-extraction-benchmark (MIT); written anew from its rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean

WORD = re.compile(r"\w+")
SIZE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a text of fewer words is one shorter run."""
    words = WORD.findall(text)
    return Counter(run for i in range(max(1, len(words) - SIZE + 1)) if (run := tuple(words[i : i + SIZE])))


def page_scores(true: str, said: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where nothing was said, or nothing was there to be said.

    >>> page_scores("They met in Homs today", "They met in Homs today")
    (1.0, 1.0)
    """
    gold, found = shingles(true), shingles(said)
    hit = (gold & found).total()
    return (hit / found.total() if found else None, hit / gold.total() if gold else None)


def f1_of_means(pages: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Return F1, precision and recall of (true text, said text) pairs."""
    scores = [page_scores(true, said) for true, said in pages]
    precision = mean([score for score, _ in scores if score is not None] or [0.0])
    recall = mean([score for _, score in scores if score is not None] or [0.0])
    total = precision + recall
    return (2 * precision * recall / total if total else 0.0), precision, recall
