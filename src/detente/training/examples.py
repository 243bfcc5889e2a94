"""Marked passages → numbers: word pieces, tags, nodes, and what holds between nodes.

A node is a marked span: first the mentions, then the triggers, each in text order. All targets are dense arrays of one passage;
`network.py` pads them into batches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from tokenizers import Encoding, Tokenizer

from detente.encoder import labels
from detente.exchange.passages import MarkedEvent, Passage
from detente.records import Span

MAX_PIECES = 320
_KIND_OF = dict(zip(labels.KIND_LETTERS, range(len(labels.KINDS)), strict=True))
_CATEGORY = {name: i for i, name in enumerate(labels.CATEGORIES)}
_MODE = {name: i for i, name in enumerate(labels.MODES)}
_ROLE = {name: i for i, name in enumerate(labels.ROLES)}
_LINK = {name: i for i, name in enumerate(labels.LINKS)}
_SYMMETRIC = ("allied", "hostile")


@dataclass(frozen=True, slots=True)
class Example:
    """One passage in numbers. P word pieces, M mentions, E events; -1 means: no target, do not learn from it.

    tags (P,) · mentions (M, 3) and triggers (E, 3): first piece, last piece, kind · category, mode, modality, stance (E,) ·
    roles (E, M, R) · links (M, M, L) · states (M, M) · contexts (C,).
    """

    number: int
    ids: np.ndarray
    tags: np.ndarray
    mentions: np.ndarray
    triggers: np.ndarray
    category: np.ndarray
    mode: np.ndarray
    modality: np.ndarray
    stance: np.ndarray
    roles: np.ndarray
    links: np.ndarray
    states: np.ndarray
    contexts: np.ndarray


def pieces_of(span: Span, encoding: Encoding) -> tuple[int, int] | None:
    """Return the first and last word piece that overlap `span`, or None if the text was cut before it."""
    inside = [i for i, (start, end) in enumerate(encoding.offsets) if start < span.end and span.start < end]
    return (inside[0], inside[-1]) if inside else None


def example_of(passage: Passage, tokenizer: Tokenizer) -> Example:
    """Turn a marked passage into training targets."""
    encoding = tokenizer.encode(passage.text)
    located = {name: pieces_of(span, encoding) for name, span in passage.spans.items()}
    known = {name: at for name, at in located.items() if at is not None and at[1] < MAX_PIECES}
    mentions = sorted((name for name in known if name[0] != "e"), key=lambda name: known[name])
    events = sorted((event for event in passage.events if event.trigger in known), key=lambda event: known[event.trigger])
    column = {name: i for i, name in enumerate(mentions)}
    cluster = _clusters(passage)
    return Example(
        number=passage.number,
        ids=np.array(encoding.ids[:MAX_PIECES], dtype=np.int64),
        tags=_tags(known, min(len(encoding.ids), MAX_PIECES)),
        mentions=_nodes(mentions, known),
        triggers=_nodes([event.trigger for event in events], known),
        category=np.array([_CATEGORY[event.category] for event in events], dtype=np.int64),
        mode=np.array([_mode_of(event) for event in events], dtype=np.int64),
        modality=np.array([labels.MODALITIES.index(event.modality) for event in events], dtype=np.int64),
        stance=np.array([labels.STANCES.index(e.stance) if e.roles.get("by") else -1 for e in events], dtype=np.int64),
        roles=_role_targets([event.roles for event in events], column),
        links=_link_targets(passage, column, cluster),
        states=_state_targets(passage, column),
        contexts=np.array([float(name in passage.contexts) for name in labels.CONTEXTS], dtype=np.float32),
    )


def _tags(known: Mapping[str, tuple[int, int]], length: int) -> np.ndarray:
    tags = np.zeros(length, dtype=np.int64)
    for name, (first, last) in known.items():
        begin = 1 + 2 * _KIND_OF[name[0]]
        tags[first] = begin
        tags[first + 1 : last + 1] = begin + 1
    return tags


def _nodes(names: list[str], known: Mapping[str, tuple[int, int]]) -> np.ndarray:
    return np.array([(*known[name], _KIND_OF[name[0]]) for name in names], dtype=np.int64).reshape(-1, 3)


def _role_targets(events: list[Mapping[str, tuple[str, ...]]], column: Mapping[str, int]) -> np.ndarray:
    out = np.zeros((len(events), len(column), len(_ROLE)), dtype=np.float32)
    for row, roles in enumerate(events):
        for role, names in roles.items():
            for at, name in enumerate(names):
                if name not in column:
                    continue
                out[row, column[name], _ROLE[_column_of(role, at == len(names) - 1)]] = 1.0
    return out


def _mode_of(event: MarkedEvent) -> int:
    return _MODE[f"{event.category}-{event.mode}"] if event.mode else len(_MODE) + _CATEGORY[event.category]


def _column_of(role: str, last: bool) -> str:
    if role != "by":
        return role
    return "speaker" if last else "outer_speaker"


def _clusters(passage: Passage) -> dict[str, str]:
    """Name → head of its cluster, over coreference lines with one target."""
    parent = {name: name for name in passage.spans}

    def find(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for name, targets in passage.corefs:
        if len(targets) == 1:
            parent[find(name)] = find(targets[0])
    return {name: find(name) for name in parent}


def _link_targets(passage: Passage, column: Mapping[str, int], cluster: Mapping[str, str]) -> np.ndarray:
    """Ties and coreference; a tie's other pairs of coreferring mentions are left out of learning (-1)."""
    out = np.zeros((len(column), len(column), len(_LINK)), dtype=np.float32)
    same = {name: [other for other in column if cluster[other] == cluster[name]] for name in column}
    for tie in passage.ties:
        if tie.a not in column or tie.b not in column:
            continue
        for a in same[tie.a]:
            for b in same[tie.b]:
                out[column[a], column[b], _LINK[tie.tie]] = -1.0
                if tie.tie in _SYMMETRIC:
                    out[column[b], column[a], _LINK[tie.tie]] = -1.0
    for tie in passage.ties:
        if tie.a in column and tie.b in column:
            out[column[tie.a], column[tie.b], _LINK[tie.tie]] = 1.0
            if tie.tie in _SYMMETRIC:
                out[column[tie.b], column[tie.a], _LINK[tie.tie]] = 1.0
    for name, targets in passage.corefs:
        if name not in column:
            continue
        if len(targets) == 1:
            for other in same[name]:
                if column[other] < column[name]:
                    out[column[name], column[other], _LINK["refers_to"]] = -1.0
        for target in targets:
            if target in column:
                out[column[name], column[target], _LINK["refers_to"]] = 1.0
    return out


def _state_targets(passage: Passage, column: Mapping[str, int]) -> np.ndarray:
    out = np.full((len(column), len(column)), -1, dtype=np.int64)
    for tie in passage.ties:
        if tie.a in column and tie.b in column:
            state = labels.TIE_STATES.index(tie.state)
            out[column[tie.a], column[tie.b]] = state
            if tie.tie in _SYMMETRIC:
                out[column[tie.b], column[tie.a]] = state
    return out
