"""The measures on worked examples of the literature."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bench.assignment import best_total
from detente.bench.coref import Score, b_cubed, ceaf_e, conll_f1, muc

# Pradhan et al. 2014 ("Scoring coreference partitions of predicted mentions"), example of section 4; the response has other mentions, too.
KEY = [set("abc"), set("defg")]
RESPONSE = [set("ab"), set("cd"), set("fghi")]


def _near(score: Score, precision: float, recall: float) -> None:
    assert (score.precision, score.recall) == (pytest.approx(precision, abs=5e-3), pytest.approx(recall, abs=5e-3))


def test_pradhan_2014() -> None:
    _near(muc(KEY, RESPONSE), 0.40, 0.40)
    _near(b_cubed(KEY, RESPONSE), 0.50, 0.42)
    _near(ceaf_e(KEY, RESPONSE), 0.43, 0.65)


def test_vilain_1995() -> None:
    """Two links missing of a chain of four: two of three links are found."""
    _near(muc([set("abcd")], [set("ab"), set("cd")]), 1.0, 2 / 3)
    _near(muc([set("ab"), set("cd")], [set("abcd")]), 2 / 3, 1.0)


def test_bagga_and_baldwin_1998() -> None:
    """Their two responses: joining two small clusters, or a small and a large one, is alike to MUC, not to B³."""
    key = [set("12345"), set("67"), set("89ABC")]
    small, large = [set("12345"), set("6789ABC")], [set("12345") | set("89ABC"), set("67")]
    assert muc(key, small) == muc(key, large)
    _near(b_cubed(key, small), 0.762, 1.0)
    _near(b_cubed(key, large), 0.583, 1.0)


def test_luo_2005() -> None:
    """One response cluster for all: φ4 aligns it with the largest key cluster only."""
    key = [set("12345"), set("67"), set("89ABC")]
    _near(ceaf_e(key, [set("123456789ABC")]), 2 * 5 / 17, 2 * 5 / 17 / 3)


def test_singletons_count_save_in_muc() -> None:
    key = [{"a"}, {"b"}, {"c", "d"}]
    assert conll_f1(key, key) == 1.0
    assert muc(key, [{"a"}, {"b"}, {"c"}, {"d"}]).f1 == 0.0
    assert b_cubed(key, [{"a"}, {"b"}, {"c"}, {"d"}]).recall == 0.75


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9), st.lists(st.integers(0, 4), min_size=9, max_size=9))
def test_precision_and_recall_change_places(left: list[int], right: list[int]) -> None:
    one, other = ([{n for n, home in enumerate(homes) if home == k} for k in set(homes)] for homes in (left, right[: len(left)]))
    for measure in (muc, b_cubed, ceaf_e):
        assert measure(one, other).precision == pytest.approx(measure(other, one).recall)
        assert 0 <= measure(one, other).f1 <= 1 + 1e-9


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(0.01, 9), max_size=10))
def test_the_assignment_is_the_best_of_all(worth: dict[tuple[int, int], float]) -> None:
    tried = max(sum(worth.get(pair, 0.0) for pair in enumerate(order)) for order in itertools.permutations(range(4)))
    assert best_total(worth) == pytest.approx(tried)
