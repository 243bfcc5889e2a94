"""The joint model: one pass of the encoder, then small heads over tokens, spans and pairs of spans.

```
pieces ─ MiniLM ─ vectors ┬─ tags (BIO over seven span kinds)
                          ├─ contexts (of the passage)
                          └─ nodes (spans) ─ 2 layers of attention among nodes ┬─ category, mode, modality, stance of triggers
                                                                               ├─ roles: trigger x mention
                                                                               └─ links: mention x mention (ties, coreference), states
```
Pairs also see the mean of the vectors between the two spans (Eberts & Ulges 2020, SpERT: localised context), which is what tells
"an ally of" from "a foe of". Everything here is exported to ONNX as two graphs, `Tagger` and `Reader`.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from detente.encoder import labels
from detente.training.minilm import VOCABULARY, WIDTH, Layer, MiniLM

NODE = 256
PAIR = 192
BUCKETS = 24


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distance in pieces → 24 buckets: exact near zero, logarithmic beyond (up to 256 pieces).

    >>> distance_bucket(torch.tensor([-300, -3, 0, 3, 300])).tolist()
    [0, 9, 12, 15, 23]
    """
    size = distance.abs().float()
    coarse = torch.where(size < 5, size, 4 + torch.log2(size.clamp(min=4) / 4) * (7 / 6))
    signed = torch.sign(distance.float()) * coarse.floor().clamp(max=11)
    return (signed + 12).clamp(0, BUCKETS - 1).long()


