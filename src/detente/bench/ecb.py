"""`bench ecb`: ECB+, Cybulska's split, gold event mentions: which of them, across documents, tell one happening?

Set-up of Barhom et al. (2019): topics are not given, gold participants, places and times are; singletons count. Ours: documents are
grouped by their words, pairs of mentions within a group get a score (`ecb_pairs`: merging's judgement and more) from a logistic
regression fitted on the training topics, and average-link clustering joins them; its threshold is chosen on the development topics. The
test topics choose nothing. `lemma_`: one cluster for each head stem and group. `merging_`: the product's own incidents, with nothing
fitted: its judgement expects resolved parties, places and days, which the corpus does not give.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from detente import merging
from detente.bench import logistic
from detente.bench.coref import b_cubed, ceaf_e, conll_f1, muc
from detente.bench.ecb_corpus import Part, read_part
from detente.bench.ecb_pairs import Traits, pair_rows, traits
from detente.bench.ecb_vectors import vectors_of
from detente.bench.figures import Figures
from detente.bench.linkage import average_link
from detente.encoder import Encoder, load

PUBLISHED = {
    "same head lemma within predicted topics (Barhom et al. 2019)": {"conll_f1": 0.765},
    "Barhom et al. 2019, joint model": {"conll_f1": 0.795},
}
_PENALTY = 1e-4
_THRESHOLDS = tuple(round(0.15 + 0.05 * step, 2) for step in range(9))
Judge = Callable[[np.ndarray], np.ndarray]
T = TypeVar("T")
Clusters = list[frozenset[int]]


def run(data: Path) -> Figures:
    """Fit on Train, choose on Dev, measure Test."""
    started = time.perf_counter()
    encoder = load()
    judge = fitted(_traits(read_part(data, "Train"), encoder))
    development = _traits(read_part(data, "Dev"), encoder)
    judged = scored(development, judge)
    gold = gathered(development.mentions, lambda mention: mention.chain)
    least = max(_THRESHOLDS, key=lambda threshold: conll_f1(gold, joined(judged, threshold)))
    figures: dict[str, float | None] = {
        "dev_conll_f1": conll_f1(gold, joined(judged, least)),
        "dev_lemma_conll_f1": conll_f1(gold, same_head(development)),
        "threshold": least,
    }
    test = _traits(read_part(data, "Test"), encoder)
    gold = gathered(test.mentions, lambda mention: mention.chain)
    ours = joined(scored(test, judge), least)
    figures |= {
        "conll_f1": conll_f1(gold, ours),
        "lemma_conll_f1": conll_f1(gold, same_head(test)),
        "merging_conll_f1": conll_f1(gold, incidents(test)),
        "muc_f1": muc(gold, ours).f1,
        "b_cubed_f1": b_cubed(gold, ours).f1,
        "ceaf_e_f1": ceaf_e(gold, ours).f1,
    }
    return Figures("ecb", figures, PUBLISHED, len(test.mentions), time.perf_counter() - started)


def fitted(of: Traits) -> Judge:
    """Fit the judgement on a part; it gives each row of a pair the probability that the two are one."""
    rows, labels = [], []
    for members in _groups(of):
        found, left, right = pair_rows(of, members)
        rows.append(found)
        labels += ["one" if of.mentions[a].chain == of.mentions[b].chain else "two" for a, b in zip(left, right, strict=True)]
    x = np.concatenate(rows)
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = logistic.fit((x - mean) / deviation, labels, _PENALTY)
    weights = (model.weights[:, 0] - model.weights[:, 1]) * (1 if model.classes[0] == "one" else -1)

    def judge(found: np.ndarray) -> np.ndarray:
        log_odds = (found - mean) / deviation @ weights[:-1] + weights[-1]
        return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))

    return judge


def scored(of: Traits, judge: Judge) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each group its mentions' numbers and the table (n, n) of probabilities."""
    out = []
    for members in _groups(of):
        table = np.zeros((len(members), len(members)))
        found, _, _ = pair_rows(of, members)
        above = np.triu_indices(len(members), 1)
        if len(found):
            table[above] = judge(found)
        out.append((members, table + table.T))
    return out


def joined(judged: Sequence[tuple[np.ndarray, np.ndarray]], least: float) -> Clusters:
    """Cluster each group; mentions of two groups are never one."""
    return [frozenset(members[cluster].tolist()) for members, table in judged for cluster in average_link(table, least)]


def same_head(of: Traits) -> Clusters:
    """The baseline: one cluster for each head stem of a group."""
    return gathered(range(len(of.mentions)), lambda number: (int(of.group_of[number]), of.mentions[number].lemma))


def incidents(of: Traits) -> Clusters:
    """The product's own incidents of the mentions taken as reports."""
    number = {report.event_id: position for position, report in enumerate(of.reports)}
    _, made = merging.rebuild(of.reports)
    return [frozenset(number[name] for name in incident.event_ids) for incident in made]


def gathered(things: Sequence[T], key: Callable[[T], Hashable]) -> Clusters:
    """Numbers of things by key."""
    out: dict[Hashable, set[int]] = defaultdict(set)
    for number, thing in enumerate(things):
        out[key(thing)].add(number)
    return [frozenset(cluster) for cluster in out.values()]


def _groups(of: Traits) -> list[np.ndarray]:
    return [np.flatnonzero(of.group_of == group) for group in np.unique(of.group_of)]


def _traits(part: Part, encoder: Encoder) -> Traits:
    return traits(part, *vectors_of(part, encoder))
