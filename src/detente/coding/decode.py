"""Arrays of one window → mentions, events and ties, in the window's own numbering.

Each decision has its threshold in `Cuts`, found on the development part of the corpus and shipped in the model's card.
Resolves nothing: who a mention is, is a later step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from detente.encoder import Reading, labels

_TRIGGER, _OUTLET, _ACTOR = (labels.KINDS.index(kind) for kind in ("trigger", "outlet", "actor"))
_FILLERS = {
    "actor": ("actor",),
    "recipient": ("actor", "place"),
    "place": ("place",),
    "time": ("time",),
    "speaker": ("actor", "outlet"),
    "outer_speaker": ("actor", "outlet"),
} | dict.fromkeys(labels.COUNTS, ("count",))
_FITS = np.array([[kind in _FILLERS[role] for role in labels.ROLES] for kind in labels.KINDS])
"""Which kinds of span (rows) may fill which role (columns)."""
_ACTS, _SUFFERS = labels.ROLES.index("actor"), labels.ROLES.index("recipient")
_REFERS = labels.LINKS.index("refers_to")
_TWO_SIDED = [labels.TIES.index(tie) for tie in ("allied", "hostile")]
_TIE_ENDS = np.array([labels.KINDS.index("place" if tie == "controls" else "actor") for tie in labels.TIES])
"""The kind of span that each tie ends at; all begin at an actor."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Scores from which on a decision is yes."""

    event: float = 0.5
    refers: float = 0.5
    roles: Mapping[str, float] = field(default_factory=dict)
    ties: Mapping[str, float] = field(default_factory=dict)
    context: float = 0.5

    def role(self, name: str) -> float:
        """Return the cut of a role."""
        return self.roles.get(name, 0.5)

    def tie(self, name: str) -> float:
        """Return the cut of a tie."""
        return self.ties.get(name, 0.5)


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event of a window: `trigger` and role fillers are node numbers."""

    trigger: int
    category: np.ndarray
    mode: str | None
    modality: str
    stance: str
    roles: Mapping[str, tuple[int, ...]]
    chain: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class FoundTie:
    """A tie of a window between two nodes."""

    a: int
    tie: str
    b: int
    state: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """All that a window holds; `refers` maps a mention node to the nodes it stands for."""

    mentions: tuple[int, ...]
    refers: Mapping[int, tuple[int, ...]]
    events: tuple[FoundEvent, ...]
    ties: tuple[FoundTie, ...]


def decode(reading: Reading, cuts: Cuts) -> Found:
    """Decide what the window holds.

    1. which mentions refer to which; 2. which triggers are events; 3. who fills their roles; 4. which ties are stated.
    Each is decided on whole arrays; loops run over what passed its cut, which is little.
    """
    mentions = tuple(np.flatnonzero(reading.nodes[:, 2] != _TRIGGER).tolist())
    refers = _references(reading, cuts)
    heads = _heads(mentions, refers)
    told = 1 - reading.category[:, labels.NOT_AN_EVENT] >= cuts.event
    rows = np.flatnonzero(told).tolist()
    fillers = _fillers(reading, rows, heads, cuts)
    events = tuple(_event(reading, row, fillers[row], heads) for row in rows)
    return Found(mentions, refers, events, tuple(_ties(reading, heads, cuts)))


def keep_to_paragraphs(reading: Reading, text: str) -> Reading:
    """Take away every role filler that stands in a later paragraph than its trigger, and every tie between paragraphs.

    A window may hold several short paragraphs. A speaker or place brought in by the next one says nothing of what stands before it;
    the marked passages are single paragraphs and could not teach that.
    """
    breaks = [i for i, character in enumerate(text) if character == "\n"]
    if not breaks or not len(reading.nodes):
        return reading
    paragraph = np.searchsorted(breaks, reading.offsets[reading.nodes[:, 0], 0])
    later = paragraph[None, :] > paragraph[reading.events][:, None]
    links = reading.links.copy()
    links[paragraph[:, None] != paragraph[None, :], :_REFERS] = 0.0
    return dataclasses.replace(reading, roles=np.where(later[:, :, None], 0.0, reading.roles), links=links)


def _references(reading: Reading, cuts: Cuts) -> dict[int, tuple[int, ...]]:
    """Mention → mentions of its kind it stands for; several only where they are not one and the same themselves."""
    kinds = reading.nodes[:, 2]
    scores = reading.links[:, :, _REFERS]
    likely = (scores >= cuts.refers) & (kinds[:, None] == kinds[None, :]) & (kinds != _TRIGGER)[:, None]
    np.fill_diagonal(likely, False)
    refers: dict[int, tuple[int, ...]] = {}
    for node in np.flatnonzero(likely.any(axis=1)).tolist():
        surest = sorted(((scores[node, other], other) for other in np.flatnonzero(likely[node]).tolist()), reverse=True)
        chosen: list[int] = []
        for _, other in surest:
            if not any(_root(other, refers) == _root(kept, refers) for kept in chosen) and _root(other, refers) != node:
                chosen.append(other)
        if chosen:
            refers[node] = tuple(sorted(chosen))
    return refers


def _root(node: int, refers: Mapping[int, tuple[int, ...]]) -> int:
    seen = set()
    while len(refers.get(node, ())) == 1 and node not in seen:
        seen.add(node)
        node = refers[node][0]
    return node


def _heads(mentions: tuple[int, ...], refers: Mapping[int, tuple[int, ...]]) -> dict[int, int]:
    return {node: _root(node, refers) for node in mentions}


def _event(reading: Reading, row: int, fillers: Mapping[str, list[int]], heads: Mapping[int, int]) -> FoundEvent:
    category = reading.category[row, : labels.NOT_AN_EVENT]
    best = labels.CATEGORIES[int(category.argmax())]
    roles = {role: fillers[role] for role in ("actor", "recipient", "place", "time", *labels.COUNTS) if role in fillers}
    for single in ("time", *labels.COUNTS):
        if single in roles:
            roles[single] = roles[single][:1]
    return FoundEvent(
        trigger=int(reading.events[row]),
        category=category / category.sum(),
        mode=_mode(reading.mode[row], best),
        modality=labels.MODALITIES[int(reading.modality[row].argmax())],
        stance=labels.STANCES[int(reading.stance[row].argmax())],
        roles={role: tuple(sorted(nodes)) for role, nodes in roles.items()},
        chain=_chain(reading, fillers, heads),
        score=float(reading.node_scores[reading.events[row]] * category.max()),
    )


def _fillers(reading: Reading, rows: Sequence[int], heads: Mapping[int, int], cuts: Cuts) -> dict[int, dict[str, list[int]]]:
    """For each event row and role the nodes that fill it, surest first, one for each cluster of coreferring mentions."""
    fits = _FITS[reading.nodes[:, 2]]
    cut = np.array([cuts.role(role) for role in labels.ROLES], dtype=reading.roles.dtype)
    filled: dict[int, dict[str, list[int]]] = {row: {} for row in rows}
    if not rows:
        return filled
    at, column, node = np.nonzero(((reading.roles[rows] >= cut) & fits).transpose(0, 2, 1))
    sure = reading.roles[np.array(rows)[at], node, column]
    order = np.lexsort((node, -sure, column, at))
    for i, role, filler in zip(at[order].tolist(), column[order].tolist(), node[order].tolist(), strict=True):
        chosen = filled[rows[i]].setdefault(labels.ROLES[role], [])
        if all(heads[filler] != heads[kept] for kept in chosen):
            chosen.append(filler)
    for row in rows:
        _part_sides(reading.roles[row], filled[row], heads)
    return filled


def _part_sides(roles: np.ndarray, filled: dict[str, list[int]], heads: Mapping[int, int]) -> None:
    """Nobody is on both sides of one event: who fills both stays on the likelier."""
    doers = {heads[node]: node for node in filled.get("actor", ())}
    for sufferer in list(filled.get("recipient", ())):
        doer = doers.get(heads[sufferer])
        if doer is not None:
            likelier_suffers = roles[sufferer, _SUFFERS] > roles[doer, _ACTS]
            role, node = ("actor", doer) if likelier_suffers else ("recipient", sufferer)
            filled[role].remove(node)
    for role in ("actor", "recipient"):
        if role in filled and not filled[role]:
            del filled[role]


def _chain(reading: Reading, fillers: Mapping[str, list[int]], heads: Mapping[int, int]) -> tuple[int, ...]:
    """Speakers, outermost first: outer speakers (outlets before persons, then text order), then the last ones in text order."""
    last = sorted(fillers.get("speaker", ()))
    outer = [node for node in fillers.get("outer_speaker", ()) if all(heads[node] != heads[kept] for kept in last)]
    outer.sort(key=lambda node: (reading.nodes[node, 2] != _OUTLET, node))
    return (*outer, *last)


def _mode(scores: np.ndarray, category: str) -> str | None:
    """Return the likeliest mode of the category, or None if no mode is likelier than each."""
    columns = labels.MODE_COLUMNS[labels.CATEGORIES.index(category)]
    best = max(columns, key=lambda column: scores[column])
    return labels.MODES[best].partition("-")[2] if best < len(labels.MODES) else None


def _ties(reading: Reading, heads: Mapping[int, int], cuts: Cuts) -> list[FoundTie]:
    """Ties between clusters, each told by its surest pair; a two-sided tie's score is the mean of both directions."""
    found: dict[tuple[int, str, int], FoundTie] = {}
    scores = _tie_scores(reading, heads)
    cut = np.array([cuts.tie(tie) for tie in labels.TIES])
    for a, column, b in np.argwhere((scores >= cut).transpose(0, 2, 1)).tolist():
        tie, score = labels.TIES[column], float(scores[a, b, column])
        key = (heads[a], tie, heads[b])
        if key not in found or found[key].score < score:
            state = labels.TIE_STATES[int(reading.states[a, b].argmax())]
            found[key] = FoundTie(a, tie, b, state, score)
    return list(found.values())


def _tie_scores(reading: Reading, heads: Mapping[int, int]) -> np.ndarray:
    """Return the score of each tie (N, N, 7); -1 where it can't hold: within a cluster, between wrong kinds, told the other way round."""
    scores = reading.links[:, :, : len(labels.TIES)].astype(np.float64)
    scores[:, :, _TWO_SIDED] = (scores[:, :, _TWO_SIDED] + scores.transpose(1, 0, 2)[:, :, _TWO_SIDED]) / 2
    kinds = reading.nodes[:, 2]
    head = np.array([heads.get(node, -1) for node in range(len(kinds))], dtype=np.int64)
    can = ((kinds == _ACTOR)[:, None] & (head[:, None] != head[None, :]))[:, :, None] & (kinds[:, None] == _TIE_ENDS)[None, :, :]
    can[:, :, _TWO_SIDED] &= np.triu(np.ones(can.shape[:2], dtype=bool))[:, :, None]
    return np.where(can, scores, -1.0)
