"""Asks the model about spans it was given, beside those it finds: what do these triggers say of this pair?

For benchmarks that mark the two sides of a relation in the text. One text at a time, with the shipped arrays; decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.encoder import MAX_PIECES, Encoder, labels
from detente.encoder.spans import best_tags, log_softmax, spans_of
from detente.records import Span

_TRIGGER = labels.KINDS.index("trigger")
_ACTOR = labels.KINDS.index("actor")
_TRIGGER_TAGS = slice(1 + 2 * _TRIGGER, None)

Node = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Probe:
    """What the model says of one text with given spans among its nodes.

    vectors (T, 384); nodes (N, 3): first piece, last piece, kind; `given`: row of each given span; `triggers` (E,): rows of triggers, with
    `sure` (E,), the tagger's probability of them; probabilities category (E, 17), modality (E, 4), roles (E, N, 12).
    """

    vectors: np.ndarray
    nodes: np.ndarray
    given: tuple[int, ...]
    triggers: np.ndarray
    sure: np.ndarray
    category: np.ndarray
    modality: np.ndarray
    roles: np.ndarray

    def mean(self, row: int) -> np.ndarray:
        """Return the mean vector (384,) of a node's pieces."""
        first, last, _ = self.nodes[row]
        return np.asarray(self.vectors[first : last + 1].mean(axis=0))


def probe(encoder: Encoder, text: str, given: Sequence[Span], eagerness: float) -> Probe:
    """Read `text` with the `given` spans as actors; `eagerness` is added to the scores of trigger tags (0 = as the model would decide).

    A text always has a trigger: if none is found, the likeliest piece stands in. A given span beyond the last piece read, or of no
    characters, is put on the first piece.
    """
    encoding = encoder.tokenizer.encode(text)
    ids = np.array([encoding.ids[:MAX_PIECES]], dtype=np.int64)
    offsets = np.array(encoding.offsets[:MAX_PIECES], dtype=np.int64)
    vectors, tag_scores, _ = encoder.tag(ids)
    logs = log_softmax(np.asarray(tag_scores, dtype=np.float32))
    wanted = [_pieces(span, offsets) for span in given]
    found = _found(logs, eagerness)
    mentions = [node for node in found if node[2] != _TRIGGER and not any(_touch(node, other) for other in wanted)]
    triggers = [node for node in found if node[2] == _TRIGGER] or [_likeliest(logs[0])]
    nodes = np.array([[*wanted, *mentions, *triggers]], dtype=np.int64)
    rows = np.arange(len(wanted) + len(mentions), nodes.shape[1])
    category, _, modality, _, roles, _, _ = encoder.relate(vectors, nodes, rows[None])
    spread = np.exp(logs[0, :, _TRIGGER_TAGS]).sum(axis=-1)
    return Probe(
        vectors=np.asarray(vectors[0]),
        nodes=nodes[0],
        given=tuple(range(len(wanted))),
        triggers=rows,
        sure=np.array([spread[first : last + 1].mean() for first, last, _ in triggers]),
        category=np.exp(log_softmax(category[0])),
        modality=np.exp(log_softmax(modality[0])),
        roles=1 / (1 + np.exp(-roles[0])),
    )


def _found(logs: np.ndarray, eagerness: float) -> list[Node]:
    eager = logs.copy()
    eager[:, :, _TRIGGER_TAGS] += eagerness
    tags = best_tags(eager)[0]
    tags[0] = tags[-1] = 0
    return spans_of(tags)


def _pieces(span: Span, offsets: np.ndarray) -> Node:
    inside = np.flatnonzero((offsets[:, 0] < span.end) & (span.start < offsets[:, 1]))
    return (int(inside[0]), int(inside[-1]), _ACTOR) if len(inside) else (0, 0, _ACTOR)


def _touch(a: Node, b: Node) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _likeliest(logs: np.ndarray) -> Node:
    at = int(logs[1:-1, 1 + 2 * _TRIGGER].argmax()) + 1 if len(logs) > 2 else 0
    return at, at, _TRIGGER
