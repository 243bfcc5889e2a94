"""Examples → padded batches, with false spans among the true ones so that the heads learn to say no."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from detente.encoder import labels
from detente.training.examples import Example

_TRIGGER = labels.KINDS.index("trigger")


@dataclass(frozen=True, slots=True)
class Batch:
    """A padded batch; shapes as in `Example` with a leading B. -1 = no target."""

    ids: Tensor
    mask: Tensor
    tags: Tensor
    nodes: Tensor
    events: Tensor
    category: Tensor
    mode: Tensor
    modality: Tensor
    stance: Tensor
    roles: Tensor
    links: Tensor
    states: Tensor
    contexts: Tensor
    plain: bool = False


def batches(examples: Sequence[Example], size: int, seed: int, false_spans: dict[int, np.ndarray]) -> Iterator[Batch]:
    """Yield shuffled batches of like length, `size` examples each; `false_spans` by passage number: spans the model made up."""
    chance = random.Random(seed)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids) + chance.random() * 24)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(groups)
    for group in groups:
        yield collate([examples[i] for i in group], false_spans)


def collate(group: Sequence[Example], false_spans: dict[int, np.ndarray]) -> Batch:
    """Pad a group of examples into one batch. Nodes: mentions, then triggers, then false spans."""
    extras = [false_spans.get(example.number, np.zeros((0, 3), dtype=np.int64)) for example in group]
    false_triggers = [extra[extra[:, 2] == _TRIGGER] for extra in extras]
    false_mentions = [extra[extra[:, 2] != _TRIGGER] for extra in extras]
    width = max(len(example.ids) for example in group)
    most_nodes = max(len(e.mentions) + len(e.triggers) + len(x) for e, x in zip(group, extras, strict=True)) or 1
    most_events = max(len(e.triggers) + len(x) for e, x in zip(group, false_triggers, strict=True)) or 1
    size = len(group)
    ids, tags = np.zeros((size, width), np.int64), np.full((size, width), -1)
    nodes, events = np.zeros((size, most_nodes, 3), np.int64), np.zeros((size, most_events), np.int64)
    nodes[:, :, 2] = -1
    targets = {name: np.full((size, most_events), -1) for name in ("category", "mode", "modality", "stance")}
    roles = np.full((size, most_events, most_nodes, len(labels.ROLES)), -1.0, np.float32)
    links = np.full((size, most_nodes, most_nodes, len(labels.LINKS)), -1.0, np.float32)
    states = np.full((size, most_nodes, most_nodes), -1)
    for b, example in enumerate(group):
        m, e = len(example.mentions), len(example.triggers)
        fm, fe = false_mentions[b], false_triggers[b]
        ids[b, : len(example.ids)] = example.ids
        tags[b, 1 : len(example.ids) - 1] = example.tags[1:-1]
        rows = np.concatenate([example.mentions, example.triggers, fm, fe])
        nodes[b, : len(rows)] = rows
        columns = np.concatenate([np.arange(m), m + e + np.arange(len(fm))])
        lines = np.concatenate([m + np.arange(e), m + e + len(fm) + np.arange(len(fe))])
        events[b, : len(lines)] = lines
        for name in targets:
            targets[name][b, :e] = getattr(example, name)
        targets["category"][b, e : e + len(fe)] = labels.NOT_AN_EVENT
        roles[b, :e, columns] = 0.0
        roles[b, :e, :m] = example.roles
        links[b][np.ix_(columns, columns)] = 0.0
        links[b, :m, :m] = example.links
        links[b, np.arange(most_nodes), np.arange(most_nodes)] = -1.0
        states[b, :m, :m] = example.states
    tensors = {name: torch.from_numpy(value) for name, value in targets.items()}
    return Batch(
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy((ids > 0).astype(np.int64)),
        tags=torch.from_numpy(tags),
        nodes=torch.from_numpy(nodes),
        events=torch.from_numpy(events),
        roles=torch.from_numpy(roles),
        links=torch.from_numpy(links),
        states=torch.from_numpy(states),
        contexts=torch.from_numpy(np.stack([example.contexts for example in group])),
        **tensors,
    )


def plain_batch(group: Sequence[np.ndarray]) -> Batch:
    """Pad word pieces of unmarked text; everything but `ids` and `mask` is empty."""
    ids = np.zeros((len(group), max(len(pieces) for pieces in group)), np.int64)
    for row, pieces in zip(ids, group, strict=True):
        row[: len(pieces)] = pieces
    nothing = torch.zeros(0)
    tensor = torch.from_numpy(ids)
    empty = {name: nothing for name in Batch.__slots__ if name not in ("ids", "mask", "plain")}
    return Batch(ids=tensor, mask=(tensor > 0).long(), plain=True, **empty)
