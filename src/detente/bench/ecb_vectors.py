"""Vectors of event mentions: the shipped encoder's, of the head word in its sentence and of the head word alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.bench.ecb_corpus import Mention, Part
from detente.encoder import MAX_PIECES, Encoder


def vectors_of(part: Part, encoder: Encoder) -> tuple[np.ndarray, np.ndarray]:
    """Return vectors in context (N, 384) and alone (N, 384) of a part's mentions, each of length one."""
    sentences: dict[tuple[str, int], np.ndarray] = {}
    alone: dict[str, np.ndarray] = {}
    inside, outside = [], []
    for mention in part.mentions:
        key = mention.document, mention.sentence
        tokens = part.sentences[key]
        if key not in sentences:
            sentences[key] = _word_vectors(tokens, encoder)
        word = tokens[mention.head].casefold()
        if word not in alone:
            alone[word] = _word_vectors([word], encoder)[0]
        inside.append(_of_words(sentences[key], mention))
        outside.append(alone[word])
    return _unit(np.array(inside)), _unit(np.array(outside))


def _of_words(vectors: np.ndarray, mention: Mention) -> np.ndarray:
    return np.asarray(vectors[mention.head])


def _word_vectors(tokens: Sequence[str], encoder: Encoder) -> np.ndarray:
    """Mean vector of each word's pieces; of the whole sentence for a word past the last piece that is read."""
    ends = np.cumsum([len(token) + 1 for token in tokens])
    encoding = encoder.tokenizer.encode(" ".join(tokens))
    ids = np.array([encoding.ids[:MAX_PIECES]], dtype=np.int64)
    starts = np.array(encoding.offsets[:MAX_PIECES])[:, 0]
    vectors = np.asarray(encoder.tag(ids)[0][0])
    word_of = np.searchsorted(ends, starts, side="right")
    word_of[[0, -1]] = -1
    whole = vectors.mean(axis=0)
    return np.array([vectors[word_of == number].mean(axis=0) if (word_of == number).any() else whole for number in range(len(tokens))])


def _unit(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9))
