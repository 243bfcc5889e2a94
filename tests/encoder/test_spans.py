import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.encoder import labels
from detente.encoder.spans import best_tags, log_softmax, spans_of

seeds = st.integers(min_value=0, max_value=10_000)


@given(seeds, st.integers(min_value=1, max_value=12))
def test_the_best_sequence_is_legal_and_no_legal_step_beats_it(seed: int, length: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(size=(2, length, len(labels.TAGS))).astype(np.float32))
    for sequence in best_tags(scores):
        before = 0
        for tag in sequence:
            if labels.TAGS[tag].startswith("I-"):
                assert before in (tag, tag - 1)
            before = tag


def test_a_clear_winner_is_taken_even_where_greedy_choice_would_be_illegal() -> None:
    scores = np.full((1, 2, len(labels.TAGS)), -9.0, dtype=np.float32)
    scores[0, 0, 0], scores[0, 0, 1] = -0.5, -0.9
    scores[0, 1, 2] = -0.1
    assert best_tags(scores)[0].tolist() == [1, 2]


def test_touching_spans_of_one_kind_stay_two() -> None:
    assert spans_of(np.array([1, 1, 2, 0, 3])) == [(0, 0, 0), (1, 2, 0), (4, 4, 1)]
