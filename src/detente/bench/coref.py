"""Measures of coreference, written anew from their papers: a clustering of mentions against the gold one.

MUC (Vilain et al. 1995) counts links; B³ (Bagga and Baldwin 1998) averages over mentions; CEAF-e (Luo 2005) aligns clusters one to one by
the similarity φ4; their mean F1 is the CoNLL score (Pradhan et al. 2012). Both clusterings hold the same mentions (gold mentions are
given), each in one cluster; singletons count, save in MUC, which sees links only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from detente.bench.assignment import best_total

Clusters = Sequence[Collection[Hashable]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def muc(gold: Clusters, said: Clusters) -> Score:
    """Share of links that hold: of the n - 1 that make a cluster, those the other clustering does not cut.

    >>> muc([{"a", "b", "c"}], [{"a", "b"}, {"c"}]).recall
    0.5
    """
    return Score(_links_kept(gold, said), _links_kept(said, gold))


def b_cubed(gold: Clusters, said: Clusters) -> Score:
    """Mean over mentions of the share of its cluster that the other clustering puts with it.

    >>> round(b_cubed([{"a", "b", "c"}], [{"a", "b"}, {"c"}]).recall, 3)
    0.556
    """
    return Score(_mean_share(gold, said), _mean_share(said, gold))


def ceaf_e(gold: Clusters, said: Clusters) -> Score:
    """Total φ4 = 2 |G ∩ S| / (|G| + |S|) of the best alignment, over the number of clusters on either side.

    >>> ceaf_e([{"a", "b", "c"}], [{"a", "b"}, {"c"}])
    Score(precision=0.4, recall=0.8)
    """
    total = best_total({(i, j): 2 * shared / (len(gold[i]) + len(said[j])) for (i, j), shared in _overlaps(gold, said).items()})
    return Score(total / max(1, len(said)), total / max(1, len(gold)))


def conll_f1(gold: Clusters, said: Clusters) -> float:
    """Mean F1 of the three."""
    return (muc(gold, said).f1 + b_cubed(gold, said).f1 + ceaf_e(gold, said).f1) / 3


def _home(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _overlaps(gold: Clusters, said: Clusters) -> Counter[tuple[int, int]]:
    """How many mentions each pair of clusters shares, where any."""
    home = _home(said)
    return Counter((i, home[mention]) for i, cluster in enumerate(gold) for mention in cluster if mention in home)


def _links_kept(cutting: Clusters, whole: Clusters) -> float:
    home = _home(cutting)
    kept = total = 0
    for cluster in whole:
        apart = sum(mention not in home for mention in cluster)
        parts = len({home[mention] for mention in cluster if mention in home}) + apart
        kept, total = kept + len(cluster) - parts, total + len(cluster) - 1
    return kept / total if total else 0.0


def _mean_share(other: Clusters, own: Clusters) -> float:
    mentions = sum(len(cluster) for cluster in own)
    squares = sum(shared * shared / len(own[i]) for (i, _), shared in _overlaps(own, other).items())
    return squares / mentions if mentions else 0.0
