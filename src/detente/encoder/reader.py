"""The trained model at work: texts → arrays, in batches of like length.

Knows nothing of events or actors; `coding/` gives the arrays their meaning. The two graphs (tagger, reader) are plain
callables, so that ONNX sessions and the torch modules in training run through the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Encoding, Tokenizer

from detente.encoder import labels
from detente.encoder.spans import best_tags, log_softmax, spans_of

Graph = Callable[..., Sequence[np.ndarray]]
MAX_PIECES = 320
_TRIGGER = labels.KINDS.index("trigger")
_BATCH_PIECES = 2048
"""Pieces in one batch, padding included. 2,048 was as fast as 4,096 on two cores and needs half the memory."""


@dataclass(frozen=True, slots=True)
class Bias:
    """What is added to tag scores before decoding, found on the development part."""

    trigger: float = 0.0
    mention: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one text: N nodes (spans), of which `events` (E,) are rows of triggers.

    `offsets` (T, 2) of the word pieces in code points; nodes (N, 3): first piece, last piece, kind; node_scores (N,);
    probabilities: category (E, 17), mode (E, 84; compare within `labels.MODE_COLUMNS`), modality (E, 4), stance (E, 3), roles (E, N, 12), links (N, N, 8),
    states (N, N, 5), contexts (37,).
    """

    offsets: np.ndarray
    nodes: np.ndarray
    node_scores: np.ndarray
    events: np.ndarray
    category: np.ndarray
    mode: np.ndarray
    modality: np.ndarray
    stance: np.ndarray
    roles: np.ndarray
    links: np.ndarray
    states: np.ndarray
    contexts: np.ndarray

    def characters(self, node: int) -> tuple[int, int]:
        """Return the first and the end offset of a node in the text."""
        first, last, _ = self.nodes[node]
        return int(self.offsets[first, 0]), int(self.offsets[last, 1])


def read_texts(texts: Sequence[str], tokenizer: Tokenizer, tagger: Graph, reader: Graph, bias: Bias) -> list[Reading]:
    """Read texts (each at most 320 word pieces; the rest is not read) and return a `Reading` for each, in order."""
    encodings = tokenizer.encode_batch(list(texts))
    readings: list[Reading | None] = [None] * len(texts)
    for rows in _batches(encodings):
        batch = [encodings[row] for row in rows]
        for row, reading in zip(rows, _read_batch(batch, tagger, reader, bias), strict=True):
            readings[row] = reading
    return [reading for reading in readings if reading is not None]


def _batches(encodings: Sequence[Encoding]) -> Iterator[list[int]]:
    """Group row numbers so that texts of like length share a batch."""
    order = sorted(range(len(encodings)), key=lambda row: len(encodings[row].ids))
    batch: list[int] = []
    for row in order:
        width = min(len(encodings[row].ids), MAX_PIECES)
        if batch and width * (len(batch) + 1) > _BATCH_PIECES:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _read_batch(batch: Sequence[Encoding], tagger: Graph, reader: Graph, bias: Bias) -> Iterator[Reading]:
    ids, mask = _padded([encoding.ids[:MAX_PIECES] for encoding in batch])
    vectors, tag_scores, context_scores = tagger(ids, mask)
    found = _find_spans(np.asarray(tag_scores, dtype=np.float32), mask, bias)
    nodes, events = _node_arrays([spans for spans, _ in found])
    if nodes.shape[1] == 0:
        arrays: Sequence[np.ndarray] | None = None
    else:
        arrays = reader(vectors, nodes, events)
    for row, encoding in enumerate(batch):
        spans, scores = found[row]
        offsets = np.array(encoding.offsets[:MAX_PIECES], dtype=np.int64)
        yield _reading(row, offsets, spans, scores, arrays, _sigmoid(context_scores[row]))


def _padded(rows: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    width = max(len(row) for row in rows)
    ids = np.zeros((len(rows), width), dtype=np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
    mask = (np.arange(width)[None, :] < np.array([len(row) for row in rows])[:, None]).astype(np.int64)
    return ids, mask


def _find_spans(scores: np.ndarray, mask: np.ndarray, bias: Bias) -> list[tuple[list[tuple[int, int, int]], np.ndarray]]:
    """Decode spans; mentions come first, then triggers, each in text order; their scores beside them."""
    scores[:, :, 1 : 1 + 2 * _TRIGGER] += bias.mention
    scores[:, :, 1 + 2 * _TRIGGER :] += bias.trigger
    logs = log_softmax(scores)
    tags = best_tags(logs) * mask
    tags[:, 0] = 0
    out = []
    for row, sequence in enumerate(tags):
        sequence[int(mask[row].sum()) - 1] = 0
        spans = sorted(spans_of(sequence), key=lambda span: (span[2] == _TRIGGER, span[0]))
        sure = [np.exp(logs[row, np.arange(a, b + 1), sequence[a : b + 1]].mean()) for a, b, _ in spans]
        out.append((spans, np.array(sure, dtype=np.float32)))
    return out


def _node_arrays(found: Sequence[list[tuple[int, int, int]]]) -> tuple[np.ndarray, np.ndarray]:
    """Pad spans to nodes (B, N, 3), kind -1 for padding, and the rows of triggers to events (B, E)."""
    most = max(len(spans) for spans in found)
    triggers = [[i for i, span in enumerate(spans) if span[2] == _TRIGGER] for spans in found]
    nodes = np.zeros((len(found), most, 3), dtype=np.int64)
    nodes[:, :, 2] = -1
    events = np.zeros((len(found), max(1, *(len(rows) for rows in triggers), 1)), dtype=np.int64)
    for row, spans in enumerate(found):
        if spans:
            nodes[row, : len(spans)] = spans
        events[row, : len(triggers[row])] = triggers[row]
    return nodes, events


def _reading(
    row: int,
    offsets: np.ndarray,
    spans: list[tuple[int, int, int]],
    scores: np.ndarray,
    arrays: Sequence[np.ndarray] | None,
    contexts: np.ndarray,
) -> Reading:
    count = len(spans)
    events = np.array([i for i, span in enumerate(spans) if span[2] == _TRIGGER], dtype=np.int64)
    told = len(events)
    if arrays is None:
        arrays = _nothing()
    category, mode, modality, stance, roles, links, states = (array[row] if array.shape[0] > row else array[0] for array in arrays)
    return Reading(
        offsets=offsets,
        nodes=np.array(spans, dtype=np.int64).reshape(-1, 3),
        node_scores=scores,
        events=events,
        category=_softmax(category[:told]),
        mode=_softmax(mode[:told]),
        modality=_softmax(modality[:told]),
        stance=_softmax(stance[:told]),
        roles=_sigmoid(roles[:told, :count]),
        links=_sigmoid(links[:count, :count]),
        states=_softmax(states[:count, :count]),
        contexts=contexts,
    )


def _nothing() -> list[np.ndarray]:
    widths = (len(labels.CATEGORIES) + 1, len(labels.MODES) + len(labels.CATEGORIES), len(labels.MODALITIES), len(labels.STANCES))
    pairs = (len(labels.ROLES), len(labels.LINKS), len(labels.TIE_STATES))
    return [np.zeros((1, 0, width), dtype=np.float32) for width in widths] + [
        np.zeros((1, 0, 0, width), dtype=np.float32) for width in pairs
    ]


def _softmax(scores: np.ndarray) -> np.ndarray:
    return np.exp(log_softmax(np.asarray(scores, dtype=np.float32))) if scores.size else np.asarray(scores, dtype=np.float32)


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)
