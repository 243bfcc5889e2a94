import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.encoder import labels
from detente.encoder.spans import best_sequence, log_softmax, spans_of

seeds = st.integers(min_value=0, max_value=10_000)


@given(seeds, st.integers(min_value=1, max_value=12))
def test_the_best_sequence_is_legal_and_no_legal_step_beats_it(seed: int, length: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(size=(length, len(labels.TAGS))).astype(np.float32))
    before = 0
    for tag in best_sequence(scores):
        if labels.TAGS[tag].startswith("I-"):
            assert before in (tag, tag - 1)
        before = tag


def test_a_clear_winner_is_taken_even_where_greedy_choice_would_be_illegal() -> None:
    scores = np.full((2, len(labels.TAGS)), -9.0, dtype=np.float32)
    scores[0, 0], scores[0, 1] = -0.5, -0.9
    scores[1, 2] = -0.1
    assert best_sequence(scores).tolist() == [1, 2]


def test_touching_spans_of_one_kind_stay_two() -> None:
    assert spans_of(np.array([1, 1, 2, 0, 3])) == [(0, 0, 0), (1, 2, 0), (4, 4, 1)]


@given(seeds, st.integers(min_value=1, max_value=4))
def test_no_legal_sequence_is_likelier(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, 5))
    scores = np.pad(scores, ((0, 0), (0, len(labels.TAGS) - 5)), constant_values=-50.0)
    legal = (
        tags
        for tags in itertools.product(range(5), repeat=length)
        if all(tag % 2 or not tag or before in (tag, tag - 1) for before, tag in zip((0, *tags), tags, strict=False))
    )
    rows = np.arange(length)
    assert scores[rows, best_sequence(scores)].sum() == max(scores[rows, list(tags)].sum() for tags in legal)
