"""The reliability diagram of event scores: are seven in ten of the events that score .7 right? (Guo et al. 2017.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

_WIDE = 40


@dataclass(frozen=True, slots=True)
class Bin:
    """Events whose score lies in [low, high): how many, their mean score, the share that is right."""

    low: float
    high: float
    n: int
    score: float
    right: float


def bins_of(reliability: Sequence[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """Return the bins of equal width that hold something.

    >>> bins_of([(0.72, True), (0.78, False)])
    [Bin(low=0.7, high=0.8, n=2, score=0.75, right=0.5)]
    """
    out = []
    for number in range(bins):
        inside = [(score, right) for score, right in reliability if min(int(score * bins), bins - 1) == number]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            out.append(Bin(number / bins, (number + 1) / bins, len(inside), round(mean, 4), round(share, 4)))
    return out


def as_rows(bins: Sequence[Bin]) -> list[dict[str, float]]:
    """Return bins as plain rows for JSON."""
    return [asdict(found) for found in bins]


def drawn(bins: Sequence[Bin]) -> str:
    """Draw the diagram: a bar for the share that is right, a mark where the mean score stands.

    >>> print(drawn([Bin(0.7, 0.8, 2, 0.75, 0.5)]))
    score      right       n
    0.7-0.8    0.50        2  ####################          |
    """
    lines = ["score      right       n"]
    for found in bins:
        bar = list("#" * round(found.right * _WIDE) + " " * (_WIDE - round(found.right * _WIDE)))
        bar[min(round(found.score * _WIDE), _WIDE - 1)] = "|"
        lines.append(f"{found.low:.1f}-{found.high:.1f}    {found.right:.2f}   {found.n:6d}  {''.join(bar)}")
    return "\n".join(lines)
