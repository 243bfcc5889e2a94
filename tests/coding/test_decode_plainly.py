"""The decoder works on whole arrays; here the same decisions are made one pair at a time, in the plainest words, and must agree."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.decode import Cuts, decode
from detente.encoder import Reading, labels

FILLERS = {"actor": ("actor",), "recipient": ("actor", "place"), "place": ("place",), "time": ("time",)} | dict.fromkeys(
    labels.COUNTS, ("count",)
)
CUTS = Cuts(event=0.4, refers=0.7, roles={"actor": 0.6, "time": 0.3}, ties=dict.fromkeys(labels.TIES, 0.75))


def reading(seed: int, size: int) -> Reading:
    chance = np.random.default_rng(seed)
    kinds = np.sort(chance.integers(0, len(labels.KINDS), size))
    nodes = np.stack([np.arange(size), np.arange(size), kinds], axis=1).astype(np.int64)
    events = np.flatnonzero(kinds == labels.KINDS.index("trigger"))

    def scores(*shape: int) -> np.ndarray:
        return chance.random(shape).round(1).astype(np.float32)

    category = scores(len(events), len(labels.CATEGORIES) + 1) + 0.01
    return Reading(
        offsets=np.stack([np.arange(size), np.arange(size) + 1], axis=1),
        nodes=nodes,
        node_scores=scores(size),
        events=events,
        category=category / category.sum(axis=1, keepdims=True),
        mode=scores(len(events), len(labels.MODES) + len(labels.CATEGORIES)),
        modality=scores(len(events), 4),
        stance=scores(len(events), 3),
        roles=scores(len(events), size, len(labels.ROLES)),
        links=scores(size, size, len(labels.LINKS)),
        states=scores(size, size, 5),
        contexts=scores(len(labels.CONTEXTS)),
    )


def head(node: int, refers: Mapping[int, tuple[int, ...]]) -> int:
    seen: set[int] = set()
    while len(refers.get(node, ())) == 1 and node not in seen:
        seen.add(node)
        node = refers[node][0]
    return node


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_references_are_those_of_the_plain_rule(seed: int, size: int) -> None:
    given_ = reading(seed, size)
    kinds = [labels.KINDS[kind] for kind in given_.nodes[:, 2]]
    refers: dict[int, tuple[int, ...]] = {}
    for node in range(size):
        if kinds[node] == "trigger":
            continue
        others = [other for other in range(size) if other != node and kinds[other] == kinds[node]]
        likely = sorted(
            ((given_.links[node, other, -1], other) for other in others if given_.links[node, other, -1] >= CUTS.refers), reverse=True
        )
        chosen: list[int] = []
        for _, other in likely:
            if head(other, refers) != node and all(head(other, refers) != head(kept, refers) for kept in chosen):
                chosen.append(other)
        if chosen:
            refers[node] = tuple(sorted(chosen))
    assert decode(given_, CUTS).refers == refers


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_roles_are_those_of_the_plain_rule(seed: int, size: int) -> None:
    given_ = reading(seed, size)
    found = decode(given_, CUTS)
    kinds = [labels.KINDS[kind] for kind in given_.nodes[:, 2]]
    rows = [row for row in range(len(given_.events)) if 1 - given_.category[row, -1] >= CUTS.event]
    assert [event.trigger for event in found.events] == [given_.events[row] for row in rows]
    for event, row in zip(found.events, rows, strict=True):
        plainly: dict[str, list[int]] = {}
        for role, fit in FILLERS.items():
            score = given_.roles[row, :, labels.ROLES.index(role)]
            likely = [node for node in found.mentions if kinds[node] in fit and score[node] >= CUTS.role(role)]
            chosen: list[int] = []
            for node in sorted(likely, key=lambda node: -score[node]):
                if all(head(node, found.refers) != head(kept, found.refers) for kept in chosen):
                    chosen.append(node)
            if role not in ("actor", "recipient", "place"):
                chosen = chosen[:1]
            plainly[role] = chosen
        for doer in list(plainly["actor"]):
            for sufferer in [node for node in plainly["recipient"] if head(node, found.refers) == head(doer, found.refers)]:
                scores = (
                    given_.roles[row, doer, labels.ROLES.index("actor")],
                    given_.roles[row, sufferer, labels.ROLES.index("recipient")],
                )
                loser, node = ("actor", doer) if scores[1] > scores[0] else ("recipient", sufferer)
                plainly[loser].remove(node)
        assert {role: event.roles.get(role, ()) for role in plainly} == {role: tuple(sorted(chosen)) for role, chosen in plainly.items()}


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_ties_are_those_of_the_plain_rule(seed: int, size: int) -> None:
    given_ = reading(seed, size)
    found = decode(given_, CUTS)
    kinds = [labels.KINDS[kind] for kind in given_.nodes[:, 2]]
    best: dict[tuple[int, str, int], tuple[float, int, int]] = {}
    for a in range(size):
        for column, tie in enumerate(labels.TIES):
            for b in range(size):
                heads = head(a, found.refers), head(b, found.refers)
                fits = kinds[a] == "actor" and kinds[b] == ("place" if tie == "controls" else "actor")
                if not fits or heads[0] == heads[1] or (tie in ("allied", "hostile") and b < a):
                    continue
                score = float(given_.links[a, b, column])
                if tie in ("allied", "hostile"):
                    score = (score + float(given_.links[b, a, column])) / 2
                key = (heads[0], tie, heads[1])
                if score >= CUTS.tie(tie) and (key not in best or score > best[key][0]):
                    best[key] = (score, a, b)
    told = {(head(tie.a, found.refers), tie.tie, head(tie.b, found.refers)): (tie.score, tie.a, tie.b) for tie in found.ties}
    assert told == {key: (pytest.approx(score), a, b) for key, (score, a, b) in best.items()}
