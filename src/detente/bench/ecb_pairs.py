"""What speaks for two gold event mentions of ECB+ being one: merging's own judgement, and what only this corpus gives.

`groups` puts documents on one happening together, by their words; only mentions of one group are compared. A pair's row holds the log-odds
of `merging.compare` on the two mentions as reports, their vectors' likeness, what words their participants, places, times and sentences
share, and how common their heads are. Each value stands twice: once for all pairs, once for pairs with the same head only, since a shared
participant tells more of two "killed" than of "killed" and "said".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.bench.ecb_corpus import Argument, Mention, Part
from detente.bench.linkage import average_link
from detente.merging import compare
from detente.merging.copies import signature
from detente.merging.words import content, stem
from detente.records import Page, Report, Where

GROUPED_FROM = 0.17
"""Mean cosine of two groups of documents from which they are one: lemma heads alone do best between .16 and .20 on either of the training
and the development topics."""

_BAGS = ("people", "left", "right", "place", "time", "words")


@dataclass(frozen=True, slots=True)
class Traits:
    """A part's mentions as compared: reports, bags of stems by kind, vectors (N, 384) in context and alone, group of each."""

    mentions: tuple[Mention, ...]
    reports: tuple[Report, ...]
    bags: dict[str, list[frozenset[str]]]
    inside: np.ndarray
    alone: np.ndarray
    rarity: dict[str, float]
    likeness: dict[str, np.ndarray]
    group_of: np.ndarray


def traits(part: Part, inside: np.ndarray, alone: np.ndarray) -> Traits:
    """Gather what pairs are made of. Vectors lose the part's mean, which all words share."""
    topics, rarity = document_vectors(part)
    names = list(topics)
    alike = np.array([topics[name] for name in names])
    home = {names[i]: number for number, group in enumerate(average_link(alike @ alike.T, GROUPED_FROM)) for i in group}
    pages = {name: Page(name, signature=signature(" ".join(tokens))) for name, tokens in part.documents.items()}
    bags = _bags(part)
    return Traits(
        part.mentions,
        tuple(_report(part, mention, pages[mention.document], bags, number) for number, mention in enumerate(part.mentions)),
        bags,
        _centred(inside),
        _centred(alone),
        rarity,
        topics,
        np.array([home[mention.document] for mention in part.mentions]),
    )


def document_vectors(part: Part) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    """Return each document's TF-IDF vector, of length one, and how rare each stem is among the documents, in [0, 1]."""
    bags = {name: Counter(stem(token) for token in tokens if token.isalnum() and len(token) > 2) for name, tokens in part.documents.items()}
    spread = Counter(word for bag in bags.values() for word in bag)
    column = {word: number for number, word in enumerate(sorted(word for word, count in spread.items() if count > 1))}
    vectors = np.zeros((len(bags), len(column)))
    for row, bag in enumerate(bags.values()):
        for word in bag.keys() & column.keys():
            vectors[row, column[word]] = (1 + math.log(bag[word])) * math.log(len(bags) / spread[word])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    total = math.log(max(2, len(bags)))
    return dict(zip(bags, vectors, strict=True)), {word: math.log(len(bags) / count) / total for word, count in spread.items()}


