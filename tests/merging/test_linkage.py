"""Average linkage: what it joins is what looking through all pairs at each join would, and a large component ends."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.merging.linkage import Linkage, Pair

NAMES = list("abcdefg")
PAIRS = list(itertools.combinations(NAMES, 2))
ODDS = st.one_of(st.just(-math.inf), st.integers(-8, 8).map(lambda eighths: eighths / 2))


def naive(names: Sequence[str], odds: Mapping[Pair, float], cut: frozenset[Pair], base: float) -> list[list[str]]:
    """Join the best pair of clusters till none is better than even; nothing remembered."""
    groups = [[name] for name in names]
    while True:
        found = [
            (-round(mean, 9), a, b)
            for a, b in itertools.combinations(sorted(groups), 2)
            if not any(tuple(sorted(pair)) in cut for pair in itertools.product(a, b))
            and (mean := sum(odds.get((min(p), max(p)), base) for p in itertools.product(a, b)) / (len(a) * len(b))) > 0
        ]
        if not found:
            return sorted(groups)
        _, a, b = min(found)
        groups = [*(group for group in groups if group not in (a, b)), sorted(a + b)]


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(PAIRS), ODDS), st.frozensets(st.sampled_from(PAIRS), max_size=3))
def test_it_joins_what_looking_through_all_pairs_would(odds: dict[Pair, float], cut: frozenset[Pair]) -> None:
    linkage = Linkage(NAMES, odds, dict.fromkeys(cut, False), base=-1.0)
    linkage.grow(lambda a, b: (a, b) in odds)
    linkage.grow(lambda a, b: True)
    held = sorted(linkage.members.values())
    assert sorted(itertools.chain(*held)) == NAMES
    for group in held:
        assert not cut & set(itertools.combinations(group, 2))
        assert all(odds.get(pair) != -math.inf for pair in itertools.combinations(group, 2))
    one_go = Linkage(NAMES, odds, dict.fromkeys(cut, False), base=-1.0)
    one_go.grow(lambda a, b: True)
    assert sorted(one_go.members.values()) == naive(NAMES, odds, cut, -1.0)


def test_pairs_without_odds_count_as_the_base() -> None:
    chain = {("a", "b"): 3.0, ("b", "c"): 3.0}
    for base, groups in ((0.0, [["a", "b", "c"]]), (-4.0, [["a", "b"], ["c"]])):
        linkage = Linkage(["a", "b", "c"], chain, {}, base)
        linkage.grow(lambda a, b: True)
        assert sorted(linkage.members.values()) == groups


def test_a_person_joins_what_contradicts_and_cuts_what_fits() -> None:
    linkage = Linkage(["a", "b", "c"], {("a", "b"): -math.inf, ("b", "c"): 4.0, ("a", "c"): 4.0}, {("a", "b"): True, ("a", "c"): False})
    linkage.grow(lambda a, b: True)
    assert sorted(linkage.members.values()) == [["a", "b"], ["c"]]


def test_what_a_person_joined_stands_to_others_as_its_nearest_report() -> None:
    linkage = Linkage(["a", "b", "c"], {("a", "c"): -3.0, ("b", "c"): 2.0}, {("a", "b"): True})
    linkage.grow(lambda a, b: True)
    assert sorted(linkage.members.values()) == [["a", "b", "c"]]


def test_a_component_of_thousands_ends() -> None:
    names = [f"{number:05}" for number in range(6000)]
    odds = {(names[i], names[j]): 2.0 if i // 3 == j // 3 else -1.0 for i in range(6000) for j in range(i + 1, min(i + 20, 6000))}
    linkage = Linkage(names, odds, {}, base=-2.0)
    linkage.grow(lambda a, b: True)
    assert len(linkage.members) == 2000
