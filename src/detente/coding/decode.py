"""Arrays of one window → mentions, events and ties, in the window's own numbering.

Each decision has its threshold in `Cuts`, found on the development part of the corpus and shipped in the model's card.
Resolves nothing: who a mention is, is a later step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from detente.encoder import Reading, labels

_ROLE = {name: i for i, name in enumerate(labels.ROLES)}
_TRIGGER = labels.KINDS.index("trigger")
_FILLERS = {
    "actor": ("actor",),
    "recipient": ("actor", "place"),
    "place": ("place",),
    "time": ("time",),
    "speaker": ("actor", "outlet"),
    "outer_speaker": ("actor", "outlet"),
} | dict.fromkeys(labels.COUNTS, ("count",))
_REFERS = labels.LINKS.index("refers_to")
_SYMMETRIC = ("allied", "hostile")


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
    """
    mentions = tuple(int(i) for i in np.flatnonzero(reading.nodes[:, 2] != _TRIGGER))
    refers = _references(reading, mentions, cuts)
    heads = _heads(mentions, refers)
    events = tuple(
        _event(reading, row, heads, cuts)
        for row in range(len(reading.events))
        if 1 - reading.category[row, labels.NOT_AN_EVENT] >= cuts.event
    )
    return Found(mentions, refers, events, tuple(_ties(reading, mentions, heads, cuts)))


def keep_to_paragraphs(reading: Reading, text: str) -> Reading:
    """Take away every role filler that stands in a later paragraph than its trigger.

    A window may hold several short paragraphs. A speaker or place brought in by the next one says nothing of what stands before it;
    the marked passages are single paragraphs and could not teach that.
    """
    breaks = [i for i, character in enumerate(text) if character == "\n"]
    if not breaks or not len(reading.events):
        return reading
    paragraph = np.searchsorted(breaks, reading.offsets[reading.nodes[:, 0], 0])
    later = paragraph[None, :] > paragraph[reading.events][:, None]
    return dataclasses.replace(reading, roles=np.where(later[:, :, None], 0.0, reading.roles))


def _kind(reading: Reading, node: int) -> str:
    return labels.KINDS[reading.nodes[node, 2]]


def _references(reading: Reading, mentions: tuple[int, ...], cuts: Cuts) -> dict[int, tuple[int, ...]]:
    """Mention → earlier mentions it stands for; several only where they are not one and the same themselves."""
    refers: dict[int, tuple[int, ...]] = {}
    for node in mentions:
        kind = _kind(reading, node)
        scored = [(reading.links[node, other, _REFERS], other) for other in mentions if other != node and _kind(reading, other) == kind]
        likely = sorted(((score, other) for score, other in scored if score >= cuts.refers), reverse=True)
        chosen: list[int] = []
        for _, other in likely:
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


def _event(reading: Reading, row: int, heads: Mapping[int, int], cuts: Cuts) -> FoundEvent:
    category = reading.category[row, : labels.NOT_AN_EVENT]
    best = labels.CATEGORIES[int(category.argmax())]
    roles = {}
    for role in ("actor", "recipient", "place", "time", *labels.COUNTS):
        roles[role] = _fillers(reading, row, role, heads, cuts)
    for single in ("time", *labels.COUNTS):
        roles[single] = roles[single][:1]
    return FoundEvent(
        trigger=int(reading.events[row]),
        category=category / category.sum(),
        mode=_mode(reading.mode[row], best),
        modality=labels.MODALITIES[int(reading.modality[row].argmax())],
        stance=labels.STANCES[int(reading.stance[row].argmax())],
        roles={role: tuple(sorted(nodes)) for role, nodes in roles.items() if nodes},
        chain=_chain(reading, row, heads, cuts),
        score=float(reading.node_scores[reading.events[row]] * category.max()),
    )


def _fillers(reading: Reading, row: int, role: str, heads: Mapping[int, int], cuts: Cuts) -> list[int]:
    """Return the nodes that fill a role, surest first, one for each cluster of coreferring mentions."""
    column, kinds, cut = _ROLE[role], _FILLERS[role], cuts.role(role)
    likely = [node for node in heads if _kind(reading, node) in kinds and reading.roles[row, node, column] >= cut]
    likely.sort(key=lambda node: -reading.roles[row, node, column])
    chosen: list[int] = []
    for node in likely:
        if all(heads[node] != heads[kept] for kept in chosen):
            chosen.append(node)
    return chosen


def _chain(reading: Reading, row: int, heads: Mapping[int, int], cuts: Cuts) -> tuple[int, ...]:
    """Speakers, outermost first: outer speakers (outlets before persons, then text order), then the last ones in text order."""
    last = sorted(_fillers(reading, row, "speaker", heads, cuts))
    outer = [node for node in _fillers(reading, row, "outer_speaker", heads, cuts) if all(heads[node] != heads[kept] for kept in last)]
    outer.sort(key=lambda node: (_kind(reading, node) != "outlet", node))
    return (*outer, *last)


def _mode(scores: np.ndarray, category: str) -> str | None:
    """Return the likeliest mode of the category, or None if no mode is likelier than each."""
    columns = labels.MODE_COLUMNS[labels.CATEGORIES.index(category)]
    best = max(columns, key=lambda column: scores[column])
    return labels.MODES[best].partition("-")[2] if best < len(labels.MODES) else None


def _ties(reading: Reading, mentions: tuple[int, ...], heads: Mapping[int, int], cuts: Cuts) -> list[FoundTie]:
    found: dict[tuple[int, str, int], FoundTie] = {}
    actors = [node for node in mentions if _kind(reading, node) == "actor"]
    places = [node for node in mentions if _kind(reading, node) == "place"]
    for a in actors:
        for column, tie in enumerate(labels.TIES):
            for b in places if tie == "controls" else actors:
                if heads[a] == heads[b]:
                    continue
                score = float(reading.links[a, b, column])
                if tie in _SYMMETRIC:
                    if b < a:
                        continue
                    score = (score + float(reading.links[b, a, column])) / 2
                if score < cuts.tie(tie):
                    continue
                key = (heads[a], tie, heads[b])
                if key not in found or found[key].score < score:
                    state = labels.TIE_STATES[int(reading.states[a, b].argmax())]
                    found[key] = FoundTie(a, tie, b, state, score)
    return list(found.values())
