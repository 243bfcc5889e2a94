from __future__ import annotations

import pytest

from detente.bench.shingles import f1_of_means, page_scores, shingles


def test_short_texts_are_one_shingle() -> None:
    assert shingles("two words") == {("two", "words"): 1}
    assert not shingles("")


def test_precision_and_recall_of_a_page() -> None:
    assert page_scores("a b c d e", "a b c d") == (1.0, 0.5)
    assert page_scores("a b c d", "") == (None, 0.0)


def test_f1_is_of_the_means() -> None:
    f1, precision, recall = f1_of_means([("a b c d e", "a b c d"), ("a b c d", "a b c d")])
    assert (precision, recall) == (1.0, 0.75)
    assert f1 == pytest.approx(2 * 0.75 / 1.75)