class Tagger(nn.Module):
    """Word pieces → vectors, tag scores, context scores."""

    def __init__(self, encoder: MiniLM) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.3)
        self.tags = nn.Linear(WIDTH, len(labels.TAGS))
        self.contexts = nn.Linear(WIDTH, len(labels.CONTEXTS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return vectors (B, T, 384), tag scores (B, T, tags), context scores (B, contexts) for `ids`, `mask` (B, T)."""
        vectors = self.encoder(ids, mask)
        weight = mask.to(vectors.dtype)[:, :, None]
        mean = (vectors * weight).sum(1) / weight.sum(1)
        return vectors, self.tags(self.drop(vectors)), self.contexts(self.drop(mean))


class Guesser(nn.Module):
    """Vectors of hidden pieces → scores of the words they hide (Devlin et al. 2019); teaches the encoder, is never shipped.

    The pretrained encoder was tuned to one vector a sentence; guessing words brings back what its single vectors knew of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.turn = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.LayerNorm(WIDTH))
        self.bias = nn.Parameter(torch.zeros(VOCABULARY))

    def forward(self, vectors: Tensor, words: Tensor) -> Tensor:
        """Return scores (N, vocabulary) for `vectors` (N, 384) against the encoder's own word table `words`."""
        return functional.linear(self.turn(vectors), words, self.bias)


class Reader(nn.Module):
    """Spans in their context → what each is and what holds between them."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(WIDTH, NODE)
        self.last = nn.Linear(WIDTH, NODE)
        self.mean = nn.Linear(WIDTH, NODE)
        self.kind = nn.Embedding(len(labels.KINDS), NODE)
        self.norm = nn.LayerNorm(NODE)
        self.drop = nn.Dropout(0.3)
        self.layers = nn.ModuleList(Layer(NODE, 4, 2 * NODE, 0.1) for _ in range(2))
        self.between = nn.Linear(WIDTH, PAIR)
        self.role_from, self.role_to = nn.Linear(NODE, PAIR), nn.Linear(NODE, PAIR)
        self.link_from, self.link_to = nn.Linear(NODE, PAIR), nn.Linear(NODE, PAIR)
        self.role_distance, self.link_distance = nn.Embedding(BUCKETS, PAIR), nn.Embedding(BUCKETS, PAIR)
        self.role_between, self.link_between = nn.Linear(PAIR, PAIR), nn.Linear(PAIR, PAIR)
        self.roles = nn.Linear(PAIR, len(labels.ROLES))
        self.links = nn.Linear(PAIR, len(labels.LINKS))
        self.states = nn.Linear(PAIR, len(labels.TIE_STATES))
        self.event = nn.Sequential(nn.Linear(NODE + WIDTH, NODE), nn.GELU(), nn.Dropout(0.2))
        self.category = nn.Linear(NODE, len(labels.CATEGORIES) + 1)
        self.mode = nn.Linear(NODE, len(labels.MODES) + len(labels.CATEGORIES))
        self.modality = nn.Linear(NODE, len(labels.MODALITIES))
        self.stance = nn.Linear(NODE, len(labels.STANCES))

    def forward(self, vectors: Tensor, nodes: Tensor, events: Tensor) -> tuple[Tensor, ...]:
        """Score nodes (B, N, 3: first, last piece, kind; kind -1 = padding), of which `events` (B, E) are the triggers' rows.

        Returns category (B, E, 17), mode, modality, stance, roles (B, E, N, R), links (B, N, N, L), states (B, N, N, S).
        """
        total = functional.pad(vectors.cumsum(1), (0, 0, 1, 0))
        first, last, kind = nodes[..., 0], nodes[..., 1], nodes[..., 2]
        mean = _span_mean(total, first, last + 1)
        x = self.first(_rows(vectors, first)) + self.last(_rows(vectors, last)) + self.mean(mean) + self.kind(kind.clamp(min=0))
        x = self.norm(self.drop(x))
        bias = (kind < 0).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        triggers = _rows(x, events)
        told = self.event(torch.cat([triggers, _rows(mean, events)], dim=-1))
        between = self.between(vectors)
        spots = torch.stack([first, last], dim=-1)
        event_spots = _rows(spots, events)
        role = _pairs(self.role_from(triggers), self.role_to(x))
        role = role + self.role_distance(_distances(event_spots, spots)) + _gaps(between, self.role_between, event_spots, spots)
        link = _pairs(self.link_from(x), self.link_to(x))
        link = link + self.link_distance(_distances(spots, spots)) + _gaps(between, self.link_between, spots, spots)
        role, link = self.drop(functional.gelu(role)), self.drop(functional.gelu(link))
        return (
            self.category(told),
            self.mode(told),
            self.modality(told),
            self.stance(told),
            self.roles(role),
            self.links(link),
            self.states(link),
        )


def _rows(x: Tensor, at: Tensor) -> Tensor:
    """Pick rows `at` (B, N) of `x` (B, T, D)."""
    return x[torch.arange(x.shape[0], device=x.device)[:, None], at]


def _span_mean(total: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Mean over pieces start … end-1 from running sums `total` (B, T+1, D)."""
    length = (end - start).clamp(min=1)[..., None].to(total.dtype)
    return (_rows(total, end) - _rows(total, start)) / length


def _pairs(a: Tensor, b: Tensor) -> Tensor:
    return a[:, :, None, :] + b[:, None, :, :]


def _distances(a: Tensor, b: Tensor) -> Tensor:
    """Bucketed distance between the first pieces of all pairs (B, A, B')."""
    return distance_bucket(b[:, None, :, 0] - a[:, :, None, 0])


def _gaps(between: Tensor, linear: nn.Linear, a: Tensor, b: Tensor) -> Tensor:
    """`linear` of the mean of what stands between two spans (zero where they touch), for all pairs: (B, A, B', D).

    A linear map of a mean is the mean of the map: it runs once a piece, not once a pair.
    """
    total = functional.pad(functional.linear(between, linear.weight).cumsum(1), (0, 0, 1, 0))
    start = torch.minimum(a[:, :, None, 1], b[:, None, :, 1]) + 1
    end = torch.maximum(a[:, :, None, 0], b[:, None, :, 0])
    end = torch.maximum(end, start)
    shape = start.shape
    gap = _rows(total, end.flatten(1)) - _rows(total, start.flatten(1))
    length = (end - start).clamp(min=1).flatten(1)[..., None].to(total.dtype)
    return (gap / length).view(*shape, -1) + linear.bias
