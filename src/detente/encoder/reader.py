"""The trained model at work: texts → arrays, one text at a time.

No batches: the tagger's activations are quantised over whatever is in a call, so a text's arrays would depend on its neighbours (with
batches of like length every second window got another span), and on one thread a batch is no faster (190 pieces: 29 ms alone, 30 ms each
among four) while its padding is work for nothing. Alone, FA-KES articles are read in six tenths of the time.

Knows nothing of events or actors; `coding/` gives the arrays their meaning. The two graphs (tagger, reader) are plain
callables, so that ONNX sessions and the torch modules in training run through the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Encoding, Tokenizer

from detente.encoder import labels
from detente.encoder.spans import best_sequence, log_softmax, spans_of

Graph = Callable[..., Sequence[np.ndarray]]
MAX_PIECES = 320
_TRIGGER = labels.KINDS.index("trigger")


@dataclass(frozen=True, slots=True)
class Bias:
    """What is added to tag scores before decoding, found on the development part."""

    trigger: float = 0.0
    mention: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one text: N nodes (spans), of which `events` (E,) are rows of triggers.

    `offsets` (T, 2) of the word pieces in code points; nodes (N, 3): first piece, last piece, kind; node_scores (N,);
    probabilities: category (E, 17), mode (E, 84; compare within `labels.MODE_COLUMNS`), modality (E, 4), stance (E, 3), roles (E, N, 12),
    links (N, N, 8), states (N, N, 5), contexts (37,).
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
    return [_read(encoding, tagger, reader, bias) for encoding in tokenizer.encode_batch(list(texts))]


def ids_of(encoding: Encoding) -> np.ndarray:
    """Return what the tagger is given of a text: the numbers of its pieces (1, T)."""
    return np.array([encoding.ids[:MAX_PIECES]], dtype=np.int64)


def _read(encoding: Encoding, tagger: Graph, reader: Graph, bias: Bias) -> Reading:
    vectors, tag_scores, context_scores = tagger(ids_of(encoding))
    spans, sure = _find_spans(np.array(tag_scores, dtype=np.float32), bias)
    nodes = np.array(spans, dtype=np.int64).reshape(-1, 3)
    events = np.flatnonzero(nodes[:, 2] == _TRIGGER)
    if len(nodes):
        # The graph wants at least one event; what it says of the stand-in is cut off below.
        scores = [array[0] for array in reader(vectors, nodes[None], (events if len(events) else np.zeros(1, dtype=np.int64))[None])]
    else:
        scores = _NOTHING
    category, mode, modality, stance, roles, links, states = scores
    told = len(events)
    return Reading(
        offsets=np.array(encoding.offsets[:MAX_PIECES], dtype=np.int64),
        nodes=nodes,
        node_scores=sure,
        events=events,
        category=_softmax(category[:told]),
        mode=_softmax(mode[:told]),
        modality=_softmax(modality[:told]),
        stance=_softmax(stance[:told]),
        roles=_sigmoid(roles[:told]),
        links=_sigmoid(links),
        states=_softmax(states),
        contexts=_sigmoid(context_scores[0]),
    )


def _find_spans(scores: np.ndarray, bias: Bias) -> tuple[list[tuple[int, int, int]], np.ndarray]:
    """Decode the spans of tag scores (1, T, tags); mentions come first, then triggers, each in text order; their scores beside them."""
    scores[:, :, 1 : 1 + 2 * _TRIGGER] += bias.mention
    scores[:, :, 1 + 2 * _TRIGGER :] += bias.trigger
    logs = log_softmax(scores)
    tags = logs[0].argmax(axis=-1)
    if not _legal(tags):
        tags = best_sequence(logs[0])
    tags[[0, -1]] = 0
    spans = sorted(spans_of(tags), key=lambda span: (span[2] == _TRIGGER, span[0]))
    return spans, _mean_sureness(logs[0], tags, spans)


def _legal(tags: np.ndarray) -> bool:
    """Whether no span goes on that has not begun: then the likeliest tag of each piece is the best sequence, with nothing to search."""
    after = tags[1:]
    inside = (after > 0) & (after % 2 == 0)
    return bool((tags[0] == 0 or tags[0] % 2) and not (inside & (tags[:-1] != after) & (tags[:-1] != after - 1)).any())


def _mean_sureness(logs: np.ndarray, tags: np.ndarray, spans: Sequence[tuple[int, int, int]]) -> np.ndarray:
    """Geometric mean of the probabilities of a span's tags, for each span."""
    if not spans:
        return np.zeros(0, dtype=np.float32)
    total = np.concatenate([[0.0], np.cumsum(logs[np.arange(len(tags)), tags], dtype=np.float64)])
    first, last = np.array([span[:2] for span in spans]).T
    return np.asarray(np.exp((total[last + 1] - total[first]) / (last + 1 - first)), dtype=np.float32)


def _nothing() -> list[np.ndarray]:
    """What the reader would say of a text without nodes."""
    widths = (len(labels.CATEGORIES) + 1, len(labels.MODES) + len(labels.CATEGORIES), len(labels.MODALITIES), len(labels.STANCES))
    pairs = (len(labels.ROLES), len(labels.LINKS), len(labels.TIE_STATES))
    return [np.zeros((0, width), dtype=np.float32) for width in widths] + [np.zeros((0, 0, width), dtype=np.float32) for width in pairs]


_NOTHING = _nothing()


def _softmax(scores: np.ndarray) -> np.ndarray:
    return np.exp(log_softmax(np.asarray(scores, dtype=np.float32))) if scores.size else np.asarray(scores, dtype=np.float32)


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)