def pair_rows(of: Traits, members: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows (pairs, features) of all pairs of `members` (numbers of one group's mentions), and the two numbers of each pair."""
    i, j = np.triu_indices(len(members), 1)
    left, right = members[i], members[j]
    mentions = [of.mentions[number] for number in members]
    same = _equal([mention.lemma for mention in mentions])[i, j]
    in_one = _equal([mention.document for mention in mentions])[i, j]
    sentence = np.array([mention.sentence for mention in mentions])
    one_sentence = in_one * (sentence[i] == sentence[j])
    context = np.einsum("nd,nd->n", of.inside[left], of.inside[right])
    alone = np.einsum("nd,nd->n", of.alone[left], of.alone[right])
    topic = np.array([of.likeness[mention.document] for mention in mentions])
    counts = Counter(mention.lemma for mention in mentions)
    common = np.log([counts[mention.lemma] for mention in mentions])
    rare = np.array([of.rarity.get(mention.lemma, 1.0) for mention in mentions])
    judged = np.array([compare(of.reports[a], of.reports[b]).log_odds for a, b in zip(left.tolist(), right.tolist(), strict=True)])
    columns = [
        judged / 5,
        context,
        alone,
        context * alone,
        np.maximum(0, context - 0.5),
        np.maximum(0, alone - 0.5),
        np.where(in_one, 1.0, np.einsum("nd,nd->n", topic[i], topic[j])),
        in_one,
        one_sentence,
        in_one * abs(sentence[i] - sentence[j]) / 10,
        _derived(mentions)[i, j] * (1 - same),
        rare[i] + rare[j],
        common[i] + common[j],
    ]
    bags = {kind: [of.bags[kind][number] for number in members] for kind in _BAGS}
    columns += [table[i, j] for table in _shared(bags, of.rarity)]
    rows = np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)
    return np.concatenate([same[:, None], rows, same[:, None] * rows], axis=1), left, right


def _shared(bags: dict[str, list[frozenset[str]]], rarity: dict[str, float]) -> list[np.ndarray]:
    """Tables (n, n): the share of the smaller bag that both hold, for each kind, and where both tell but share nothing."""
    out = []
    for kind, told in bags.items():
        share, either = overlap(told, told, rarity if kind == "words" else {})
        out += [share] if kind == "words" else [share, either * (share == 0)]
    crossed, _ = overlap(bags["left"], bags["right"], {})
    return [*out, np.maximum(crossed, crossed.T)]


def overlap(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], weights: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Weight of what two bags share over the lighter one's, for every pair, and whether both hold anything (1 or 0).

    >>> overlap([frozenset("ab")], [frozenset("abc"), frozenset()], {})[0].tolist()
    [[1.0, 0.0]]
    """
    column = {word: number for number, word in enumerate(sorted(frozenset().union(*left, *right)))}
    worth = np.sqrt([weights.get(word, 1.0) for word in column]) if column else np.zeros(0)
    tables = []
    for bags in (left, right):
        table = np.zeros((len(bags), len(column)))
        for row, bag in enumerate(bags):
            table[row, [column[word] for word in bag]] = 1
        tables.append(table * worth)
    one, other = ((table**2).sum(axis=1) for table in tables)
    least = np.minimum(one[:, None], other[None])
    return np.where(least > 0, tables[0] @ tables[1].T / np.maximum(least, 1e-9), 0.0), (least > 0).astype(float)


def _bags(part: Part) -> dict[str, list[frozenset[str]]]:
    bags: dict[str, list[frozenset[str]]] = defaultdict(list)
    for mention in part.mentions:
        key = mention.document, mention.sentence
        around = [each for each in part.arguments.get(key, ()) if not each.first <= mention.head <= each.last]
        people = [each for each in around if each.kind in ("HUM", "NON")]
        before = [each for each in people if each.last < mention.head]
        after = [each for each in people if each.first > mention.head]
        bags["people"].append(_stems(people))
        bags["left"].append(_stems([max(before, key=lambda each: each.last)] if before else []))
        bags["right"].append(_stems([min(after, key=lambda each: each.first)] if after else []))
        bags["place"].append(_stems([each for each in around if each.kind == "LOC"]))
        bags["time"].append(_stems([each for each in around if each.kind == "TIM"]))
        bags["words"].append(content(" ".join(part.sentences[key])))
    return dict(bags)


def _report(part: Part, mention: Mention, page: Page, bags: dict[str, list[frozenset[str]]], number: int) -> Report:
    """A mention as merging sees an event; its category is not told, its parties are the stems of their names."""
    places = [each.text for each in part.arguments.get((mention.document, mention.sentence), ()) if each.kind == "LOC"]
    return Report(
        mention.id,
        page,
        "",
        tuple(sorted(bags["left"][number])),
        tuple(sorted(bags["right"][number])),
        where=Where(places[0]) if places else None,
        trigger=mention.lemma,
        words=bags["words"][number],
        at=mention.sentence,
    )


def _stems(arguments: Sequence[Argument]) -> frozenset[str]:
    return frozenset().union(*(content(each.text) for each in arguments))


def _equal(names: Sequence[str]) -> np.ndarray:
    told = np.array(names)
    return np.asarray(told[:, None] == told[None], dtype=np.float64)


def _derived(mentions: Sequence[Mention]) -> np.ndarray:
    """Where two heads begin alike: "acquire", "acquisition"."""
    return np.asarray(_equal([mention.lemma[:4] for mention in mentions]) * np.array([len(mention.lemma) > 3 for mention in mentions]))


def _centred(vectors: np.ndarray) -> np.ndarray:
    moved = vectors - vectors.mean(axis=0)
    return np.asarray(moved / (np.linalg.norm(moved, axis=1, keepdims=True) + 1e-9))
