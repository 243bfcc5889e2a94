"""Torch model → two ONNX graphs, tagger and reader: wide matrix products in int8, the last ones, which feed thresholds, in float.

Both read one text at a time, as `encoder/` does, so nothing is padded and nothing masked.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto
from torch import nn

from detente.encoder import MAX_PIECES, labels
from detente.training.graphs import Graph, array, int8
from detente.training.minilm import WIDTH, MiniLM
from detente.training.network import PAIR, Reader, Tagger, distance_bucket


def export_tagger(tagger: Tagger, path: Path) -> None:
    """Write the tagger to `path`: `ids` (1, T) → vectors (1, T, 384), tag scores, context scores.

    Weights of matrix products and the word table are in int8 (a word's row has its own scale: error below 1 %, with one scale for the
    table 4 %); the heads, a hundredth of the work, in float.
    """
    graph = Graph()
    x = _embedded(graph, tagger.encoder)
    for number, layer in enumerate(tagger.encoder.layers):
        x = graph.layer(x, layer, out="vectors" if number == len(tagger.encoder.layers) - 1 else "")
    rows = graph.op("Squeeze", x, graph.numbers(0))
    graph.op("Unsqueeze", graph.linear(rows, tagger.tags.weight, tagger.tags.bias), graph.numbers(0), out="tags")
    mean = graph.op("ReduceMean", rows, axes=[0], keepdims=1)
    graph.linear(mean, tagger.contexts.weight, tagger.contexts.bias, out="contexts")
    made: dict[str, list[str | int]] = {
        "vectors": [1, "pieces", WIDTH],
        "tags": [1, "pieces", len(labels.TAGS)],
        "contexts": [1, len(labels.CONTEXTS)],
    }
    graph.save(path, {"ids": [1, "pieces"]}, made)


def _embedded(graph: Graph, encoder: MiniLM) -> str:
    """Words, places and segment, normalised."""
    table, scale = int8(array(encoder.words.weight), axis=1)
    words = graph.op("Cast", graph.rows(graph.constant(table), "ids"), to=TensorProto.FLOAT)
    words = graph.op("Mul", words, graph.rows(graph.constant(scale), "ids"))
    places = graph.constant(array(encoder.places.weight[:MAX_PIECES] + encoder.segment))
    length = graph.op("Shape", "ids", start=1, end=2)
    here = graph.op("Slice", places, graph.numbers(0), length, graph.numbers(0))
    return graph.norm(graph.op("Add", words, here), encoder.norm)


def export_reader(reader: Reader, path: Path) -> None:
    """Write the reader to `path`: `vectors` (1, T, 384), `nodes` (1, N, 3; none of them padding), `events` (1, E) → as `Reader.forward`.

    The same sums in another order: maps of one input run as one product, and what stands between two spans is mapped once a piece. The
    int8 of its products moves no figure of the development part by more than .004.
    """
    graph = Graph()
    pieces, nodes, events = (graph.op("Squeeze", name, graph.numbers(0)) for name in ("vectors", "nodes", "events"))
    first, last, kind = (graph.op("Gather", nodes, graph.constant(np.array(i)), axis=1) for i in range(3))
    mean = _span_means(graph, pieces, first, last)
    parts = graph.op("Concat", graph.rows(pieces, first), graph.rows(pieces, last), mean, axis=1)
    weight = torch.cat([reader.first.weight, reader.last.weight, reader.mean.weight], dim=1)
    x = graph.linear8(parts, weight, reader.first.bias + reader.last.bias + reader.mean.bias)
    x = graph.norm(graph.op("Add", x, graph.rows(graph.constant(array(reader.kind.weight)), kind)), reader.norm)
    x = graph.op("Unsqueeze", x, graph.numbers(0))
    for layer in reader.layers:
        x = graph.layer(x, layer)
    x = graph.op("Squeeze", x, graph.numbers(0))
    heads = {"category": reader.category, "mode": reader.mode, "modality": reader.modality, "stance": reader.stance}
    _tell_events(graph, reader, graph.op("Concat", graph.rows(x, events), graph.rows(mean, events), axis=1), heads)
    _tell_pairs(graph, reader, pieces, x, (first, last, events))
    widths = {name: head.out_features for name, head in heads.items()}
    made: dict[str, list[str | int]] = {name: [1, "events", width] for name, width in widths.items()}
    made |= {"roles": [1, "events", "nodes", len(labels.ROLES)]}
    made |= {"links": [1, "nodes", "nodes", len(labels.LINKS)], "states": [1, "nodes", "nodes", len(labels.TIE_STATES)]}
    graph.save(path, {"vectors": [1, "pieces", WIDTH], "nodes": [1, "nodes", 3], "events": [1, "events"]}, made)


def _running(graph: Graph, x: str, width: int) -> str:
    """Running sums of rows, beginning with a row of zeros: row i is the sum of the rows before i."""
    sums = graph.op("CumSum", x, graph.constant(np.array(0)))
    return graph.op("Concat", graph.constant(np.zeros((1, width), dtype=np.float32)), sums, axis=0)


def _stretch_means(graph: Graph, total: str, start: str, end: str) -> str:
    """Mean of the rows start … end-1 from their running sums; zeros where there are none. `start`, `end` of any shape."""
    length = graph.op("Cast", graph.op("Max", graph.op("Sub", end, start), graph.numbers(1)), to=TensorProto.FLOAT)
    share = graph.op("Unsqueeze", graph.op("Reciprocal", length), graph.numbers(-1))
    return graph.op("Mul", graph.op("Sub", graph.rows(total, end), graph.rows(total, start)), share)


def _span_means(graph: Graph, pieces: str, first: str, last: str) -> str:
    return _stretch_means(graph, _running(graph, pieces, WIDTH), first, graph.op("Add", last, graph.numbers(1)))


def _tell_events(graph: Graph, reader: Reader, triggers: str, heads: Mapping[str, nn.Linear]) -> None:
    """What each trigger is: all heads as one product, then cut apart."""
    inner, *_ = reader.event
    told = graph.special("Gelu", graph.linear8(triggers, inner.weight, inner.bias))
    weight, bias = (torch.cat([getattr(head, part) for head in heads.values()]) for part in ("weight", "bias"))
    scores = graph.op("Unsqueeze", graph.linear(told, weight, bias), graph.numbers(0))
    graph.split(scores, [head.out_features for head in heads.values()], names=list(heads))


def _tell_pairs(graph: Graph, reader: Reader, pieces: str, x: str, spots: tuple[str, str, str]) -> None:
    """Roles (trigger x node), links and states (node x node)."""
    first, last, events = spots
    weight = torch.cat([reader.role_from.weight, reader.role_to.weight, reader.link_from.weight, reader.link_to.weight])
    # What all pairs add anyway is added once, to the rows that they begin at.
    bias = [reader.role_from.bias + reader.role_between.bias, reader.role_to.bias]
    bias += [reader.link_from.bias + reader.link_between.bias, reader.link_to.bias]
    role_from, role_to, link_from, link_to = graph.split(graph.linear8(x, weight, torch.cat(bias)), [PAIR] * 4)
    maps = torch.cat([reader.role_between.weight, reader.link_between.weight])
    between = graph.linear8(pieces, maps @ reader.between.weight, maps @ reader.between.bias)
    role_total, link_total = graph.split(_running(graph, between, 2 * PAIR), [PAIR] * 2)
    ends = (graph.rows(first, events), graph.rows(last, events))
    role = _pairs(graph, role_total, ends, (first, last), reader.role_distance)
    role = _joined(graph, role, graph.rows(role_from, events), role_to)
    graph.op("Unsqueeze", graph.linear(role, reader.roles.weight, reader.roles.bias), graph.numbers(0), out="roles")
    link = _joined(graph, _pairs(graph, link_total, (first, last), (first, last), reader.link_distance), link_from, link_to)
    weight, bias_of = (torch.cat([getattr(reader.links, part), getattr(reader.states, part)]) for part in ("weight", "bias"))
    scores = graph.op("Unsqueeze", graph.linear(link, weight, bias_of), graph.numbers(0))
    graph.split(scores, [len(labels.LINKS), len(labels.TIE_STATES)], names=["links", "states"])


def _pairs(graph: Graph, total: str, a: tuple[str, str], b: tuple[str, str], distances: nn.Embedding) -> str:
    """What stands between the spans `a` and `b` (each first and last pieces), and how far apart they begin: (A, B, width)."""
    a_first, a_last = (graph.op("Unsqueeze", at, graph.numbers(1)) for at in a)
    b_first, b_last = (graph.op("Unsqueeze", at, graph.numbers(0)) for at in b)
    start = graph.op("Add", graph.op("Min", a_last, b_last), graph.numbers(1))
    end = graph.op("Max", graph.op("Max", a_first, b_first), start)
    apart = distance_bucket(torch.arange(-MAX_PIECES, MAX_PIECES + 1)).numpy()
    bucket = graph.rows(graph.constant(apart), graph.op("Add", graph.op("Sub", b_first, a_first), graph.numbers(MAX_PIECES)))
    return graph.op("Add", _stretch_means(graph, total, start, end), graph.rows(graph.constant(array(distances.weight)), bucket))


def _joined(graph: Graph, pairs: str, rows: str, columns: str) -> str:
    """Add what the two spans of each pair say, and bend."""
    pairs = graph.op("Add", pairs, graph.op("Unsqueeze", rows, graph.numbers(1)))
    return graph.special("Gelu", graph.op("Add", pairs, graph.op("Unsqueeze", columns, graph.numbers(0))))
